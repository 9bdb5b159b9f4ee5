"""Reading figures in the layout of explore education statistics: one row for each period, place and set of filters, one column for each indicator.

The layout is that of the Department for Education's guidance on open data standards: ``time_period``, ``time_identifier``, ``geographic_level``,
code and name columns of places, then filters, then indicators. No file says which columns are indicators, so their contents decide.
Everything is done on whole columns of text: a number is made from a text once for each distinct text.
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from loaders.indicators import Indicator, describe_indicator
from loaders.numbers import read_distinct
from loaders.periods import Habit, Period, read_period
from loaders.reading import Explained, Mapped, Problem, Reading, Refused
from model import conform

_TIME = ("time_period", "time_identifier")
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
_PLACES = frozenset((
    "geographic_level", "country_code", "country_name", "region_code", "region_name", "new_la_code", "old_la_code", "la_code", "la_name",
    "lad_code", "lad_name", "rsc_region_lead_name", "pcon_code", "pcon_name", "lsip_code", "lsip_name", "local_enterprise_partnership_code",
    "local_enterprise_partnership_name", "english_devolved_area_code", "english_devolved_area_name", "opportunity_area_code",
    "opportunity_area_name", "ward_code", "ward_name", "trust_id", "trust_name", "sponsor_id", "sponsor_name", "school_urn", "school_name",
    "school_laestab", "provider_ukprn", "provider_name", "institution_id", "institution_name", "planning_area_code", "planning_area_name",
    "pfa_code", "pfa_name", "location", "location_code",
))  # fmt: skip
_ENGLAND = "E92000001"
# Filters whose categories may all be numbers.
_NUMBERED_FILTERS = re.compile(
    r"^(?:age|age_at_.+|year_group|ncyear.*|national_curriculum_year|key_stage|cohort|cohort_year|quarter|month|test_year|years_open|mtc_score|"
    r"elgs_expected_number|version|.+_(?:decile|quintile|quartile|group|band|status|type))$"
)
_WORKFORCE = re.compile(r"inpost|vacanc|agency|caseload|case_holders|_fte\b|^fte\b|headcount|turnover|social_?worker|workforce")
_SOCIAL_CARE = re.compile(
    r"cpp|cla\b|cla_|cin\b|cin_|looked.after|child.protection|children.in.need|referral|assessment|section.?47|s47|icpc|care.leaver|adopt|placement|"
    r"episode|plan|conference|missing|review"
)
_NO_PLACE = frozenset(("z", "x", "c", ":", "-"))


@dataclass
class _File:
    """The file as columns of text; ``lines`` holds each row's number as Excel would count it."""

    name: str
    headings: list[str]
    columns: list[pa.Array]
    lines: np.ndarray
    explained: list[Explained] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> pa.Array | None:
        """Return the column with a heading, compared without case."""
        for heading, column in zip(self.headings, self.columns, strict=True):
            if heading.casefold() == name:
                return column
        return None


@dataclass(frozen=True)
class _Indicator:
    name: str
    values: pa.Array
    symbols: pa.Array
    described: Indicator


def is_ees(first_line: str) -> bool:
    """Tell whether a file's first line is the heading of an explore-education-statistics file."""
    names = {name.strip().strip('"').casefold() for name in re.split(r"[,;\t]", first_line.replace("\ufeff", ""))}
    return {"time_period", "geographic_level"} <= names


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
    file = _open(path, name or path.name)
    indicators, filters = _sort_columns(file)
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
        file.explained.append(Explained(_sheet(file), int(lines[place]), "no figure on the row"))
    reading = Reading(
        file=file.name,
        kind="figures",
        tables={"observations": observations, "measures": _describe_measures(indicators, periods), "areas": _list_areas(places, kept)},
        found=1 + file.rows + sum(1 for explained in file.explained if explained.why.startswith("the row has")),
        loaded=int(loaded.sum()),
        explained=sorted([Explained(_sheet(file), 1, "heading"), *file.explained], key=lambda explained: explained.row),
        mapping=_describe_mapping(file, indicators, filters),
        problems=file.problems,
        layout=hashlib.sha256("|".join(file.headings).encode()).hexdigest()[:16],
    )
    reading.check()
    return reading


def _sheet(file: _File) -> str:
    return Path(file.name).stem


