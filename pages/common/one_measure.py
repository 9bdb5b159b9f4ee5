"""The parts of the page of one measure: its control chart or line, the rules that fired, what happened beside it, its targets and meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis import beside, notes
from analysis.comparing import mark_comparators
from analysis.control_chart import ControlChart
from analysis.figure_words import describe_counts, format_value
from analysis.measures import keep_months, keep_whole
from analysis.parts import break_down, describe_parts
from analysis.targets import label_targets, list_targets
from charts import measures as charts
from charts.control import build_control, describe_control
from pages.common import figures, show
from pages.common.choices import Shown


@dataclass(frozen=True)
class Measured:
    """One measure as it is shown: its row with the verdict, its own figures, everybody's, and its control chart where it may have one."""

    row: pd.Series
    own: pd.DataFrame
    everyone: pd.DataFrame
    chart: ControlChart | None
    targets: pd.DataFrame
    codes: list[str]
    months: int

    @property
    def series(self) -> pd.DataFrame:
        """The council's own figures of the whole, for the months that are shown, oldest first."""
        whole = keep_months(keep_whole(self.own), self.months)
        return whole.drop_duplicates("period_end", keep="last").sort_values("period_end")

    @property
    def own_code(self) -> str | None:
        """The code under which this measure has the council's figures."""
        used = self.everyone["area_code"]
        return next((code for code in self.codes if used.eq(code).any()), None)


def load(shown: Shown, row: pd.Series, began: date | None, safe: bool = False) -> Measured:
    """Return a measure with everything that its page shows; ``safe`` hides small numbers whatever the view."""
    source = figures.Source.of(shown, safe)
    own = figures.load_own(source)
    judged, found = figures.load_judged(shown, began, safe)
    measure = row["measure"]
    return Measured(
        row=judged[judged["measure"] == measure].iloc[0],
        own=own[own["measure"] == measure],
        everyone=figures.load_everyone(source, measure),
        chart=found.get(measure),
        targets=list_targets(figures.load_definitions(source), measure),
        codes=[*figures.find_own_codes(source), shown.council],
        months=shown.months,
    )


def show_chart(shown: Shown, measured: Measured, safe: Callable[[], Measured]) -> None:
    """Show the figures over time: as a control chart where the measure may have one, else as a line beside its comparators."""
    row, series = measured.row, measured.series
    first, last = series["period_end"].iloc[0].date(), series["period_end"].iloc[-1].date()
    linked = notes.link_actions(shown.all_actions, row)
    happened = notes.list_notes(shown.records("events"), linked, first, last)
    if measured.chart is None:
        near = shown.store.records(shown.council, "neighbours", until=shown.until)
        others = mark_comparators(keep_whole(measured.everyone), measured.codes, near, figures.load_places(figures.Source.of(shown)))
        lines = {shown.council: series, **beside.pick_comparators(others, measured.own_code, shown.months)}
        words = f"{beside.describe_series(row, lines)} {row['verdict']}"
        show.chart(charts.build_lines(lines, row["unit"], row["target"], shown.palette), words, key="series")
    else:
        chart = measured.chart
        figure = build_control(series, chart, row, shown.palette, targets=measured.targets, notes=happened)
        show.chart(figure, describe_control(row["name"], chart, row, first, last), key="series")
        _show_rules(chart, row, safe)
    show.table(_label_series(series), "series", caption="Every figure drawn", closed=True, export=lambda: _label_series(safe().series))
    _show_beside_it(happened, linked)


def _show_rules(chart: ControlChart, row: pd.Series, safe: Callable[[], Measured]) -> None:
    st.markdown(show.plain(notes.describe_rules(chart)))
    for reservation in notes.list_reservations(chart):
        st.markdown(f"- {show.plain(reservation)}")
    if chart.shown.flags:
        show.table(
            notes.list_rules(chart, row["unit"]), "rules", caption="The rule that fired on each flagged point",
            closed=len(chart.shown.flags) > 12, export=lambda: notes.list_rules(safe().chart, row["unit"]),
        )


def _label_series(series: pd.DataFrame) -> pd.DataFrame:
    rows = [row for _, row in series.iterrows()]
    return pd.DataFrame(
        {
            "To": series["period_end"],
            "Figure": [format_value(row["value"], row["unit"], row["symbol"]) for row in rows],
            "Count": [describe_counts(row) for row in rows],
            "As at": series["as_at"],
            "Upload": series["version_id"],
        }
    ).iloc[::-1]


def _show_beside_it(happened: pd.DataFrame, linked: pd.DataFrame) -> None:
    st.header("What happened beside it")
    st.markdown(
        "What is numbered above the chart stands here with its date. A figure may have moved after it, never for certain because of it."
        if len(happened)
        else "No event or completed action of these months is known."
    )
    if len(happened):
        show.table(notes.label_notes(happened), "notes", caption="Events and completed actions on the time axis; board meetings are left out")
    if len(linked):
        show.table(notes.label_actions(linked), "linked", caption="Actions of the plan that name this measure", closed=True)


def show_targets(measured: Measured) -> None:
    """Show every target that ever applied, with its dates."""
    st.header("Targets")
    if measured.targets.empty:
        st.markdown("No target was set for this measure.")
    else:
        show.table(label_targets(measured.targets, measured.row["unit"]), "targets", caption="Every target with the dates it applied")


def show_parts(shown: Shown, measured: Measured, safe: Callable[[], Measured]) -> None:
    """Show the latest figures by category."""
    st.header("By category")
    parts = break_down(measured.own)
    if parts.empty:
        st.markdown("No categories were uploaded for this measure.")
        return
    show.chart(charts.build_parts(parts, shown.palette), describe_parts(parts), key="parts")
    headings = ["Category", "Figure"]
    show.table(
        parts[["category", "in_words"]].set_axis(headings, axis=1), "parts", caption="Latest figures by category", closed=True,
        export=lambda: break_down(safe().own)[["category", "in_words"]].set_axis(headings, axis=1),
    )


def show_others(measured: Measured, safe: Callable[[], Measured]) -> None:
    """Show the last figure of every other area, and lead to the comparison."""
    st.header("Beside other areas")
    last = beside.last_by_area(keep_whole(measured.everyone))
    st.markdown(show.plain(beside.describe_beside(last, measured.row)))
    if len(last) > 1:
        st.page_link(show.page("compare"), label="Compare this measure fairly", query_params=show.keep_choices())
        show.table(
            beside.label_beside(last), "beside", caption="The last figure of each area, with its period", closed=True,
            export=lambda: beside.label_beside(beside.last_by_area(keep_whole(safe().everyone))),
        )


def show_meaning(shown: Shown, measured: Measured) -> None:
    """Show what the owner says about the latest figure, and the definition."""
    st.header("What it means")
    measure = measured.row["measure"]
    said = shown.store.commentary(shown.council, measure, until=shown.until)
    st.markdown(f"**Commentary.** {show.plain(notes.describe_commentary(said, measured.row['period_end']))}")
    show.table(figures.find_definition(figures.Source.of(shown), measure), "meaning", caption="Definition, as uploaded")
