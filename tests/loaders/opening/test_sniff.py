"""A file is what its bytes say, whatever its name is."""

import io
import zipfile

import pytest

from loaders.opening.sniff import sniff
from loaders.reading import Refused


def zipped(*names, **contents):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get("text", ""))
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(("data", "words"), [
    (b"", "is empty"),
    (b"%PDF-1.7 ...", "is a PDF"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (b"MZ\x90\x00\x03", "is a program"),
    (b"\x7fELF\x02", "is a program"),
    (b"\x89PNG\r\n", "is a picture"),
    (b"{\\rtf1 text}", "Word (RTF)"),
    (b'{"rows": [1, 2]}', "is a JSON file"),
    (b'[{"a": 1}]', "is a JSON file"),
    (b"\xef\xbb\xbf<html><table><tr><td>1</table>", "is a web page"),
    (b"<!DOCTYPE html>\n<table>", "is a web page"),
    ("<table><tr>".encode("utf-16"), "is a web page"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML Spreadsheet of 2003"),
    (b"<?xml version='1.0'?><data/>", "is an XML file"),
    (b"\x09\x08\x08\x00\x00\x05\x05\x00", "before 1997"),
    (b"PK\x03\x04 and no more", "cut off"),
    (b"PK\x05\x06" + b"\x00" * 18, "cut off or damaged"),
    (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00", "protected by a password"),
    (OLE + "WordDocument".encode("utf-16-le") + b"\x00\x00", "Word document"),
    (OLE, "damaged or is no Excel workbook"),
    (zipped("word/document.xml", "[Content_Types].xml"), "Word document"),
    (zipped("ppt/presentation.xml"), "PowerPoint"),
    (zipped("Index/Document.iwa"), "Apple Numbers"),
    (zipped("mimetype", text="application/vnd.oasis.opendocument.text"), "OpenDocument text"),
    (zipped("plan.xlsx"), "zip of other files"),
])
def test_what_is_not_read_is_named_in_one_sentence_with_a_remedy(tmp_path, data, words):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        sniff(path, "plan.xlsx")
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.startswith("plan.xlsx ")
    assert sentence.endswith(".")
    assert ": " in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(("data", "kind"), [
    (b"a,b\n1,2\n", "text"),
    (b"[LA] measure,value\n", "text"),
    (b"MZ code,value\n", "text"),
    (b"PAR1....PAR1", "parquet"),
    (zipped("xl/workbook.xml", "[Content_Types].xml"), "xlsx"),
    (zipped("xl/workbook.xml", "xl/vbaProject.bin"), "xlsm"),
    (zipped("xl/workbook.bin"), "xlsb"),
    (zipped("mimetype", text="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    (OLE + "Workbook".encode("utf-16-le") + b"\x00\x00", "xls"),
])
def test_what_is_read(tmp_path, data, kind):
    path = tmp_path / "misleading.pdf"
    path.write_bytes(data)
    assert sniff(path, "misleading.pdf") == kind
