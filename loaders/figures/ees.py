"""Reading figures in the layout of explore education statistics: one row for each period, place and set of filters, one column for each indicator.

The layout is that of the Department for Education's guidance on open data standards: ``time_period``, ``time_identifier``, ``geographic_level``,
code and name columns of places, then filters, then indicators. No file says which columns are indicators, so their contents decide.
Everything is done on whole columns of text: a number is made from a text once for each distinct text.
"""

import hashlib
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.figures.ees_columns import PLACES, EesIndicator, code_column, sort_columns
from loaders.figures.ees_file import EesFile, is_ees, open_file
from loaders.reading import Explained, Mapped, Problem, Reading, Refused
from loaders.words.periods import Habit, Period, read_period
from model import conform

__all__ = ["is_ees", "read_csv"]

# The level's name in the file: our area level, its code columns (the first that is filled stands), its name columns.
_LEVELS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "national": ("England", ("country_code", "location_code"), ("country_name", "location")),
    "regional": ("region", ("region_code", "location_code"), ("region_name", "location")),
    "local authority": ("council", ("new_la_code", "la_code", "old_la_code", "location_code"), ("la_name", "location")),
    "school": ("school", ("school_urn", "school_laestab", "location_code"), ("school_name", "location")),
    "provider": ("school", ("provider_ukprn", "location_code"), ("provider_name", "location")),
    "institution": ("school", ("institution_id", "location_code"), ("institution_name", "location")),
}
_OLD_CODES = {"council": "old_la_code", "school": "school_laestab"}
_ENGLAND = "E92000001"
_WORKFORCE = re.compile(r"inpost|vacanc|agency|caseload|case_holders|_fte\b|^fte\b|headcount|turnover|social_?worker|workforce")
_SOCIAL_CARE = re.compile(
    r"cpp|cla\b|cla_|cin\b|cin_|looked.after|child.protection|children.in.need|referral|assessment|section.?47|s47|icpc|care.leaver|adopt|placement|"
    r"episode|plan|conference|missing|review"
)
_NO_PLACE = frozenset(("z", "x", "c", ":", "-"))


def read_csv(path: Path, name: str | None = None) -> Reading:
    """Read an explore-education-statistics file.

    Parameters
    ----------
    path : Path
    name : str, optional
        The file's own name, where ``path`` is a temporary copy.

    Returns
    -------
    Reading
        Kind "figures", with observations, measures and areas.

    Raises
    ------
    Refused
        The file has no heading of this layout, no rows or no column of figures.
    """
    path = Path(path)
    file = open_file(path, name or path.name)
    indicators, filters = sort_columns(file)
    if not indicators:
        raise Refused(f"{file.name} has no column of figures beside its periods and places; check that it is the whole published file.")
    places = _read_places(file)
    periods = _read_periods(file, indicators)
    kept = pc.and_(places["good"], periods["good"])
    _explain(file, places, periods)
    breakdown = _describe_breakdown(filters, file.rows)
    observations, loaded = _observe(file, indicators, kept, {**places, **periods, "breakdown": breakdown})
    lines = file.lines
    for place in np.flatnonzero(kept.to_numpy(zero_copy_only=False) & ~loaded):
        file.explained.append(Explained(file.sheet, int(lines[place]), "no figure on the row"))
    reading = Reading(
        file=file.name,
        kind="figures",
        tables={"observations": observations, "measures": _describe_measures(indicators, periods), "areas": _list_areas(places, kept)},
        found=1 + file.rows + sum(1 for explained in file.explained if explained.why.startswith("the row has")),
        loaded=int(loaded.sum()),
        explained=sorted([Explained(file.sheet, 1, "heading"), *file.explained], key=lambda explained: explained.row),
        mapping=_describe_mapping(file, indicators, filters),
        problems=file.problems,
        layout=hashlib.sha256("|".join(file.headings).encode()).hexdigest()[:16],
    )
    reading.check()
    return reading


