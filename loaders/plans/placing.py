"""Under which theme a whole table stands: by the title above it, by the name of its sheet, or by neither."""

import re
from dataclasses import dataclass, field, replace

from loaders.grid import Sheet
from loaders.plans.banners import Banner, is_note, read_banner, split_number, theme_name
from loaders.plans.themes import Theme, Themes, is_plain_sheet, only_number
from loaders.tables.contents import filled_cells, text_of
from loaders.tables.finding import REPEATED
from loaders.tables.table import FoundTable
from loaders.words.headings import known, normalise

LONGEST_TITLE = 150  # characters
_NUMBERED_TITLE = re.compile(r"^\W*(?:table|figure|chart)\s+[A-Z]?\d+(?:[._]?\w+)?\s*[:.–-]\s*\S", re.IGNORECASE)
_NUMBERED_ALONE = re.compile(r"^\W*(?:(?:ofsted|inspection)\s+)?recommendation\s*(?:no\.?\s*|number\s*)?(?P<number>\d{1,2})\W*$", re.IGNORECASE)
_NO_TITLE = re.compile(r"^\W*(?:version|as at|v\d|coverage\b|back to\b|years?\s+ending\b|\[\w+\]\s*(?:=|indicates)|[a-z.]{1,2}\s*=)", re.IGNORECASE)


@dataclass
class Placed:
    """A table's theme and recommendation, and which of the lines above it said so."""

    theme: Theme | None = None
    recommendation: Banner | None = None
    rows: dict[int, str] = field(default_factory=dict)
    how: str = ""


def line_text(sheet: Sheet, row: int) -> str:
    """Return the cells of a row joined by spaces; the same text in several cells is said once."""
    return " ".join(dict.fromkeys(text_of(value) for _, value in filled_cells(sheet, row)))


def table_title(sheet: Sheet, rows: list[int]) -> str:
    """Return the last of the lines above a table that says "Table 3: ...", else the last that is no note, version, coverage or date: its title."""
    lines = [line for row in reversed(rows) if len(line := line_text(sheet, row)) <= LONGEST_TITLE]
    numbered = next((line for line in lines if _NUMBERED_TITLE.match(line)), "")
    return numbered or next((line for line in lines if not is_note(line) and not _NO_TITLE.match(line)), "")


def place_tables(tables: list[tuple[FoundTable, list[int]]], themes: Themes, title: str) -> list[Placed]:
    """Find the theme of each plan's table of a book.

    Parameters
    ----------
    tables : list of (FoundTable, rows)
        The plan's tables in order, each with the lines above it that belong to no other.
    themes : Themes
        Themes already known, from a sheet that lists them.
    title : str
        The plan's title, which names no theme.
    """
    placed = [_by_title(table, rows, themes) for table, rows in tables]
    names = {table.sheet.name for table, _ in tables}
    if any(place.theme for place in placed):
        _complete(tables, placed, themes, title)
        return placed
    open_ones = [(table, rows, place) for (table, rows), place in zip(tables, placed, strict=True) if not _has_themes(table)]
    unlabelled = [_unlabelled(table, rows, title) for table, rows, _ in open_ones]
    told = [text for text in unlabelled if text is not None]
    distinct = len({normalise(text[1]) for text in told})
    if len(open_ones) >= 2 and len(told) == len(open_ones) and distinct == len(open_ones):
        for (table, _, place), line in zip(open_ones, told, strict=True):
            number, name = theme_name(line[1])
            known = themes.find(line[1])
            place.theme = known or themes.add(Theme(name, number, sheet=table.sheet.name, row=line[0]))
            place.rows[line[0]], place.how = "theme title, carried down", "the title above each table"
    elif len(names) >= 2:
        _by_sheet_names(open_ones, themes)
    elif open_ones and unlabelled[0] is not None and _repeats_titles(tables[0][0]):
        number, name = theme_name(unlabelled[0][1])
        placed[0].theme = themes.add(Theme(name, number, sheet=tables[0][0].sheet.name, row=unlabelled[0][0]))
        placed[0].rows[unlabelled[0][0]] = "theme title, carried down"
    return placed


def _complete(tables: list[tuple[FoundTable, list[int]]], placed: list[Placed], themes: Themes, title: str) -> None:
    """Where some tables have a labelled title, give the others the theme of their sheet's earlier table or of their sheet's name."""
    before: dict[str, Theme] = {}
    for (table, rows), place in zip(tables, placed, strict=True):
        if place.theme is None and not _unlabelled(table, rows, title):
            place.theme = before.get(table.sheet.name)
        if place.theme is None and not is_plain_sheet(table.sheet.name):
            place.theme = _theme_of_sheet(table.sheet.name, themes)
        if place.theme is not None:
            before[table.sheet.name] = place.theme


