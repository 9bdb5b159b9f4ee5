"""Reading the Local Authority Interactive Tool's long table of figures: one row for each measure, area and year, every value as text."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from loaders.reading import Explained, Mapped, Problem, Reading, Refused
from loaders.words.headings import normalise
from loaders.words.indicators import kind_of, unit_of
from loaders.words.numbers import read_texts
from loaders.words.periods import Habit, Period, read_period
from model import conform

_COLUMNS = {
    "measure": ("short desc", "measure_short", "measure short", "measure"),
    "year": ("years", "year", "period"),
    "area": ("la and regions", "la name", "area", "local authority"),
    "value": ("values", "value"),
    "number": ("la number", "la num", "la code", "area code"),
    "name": ("data item", "measure name", "indicator"),
    "region": ("region",),
}
_OPTIONAL = ("name", "region")
# The tool's own numbers for England and the regions; every other number is an authority's.
_ENGLAND = 970
_REGIONS = range(980, 1000)
# A whole number that a spreadsheet worked out may lie this far from itself.
_FLOAT_NOISE = 1e-6

# What the dictionary's kinds of year mean.
_YEAR_TYPES = (
    (re.compile(r"academic|school"), "academic"),
    (re.compile(r"calendar"), "calendar"),
    (re.compile(r"sept"), "workforce"),
    (re.compile(r"january"), "january"),
)
# Without the dictionary a measure's own words decide. Schools count by academic year; the workforce is counted on 30 September.
_WORKFORCE = re.compile(r"work_force|social_work|vacancies_cover|sept_guarantee|social worker|september", re.IGNORECASE)
_JANUARY = re.compile(r"^(?:eal|ever6|ever 6|pri_?fsm|sec_?fsm)|_jan\b", re.IGNORECASE)
_ACADEMIC = re.compile(
    r"ks[1245]|key stage|attain|prog8|level ?[23]|l[23]_?age|age19|19 year olds|a ?level|aps|engbac|engmaths|abs|unauth|auth_?ab|ab_3term|permex|"
    r"fixedex|_fixed|exclu(?!ding)|fsp|good ?_?dev|multiplication|phonics|nosen|sen_?sup|sen_tots|cinfsm|statement|sused|pup_|pre-?school|excess|"
    r"yr_olds|yr_ofsted|3&4|\bhe_19|lac_sen|cmh|destin|_des_|rwm",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"concep|infmort|infant|road|\brta\b|chlamydia|^sen_|ehcp?_|firstyjs|first time entrants|low_birth|birth weight", re.IGNORECASE
)


def year_kind(year_type: object) -> str:
    """Return the kind of year (a key of ``periods.YEAR_ENDS``) that the dictionary's words mean; Annual is at 31 March."""
    text = str(year_type).casefold()
    return next((kind for words, kind in _YEAR_TYPES if words.search(text)), "financial")


def guess_year_kind(measure: str, name: str = "") -> str:
    """Return the kind of year that a measure's own words suggest, where no dictionary says."""
    text = f"{measure} {name}"
    for pattern, kind in ((_WORKFORCE, "workforce"), (_JANUARY, "january"), (_ACADEMIC, "academic"), (_CALENDAR, "calendar")):
        if pattern.search(text):
            return kind
    return "financial"