def _read_places(file: EesFile) -> dict[str, pa.Array]:
    """Return each row's area code, name, level, old code and region, and whether it is a place we know."""
    levels = pc.utf8_lower(pc.utf8_trim_whitespace(file.column("geographic_level")))
    empty = pa.nulls(file.rows, pa.string())
    found = dict.fromkeys(("area_code", "area", "area_level", "old_code"), empty)
    for name, (level, codes, names) in _LEVELS.items():
        here = pc.equal(levels, name)
        if not pc.any(here).as_py():
            continue
        found["area_code"] = pc.if_else(here, _first_filled(file, codes), found["area_code"])
        found["area"] = pc.if_else(here, _first_filled(file, names), found["area"])
        found["area_level"] = pc.if_else(here, pa.scalar(level), found["area_level"])
        if level in _OLD_CODES:
            found["old_code"] = pc.if_else(here, _first_filled(file, (_OLD_CODES[level],)), found["old_code"])
    countries = _first_filled(file, ("country_code", "location_code"))
    abroad = pc.and_(pc.equal(levels, "national"), pc.fill_null(pc.not_equal(countries, _ENGLAND), False))
    unknown = pc.or_(pc.is_in(found["area_code"], pa.array(sorted(_NO_PLACE))), pc.and_(pc.is_null(found["area_code"]), pc.is_null(found["area"])))
    good = pc.and_(pc.is_valid(found["area_level"]), pc.invert(pc.or_(abroad, unknown)))
    region = pc.if_else(pc.equal(levels, "local authority"), _first_filled(file, ("region_name",)), empty)
    return {**found, "region": region, "good": good, "levels": file.column("geographic_level"), "known": pc.is_valid(found["area_level"])}


def _first_filled(file: EesFile, names: tuple[str, ...]) -> pa.Array:
    filled = pa.nulls(file.rows, pa.string())
    for name in names:
        column = file.column(name)
        if column is not None and filled.null_count:
            column = pc.utf8_trim_whitespace(column)
            filled = pc.coalesce(filled, pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column))
    return filled


def _read_periods(file: EesFile, indicators: list[EesIndicator]) -> dict[str, pa.Array]:
    """Return the first and last day of each row's period."""
    labels = file.column("time_period")
    identifiers = file.column("time_identifier")
    if identifiers is not None:
        labels = pc.binary_join_element_wise(identifiers, labels, "\n")
    coded = pc.dictionary_encode(labels)
    texts = coded.dictionary.to_pylist()
    habit = Habit(_reporting_year(file, [indicator.name for indicator in indicators], texts))
    read = [_read_label(text, habit) for text in texts]
    starts = pa.array([period.start if period else None for period in read], pa.date32()).cast(pa.timestamp("us"))
    ends = pa.array([period.end if period else None for period in read], pa.date32()).cast(pa.timestamp("us"))
    return {"period_start": starts.take(coded.indices), "period_end": ends.take(coded.indices), "good": pc.is_valid(ends.take(coded.indices))}


def _read_label(text: str, habit: Habit) -> Period | None:
    identifier, _, label = text.rpartition("\n")
    return read_period(f"{identifier.strip()} {label.strip()}".strip(), habit)


def _reporting_year(file: EesFile, names: list[str], texts: list[str]) -> str:
    """Decide which year "Reporting year" means, from what the file is about, and say so."""
    if not any(text.casefold().startswith("reporting year") for text in texts):
        return "financial"
    words = " ".join([*names, *file.headings, file.sheet]).casefold()
    workforce = len(_WORKFORCE.findall(words)) >= 2
    meaning = "the year to 31 March, as for children in need and looked after"
    if workforce:
        meaning = "the year to 30 September, as for the social work workforce"
    sure = workforce or _SOCIAL_CARE.search(words)
    expected = meaning if sure else f"{meaning}; the file does not say which year it means"
    file.problems.append(Problem(file.sheet, "time_identifier", "Reporting year", expected, "note" if sure else "warning"))
    return "workforce" if workforce else "financial"


def _explain(file: EesFile, places: dict[str, pa.Array], periods: dict[str, pa.Array]) -> None:
    """Explain every row whose place or period is not known."""
    good_place = places["good"].to_numpy(zero_copy_only=False)
    good_period = periods["good"].to_numpy(zero_copy_only=False)
    known = places["known"].to_numpy(zero_copy_only=False)
    reasons: dict[str, int] = {}
    for place in np.flatnonzero(~(good_place & good_period)).tolist():
        if not known[place]:
            why = f"figures at the level '{places['levels'][place].as_py() or 'none given'}' are not used"
        elif not good_place[place]:
            why = "the row is for no area of England that has a code"
        else:
            why = "the period could not be read"
        reasons[why] = reasons.get(why, 0) + 1
        file.explained.append(Explained(file.sheet, int(file.lines[place]), why))
    for why, rows in reasons.items():
        severity = "error" if "period" in why else "note"
        file.problems.append(Problem(file.sheet, "", f"{rows:,} rows", why, severity))


