"""The plan's recommendations: from the sheet that lists or aligns them, from their column, and from every reference that an action makes."""

import re
from typing import Any

from loaders.grid import Cell
from loaders.plans.banners import theme_name
from loaders.plans.claims import KNOWN
from loaders.plans.rows import Grid
from loaders.plans.themes import Theme, Themes, only_number
from loaders.plans.wording import find_category, leading_references
from loaders.reading import Mapped
from loaders.tables.contents import text_of
from loaders.tables.table import FoundColumn, FoundTable, TableResult
from loaders.words.headings import known
from loaders.words.references import read_references

_ALWAYS_PARTS = re.compile(r"\s*[;\n]\s*")
_SOMETIMES_PARTS = (re.compile(r"\s*[,/]\s*"), re.compile(r"\s*(?:[,/&]|\band\b)\s*", re.IGNORECASE))
_LONGEST_REFERENCE = 20  # characters
_MOSTLY = 0.8


class Recommendations:
    """The recommendations in the order in which they are met; series and number are the key."""

    def __init__(self) -> None:
        self._by_ref: dict[str, dict[str, Any]] = {}
        self._typed: dict[str, list[str]] = {}

    def add(self, ref: str, sheet: str = "", row: int | None = None, **known_of: Any) -> None:
        """Add a recommendation, or what is new about one already known."""
        series, _, number = ref.rpartition(" ")
        kept = self._by_ref.setdefault(
            ref,
            {
                "ref": ref,
                "series": series or "LA",
                "number": number,
                "category": None,
                "text": None,
                "paragraphs": [],
                "themes": [],
                "owner": None,
                "sheet": sheet,
                "row": row,
            },
        )
        for name, value in known_of.items():
            if isinstance(kept[name], list):
                kept[name] += [item for item in value if item not in kept[name]]
            elif kept[name] is None and value:
                kept[name] = value

    def type_themes(self, ref: str, text: str) -> None:
        """Keep what a list says of a recommendation's themes until all themes are known."""
        self._typed.setdefault(ref, []).append(text)

    def place_themes(self, themes: Themes) -> None:
        """Put the recommendations under the themes that their list names: two of them in one cell are two."""
        for ref, texts in self._typed.items():
            self.add(ref, themes=[name for text in texts for name in split_themes(text, themes)])
        self._typed.clear()

    def add_actions(self, actions: list[dict[str, Any]]) -> None:
        """Add what the actions say: the references they make, the text and class of the recommendation on their row, their theme."""
        for action in actions:
            refs, text = action["recommendation_refs"], action["recommendation"]
            own = leading_references(text) if text else []
            for ref in refs:
                about = text if text and (len(refs) == 1 or ref in own) else None
                self.add(
                    ref,
                    action["sheet"],
                    action["row"],
                    text=about,
                    category=action["category"] if about or len(refs) == 1 else None,
                    themes=[action["theme"]] if action["theme"] else [],
                )

    def records(self) -> list[dict[str, Any]]:
        """Return the recommendations as canonical records."""
        return list(self._by_ref.values())


def split_themes(text: str, themes: Themes) -> list[str]:
    """Return the names of the themes in one cell.

    A semicolon or a new line parts them always; a comma, a slash or an "and" only where everything between is a known theme or its number.
    """
    if themes.find(text) is not None:
        return [_theme(text, themes) or text]
    parts = [part for part in _ALWAYS_PARTS.split(text) if part.strip()]
    if len(parts) > 1:
        return list(dict.fromkeys(name for part in parts for name in split_themes(part, themes)))
    for pattern in _SOMETIMES_PARTS:
        found = [_theme(part, themes) for part in pattern.split(text) if part.strip()]
        names = [name for name in found if name]
        if len(names) == len(found) > 1:
            return list(dict.fromkeys(names))
    return [_theme(text, themes) or theme_name(text)[1]]


def _theme(text: str, themes: Themes) -> str | None:
    """Return the name of a known theme, called by its name or by its number alone."""
    found = themes.find(text) or (themes.find(f"Theme {text.strip(' .()')}") if only_number(text) else None)
    return None if found is None else found.name


