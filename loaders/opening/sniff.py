"""What a file is by its bytes, whatever its name says, with a sentence for each kind that is not read here."""

import re
import zipfile
from pathlib import Path

from loaders.naming import describe_bad_size
from loaders.reading import Refused

_SAVE = "open it in Excel and save it as an Excel workbook (.xlsx), then upload that"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
# A zip's end record is 22 bytes and a comment of at most 65,535.
_ZIP_TAIL = 22 + 65_535

# (first bytes, what it is, what to do)
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF", "upload the spreadsheet that it was made from"),
    (b"\x1f\x8b", "is a compressed (gzip) file", "unpack it and upload the file inside"),
    (b"BZh", "is a compressed (bzip2) file", "unpack it and upload the file inside"),
    (b"\xfd7zXZ\x00", "is a compressed (xz) file", "unpack it and upload the file inside"),
    (b"\x28\xb5\x2f\xfd", "is a compressed (zstd) file", "unpack it and upload the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "is a compressed (7z) file", "unpack it and upload the file inside"),
    (b"Rar!\x1a\x07", "is a compressed (rar) file", "unpack it and upload the file inside"),
    (b"MZ", "is a program", "upload the spreadsheet itself"),
    (b"\x7fELF", "is a program", "upload the spreadsheet itself"),
    (b"\xcf\xfa\xed\xfe", "is a program", "upload the spreadsheet itself"),
    (b"\xca\xfe\xba\xbe", "is a program", "upload the spreadsheet itself"),
    (b"\x89PNG", "is a picture", "upload the spreadsheet itself"),
    (b"\xff\xd8\xff", "is a picture", "upload the spreadsheet itself"),
    (b"GIF8", "is a picture", "upload the spreadsheet itself"),
    (b"{\\rtf", "is a Word (RTF) document", "copy its table into Excel and save it as an Excel workbook (.xlsx)"),
    (b"SQLite format 3\x00", "is a database", "export the table as csv and upload that"),
    (b"\x00\x01\x00\x00Standard ", "is an Access database", "export the table as csv or as an Excel workbook and upload that"),
)

# Excel 2 to 5 wrote their records without a container: the first record starts a worksheet or workbook.
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")

_HTML = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|style|script)\b", re.I | re.S)
_XML = re.compile(rb"\s*<\?xml\b|\s*<[A-Za-z][\w:.-]*[\s>]")
_JSON = re.compile(rb'\s*(?:\{\s*(?:"[^"\n]*"\s*:|\}\s*$)|\[\s*(?:[\[{]|"[^"\n]*"\s*[,\]]|\]\s*$))')


def sniff(path: Path, name: str) -> str:
    """Say what a file is by its bytes.

    Parameters
    ----------
    path : Path
    name : str
        The file's own name, for the sentence.

    Returns
    -------
    str
        xlsx, xlsm, xlsb, ods, xls, parquet or text.

    Raises
    ------
    Refused
        The file is of a kind that is not read here; the sentence says which and what to do.
    """
    bad_size = describe_bad_size(path.stat().st_size, name)
    if bad_size:
        raise Refused(bad_size)
    with path.open("rb") as file:
        head = file.read(65_536)
        file.seek(max(0, path.stat().st_size - _ZIP_TAIL))
        tail = file.read()
    if head.startswith(_ZIP):
        return _sniff_zip(path, name, tail)
    if head.startswith(b"PK"):
        raise Refused(f"{name} is cut off or damaged: upload it again, or {_SAVE}.")
    if head.startswith(_OLE):
        return _sniff_ole(path, name)
    if head.startswith(b"PAR1"):
        return "parquet"
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic) and (magic != b"MZ" or b"\x00" in head):
            raise Refused(f"{name} {what}, not a spreadsheet: {remedy}.")
    if _OLD_EXCEL.match(head):
        raise Refused(f"{name} is in a format of Excel from before 1997: {_SAVE}.")
    _refuse_markup(head, name)
    return "text"


def _refuse_markup(head: bytes, name: str) -> None:
    """Refuse web pages, XML and JSON, in UTF-8 or UTF-16."""
    text = head.lstrip(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:4]:
        text = text.replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"").replace(b"\x00", b"")
    if _HTML.match(text):
        raise Refused(f"{name} is a web page saved under a spreadsheet's name: {_SAVE}.")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text[:4096]:
        raise Refused(f"{name} is an XML Spreadsheet of 2003: {_SAVE}.")
    if _XML.match(text):
        raise Refused(f"{name} is an XML file, not a spreadsheet: {_SAVE}.")
    if _JSON.match(text):
        raise Refused(f"{name} is a JSON file, not a spreadsheet: export the table as csv or as an Excel workbook and upload that.")


def _sniff_zip(path: Path, name: str, tail: bytes) -> str:
    if _ZIP_END not in tail:
        raise Refused(f"{name} is cut off, perhaps by an interrupted upload: upload it again.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename.lower() for info in archive.infolist()}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size < 200 else b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refused(f"{name} is damaged and cannot be unpacked: upload it again, or {_SAVE}.") from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        if b"spreadsheet" not in mimetype:
            raise Refused(f"{name} is an OpenDocument text or presentation, not a spreadsheet: copy its table into a spreadsheet and upload that.")
        return "ods"
    if any(part.startswith("word/") for part in names):
        raise Refused(f"{name} is a Word document, not a spreadsheet: copy its table into Excel and save it as an Excel workbook (.xlsx).")
    if any(part.startswith("ppt/") for part in names):
        raise Refused(f"{name} is a PowerPoint presentation, not a spreadsheet: upload the spreadsheet that it was made from.")
    if any(part.endswith(".iwa") for part in names):
        raise Refused(f"{name} is an Apple Numbers file: export it from Numbers as an Excel workbook (.xlsx) and upload that.")
    if any(part.startswith("xl/") for part in names) or "[content_types].xml" in names:
        return "xlsm" if any(part.endswith("vbaproject.bin") or part.startswith("xl/macrosheets/") for part in names) else "xlsx"
    if "content.xml" in names:
        return "ods"
    raise Refused(f"{name} is a zip of other files, not a spreadsheet: unpack it and upload the spreadsheet inside.")


def _sniff_ole(path: Path, name: str) -> str:
    """Tell the kinds of file apart that share the container of older Office files, by the names of the streams in it."""
    data = path.read_bytes()

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\x00\x00" in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Refused(f"{name} is protected by a password: open it in Excel, remove the password, save it and upload it again.")
    if has("Workbook") or has("Book"):
        return "xls"
    if has("WordDocument"):
        raise Refused(f"{name} is a Word document, not a spreadsheet: copy its table into Excel and save it as an Excel workbook (.xlsx).")
    if has("PowerPoint Document"):
        raise Refused(f"{name} is a PowerPoint presentation, not a spreadsheet: upload the spreadsheet that it was made from.")
    raise Refused(f"{name} is damaged or is no Excel workbook: {_SAVE}.")