def _describe_breakdown(filters: list[tuple[str, pa.Array]], rows: int) -> pa.Array:
    """Return "filter: value; filter: value" for each row, Total where nothing is broken down."""
    nothing = pa.scalar(None, pa.string())
    parts = []
    for name, column in filters:
        value = pc.utf8_trim_whitespace(column)
        parts.append(pc.if_else(pc.equal(value, ""), nothing, pc.binary_join_element_wise(pa.scalar(name), value, ": ")))
    if not parts:
        return pa.repeat("Total", rows)
    joined = pc.binary_join_element_wise(*parts, "; ", null_handling="skip")
    return pc.if_else(pc.equal(joined, ""), pa.scalar("Total"), joined)


def _observe(file: EesFile, indicators: list[EesIndicator], kept: pa.Array, rows: dict[str, pa.Array]) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the observations and, for each row, whether it gave any."""
    shared = ("area_code", "area", "area_level", "breakdown", "period_start", "period_end")
    everything = bool(pc.all(kept).as_py())
    loaded = np.zeros(file.rows, dtype=bool)
    blocks: dict[str, list[pa.Array]] = {name: [] for name in ("measure", *shared, "value", "symbol", "unit")}
    for indicator in indicators:
        # A cell holds a number or a symbol, never both: where neither is missing twice, every cell holds one.
        whole = everything and indicator.values.null_count + indicator.symbols.null_count == file.rows
        if whole:
            loaded[:] = True
        else:
            there = pc.and_(pc.or_(pc.is_valid(indicator.values), pc.is_valid(indicator.symbols)), kept)
            loaded |= there.to_numpy(zero_copy_only=False)
        for name in shared:
            blocks[name].append(rows[name] if whole else rows[name].filter(there))
        blocks["value"].append(indicator.values if whole else indicator.values.filter(there))
        blocks["symbol"].append(indicator.symbols if whole else indicator.symbols.filter(there))
        size = len(blocks["value"][-1])
        blocks["measure"].append(pa.repeat(indicator.name, size))
        blocks["unit"].append(pa.repeat(indicator.described.unit, size))
    table = pa.table({name: pa.chunked_array(chunks) for name, chunks in blocks.items()})
    return conform(table.to_pandas(use_threads=False), "observations"), loaded


def _describe_measures(indicators: list[EesIndicator], periods: dict[str, pa.Array]) -> pd.DataFrame:
    source = "Department for Education, explore education statistics"
    frequency = _frequency(periods)
    return conform([{"measure": one.name, "frequency": frequency, "source": source, **vars(one.described)} for one in indicators], "measures")


def _frequency(periods: dict[str, pa.Array]) -> str | None:
    """Return how often the figures come, from the length of their periods."""
    days = pc.max(pc.days_between(periods["period_start"], periods["period_end"])).as_py()
    if days is None:
        return None
    lengths = {6: "weekly", 30: "monthly", 92: "quarterly", 245: "termly", 366: "annual"}
    return next((name for longest, name in lengths.items() if days <= longest), None)


def _list_areas(places: dict[str, pa.Array], kept: pa.Array) -> pd.DataFrame:
    names = ("area_code", "old_code", "area", "area_level", "region")
    rows = pc.indices_nonzero(pc.and_(kept, pc.is_valid(places["area_code"]))).to_numpy()
    first = rows[np.sort(np.unique(code_column(places["area_code"])[rows], return_index=True)[1])]
    areas = pa.table({name: places[name].take(pa.array(first)) for name in names})
    return conform(areas.to_pandas(use_threads=False), "areas")


def _describe_mapping(file: EesFile, indicators: list[EesIndicator], filters: list[tuple[str, pa.Array]]) -> list[Mapped]:
    as_filter = {name for name, _ in filters}
    as_indicator = {indicator.name for indicator in indicators}
    fields = {"time_period": "period_end", "time_identifier": "period_end", "geographic_level": "area_level"}
    mapping = []
    for heading in file.headings:
        name = heading.casefold()
        if name in fields or name in PLACES:
            became = fields.get(name, "area" if name.endswith(("name", "location")) else "area_code")
            mapping.append(Mapped(file.sheet, heading, became, "known heading"))
        elif heading in as_filter:
            mapping.append(Mapped(file.sheet, heading, "breakdown", "by its contents: words"))
        elif heading in as_indicator:
            mapping.append(Mapped(file.sheet, heading, "value", "by its contents: numbers and symbols"))
        else:
            mapping.append(Mapped(file.sheet, heading, "", "nothing stands in the column"))
    return mapping