def read_parquet(path: Path, year_types: Mapping[str, str] | None = None, name: str | None = None) -> Reading:
    """Read the tool's long table.

    Parameters
    ----------
    path : Path
    year_types : mapping of str to str, optional
        The kind of year of each measure as its dictionary words it; other measures are told by their own words.
    name : str, optional
        The file's own name, where ``path`` is a temporary copy.

    Returns
    -------
    Reading
        Kind "figures", with observations, measures and areas.

    Raises
    ------
    Refused
        The file is no parquet file or lacks a column that the figures cannot be read without.
    """
    path = Path(path)
    name = name or path.name
    try:
        names = pq.read_schema(path).names
        columns = _find_columns(names, name)
        table = pq.read_table(path, columns=list(columns.values()), use_threads=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise Refused(f"{name} is not a whole parquet file; download it again.") from error
    return _read_table({field: _coded(table[heading]) for field, heading in columns.items()}, columns, names, year_types or {}, name)


def _find_columns(names: list[str], file: str) -> dict[str, str]:
    """Return the file's own name of each column that is used."""
    known = {normalise(heading): heading for heading in names}
    found = {}
    for field, aliases in _COLUMNS.items():
        heading = next((known[normalise(alias)] for alias in aliases if normalise(alias) in known), None)
        if heading is not None:
            found[field] = heading
        elif field not in _OPTIONAL:
            raise Refused(f"{file} has no column '{aliases[0].title()}'; it should be the long table of the Local Authority Interactive Tool.")
    return found


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column as codes and distinct texts: 641,070 rows hold only a few hundred measures, areas and years."""
    array = column.combine_chunks()
    if pa.types.is_floating(array.type):
        array = pc.cast(array, pa.int64(), safe=False)
    array = array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)
    return pa.DictionaryArray.from_arrays(array.indices, pc.utf8_trim_whitespace(pc.cast(array.dictionary, pa.string())))


def _read_table(coded: dict[str, pa.DictionaryArray], columns: dict[str, str], names: list[str], year_types: Mapping[str, str], file: str) -> Reading:
    rows = len(coded["measure"])
    titles = _titles(coded)
    kinds = {
        measure: year_kind(year_types[measure]) if measure in year_types else guess_year_kind(measure, title or "")
        for measure, title in titles.items()
    }
    starts, ends = _read_periods(coded, kinds)
    values, symbols, bad = read_texts(coded["value"])
    areas = _areas(coded)
    codes = pa.array(areas["area_code"], pa.string()).take(coded["number"].indices)
    good = pc.and_(pc.is_valid(ends), pc.is_valid(codes))
    there = pc.and_(good, pc.or_(pc.is_valid(values), pc.is_valid(symbols)))
    measure_codes = coded["measure"].indices
    units = _find_units(coded, titles, values)
    observations = pa.table(
        {
            "measure": coded["measure"].cast(pa.string()),
            "area_code": codes,
            "area": coded["area"].cast(pa.string()),
            "area_level": pa.array(areas["area_level"], pa.string()).take(coded["number"].indices),
            "breakdown": pa.repeat("Total", rows),
            "period_start": starts,
            "period_end": ends,
            "value": values,
            "symbol": symbols,
            "unit": pa.array([units[measure] for measure in coded["measure"].dictionary.to_pylist()], pa.string()).take(measure_codes),
        }
    )
    loaded = there.to_numpy(zero_copy_only=False)
    explained, problems = _explain(coded, loaded, ends, codes, bad, sheet=Path(file).stem)
    problems.append(Problem(Path(file).stem, columns["year"], "years without a kind", _say_kinds(kinds, year_types), "note"))
    reading = Reading(
        file=file,
        kind="figures",
        tables={
            "observations": conform((observations if loaded.all() else observations.filter(there)).to_pandas(use_threads=False), "observations"),
            "measures": _measures(titles, units, kinds),
            "areas": _list_areas(coded, areas),
        },
        found=rows,
        loaded=int(loaded.sum()),
        explained=explained,
        mapping=_mapping(columns, names, Path(file).stem),
        problems=problems,
        layout=hashlib.sha256("|".join(names).encode()).hexdigest()[:16],
    )
    reading.check()
    return reading


def _find_units(coded: dict[str, pa.DictionaryArray], titles: dict[str, str | None], values: pa.Array) -> dict[str, str | None]:
    """Return the unit that each measure's title gives away; a "number" with fractions is a rate or an average, of which the title says nothing."""
    units = {measure: unit_of(title or measure, default=None) for measure, title in titles.items()}
    numbers = values.to_numpy(zero_copy_only=False)
    broken = np.abs(numbers - np.round(numbers)) > _FLOAT_NOISE
    fractions = np.bincount(coded["measure"].indices.to_numpy()[broken], minlength=len(coded["measure"].dictionary))
    for measure, fractional in zip(coded["measure"].dictionary.to_pylist(), fractions.tolist(), strict=True):
        if fractional and units[measure] == "count":
            units[measure] = None
    return units


def _titles(coded: dict[str, pa.DictionaryArray]) -> dict[str, str | None]:
    """Return the title of each measure, None where the table gives none."""
    measures = coded["measure"].dictionary.to_pylist()
    titles: dict[str, str | None] = dict.fromkeys(measures)
    if "name" in coded:
        pairs = pa.table({"measure": coded["measure"].indices, "name": coded["name"].indices}).group_by(["measure", "name"]).aggregate([])
        names = coded["name"].dictionary.to_pylist()
        for measure, name in zip(pairs["measure"].to_pylist(), pairs["name"].to_pylist(), strict=True):
            if name is not None and names[name]:
                titles[measures[measure]] = names[name]
    return titles


def _read_periods(coded: dict[str, pa.DictionaryArray], kinds: dict[str, str]) -> tuple[pa.Array, pa.Array]:
    """Return the first and last day of each row's period: each label is read once for each kind of year."""
    labels = coded["year"].dictionary.to_pylist()
    measures = coded["measure"].dictionary.to_pylist()
    used = sorted(set(kinds.values()))
    read: list[Period | None] = [read_period(label, Habit(kind)) for kind in used for label in labels]
    place = np.array([used.index(kinds[measure]) * len(labels) for measure in measures], dtype=np.int64)
    rows = pa.array(place[coded["measure"].indices.to_numpy()] + coded["year"].indices.to_numpy())
    starts = pa.array([period.start if period else None for period in read], pa.date32()).cast(pa.timestamp("us"))
    ends = pa.array([period.end if period else None for period in read], pa.date32()).cast(pa.timestamp("us"))
    return starts.take(rows), ends.take(rows)


def _areas(coded: dict[str, pa.DictionaryArray]) -> dict[str, list[str | None]]:
    """Return the code and level of each distinct area number."""
    codes: list[str | None] = []
    levels: list[str | None] = []
    for text in coded["number"].dictionary.to_pylist():
        number = int(text) if text.isdigit() else None
        codes.append(text if text else None)
        levels.append("England" if number == _ENGLAND else "region" if number in _REGIONS else "council")
    return {"area_code": codes, "area_level": levels}


def _list_areas(coded: dict[str, pa.DictionaryArray], areas: dict[str, list[str | None]]) -> pd.DataFrame:
    """Return one row for each area number, with the first name and region that stand beside it."""
    numbers = coded["number"].indices.to_numpy()
    distinct, first = np.unique(numbers, return_index=True)
    names = coded["area"].take(pa.array(first)).to_pylist()
    regions = coded["region"].take(pa.array(first)).to_pylist() if "region" in coded else [None] * len(first)
    records = []
    for number, name, region in zip(distinct.tolist(), names, regions, strict=True):
        code, level = areas["area_code"][number], areas["area_level"][number]
        if code:
            lies_in = region if level == "council" and region not in ("NA", "") else None
            records.append({"area_code": code, "old_code": code, "area": name, "area_level": level, "region": lies_in})
    return conform(records, "areas")


def _explain(
    coded: dict[str, pa.DictionaryArray], loaded: np.ndarray, ends: pa.Array, codes: pa.Array, bad: pa.Array, *, sheet: str
) -> tuple[list[Explained], list[Problem]]:
    """Explain every row that gave no figure; a row of the table is counted as it would stand in Excel below its heading."""
    explained: list[Explained] = []
    reasons: dict[tuple[str, str], int] = {}
    years = coded["year"].dictionary.to_pylist()
    for place in np.flatnonzero(~loaded).tolist():
        if not ends[place].is_valid:
            year = years[coded["year"].indices[place].as_py()]
            why, severity = f"the year '{year}' could not be read", "error"
        elif not codes[place].is_valid:
            why, severity = "the row has no area number", "error"
        elif bad[place].as_py():
            why, severity = "the value is neither a number nor a symbol", "error"
        else:
            why, severity = "no figure on the row", "note"
        reasons[why, severity] = reasons.get((why, severity), 0) + 1
        explained.append(Explained(sheet, place + 2, why))
    return explained, [Problem(sheet, "", f"{rows:,} rows", why, severity) for (why, severity), rows in reasons.items()]


def _say_kinds(kinds: dict[str, str], year_types: Mapping[str, str]) -> str:
    told = sum(measure in year_types for measure in kinds)
    ends = {"financial": "31 March", "academic": "31 August", "calendar": "31 December", "workforce": "30 September", "january": "31 January"}
    counted = ", ".join(f"{sum(k == kind for k in kinds.values())} to {ends[kind]}" for kind in ends if kind in kinds.values())
    return f"years that end {counted}; {told} by the dictionary, {len(kinds) - told} by the measure's own words"


def _measures(titles: dict[str, str | None], units: dict[str, str | None], kinds: dict[str, str]) -> pd.DataFrame:
    return conform(
        [
            {
                "measure": measure,
                "name": title or measure,
                "unit": units[measure],
                "kind": kind_of(units[measure]),
                "frequency": "annual",
                "source": "Department for Education, Local Authority Interactive Tool",
            }
            for measure, title in titles.items()
        ],
        "measures",
    )


def _mapping(columns: dict[str, str], names: list[str], sheet: str) -> list[Mapped]:
    fields = {"year": "period_end", "number": "area_code", "name": "measures.name", "region": "areas.region"}
    became = {heading: fields.get(field, field) for field, heading in columns.items()}
    return [Mapped(sheet, name, became.get(name, ""), "known heading" if name in became else "not used") for name in names]
