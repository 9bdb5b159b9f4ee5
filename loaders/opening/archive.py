"""A workbook's zip, looked at before it is unpacked and counted while it is."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from loaders.limits import KEPT_BYTES, PART_BYTES, PARTS, UNPACKED_BYTES, UNPACKED_FREE_BYTES, UNPACKED_RATIO
from loaders.reading import Refused

_CHUNK = 1024 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = re.compile(rb'(<\?xml[^>]*?encoding=["\'])[^"\']+')

_AGAIN = "upload it again, or open it in Excel and save it as an Excel workbook (.xlsx)"


class Archive:
    """The parts of one workbook.

    Names are looked up without regard to case, as the format demands. Every part of XML is inflated once when the archive is opened, with its
    bytes counted: what the directory claims is never trusted.

    Parameters
    ----------
    path : Path
    name : str
        The file's own name, for the sentences.

    Raises
    ------
    Refused
        The zip is damaged, protected, larger than the limits once unpacked, or made to do harm.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._data = path.read_bytes()
        self._kept: dict[str, bytes] = {}
        self._room = KEPT_BYTES
        self.wide: set[str] = set()
        self._parts = self._read_directory()
        self._look_through()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def names(self) -> list[str]:
        """Return the parts' names as the directory has them."""
        return [info.filename for info in self._parts.values()]

    @property
    def markup_bytes(self) -> int:
        """Return how many bytes of XML there are, unpacked."""
        return sum(info.file_size for key, info in self._parts.items() if _is_read(key))

    def read(self, part: str) -> bytes:
        """Return a part's bytes; XML in UTF-16 comes back as UTF-8.

        Raises
        ------
        Refused
            The workbook has no such part, or it is damaged.
        """
        key = part.lower()
        if key in self._kept:
            return self._kept[key]
        if key not in self._parts:
            raise Refused(f"{self.name} is damaged (a part of it is missing): {_AGAIN}.")
        return _as_utf8(b"".join(self._inflate(self._parts[key])))

    def write_plain(self, path: Path, changed: dict[str, bytes]) -> None:
        """Write the workbook again with UTF-8 parts and some parts changed, for readers that know only the usual form."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
            for key, info in self._parts.items():
                if _is_read(key):
                    target.writestr(info.filename, changed.get(key, self.read(key)))

    def _read_directory(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error) as error:
            raise Refused(f"{self.name} is damaged and cannot be unpacked: {_AGAIN}.") from error
        if len(infos) > PARTS:
            raise Refused(f"{self.name} has more than {PARTS:,} parts, which no ordinary workbook has: copy its sheets into a new workbook.")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise Refused(f"{self.name} is protected by a password: remove the password, save it and upload it again.")
        if any(info.compress_type not in _METHODS for info in infos):
            raise Refused(f"{self.name} is packed in a way that no spreadsheet program uses: {_AGAIN}.")
        if infos and min(info.header_offset for info in infos) != 0:
            raise Refused(f"{self.name} has something in front of the workbook, perhaps a second file: {_AGAIN}.")
        total = sum(info.file_size for info in infos)
        packed = max(1, sum(info.compress_size for info in infos))
        too_thin = total > UNPACKED_FREE_BYTES and total > UNPACKED_RATIO * packed
        if total > UNPACKED_BYTES or too_thin or any(info.file_size > PART_BYTES for info in infos):
            raise Refused(f"{self.name} would be too big once unpacked: delete formatted blank rows and sheets not needed, and save it again.")
        parts = {info.filename.lower().lstrip("/"): info for info in infos}
        if len(parts) != len(infos):
            raise Refused(f"{self.name} holds the same part twice, so programs would disagree about what it says: {_AGAIN}.")
        return parts

    def _look_through(self) -> None:
        """Inflate every part that holds XML: count it, check its sum, and refuse declarations that no spreadsheet program writes."""
        for key, info in self._parts.items():
            if not _is_read(key):
                continue
            keep = info.file_size <= self._room
            chunks, last, wide = [], b"", False
            for number, chunk in enumerate(self._inflate(info)):
                if number == 0:
                    wide = _is_wide(chunk)
                window = last + chunk
                if wide:
                    window = window.replace(b"\x00", b"")
                if any(declaration in window for declaration in _DECLARATIONS):
                    raise Refused(f"{self.name} holds declarations (DOCTYPE) that no spreadsheet program writes and that can do harm: {_AGAIN}.")
                last = chunk[-64:]
                if keep:
                    chunks.append(chunk)
            if wide:
                self.wide.add(key)
            if keep:
                self._kept[key] = _as_utf8(b"".join(chunks) if len(chunks) != 1 else chunks[0])
                self._room -= len(self._kept[key])

    def _inflate(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part's bytes, counting them: more or fewer than the directory says means damage or deceit."""
        start, count, check = info.header_offset, 0, 0
        header = self._data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise self._damaged()
        start += _LOCAL_HEADER + sum(struct.unpack("<HH", header[26:30]))
        packed = memoryview(self._data)[start : start + info.compress_size]
        for chunk in self._unpack(packed, info):
            count += len(chunk)
            check = zlib.crc32(chunk, check)
            if count > info.file_size:
                raise self._damaged()
            yield chunk
        if count != info.file_size or check != info.CRC:
            raise self._damaged()

    def _unpack(self, packed: memoryview, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.compress_type == zipfile.ZIP_STORED:
            for place in range(0, len(packed), _CHUNK):
                yield bytes(packed[place : place + _CHUNK])
            return
        # One byte more than the directory claims is asked for, so that a false claim shows.
        size = min(info.file_size + 1, 16 * _CHUNK)
        inflater, rest = zlib.decompressobj(-zlib.MAX_WBITS), packed
        try:
            while not inflater.eof:
                chunk = inflater.decompress(rest, size)
                rest = memoryview(inflater.unconsumed_tail)
                if not chunk and not rest:
                    break
                yield chunk
        except zlib.error as error:
            raise self._damaged() from error

    def _damaged(self) -> Refused:
        return Refused(f"{self.name} is damaged (what is packed in it is not what its directory says): {_AGAIN}.")


def _is_read(key: str) -> bool:
    return key.endswith((".xml", ".rels", ".vml")) or (key.startswith("xl/") and key.endswith(".bin") and "vbaproject" not in key)


def _is_wide(start: bytes) -> bool:
    """Whether a part of XML is in UTF-16."""
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:2] in (b"<\x00", b"\x00<")


def _as_utf8(data: bytes) -> bytes:
    if not _is_wide(data):
        return data
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    return _ENCODING.sub(rb"\1UTF-8", data.decode(encoding, errors="replace").encode("utf-8", errors="replace"), count=1)