def read_alignment(table: FoundTable, themes: Themes, recommendations: Recommendations, series: str = "LA") -> TableResult:
    """Read a sheet that lists the themes, with the recommendations that each answers."""
    result, grid = TableResult(), Grid(table)
    columns = _columns(table, "themes", result)
    for row in table.rows:
        text = text_of(grid.value(row, columns.get("name")))
        if not text:
            result.explained[row] = "note in the list of themes"
            continue
        number, name = theme_name(text)
        printed = text_of(grid.value(row, columns.get("number")))
        number = number or theme_name(printed)[0] or printed
        theme = themes.add(
            Theme(
                name,
                number,
                text_of(grid.value(row, columns.get("objective"))),
                text_of(grid.value(row, columns.get("lead"))),
                table.sheet.name,
                row,
            )
        )
        value: Cell = grid.value(row, columns.get("recommendation_refs"))
        for ref in read_references(value, series).refs if value is not None else []:
            recommendations.add(ref, table.sheet.name, row, themes=[theme.name])
        result.loaded.add(row)
    return result


def read_recommendation_list(table: FoundTable, recommendations: Recommendations, series: str = "LA") -> TableResult:
    """Read a sheet that lists the recommendations themselves."""
    result, grid = TableResult(), Grid(table)
    columns = _columns(table, "recommendations", result)
    for position, row in enumerate(table.rows, start=1):
        cells = {name: text_of(grid.value(row, column)) for name, column in columns.items()}
        text, number = cells.get("text", ""), cells.get("number", "")
        if not text and not number:
            result.explained[row] = "note in the list of recommendations"
            continue
        if not text and len(grid.filled(row)) == 1 and not read_references(number, series).refs:
            result.explained[row] = "heading within the list of recommendations"
            continue
        ref = (_numbered(number, cells.get("series", ""), series) or leading_references(text, series) or [f"{series} {number or position}"])[0]
        recommendations.add(
            ref,
            table.sheet.name,
            row,
            text=text,
            category=find_category(cells.get("category", "")),
            owner=cells.get("owner", ""),
            paragraphs=read_references(f"({cells['paragraphs']})", series).paragraphs if cells.get("paragraphs") else [],
        )
        if cells.get("themes"):
            recommendations.type_themes(ref, cells["themes"])
        result.loaded.add(row)
    return result


def _numbered(number: str, named: str, series: str) -> list[str]:
    """Return the reference that a number makes with the series in its own column ("SCB" and "1"), or else with the usual series."""
    refs = read_references(number, series).refs
    own = read_references(f"{named} {number}", series).refs if named and number else []
    return own if len(own) == 1 and len(refs) <= 1 and own[0].split()[-1] == (refs or own)[0].split()[-1] else refs


def _only_numbers(table: FoundTable, column: FoundColumn) -> bool:
    """Tell whether a column only numbers the themes ("Area 1") that another column names."""
    texts = [text for row in table.rows if (text := text_of(table.cell(row, column)))]
    return bool(texts) and all(only_number(text) for text in texts)


def _columns(table: FoundTable, name: str, result: TableResult) -> dict[str, FoundColumn]:
    columns: dict[str, FoundColumn] = {}
    for column in table.columns:
        match = known(column.heading, name) or known(column.own, name)
        if name == "themes" and match == "name" and "name" in columns and _only_numbers(table, columns["name"]):
            columns["number"] = columns.pop("name")
        if match == "text" and "number" not in columns and _holds_references(table, column):
            columns["number"] = column
            result.mapping.append(Mapped(table.sheet.name, column.heading, "number", "by its contents: references"))
        elif match is not None and match not in columns:
            columns[match] = column
            result.mapping.append(Mapped(table.sheet.name, column.heading, match, KNOWN))
        elif column.heading:
            result.mapping.append(Mapped(table.sheet.name, column.heading, "", "not used"))
    return columns


def _holds_references(table: FoundTable, column: FoundColumn) -> bool:
    """Tell whether a column headed Recommendation holds nothing but references, such as LA 5."""
    texts = [text for row in table.rows if (text := text_of(table.cell(row, column)))]
    return bool(texts) and sum(len(text) <= _LONGEST_REFERENCE and bool(read_references(text).refs) for text in texts) >= _MOSTLY * len(texts)
