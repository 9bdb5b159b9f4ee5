"""A council beside others: its statistical neighbours, its region, England and all authorities, for the same period."""

import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from analysis.ranking import Rank, describe_band, find_band, find_rank, quartile_cuts
from analysis.significance import Verdict, cannot_judge, judge_percentage, judge_rate
from analysis.wording import join_words

# A figure older than this is said to be old.
OLD_MONTHS = 18
_RATE_UNIT = re.compile(r"per ([\d,]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Comparison:
    """One council's figure beside others.

    Parameters
    ----------
    measure, area_code, area : str
        What is compared, and whose.
    period_end : Timestamp
        The period compared: the latest for which any council has a figure, unless another was asked for.
    value, symbol : float, str or None
        The council's own figure, or the letter that stands in its place.
    previous, previous_end, change : float or None, Timestamp or None, float or None
        The figure of the period before, and the difference.
    direction : {"up", "down", "flat"} or None
        Which way the figure moved; never which way is good.
    good : bool or None
        Whether it moved the better way; None where it did not move or has no polarity.
    rank : Rank
        Among all councils that have a figure.
    cuts : tuple of float or None
        Least value, three quartile cuts and greatest value of all councils.
    band : str or None
        Quartile band, A best to D worst.
    neighbours : DataFrame
        ``neighbour_code``, ``neighbour``, ``rank``, ``closeness``, ``value``, ``symbol``: closest first.
    rows : DataFrame
        The council and its comparators: ``kind`` (council, neighbour median, neighbour mean, region, England), ``label``,
        ``value``, ``symbol``, ``period_end``, ``same_period``, ``verdict``, ``p``, ``sentence`` (the council against it).
    sentences : tuple of str
        What a board should read, in order.
    """

    measure: str
    area_code: str
    area: str
    period_end: pd.Timestamp
    value: float
    symbol: str | None
    previous: float | None
    previous_end: pd.Timestamp | None
    change: float | None
    direction: str | None
    good: bool | None
    rank: Rank
    cuts: tuple[float, float, float, float, float] | None
    band: str | None
    neighbours: pd.DataFrame
    rows: pd.DataFrame
    sentences: tuple[str, ...]

    @property
    def neighbour_mean(self) -> float:
        """Mean of the neighbours that have a figure: what the department's interactive tool shows. NaN where none has."""
        return float(self.neighbours["value"].mean())

    @property
    def neighbour_median(self) -> float:
        """Median of the neighbours that have a figure: what the department's dashboard shows. NaN where none has."""
        return float(self.neighbours["value"].median())


def compare(
    observations: pd.DataFrame,
    area_code: str,
    *,
    measure: str,
    polarity: str,
    neighbours: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
    breakdown: str = "Total",
    period_end: date | None = None,
    banded: bool = True,
    current: Iterable[str] | None = None,
) -> Comparison:
    """Compare one council's figure with others for the same period.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of every area; other measures and breakdowns are left out here.
    area_code : str
        The council's code, as in ``observations``.
    measure : str
        The measure's key.
    polarity : {"high", "low", "none"}
        Which way is better.
    neighbours : DataFrame, optional
        Canonical neighbours; joined on codes, never on names.
    areas : DataFrame, optional
        Canonical areas: which three-digit code belongs to which nine-character code, and which region to which council.
    breakdown : str
        Which breakdown is compared.
    period_end : date, optional
        The period; unless given, the latest for which any council has a figure.
    banded : bool
        False where the source says that the measure takes no quartile bands.
    current : iterable of str, optional
        Codes of the councils that exist (see `current_councils`); reorganised ones are then not counted as missing.
        Unless given, every council with a row for the period counts.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        There is no figure to compare, or the council has no row at all.
    """
    ground = _prepare(observations[(observations["measure"] == measure) & (observations["breakdown"] == breakdown)], area_code, period_end)
    codes = _old_codes(areas)
    near = _find_neighbours(ground.figures, codes.get(area_code, area_code), neighbours, codes)
    region = _find_region(ground.frame, area_code, areas, codes)
    rows = _list_rows(ground, near, region, polarity)

    values = ground.figures["value"]
    known = set(ground.figures["area_code"] if current is None else current)
    rank = find_rank(ground.value, values, polarity, missing=len(known - set(ground.figures.loc[values.notna(), "area_code"])))
    cuts = quartile_cuts(values)
    band = find_band(ground.value, cuts, polarity) if banded else None
    previous_end, previous = ground.previous
    change = None if math.isnan(ground.value) or previous is None else round(ground.value - previous, 9)
    words = f"{rank.sentence}; {describe_band(band, ground.value, polarity, banded)}"
    return Comparison(
        measure=measure,
        area_code=area_code,
        area=ground.area,
        period_end=ground.period,
        value=ground.value,
        symbol=_symbol(ground.row),
        previous=previous,
        previous_end=previous_end,
        change=change,
        direction=None if change is None else "up" if change > 0 else "down" if change < 0 else "flat",
        good=None if not change or polarity == "none" else (change > 0) == (polarity == "high"),
        rank=rank,
        cuts=cuts,
        band=band,
        neighbours=near,
        rows=rows,
        sentences=(f"{_describe_figure(ground)}, {words}.", *_describe_neighbours(near), *_describe_periods(ground, rows)),
    )


def current_councils(observations: pd.DataFrame, months: int = 24, share: float = 0.25) -> set[str]:
    """Return the codes of the councils that exist, judged by the figures themselves.

    A council that was reorganised away keeps its rows in long tables, nearly all without a figure; it must not be counted
    as suppressed. A council exists where it has figures for a fair share of as many measures as councils usually have.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of many measures: with few, a council whose figures are suppressed would seem not to exist.
    months : int
        How far back from the latest figure to look.
    share : float
        The share of the middle council's number of measures that is enough.
    """
    found = observations[(observations["area_level"] == "council") & observations["value"].notna()]
    since = found["period_end"].max() - pd.DateOffset(months=months)
    measures = found[found["period_end"] > since].groupby("area_code")["measure"].nunique()
    # One file has E08000034 and another 382 for the same council, and each knows its own measures: codes of one form are judged together.
    usual = measures.groupby(measures.index.str.len()).transform("median")
    return set(measures.index[measures >= share * usual])


def age_in_months(period_end: date, today: date) -> int:
    """Return how many whole months have passed since the end of a period."""
    months = (today.year - period_end.year) * 12 + today.month - period_end.month
    # The end of a month is a month after the end of the one before it, though the 28th comes before the 31st.
    month_end = (pd.Timestamp(today) + pd.Timedelta(days=1)).day == 1
    return months - (today.day < period_end.day and not month_end)


def describe_age(period_end: date, today: date) -> str:
    """Return a sentence where a figure is older than 18 months, otherwise nothing."""
    months = age_in_months(period_end, today)
    return f"These figures are old: {describe_day(period_end)} is {months} months ago." if months > OLD_MONTHS else ""


def describe_day(day: date) -> str:
    """Return a date as 31 March 2025."""
    return f"{day.day} {day:%B %Y}"


def judge(own: pd.Series | None, reference: float, polarity: str) -> Verdict:
    """Say whether a council's figure is better or worse than a reference, where the counts behind it are known.

    Parameters
    ----------
    own : Series or None
        A canonical observation: ``value``, ``numerator``, ``denominator``, ``unit``.
    reference : float
        The reference in the measure's own unit.
    polarity : {"high", "low", "none"}
        Which way is better.

    Returns
    -------
    Verdict
        "cannot tell" with the reason where the counts or one of the figures are not known.
    """
    if own is None or pd.isna(own["value"]):
        return cannot_judge("the council has no figure for this period")
    if math.isnan(reference):
        return cannot_judge("there is no figure to compare with")
    unit = "" if pd.isna(own["unit"]) else str(own["unit"])
    numerator, denominator = own["numerator"], own["denominator"]
    rate = _RATE_UNIT.search(unit)
    if unit != "%" and not rate:
        return cannot_judge("only percentages and rates can be tested; a number depends on the size of the council")
    if pd.isna(numerator) or (pd.isna(denominator) and not rate):
        return cannot_judge("the counts behind the figure are not known")
    if numerator % 1:
        return cannot_judge("the figure does not count whole children")
    if not rate:
        if denominator % 1 or numerator > denominator or not 0 <= reference <= 100:
            return cannot_judge("the figure is not a share of whole children")
        return judge_percentage(numerator, denominator, reference, polarity)
    per = float(rate[1].replace(",", ""))
    population = denominator if pd.notna(denominator) else numerator / own["value"] * per if own["value"] else math.nan
    if math.isnan(population):
        return cannot_judge("the population behind the rate is not known")
    return judge_rate(numerator, population, reference, polarity, per)


@dataclass(frozen=True)
class _Ground:
    """One measure and breakdown: every area's rows, the period compared, its council figures, and the council's own rows by period."""

    frame: pd.DataFrame
    period: pd.Timestamp
    periods: pd.Series
    figures: pd.DataFrame
    own: pd.DataFrame

    @property
    def area(self) -> str:
        return str(self.own["area"].iloc[-1])

    @property
    def row(self) -> pd.Series | None:
        return self.own.loc[self.period] if self.period in self.own.index else None

    @property
    def value(self) -> float:
        return math.nan if self.row is None else float(self.row["value"])

    @property
    def previous(self) -> tuple[pd.Timestamp | None, float | None]:
        """The end of the period before, and the council's figure then."""
        earlier = self.periods[self.periods < self.period]
        if earlier.empty:
            return None, None
        value = self.own["value"].get(earlier.iloc[-1], math.nan)
        return earlier.iloc[-1], None if math.isnan(value) else float(value)


def _prepare(frame: pd.DataFrame, area_code: str, period_end: date | None) -> _Ground:
    # The last upload of a figure wins where two stand in the frame.
    frame = frame.drop_duplicates(["area_level", "area_code", "period_end"], keep="last")
    councils = frame[frame["area_level"] == "council"]
    own = councils[councils["area_code"] == area_code]
    if own.empty:
        raise ValueError(f"There is no figure for the area {area_code} and this measure.")
    periods = councils.loc[councils["value"].notna(), "period_end"].drop_duplicates().sort_values()
    if periods.empty:
        raise ValueError("No council has a figure for this measure.")
    period = pd.Timestamp(period_end) if period_end is not None else periods.iloc[-1]
    figures = councils[councils["period_end"] == period]
    return _Ground(frame, period, periods, figures, own.sort_values("period_end").set_index("period_end"))


def _symbol(row: pd.Series | None) -> str | None:
    return None if row is None or pd.isna(row["symbol"]) else str(row["symbol"])


def _old_codes(areas: pd.DataFrame | None) -> dict[str, str]:
    """Return the three-digit code of each nine-character code: neighbours are listed by the former."""
    if areas is None:
        return {}
    paired = areas[areas["old_code"].notna() & areas["area_code"].notna()]
    return dict(zip(paired["area_code"], paired["old_code"], strict=True))


def _find_neighbours(at_period: pd.DataFrame, old_code: str, neighbours: pd.DataFrame | None, codes: dict[str, str]) -> pd.DataFrame:
    columns = ["neighbour_code", "neighbour", "rank", "closeness", "value", "symbol"]
    if neighbours is None or not (neighbours["area_code"] == old_code).any():
        return pd.DataFrame({name: pd.Series(dtype="float64" if name == "value" else "object") for name in columns})
    near = neighbours[neighbours["area_code"] == old_code].sort_values("rank")
    figures = at_period.assign(old=at_period["area_code"].map(lambda code: codes.get(code, code)))
    near = near.merge(figures[["old", "area", "value", "symbol"]], left_on="neighbour_code", right_on="old", how="left", suffixes=("", "_named"))
    # The neighbour file may name codes only; the figures know the names.
    near["neighbour"] = near["neighbour"].fillna(near["area_named"]).fillna(near["neighbour_code"])
    return near[columns].reset_index(drop=True)


@dataclass(frozen=True)
class _Comparator:
    kind: str
    label: str
    value: float
    symbol: str | None
    period_end: pd.Timestamp


def _list_rows(ground: _Ground, near: pd.DataFrame, region: pd.DataFrame, polarity: str) -> pd.DataFrame:
    comparators = []
    if len(near):
        median, mean = float(near["value"].median()), float(near["value"].mean())
        comparators.append(_Comparator("neighbour median", "Median of statistical neighbours", median, None, ground.period))
        comparators.append(_Comparator("neighbour mean", "Mean of statistical neighbours", mean, None, ground.period))
    england = ground.frame[ground.frame["area_level"] == "England"]
    comparators += [*_latest_until(region, "region", ground.period), *_latest_until(england, "England", ground.period)]

    rows = [{**asdict(_Comparator("council", ground.area, ground.value, _symbol(ground.row), ground.period)), "same_period": True}]
    for other in comparators:
        same = other.period_end == ground.period
        verdict = judge(ground.row, other.value, polarity) if same else cannot_judge("the figures are for different periods")
        rows.append({**asdict(other), "same_period": same, "verdict": verdict.word, "p": verdict.p, "sentence": verdict.sentence})
    columns = ["kind", "label", "value", "symbol", "period_end", "same_period", "verdict", "p", "sentence"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64", "p": "float64", "same_period": "bool"})


def _latest_until(place: pd.DataFrame, kind: str, period: pd.Timestamp) -> list[_Comparator]:
    """Return a place's figure for the same period, or the last one before it where it has none."""
    place = place[place["period_end"] <= period].sort_values("period_end")
    if place.empty:
        return []
    known = place[place["value"].notna()]
    row = known.iloc[-1] if len(known) else place.iloc[-1]
    return [_Comparator(kind, str(row["area"]), float(row["value"]), _symbol(row), row["period_end"])]


def _find_region(frame: pd.DataFrame, area_code: str, areas: pd.DataFrame | None, codes: dict[str, str]) -> pd.DataFrame:
    """Return the figures of the council's region; names of regions differ between files in case, order and 'the'."""
    regions = frame[frame["area_level"] == "region"]
    if areas is None:
        return regions.iloc[:0]
    own = areas[(areas["area_code"] == area_code) | (areas["old_code"] == codes.get(area_code, area_code))]
    names = own["region"].dropna()
    if names.empty:
        return regions.iloc[:0]
    wanted = name_words(names.iloc[0])
    found = regions[[name_words(name) == wanted for name in regions["area"]]]
    if found.empty and "london" in wanted:
        found = regions[[name_words(name) == {"london"} for name in regions["area"]]]
    return found


def name_words(name: str) -> frozenset[str]:
    """Return the words of a region's name, by which names of different files are compared."""
    return frozenset(re.findall(r"[a-z]+", name.casefold())) - {"the"}


def _describe_figure(ground: _Ground) -> str:
    symbol = _symbol(ground.row)
    figure = f"[{symbol}]" if symbol else "no figure" if math.isnan(ground.value) else f"{ground.value:,.1f}"
    return f"{ground.area}: {figure} at {describe_day(ground.period)}"


def _describe_neighbours(near: pd.DataFrame) -> list[str]:
    if near.empty:
        return []
    without = near.loc[near["value"].isna(), "neighbour"]
    missing = f"; {join_words(without)} {'has' if len(without) == 1 else 'have'} none" if len(without) else ""
    return [f"{near['value'].notna().sum()} of {len(near)} statistical neighbours have a figure{missing}."]


def _describe_periods(ground: _Ground, rows: pd.DataFrame) -> list[str]:
    return [
        f"{label} is shown for {describe_day(end)}, {ground.area} for {describe_day(ground.period)}."
        for label, end in rows.loc[~rows["same_period"], ["label", "period_end"]].itertuples(index=False)
    ]