def _open(path: Path, name: str) -> _File:
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
    file = _File(name, headings, [column.combine_chunks() for column in table.columns], np.arange(2, table.num_rows + 2), problems=problems)
    return _drop_empty(_place_ragged(file, ragged))


def _place_ragged(file: _File, ragged: list[tuple[int, int]]) -> _File:
    """Number the rows around those that have too few or too many cells, and explain these."""
    numbers = np.array([number for number, _ in ragged], dtype=int)
    if len(numbers):
        file.lines = np.setdiff1d(np.arange(2, file.rows + len(numbers) + 2), numbers)[: file.rows]
    for number, cells in ragged:
        if cells:
            why = f"the row has {cells} cells where the heading has {len(file.headings)}"
            file.explained.append(Explained(_sheet(file), number, why))
            file.problems.append(Problem(_sheet(file), f"A{number}", f"{cells} cells", f"{len(file.headings)} cells", "error"))
    return file


def _drop_empty(file: _File) -> _File:
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


def _sort_columns(file: _File) -> tuple[list[_Indicator], list[tuple[str, pa.Array]]]:
    """Tell indicators from filters: a column of numbers and symbols is an indicator, any other a filter."""
    indicators: list[_Indicator] = []
    filters: list[tuple[str, pa.Array]] = []
    numbered: list[tuple[str, pa.Array]] = []
    for heading, column in zip(file.headings, file.columns, strict=True):
        if heading.casefold() in _PLACES or heading.casefold() in _TIME or not heading:
            continue
        if _NUMBERED_FILTERS.match(heading.casefold()):
            numbered.append((heading, column))
            continue
        indicator = _as_indicator(file, heading, column)
        if indicator:
            indicators.append(indicator)
        elif pc.any(pc.not_equal(column, "")).as_py():
            filters.append((heading, column))
    if numbered and not indicators:
        # Every figure of the file stands under a name that usually is a filter's.
        heading, column = numbered.pop()
        indicator = _as_indicator(file, heading, column)
        indicators += [indicator] if indicator else []
    order = {heading: place for place, heading in enumerate(file.headings)}
    filters = sorted([*filters, *numbered], key=lambda pair: order[pair[0]])
    return _move_keys(file, indicators, filters), filters


def _as_indicator(file: _File, heading: str, column: pa.Array) -> _Indicator | None:
    """Return a column as an indicator, None where its values are words."""
    coded = pc.dictionary_encode(column)
    values, symbols, bad = read_distinct(coded.dictionary)
    wrong = pc.indices_nonzero(bad)
    if len(wrong) and not _is_slip(coded, values, wrong):
        return None
    if not pc.any(pc.or_(pc.is_valid(values), pc.is_valid(symbols))).as_py():
        return None
    for place in pc.indices_nonzero(pc.is_in(coded.indices, wrong.cast(coded.indices.type))).to_pylist():
        line = int(file.lines[place])
        file.problems.append(Problem(_sheet(file), f"{heading}, row {line}", "words", "a number or a symbol", "error"))
    described = describe_indicator(heading, pc.max(values).as_py(), Path(file.name).stem, coded.dictionary)
    letters = symbols.take(coded.indices) if symbols.null_count < len(symbols) else pa.nulls(len(column), pa.string())
    return _Indicator(heading, values.take(coded.indices), letters, described)


def _is_slip(coded: pa.DictionaryArray, values: pa.Array, wrong: pa.Array) -> bool:
    """Tell whether words in a column are slips of the pen among many different numbers, not the categories of a filter."""
    numbers = len(values) - values.null_count
    cells = len(pc.indices_nonzero(pc.is_in(coded.indices, wrong.cast(coded.indices.type))))
    return numbers > 30 and len(wrong) <= 3 and cells <= 0.02 * len(coded)


def _move_keys(file: _File, indicators: list[_Indicator], filters: list[tuple[str, pa.Array]]) -> list[_Indicator]:
    """Make filters of leading whole-number columns where rows could not be told apart without them."""
    known = _PLACES.union(_TIME)
    keys = [column for heading, column in zip(file.headings, file.columns, strict=True) if heading.casefold() in known]
    codes = _combine(keys + [column for _, column in filters])
    while len(indicators) > 1 and len(np.unique(codes)) < file.rows:
        first = indicators[0]
        together = np.unique(codes + np.int64(codes.max() + 1) * _codes(first.values))
        if first.symbols.null_count < len(first.symbols) or len(together) <= len(np.unique(codes)) or pc.count_distinct(first.values).as_py() > 40:
            break
        filters.append((first.name, file.columns[file.headings.index(first.name)]))
        indicators = indicators[1:]
        codes = np.unique(codes + np.int64(codes.max() + 1) * _codes(first.values), return_inverse=True)[1]
    return indicators


