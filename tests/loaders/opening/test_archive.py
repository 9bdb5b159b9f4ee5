"""A workbook's zip is looked at before it is unpacked, and its bytes are counted while it is."""

import io
import struct
import zipfile

import pytest

from loaders.opening import archive as module
from loaders.opening.archive import Archive
from loaders.reading import Refused


def write(tmp_path, parts, method=zipfile.ZIP_DEFLATED, change=lambda data: data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, data in parts:
            target.writestr(name, data)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(change(buffer.getvalue()))
    return path


def refusal(path):
    with pytest.raises(Refused) as refused:
        Archive(path, "plan.xlsx")
    return str(refused.value)


def test_parts_are_found_without_regard_to_case(tmp_path):
    archive = Archive(write(tmp_path, [("XL/Workbook.xml", b"<a/>")]), "plan.xlsx")
    assert "xl/workbook.xml" in archive
    assert archive.read("xl/WORKBOOK.xml") == b"<a/>"
    with pytest.raises(Refused, match="missing"):
        archive.read("xl/styles.xml")


def test_utf_16_becomes_utf_8(tmp_path):
    text = '<?xml version="1.0" encoding="UTF-16"?><a>£</a>'
    archive = Archive(write(tmp_path, [("xl/a.xml", text.encode("utf-16"))]), "plan.xlsx")
    assert archive.read("xl/a.xml").decode() == '<?xml version="1.0" encoding="UTF-8"?><a>£</a>'
    assert archive.wide == {"xl/a.xml"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declaration", ["<!DOCTYPE a>", '<!ENTITY x "y">'])
def test_declarations_are_refused_in_any_part(tmp_path, encoding, declaration):
    assert "DOCTYPE" in refusal(write(tmp_path, [("a.xml", b"<a/>"), ("docProps/app.xml", f"{declaration}<a/>".encode(encoding))]))


def test_a_declaration_across_two_chunks_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 8)
    assert "DOCTYPE" in refusal(write(tmp_path, [("a.xml", b" " * 123 + b"<!DOCTYPE a><a/>")]))


def test_the_same_part_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = write(tmp_path, [("xl/a.xml", b"<a/>"), ("xl/a.xml", b"<b/>")])
    assert "the same part twice" in refusal(path)


def test_too_many_parts_too_big_too_thin(tmp_path, monkeypatch):
    path = write(tmp_path, [("a.xml", b"0" * 5_000), ("b.xml", b"0" * 5_000)])
    monkeypatch.setattr(module, "PARTS", 1)
    assert "more than 1 parts" in refusal(path)
    monkeypatch.setattr(module, "PARTS", 10)
    monkeypatch.setattr(module, "PART_BYTES", 4_999)
    assert "too big once unpacked" in refusal(path)
    monkeypatch.setattr(module, "PART_BYTES", 5_000)
    monkeypatch.setattr(module, "UNPACKED_BYTES", 9_999)
    assert "too big once unpacked" in refusal(path)
    monkeypatch.setattr(module, "UNPACKED_BYTES", 10_000)
    assert Archive(path, "plan.xlsx")
    monkeypatch.setattr(module, "UNPACKED_FREE_BYTES", 9_999)
    assert "too big once unpacked" in refusal(path)


def lie(data, size):
    """Claim another unpacked size in the directory and in front of the part."""
    directory = data.index(b"PK\x01\x02")
    data = data[: directory + 24] + struct.pack("<I", size) + data[directory + 28 :]
    return data[:22] + struct.pack("<I", size) + data[26:]


@pytest.mark.parametrize("size", [10, 4_999, 5_001])
def test_a_false_size_is_found_by_counting(tmp_path, size):
    assert "is damaged" in refusal(write(tmp_path, [("a.xml", b"0" * 5_000)], change=lambda data: lie(data, size)))


def test_changed_bytes_are_found(tmp_path):
    flip = lambda data: data.replace(b"<a>good</a>", b"<a>evil</a>")  # noqa: E731
    assert "is damaged" in refusal(write(tmp_path, [("a.xml", b"<a>good</a>")], zipfile.ZIP_STORED, flip))


def test_other_methods_encryption_and_a_file_in_front_are_refused(tmp_path):
    assert "no spreadsheet program" in refusal(write(tmp_path, [("a.xml", b"<a/>")], zipfile.ZIP_LZMA))
    set_flag = lambda data: data[: data.index(b"PK\x01\x02") + 8] + b"\x01" + data[data.index(b"PK\x01\x02") + 9 :]  # noqa: E731
    assert "password" in refusal(write(tmp_path, [("a.xml", b"<a/>")], change=set_flag))
    assert "in front of the workbook" in refusal(write(tmp_path, [("a.xml", b"<a/>")], change=lambda data: b"PK\x03\x04...." + data))
