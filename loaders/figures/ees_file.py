"""Opening a file of explore education statistics as columns of text, with the number of each row."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from loaders.reading import Explained, Problem, Refused


@dataclass
class EesFile:
    """The file as columns of text; ``lines`` holds each row's number as Excel would count it."""

    name: str
    headings: list[str]
    columns: list[pa.Array]
    lines: np.ndarray
    explained: list[Explained] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the file has below its heading."""
        return len(self.lines)

    @property
    def sheet(self) -> str:
        """The name under which the file's rows are reported."""
        return Path(self.name).stem

    def column(self, name: str) -> pa.Array | None:
        """Return the column with a heading, compared without case."""
        for heading, column in zip(self.headings, self.columns, strict=True):
            if heading.casefold() == name:
                return column
        return None


def is_ees(first_line: str) -> bool:
    """Tell whether a file's first line is the heading of an explore-education-statistics file."""
    names = {name.strip().strip('"').casefold() for name in re.split(r"[,;\t]", first_line.replace("\ufeff", ""))}
    return {"time_period", "geographic_level"} <= names


def open_file(path: Path, name: str) -> EesFile:
    """Open a file.

    Raises
    ------
    Refused
        It has no heading of this layout, no rows, or is not whole.
    """
    data = path.read_bytes()
    problems = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    data = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = data.decode("cp1252", errors="replace").encode()
        problems.append(Problem("", "", "letters written in an old Windows encoding", "UTF-8: check names with accents", "note"))
    first = data.split(b"\n", 1)[0].decode()
    if not is_ees(first):
        raise Refused(f"{name} does not begin with the headings time_period and geographic_level; save it again as it was published.")
    separator = max(",;\t", key=first.count)
    headings = [heading.strip() for heading in next(csv.reader([first.rstrip("\r")], delimiter=separator))]
    ragged: list[tuple[int, int]] = []

    def note_ragged(row: pacsv.InvalidRow) -> str:
        if row.text.strip(separator + ' "\r\n'):
            ragged.append((row.number, row.actual_columns))
        else:
            ragged.append((row.number, 0))
        return "skip"

    names = [str(place) for place in range(len(headings))]
    try:
        table = pacsv.read_csv(
            io.BytesIO(data),
            read_options=pacsv.ReadOptions(use_threads=False, column_names=names, skip_rows=1, block_size=max(1 << 20, len(data) + 1)),
            parse_options=pacsv.ParseOptions(delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note_ragged),
            convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False),
        )
    except pa.ArrowInvalid as error:
        raise Refused(f"{name} is not a whole csv file; download it again or save it again as csv.") from error
    if not table.num_rows:
        raise Refused(f"{name} has headings but no rows; download the file again.")
    file = EesFile(name, headings, [column.combine_chunks() for column in table.columns], np.arange(2, table.num_rows + 2), problems=problems)
    return _drop_empty(_place_ragged(file, ragged))


def _place_ragged(file: EesFile, ragged: list[tuple[int, int]]) -> EesFile:
    """Number the rows around those that have too few or too many cells, and explain these."""
    numbers = np.array([number for number, _ in ragged], dtype=int)
    if len(numbers):
        file.lines = np.setdiff1d(np.arange(2, file.rows + len(numbers) + 2), numbers)[: file.rows]
    for number, cells in ragged:
        if cells:
            why = f"the row has {cells} cells where the heading has {len(file.headings)}"
            file.explained.append(Explained(file.sheet, number, why))
            file.problems.append(Problem(file.sheet, f"A{number}", f"{cells} cells", f"{len(file.headings)} cells", "error"))
    return file


def _drop_empty(file: EesFile) -> EesFile:
    """Drop rows in which nothing stands: they are no rows."""
    first = file.column("time_period")
    if first is None or pc.all(pc.not_equal(first, "")).as_py():
        return file
    filled = np.zeros(file.rows, dtype=bool)
    for column in file.columns:
        filled |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    file.columns = [column.filter(pa.array(filled)) for column in file.columns]
    file.lines = file.lines[filled]
    return file