def _codes(column: pa.Array) -> np.ndarray:
    return pc.fill_null(pc.dictionary_encode(column).indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)


def _combine(columns: list[pa.Array]) -> np.ndarray:
    """Return one number for each row, the same where all columns are the same."""
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        coded = _codes(column) + 1
        size = int(coded.max()) + 1 if len(coded) else 1
        if combined.max(initial=0) > 2**62 // max(size, 1):
            combined = np.unique(combined, return_inverse=True)[1]
        combined = combined * size + coded
    return combined


def _read_places(file: _File) -> dict[str, pa.Array]:
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


def _first_filled(file: _File, names: tuple[str, ...]) -> pa.Array:
    filled = pa.nulls(file.rows, pa.string())
    for name in names:
        column = file.column(name)
        if column is not None and filled.null_count:
            column = pc.utf8_trim_whitespace(column)
            filled = pc.coalesce(filled, pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column))
    return filled


def _read_periods(file: _File, indicators: list[_Indicator]) -> dict[str, pa.Array]:
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


def _reporting_year(file: _File, names: list[str], texts: list[str]) -> str:
    """Decide which year "Reporting year" means, from what the file is about, and say so."""
    if not any(text.casefold().startswith("reporting year") for text in texts):
        return "financial"
    words = " ".join([*names, *file.headings, Path(file.name).stem]).casefold()
    workforce = len(_WORKFORCE.findall(words)) >= 2
    meaning = "the year to 31 March, as for children in need and looked after"
    if workforce:
        meaning = "the year to 30 September, as for the social work workforce"
    sure = workforce or _SOCIAL_CARE.search(words)
    expected = meaning if sure else f"{meaning}; the file does not say which year it means"
    file.problems.append(Problem(_sheet(file), "time_identifier", "Reporting year", expected, "note" if sure else "warning"))
    return "workforce" if workforce else "financial"


def _explain(file: _File, places: dict[str, pa.Array], periods: dict[str, pa.Array]) -> None:
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
        file.explained.append(Explained(_sheet(file), int(file.lines[place]), why))
    for why, rows in reasons.items():
        severity = "error" if "period" in why else "note"
        file.problems.append(Problem(_sheet(file), "", f"{rows:,} rows", why, severity))


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


def _observe(file: _File, indicators: list[_Indicator], kept: pa.Array, rows: dict[str, pa.Array]) -> tuple[pd.DataFrame, np.ndarray]:
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


def _describe_measures(indicators: list[_Indicator], periods: dict[str, pa.Array]) -> pd.DataFrame:
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
    areas = pa.table({name: places[name] for name in names}).filter(pc.and_(kept, pc.is_valid(places["area_code"])))
    first = np.unique(_codes(areas["area_code"].combine_chunks()), return_index=True)[1] if areas.num_rows else np.zeros(0, dtype=int)
    return conform(areas.take(pa.array(np.sort(first))).to_pandas(), "areas")


def _describe_mapping(file: _File, indicators: list[_Indicator], filters: list[tuple[str, pa.Array]]) -> list[Mapped]:
    as_filter = {name for name, _ in filters}
    as_indicator = {indicator.name for indicator in indicators}
    fields = {"time_period": "period_end", "time_identifier": "period_end", "geographic_level": "area_level"}
    mapping = []
    for heading in file.headings:
        name = heading.casefold()
        if name in fields or name in _PLACES:
            became = fields.get(name, "area" if name.endswith(("name", "location")) else "area_code")
            mapping.append(Mapped(_sheet(file), heading, became, "known heading"))
        elif heading in as_filter:
            mapping.append(Mapped(_sheet(file), heading, "breakdown", "by its contents: words"))
        elif heading in as_indicator:
            mapping.append(Mapped(_sheet(file), heading, "value", "by its contents: numbers and symbols"))
        else:
            mapping.append(Mapped(_sheet(file), heading, "", "nothing stands in the column"))
    return mapping
