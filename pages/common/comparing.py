"""The parts of the page that compares the council with others: what is loaded, chart, verdicts, neighbours, funnel."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import comparing as words
from analysis.cells import grows_with_size
from analysis.compare import Comparison, compare, current_councils
from analysis.funnels import Funnel, build_funnel, describe_funnel, label_funnel
from analysis.measures import choose_breakdown, keep_whole
from charts.compare import build_beside, build_funnel_plot
from model.vocabulary import POLARITIES
from pages.common import choosing, figures, show
from pages.common.choices import Shown, get_store

# How many measures tell which councils still exist.
_TELLING = 40


@dataclass(frozen=True)
class Compared:
    """The comparison on show and what it was made from."""

    result: Comparison
    row: pd.Series
    figures: pd.DataFrame
    later: str
    polarity_known: bool


@st.cache_resource(show_spinner=False, max_entries=4)
def _current(source: figures.Source) -> frozenset[str]:
    """Return the councils that exist, told by a few dozen of the measures that every council has."""
    measures = sorted(figures.load_definitions(source)["measure"].unique())
    step = max(1, len(measures) // _TELLING)
    latest = get_store().observations(source.council, measure=measures[::step], area_level="council", latest=True, until=source.line)
    return frozenset(current_councils(latest)) if latest["value"].notna().any() else frozenset()


def choose(shown: Shown) -> tuple[pd.Series, pd.Timestamp]:
    """Let the person choose a measure and a period for which the council stands beside others; end the page where there is none."""
    source = figures.Source.of(shown)
    latest = figures.load_latest(shown)
    shared = latest[latest["measure"].isin(figures.load_shared(source)) & latest["period_end"].notna()]
    if shared.empty and latest["period_end"].notna().any():
        show.nothing("No other area has figures of this council's measures.", "Upload a file of published statistics that names several areas.")
    # Percentages and rates first: a number depends on the size of the council.
    fair = shared.assign(_number=shared["unit"].map(grows_with_size)).sort_values("_number", kind="stable")["measure"]
    row = choosing.choose_measure(latest, fair)
    periods = words.choose_periods(keep_whole(figures.load_everyone(source, row["measure"])), _own_codes(shown, source))
    if not periods:
        show.nothing(
            f"No other area has figures of {show.plain(row['name'])} for a period that the council has too.",
            "Choose another measure, or upload a file of published statistics that has it.",
        )
    return row, choosing.choose_period(periods)


def _own_codes(shown: Shown, source: figures.Source) -> list[str]:
    return [*figures.find_own_codes(source), shown.council]


def load(shown: Shown, row: pd.Series, period: pd.Timestamp, safe: bool = False) -> Compared:
    """Return the comparison of one measure and period; ``safe`` hides small numbers whatever the view."""
    source = figures.Source.of(shown, safe)
    whole = keep_whole(figures.load_everyone(source, row["measure"]))
    codes = _own_codes(shown, source)
    own_code = next(code for code in codes if whole["area_code"].eq(code).any())
    known = row["polarity"] in POLARITIES
    definition = figures.load_definitions(source)
    banded = not definition.loc[definition["measure"] == row["measure"], "no_band"].fillna(False).any()
    at_period = whole[(whole["period_end"] == period) & (whole["area_level"] == "council")]
    current = _current(figures.Source.of(shown))
    result = compare(
        whole, own_code, measure=row["measure"], polarity=row["polarity"] if known else "none", period_end=period,
        neighbours=shown.store.records(shown.council, "neighbours", until=shown.until),
        areas=words.find_region(figures.load_places(source), whole, own_code),
        breakdown=choose_breakdown(list(dict.fromkeys(whole["breakdown"].fillna("Total")))), banded=banded,
        current=_same_codes(at_period, current),
    )
    return Compared(result, row, at_period, words.describe_later(whole, codes, period, row["unit"]), known)


def _same_codes(at_period: pd.DataFrame, current: frozenset[str]) -> set[str] | None:
    """Return the councils that exist under the codes that this measure has; None where too few are known to tell."""
    known = set(at_period["area_code"]) & current
    return known if len(known) >= len(at_period) / 2 else None


def show_beside(shown: Shown, compared: Compared, safe: Callable[[], Compared]) -> None:
    """Show the council, its neighbours, its region and England as bars, and the sentences about them."""
    row, result = compared.row, compared.result
    sentences = words.list_sentences(result, shown.figures_as_at, compared.polarity_known, row["unit"])
    show.chart(build_beside(result, row["unit"], shown.palette), sentences[0], key="beside")
    for sentence in [*sentences[1:], *([compared.later] if compared.later else [])]:
        st.markdown(f"- {show.plain(sentence)}")
    st.header("The verdict")
    show.table(
        words.label_rows(result, row["unit"], row["decimals"]), "verdicts", caption="The council against each, by exact tests",
        export=lambda: words.label_rows(safe().result, row["unit"], row["decimals"]),
    )
    st.caption(
        "Better or worse is said only where chance alone would give so large a difference less than once in twenty times. "
        "Cannot tell does not mean the same: the numbers are too small, or the counts behind them are not known."
    )


def show_neighbours(compared: Compared, safe: Callable[[], Compared]) -> None:
    """Show the neighbours with their closeness, and the quartile cuts."""
    row, result = compared.row, compared.result
    st.header("Statistical neighbours")
    if result.neighbours.empty:
        st.markdown("They are not known. Upload the department's list of statistical neighbours.")
    else:
        show.table(
            words.label_neighbours(result, row["unit"], row["decimals"]), "neighbours", caption="The authorities most like this one",
            export=lambda: words.label_neighbours(safe().result, row["unit"], row["decimals"]),
        )
    show.table(
        words.label_cuts(result, row["unit"]), "cuts", caption="All authorities: the cuts of the quartile bands", closed=True,
        export=lambda: words.label_cuts(safe().result, row["unit"]),
    )


@st.cache_data(show_spinner=False, max_entries=32)
def _funnel(key: tuple[figures.Source, str, pd.Timestamp], _compared: Compared) -> Funnel | None:
    rows = _compared.result.rows.set_index("kind")
    for kind in ("England", "neighbour mean"):
        if kind in rows.index and rows.loc[kind, "same_period"]:
            return build_funnel(_compared.figures, _compared.row["unit"], rows.loc[kind, "value"], str(rows.loc[kind, "label"]))
    return None


def show_funnel(shown: Shown, compared: Compared, safe: Callable[[], Compared]) -> None:
    """Show the funnel plot of all authorities, where the counts are known."""
    st.header("Funnel plot")
    row, own_code, period = compared.row, compared.result.area_code, compared.result.period_end
    drawn = _funnel((figures.Source.of(shown), row["measure"], period), compared)
    if drawn is None:
        st.markdown("The counts behind the figures of other authorities are not known, so no funnel can be drawn.")
        return
    show.chart(build_funnel_plot(drawn, own_code, row["unit"], shown.palette), describe_funnel(drawn, own_code, row["unit"]), key="funnel")

    def export() -> pd.DataFrame:
        exported = _funnel((figures.Source.of(shown, safe=True), row["measure"], period), safe())
        return label_funnel(drawn, row["unit"]).head(0) if exported is None else label_funnel(exported, row["unit"])

    show.table(label_funnel(drawn, row["unit"]), "funnel", caption="The authorities in the funnel, smallest first", closed=True, export=export)
