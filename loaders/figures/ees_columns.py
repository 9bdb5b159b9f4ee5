"""Telling which columns of an explore-education-statistics file are figures and which are filters: no file says so, their contents decide."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.figures.ees_file import EesFile
from loaders.reading import Problem
from loaders.words.indicators import Indicator, describe_indicator
from loaders.words.numbers import read_distinct

TIME = ("time_period", "time_identifier")
PLACES = frozenset((
    "geographic_level", "country_code", "country_name", "region_code", "region_name", "new_la_code", "old_la_code", "la_code", "la_name",
    "lad_code", "lad_name", "rsc_region_lead_name", "pcon_code", "pcon_name", "lsip_code", "lsip_name", "local_enterprise_partnership_code",
    "local_enterprise_partnership_name", "english_devolved_area_code", "english_devolved_area_name", "opportunity_area_code",
    "opportunity_area_name", "ward_code", "ward_name", "trust_id", "trust_name", "sponsor_id", "sponsor_name", "school_urn", "school_name",
    "school_laestab", "provider_ukprn", "provider_name", "institution_id", "institution_name", "planning_area_code", "planning_area_name",
    "pfa_code", "pfa_name", "location", "location_code",
))  # fmt: skip
# Filters whose categories may all be numbers.
_NUMBERED_FILTERS = re.compile(
    r"^(?:age|age_at_.+|year_group|ncyear.*|national_curriculum_year|key_stage|cohort|cohort_year|quarter|month|test_year|years_open|mtc_score|"
    r"elgs_expected_number|version|.+_(?:decile|quintile|quartile|group|band|status|type))$"
)


@dataclass(frozen=True)
class EesIndicator:
    """One column of figures: numbers, the symbols that stand in their place, and what its name says of it."""

    name: str
    values: pa.Array
    symbols: pa.Array
    described: Indicator


def sort_columns(file: EesFile) -> tuple[list[EesIndicator], list[tuple[str, pa.Array]]]:
    """Tell indicators from filters: a column of numbers and symbols is an indicator, any other a filter."""
    indicators: list[EesIndicator] = []
    filters: list[tuple[str, pa.Array]] = []
    numbered: list[tuple[str, pa.Array]] = []
    for heading, column in zip(file.headings, file.columns, strict=True):
        if heading.casefold() in PLACES or heading.casefold() in TIME or not heading:
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


def _as_indicator(file: EesFile, heading: str, column: pa.Array) -> EesIndicator | None:
    """Return a column as an indicator, None where its values are words."""
    coded = pc.dictionary_encode(column)
    values, symbols, bad = read_distinct(coded.dictionary)
    wrong = pc.indices_nonzero(bad)
    if len(wrong) and not _is_slip(coded, values, wrong):
        return None
    if not pc.any(pc.or_(pc.is_valid(values), pc.is_valid(symbols))).as_py():
        return None
    slips = pc.indices_nonzero(pc.is_in(coded.indices, wrong.cast(coded.indices.type))).to_pylist() if len(wrong) else []
    for place in slips:
        line = int(file.lines[place])
        file.problems.append(Problem(file.sheet, f"{heading}, row {line}", "words", "a number or a symbol", "error"))
    described = describe_indicator(heading, pc.max(values).as_py(), file.sheet, coded.dictionary)
    letters = symbols.take(coded.indices) if symbols.null_count < len(symbols) else pa.nulls(len(column), pa.string())
    return EesIndicator(heading, values.take(coded.indices), letters, described)


def _is_slip(coded: pa.DictionaryArray, values: pa.Array, wrong: pa.Array) -> bool:
    """Tell whether words in a column are slips of the pen among many different numbers, not the categories of a filter."""
    numbers = len(values) - values.null_count
    cells = len(pc.indices_nonzero(pc.is_in(coded.indices, wrong.cast(coded.indices.type))))
    return numbers > 30 and len(wrong) <= 3 and cells <= 0.02 * len(coded)


def _move_keys(file: EesFile, indicators: list[EesIndicator], filters: list[tuple[str, pa.Array]]) -> list[EesIndicator]:
    """Make filters of leading whole-number columns where rows could not be told apart without them."""
    known = PLACES.union(TIME)
    keys = [column for heading, column in zip(file.headings, file.columns, strict=True) if heading.casefold() in known]
    codes = _combine(keys + [column for _, column in filters])
    while len(indicators) > 1 and len(np.unique(codes)) < file.rows:
        first = indicators[0]
        together = np.unique(codes + np.int64(codes.max() + 1) * code_column(first.values))
        if first.symbols.null_count < len(first.symbols) or len(together) <= len(np.unique(codes)) or pc.count_distinct(first.values).as_py() > 40:
            break
        filters.append((first.name, file.columns[file.headings.index(first.name)]))
        indicators = indicators[1:]
        codes = np.unique(codes + np.int64(codes.max() + 1) * code_column(first.values), return_inverse=True)[1]
    return indicators


def code_column(column: pa.Array) -> np.ndarray:
    """Return a whole number for each cell, the same for the same text and -1 where nothing stands."""
    return pc.fill_null(pc.dictionary_encode(column).indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)


def _combine(columns: list[pa.Array]) -> np.ndarray:
    """Return one number for each row, the same where all columns are the same."""
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        coded = code_column(column) + 1
        size = int(coded.max()) + 1 if len(coded) else 1
        if combined.max(initial=0) > 2**62 // max(size, 1):
            combined = np.unique(combined, return_inverse=True)[1]
        combined = combined * size + coded
    return combined