def _by_title(table: FoundTable, rows: list[int], themes: Themes) -> Placed:
    """Read the labelled lines above a table: theme, objective and lead."""
    place = Placed(recommendation=_recommendation_above(table, rows))
    objective = lead = ""
    lines = [(row, banner) for row in rows for banner in read_banner(_labelled_line(table.page, row))]
    if not any(banner.kind == "theme" for _, banner in lines):  # "Aim 2: ..." alone above a table is what the table is about
        lines = [(row, replace(banner, kind="theme") if banner.kind == "objective" and banner.number else banner) for row, banner in lines]
    for row, banner in lines:
        if banner.kind == "theme":
            known = themes.find(f"Theme {banner.number}") if banner.number and only_number(banner.text) else None
            place.theme = known or themes.add(_as_theme(banner, table, row))
            place.rows[row], place.how = "theme title, carried down", "the title above the table"
        elif banner.kind == "objective":
            objective = banner.text
            place.rows.setdefault(row, "objective above the table, carried down")
        elif banner.kind == "lead":
            lead = banner.text
            place.rows.setdefault(row, "lead above the table, carried down")
        elif banner.kind == "recommendation" or _NUMBERED_ALONE.match(banner.text):
            place.rows.setdefault(row, "recommendation above the table, carried down")
    if place.theme is not None:
        place.theme.objective, place.theme.lead = place.theme.objective or objective, place.theme.lead or lead
    return place


def _recommendation_above(table: FoundTable, rows: list[int]) -> Banner | None:
    """Return the recommendation that the lines above a table name, where they name one; its number may stand on a line of its own."""
    named, number = [], ""
    for row in rows:
        texts = list(dict.fromkeys(text_of(value) for _, value in filled_cells(table.page, row)))
        alone = _NUMBERED_ALONE.match(texts[0]) if len(texts) == 1 else None
        if alone is not None:
            number = alone["number"]
        banner = read_banner(_labelled_line(table.page, row))[0]
        if banner.kind == "recommendation":
            named.append(replace(banner, text=texts[1]) if len(texts) == 2 else banner)
    return replace(named[0], number=named[0].number or number) if len(named) == 1 else None


def _labelled_line(sheet: Sheet, row: int) -> str:
    """Return a line as text, with a colon between a label and the value in the next cell."""
    texts = list(dict.fromkeys(text_of(value) for _, value in filled_cells(sheet, row)))
    if len(texts) == 2 and len(texts[0]) <= 40 and not texts[0].endswith((":", ".")):
        return f"{texts[0]}: {texts[1]}"
    return "\n".join(texts) if len(texts) > 2 else " ".join(texts)


def _as_theme(banner: Banner, table: FoundTable, row: int) -> Theme:
    return Theme(" ".join(banner.text.split()), banner.number, sheet=table.sheet.name, row=row)


def _unlabelled(table: FoundTable, rows: list[int], title: str) -> tuple[int, str] | None:
    """Return the last line above a table that could be its name, None where there is none."""
    for row in reversed(rows):
        text = line_text(table.page, row)
        if (
            len(text) > 100
            or is_note(text)
            or normalise(text) == normalise(title)
            or re.search(r"\b(plan|tracker|version|updated|as at)\b", text, re.IGNORECASE)
        ):
            continue
        if text.rstrip().endswith((".", "?")) or _says_else(_labelled_line(table.page, row)):
            continue
        return row, text
    return None


def _says_else(text: str) -> bool:
    """Tell whether a line is labelled as something other than a theme: a lead, an objective, a recommendation, what inspectors found."""
    label, colon, said = text.partition(":")
    labelled = bool(colon and said.strip() and known(label, "actions") not in (None, "theme"))
    return labelled or read_banner(text)[0].kind in ("lead", "objective", "recommendation") or _NUMBERED_ALONE.match(text) is not None


def _repeats_titles(table: FoundTable) -> bool:
    """Tell whether the heading is repeated under further titles within the table."""
    return any(why == REPEATED and len(filled_cells(table.sheet, row - 1)) == 1 for row, why in table.skipped.items())


def _has_themes(table: FoundTable) -> bool:
    """Tell whether a column gives each row its theme, so that no title or sheet need name one."""
    return any(known(column.own or column.heading, "actions") == "theme" for column in table.columns)


def _by_sheet_names(tables: list[tuple[FoundTable, list[int], Placed]], themes: Themes) -> None:
    for table, _, place in tables:
        if not is_plain_sheet(table.sheet.name):
            place.theme, place.how = _theme_of_sheet(table.sheet.name, themes), "the name of the sheet"


def _theme_of_sheet(sheet: str, themes: Themes) -> Theme:
    known = themes.find(sheet)
    if known is not None:
        return known
    number, name = theme_name(sheet)
    if not number:
        number, name = split_number(sheet)
    return themes.add(Theme(name.strip(" -_:") or sheet, number, sheet=sheet))
