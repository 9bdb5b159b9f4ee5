"""Reading lists of statistical neighbours and of areas, by their headings."""

import re
from typing import Any

from loaders.reading import Mapped
from loaders.tables.known_columns import Named, filled_texts, name_columns, not_used, text_of
from loaders.tables.table import Context, FoundColumn, FoundTable, TableResult
from loaders.words.headings import known
from loaders.words.levels import level_of, read_level

_NTH = re.compile(r"^\s*(?:SN|neighbour|stat(?:istical)? neighbour)\s*(?P<rank>\d{1,2})\s*(?P<name>name)?\s*$", re.IGNORECASE)
_CLOSENESS = re.compile(r"^\s*(?:SNP|closeness|how close)\s*\d*\s*$", re.IGNORECASE)


def read_table(table: FoundTable, context: Context) -> TableResult:
    """Read one list of neighbours, one authority a row or one pair a row, or one list of areas.

    Parameters
    ----------
    table : FoundTable
        Kind neighbours or areas.
    context : Context

    Returns
    -------
    TableResult
        Neighbours and areas; every row loaded or explained.
    """
    nth = [(int(found["rank"]), column) for column in table.columns if (found := _NTH.match(column.own or column.heading)) and not found["name"]]
    if nth:
        return _read_wide(table, context, sorted(nth, key=lambda pair: pair[0]))
    named = name_columns(table, "neighbours" if table.kind == "neighbours" else "areas", context, guess=False)
    return _read_pairs(table, named) if "neighbour_code" in named.columns else _read_areas(table, context)


def is_neighbour_heading(headings: list[str]) -> bool:
    """Tell whether a row of headings is that of a list with several neighbours a row: SN1, SNP, SN2, SNP ..."""
    return sum(bool(_NTH.match(heading)) for heading in headings) >= 3


def _read_wide(table: FoundTable, context: Context, nth: list[tuple[int, FoundColumn]]) -> TableResult:
    """Read one authority a row, its neighbours across, the closeness of each beside it."""
    closeness = [column for column in table.columns if _CLOSENESS.match(column.own or column.heading)]
    beside = {rank: next((c for c in closeness if c.index == column.index + 1), None) for rank, column in nth}
    taken = (*[column for _, column in nth], *closeness)
    named = name_columns(table, "neighbours", context, taken, guess=False)
    result = TableResult(mapping=named.mapping)
    result.mapping += [Mapped(table.sheet.name, column.heading, "neighbour_code", f"known heading: neighbour {rank}") for rank, column in nth]
    result.mapping += [Mapped(table.sheet.name, column.heading, "closeness", "known heading") for column in closeness[:1]]
    result.mapping += not_used(named)
    names = {named.text(row, "area_code"): named.text(row, "area") for row in table.rows}
    for row in table.rows:
        code = named.text(row, "area_code")
        codes = [(rank, _code(table, row, column), _code(table, row, beside[rank])) for rank, column in nth]
        if not code or not any(neighbour for _, neighbour, _ in codes):
            result.explained[row] = "a row without an authority and its neighbours" if filled_texts(table, row) else "blank"
            continue
        for rank, neighbour, close in codes:
            if neighbour:
                record = {"area_code": code, "area": names[code], "neighbour_code": neighbour, "neighbour": names.get(neighbour), "rank": rank}
                result.tables.setdefault("neighbours", []).append({**record, "closeness": close})
        area = {"area_code": code, "old_code": code, "area": names[code], "area_level": "council", "region": named.text(row, "region")}
        result.tables.setdefault("areas", []).append(area)
        result.loaded.add(row)
    return result


def _code(table: FoundTable, row: int, column: FoundColumn | None) -> str | None:
    return None if column is None else text_of(table.cell(row, column))


def _read_pairs(table: FoundTable, named: Named) -> TableResult:
    """Read one pair of authority and neighbour a row."""
    result = TableResult(mapping=[*named.mapping, *not_used(named)])
    counted: dict[str, int] = {}
    for row in table.rows:
        code, neighbour = named.text(row, "area_code"), named.text(row, "neighbour_code")
        if not code or not neighbour:
            result.explained[row] = "a row without an authority and a neighbour"
            continue
        counted[code] = counted.get(code, 0) + 1
        rank = named.text(row, "rank") or ""
        result.tables.setdefault("neighbours", []).append({
            "area_code": code, "area": named.text(row, "area"), "neighbour_code": neighbour, "neighbour": named.text(row, "neighbour"),
            "rank": int(rank) if rank.isdigit() else counted[code], "closeness": named.text(row, "closeness"),
        })  # fmt: skip
        result.loaded.add(row)
    return result


def _read_areas(table: FoundTable, context: Context) -> TableResult:
    """Read one area a row; of two columns of codes the longer codes are the new ones."""
    named = name_columns(table, "areas", context, guess=False)
    columns = [column for column in table.columns if known(column.own or column.heading, "areas") == "area_code"]
    result = TableResult(mapping=[*named.mapping, *[one for one in not_used(named) if one.heading not in {column.heading for column in columns}]])
    result.mapping += [Mapped(table.sheet.name, column.heading, "areas.old_code", "known heading") for column in columns if column in named.others]
    for row in table.rows:
        codes = sorted(filter(None, (_code(table, row, column) for column in columns)), key=len, reverse=True)
        area = named.text(row, "area")
        if not codes or not area:
            result.explained[row] = "a row without a code and a name"
            continue
        old = next((code for code in codes if code.isdigit() and len(code) == 3), None)
        level = read_level(named.text(row, "area_level")) or level_of(area)
        record: dict[str, Any] = {"area_code": codes[0], "old_code": old, "area": area, "area_level": level}
        result.tables.setdefault("areas", []).append({**record, "region": named.text(row, "region"), "kind": named.text(row, "kind")})
        result.loaded.add(row)
    return result
