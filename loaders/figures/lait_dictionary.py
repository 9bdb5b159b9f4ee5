"""Reading the Local Authority Interactive Tool's dictionary of measures: which way is better, how many decimals a figure has, which year it means."""

import csv
import hashlib
import io
import re
from datetime import date, timedelta
from pathlib import Path

from loaders.reading import Explained, Mapped, Reading, Refused
from loaders.words.headings import normalise
from loaders.words.indicators import kind_of, unit_of
from model import conform

# Day 1 of Excel's calendar, such that its serial numbers after February 1900 come out right.
_EXCEL_DAY_0 = date(1899, 12, 30)
_POLARITIES = {"high": "high", "low": "low", "-": "none", "none": "none"}


def is_dictionary(first_line: str) -> bool:
    """Tell whether a file's first line is the heading of the tool's dictionary of measures."""
    names = {normalise(name.strip('"')) for name in first_line.replace("\ufeff", "").split(",")}
    return {normalise("Measure_short"), "polarity"} <= names


def read_dictionary(path: Path, name: str | None = None) -> Reading:
    """Read the tool's dictionary of measures.

    Parameters
    ----------
    path : Path
    name : str, optional
        The file's own name, where ``path`` is a temporary copy.

    Returns
    -------
    Reading
        Kind "measures". Where a measure stands twice, the row updated last is taken and the other explained.

    Raises
    ------
    Refused
        The file has no column Measure_short or no rows.
    """
    path = Path(path)
    name = name or path.name
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = list(csv.reader(io.StringIO(text)))
    headings = [normalise(heading) for heading in lines[0]] if lines else []
    if normalise("Measure_short") not in headings:
        raise Refused(f"{name} has no column Measure_short; it should be the dictionary of the Local Authority Interactive Tool.")
    sheet = Path(name).stem
    rows = [(place + 2, dict(zip(headings, cells, strict=False))) for place, cells in enumerate(lines[1:]) if any(cell.strip() for cell in cells)]
    records, explained = _define(rows, sheet)
    if not records:
        raise Refused(f"{name} has headings but no measures; download the file again.")
    reading = Reading(
        file=name,
        kind="measures",
        tables={"measures": conform(records, "measures")},
        found=1 + len(rows),
        loaded=len(records),
        explained=[Explained(sheet, 1, "heading"), *explained],
        mapping=[Mapped(sheet, heading, _DEFINES.get(normalise(heading), ""), "known heading" if normalise(heading) in _DEFINES else "not used")
                 for heading in lines[0]],
        layout=hashlib.sha256("|".join(lines[0]).encode()).hexdigest()[:16],
    )  # fmt: skip
    reading.check()
    return reading


_DEFINES = {
    normalise(heading): field
    for heading, field in {
        "Measure_short": "measure", "Measure": "name", "Topic": "theme", "Polarity": "polarity", "y_axis_name": "unit", "Description": "definition",
        "Last Update": "commentary", "Next Update": "next_update", "Data Owner (DO) /Supplier and Contact Details": "source", "dps": "decimals",
        "Year_Type": "year_type", "No_Quartile": "no_band",
    }.items()
}  # fmt: skip


def _define(rows: list[tuple[int, dict[str, str]]], sheet: str) -> tuple[list[dict[str, object]], list[Explained]]:
    """Return one record for each measure and the rows that were not taken."""
    latest: dict[str, tuple[int, dict[str, str]]] = {}
    explained = []
    for line, cells in rows:
        measure = cells.get(normalise("Measure_short"), "").strip()
        if not measure:
            explained.append(Explained(sheet, line, "the row names no measure"))
        elif measure in latest and _last_update(cells) <= _last_update(latest[measure][1]):
            explained.append(Explained(sheet, line, f"the measure stands on row {latest[measure][0]} too, updated no earlier"))
        else:
            if measure in latest:
                explained.append(Explained(sheet, latest[measure][0], f"the measure stands on row {line} too, updated later"))
            latest[measure] = (line, cells)
    return [_definition(measure, line, cells, sheet) for measure, (line, cells) in latest.items()], explained


def _definition(measure: str, line: int, cells: dict[str, str], sheet: str) -> dict[str, object]:
    typed = {field: cells.get(heading, "").strip() for heading, field in _DEFINES.items()}
    given = {field: None if text in ("", "NA") else text for field, text in typed.items()}
    unit = unit_of(given["unit"] or "", default=None) or unit_of(given["name"] or measure, default=None)
    updated = read_serial(given["commentary"])
    return {
        "measure": measure, "name": given["name"] or measure, "theme": given["theme"], "definition": given["definition"], "unit": unit,
        "polarity": _POLARITIES.get((given["polarity"] or "").casefold()), "frequency": "annual", "kind": kind_of(unit),
        "decimals": int(typed["decimals"]) if typed["decimals"].isdigit() else None, "source": given["source"],
        "next_update": read_serial(given["next_update"]), "year_type": given["year_type"], "no_band": given["no_band"] == "N",
        "commentary": f"Last updated {updated.day} {updated:%B %Y}" if updated else None, "sheet": sheet, "row": line,
    }  # fmt: skip


def _last_update(cells: dict[str, str]) -> date:
    return read_serial(cells.get(normalise("Last Update"), "").strip()) or date.min


def read_serial(text: str | None) -> date | None:
    """Return the day of an Excel serial number, None for words such as TBC."""
    if not text or not re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return None
    return _EXCEL_DAY_0 + timedelta(days=int(float(text)))
