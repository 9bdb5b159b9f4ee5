"""How pages show an answer: question, chart, sentence, table and downloads, each the same everywhere."""

import io
import math
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype
from pandas.io.formats.style import Styler

from charts.base import CONFIG, Chart
from model import TABLES
from model.vocabulary import STATUS_SYMBOLS
from pages.common import shell
from pages.common.choices import STALE_AFTER, Shown, get_shown
from pages.common.once import lasts, once

NO_BREAK = "\N{NO-BREAK SPACE}"
_STATUS_LABELS = {f"{symbol} {name}" for name, symbol in STATUS_SYMBOLS.items()}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def begin(title: str, question: str, *, needs_plan: bool = True, drawn: bool = True) -> Shown:
    """Begin a page: title, its question, what is on show. Stops with a helpful message where there is nothing.

    Parameters
    ----------
    title : str
    question : str
        What the page answers, as one question.
    needs_plan : bool
        Whether the page has nothing to say without a plan.
    drawn : bool
        Whether to draw title and question; a page with titles of its own, as in a meeting, does without where it has something to show.
    """
    shell.enter()
    shown = get_shown()
    if not drawn and shown.version is not None:
        return shown
    st.title(title)
    st.markdown(f"**{question}**")
    if shown.version is None and needs_plan and shown.known:
        st.info(_describe_unknown(shown))
        st.stop()
    if shown.version is None and needs_plan:
        nothing("There is no plan to show yet.", "Upload the tracker of your improvement plan as it is.")
    if shown.version is not None:
        st.caption(describe_shown(shown, shown.today))
    return shown


def _describe_unknown(shown: Shown) -> str:
    """Say that nothing of the plan was known on the chosen day, which other plan was, and how to go on."""
    day, way = format_date(shown.known), "Choose a later day in the side bar, or empty it for now."
    if not shown.plans_known:
        return f"No plan had been uploaded by the end of {day}. {way}"
    return plain(f"{shown.plan} had not been uploaded by the end of {day}, but {shown.plans_known[0]} had: choose that plan in the side bar. ") + way


def describe_shown(shown: Shown, today: date) -> str:
    """Return one line that says what is on show: plan, version, date, filters, age."""
    version = shown.version
    parts = [f"{shown.council}: {shown.plan}", f"as at {format_date(shown.as_at)}"]
    if "made-up" in str(version["title"]).lower() or "made up" in str(version["title"]).lower():
        parts.append("a made-up council")
    if shown.known:
        parts.append(f"as KNOWN on {format_date(shown.known)}, nothing later")
    if shown.moment is not None:
        parts.append(f"file fingerprint {str(version['sha256'])[:12]}")
    if not shown.latest:
        parts.append("an EARLIER version, not the newest")
    elif today - shown.as_at > STALE_AFTER:
        parts.append(f"{(today - shown.as_at).days} days old")
    chosen = [shown.theme, shown.agency, ", ".join(shown.statuses)]
    if any(chosen):
        parts.append(f"only {'; '.join(filter(None, chosen))} ({len(shown.actions)} of {len(shown.all_actions)} actions)")
    return plain(" · ".join(parts))


def can_write(shown: Shown, what: str) -> bool:
    """Return whether anything can be written on this page; where the past is on show, say in one sentence why not and how to go on.

    Parameters
    ----------
    shown : Shown
    what : str
        What cannot be done, as the sentence begins: "No answer can be recorded".
    """
    if not shown.past:
        return True
    seen = f"what was known on {format_date(shown.known)}" if shown.known else "an earlier version"
    way = "Empty “As known on” in the side bar" if shown.known else "Choose the latest version in the side bar"
    st.info(f"{what} here: {seen} is on show, and the past cannot be written into. {way} to go on.")
    return False


def nothing(what: str, remedy: str) -> None:
    """Say that there is nothing to show and what to do, and end the page."""
    st.info(f"{what} {remedy}")
    st.page_link(shell.ROOT / "pages" / "upload.py", label="Go to Upload")
    st.stop()


def need_actions(shown: Shown) -> None:
    """Where the choices leave no action, say so with the way out, and end the page."""
    if not shown.actions.empty:
        return
    if not shown.filtered:
        nothing("This plan has no actions that could be read.", "Look at its reading report under Versions, or upload it again.")
    chosen = "; ".join(filter(None, [shown.theme, shown.agency, ", ".join(shown.statuses)]))
    st.info(f"No action fits the choices {plain(chosen)}. Choose fewer of them in the side bar.")
    st.stop()


def legend(html: str) -> None:
    """Show the key above a chart: HTML of fixed words and numbers from a chart builder, never of a file's text."""
    st.html(html)


def page(stem: str) -> Path:
    """Return a page's file, for links to it."""
    return shell.ROOT / "pages" / f"{stem}.py"


def plain(text: object) -> str:
    """Return text with every sign that Markdown would act upon made harmless."""
    return "".join("\\" + sign if sign in "\\`*_{}[]<>()#+-.!|~$:^&" else sign for sign in str(text))


def format_date(value: date | pd.Timestamp | None) -> str:
    """Return a date as 31 March 2025, or an empty text."""
    return "" if value is None or pd.isna(value) else f"{value.day} {value:%B %Y}"


def chart(figure: Chart, words: str, *, key: str) -> None:
    """Draw a chart with its words as alternative text, and the sentence beneath it."""
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=words)
    st.markdown(plain(words))


def table(
    frame: pd.DataFrame, name: str, *, caption: str = "", closed: bool = False, limit: int = 200, export: Callable[[], pd.DataFrame] | None = None,
    links: Sequence[str] = (),
) -> None:
    """Show a table as real HTML, numbers and dates as people write them, with downloads as CSV and as a workbook.

    Parameters
    ----------
    frame : DataFrame
        Column names are what the reader sees.
    name : str
        File name of the downloads, without ending; also makes the keys unique.
    caption : str
        One line above the table.
    closed : bool
        Begin closed behind its caption.
    limit : int
        Rows on the page; the downloads hold all of them and the page says so.
    export : callable, optional
        Makes the table for the downloads where it differs from the one on the page: with small numbers hidden.
    links : sequence of str
        For each row the address that its first cell leads to, made by `address`; empty for none.
    """
    holder = st.expander(caption or "The table behind this", expanded=False, on_change="rerun", key=f"open-{name}") if closed else st.container()
    with holder:
        if closed and not holder.open:
            return
        if caption and not closed:
            st.caption(plain(caption))
        if frame.empty:
            st.markdown("No rows.")
        else:
            readable = once(_for_reading, frame, limit, tuple(links)) if lasts(frame) else _for_reading(frame, limit, links)
            st.table(readable, hide_index=True, alt=caption or name)
        if len(frame) > limit:
            st.caption(f"The first {limit:,} of {len(frame):,} rows are shown; the downloads hold all of them.")
        downloads(frame, name, export)


def label(frame: pd.DataFrame, table_name: str, columns: list[str]) -> pd.DataFrame:
    """Return some columns of a canonical table under the labels the model declares; others get their name in words."""
    labels = {column.name: column.label for column in TABLES[table_name].columns}
    return frame[columns].rename(columns=lambda name: labels.get(name, name.replace("_", " ").capitalize()))


def address(stem: str, **choices: str) -> str:
    """Return the address of a page with the shared choices as they stand and some of its own, fit for a link in Markdown."""
    return f"{stem}?{urlencode(keep_choices(**choices), quote_via=quote)}"


def keep_choices(**choices: str) -> list[tuple[str, str]]:
    """Return the shared choices as they stand, every one of several statuses too, with some of its own: for links to other pages."""
    kept = [(name, value) for name in st.query_params for value in st.query_params.get_all(name) if name not in choices]
    return [*kept, *choices.items()]


def _for_reading(whole: pd.DataFrame, limit: int, links: Sequence[str] = ()) -> pd.DataFrame | Styler:
    """Return the first rows as text, their numbers still numbers underneath so that they stand at the right."""
    frame = whole.head(limit)
    numbers = [column for column in frame if is_numeric_dtype(frame[column]) and not is_bool_dtype(frame[column])]
    text = as_text(frame)
    if links:
        text.isetitem(0, [f"[{cell or 'open'}]({link})" for cell, link in zip(text.iloc[:, 0], links, strict=False)])
    if not numbers:
        return text
    formats = {}
    for column in numbers:
        text[plain(column)] = frame[column].to_numpy(dtype="float64", na_value=math.nan)
        # Numbers of one column stand under each other with as many decimals: 47.0 above 42.5.
        whole = bool((frame[column].dropna() % 1 == 0).all())
        formats[plain(column)] = partial(_number, exact=is_integer_dtype(frame[column]), share=column.endswith("%") or not whole)
    # Streamlit leaves headings at the left, with a style of each cell's own that only an important one overrules.
    places = [place for place, column in enumerate(text) if column in formats]
    right = [{"selector": f"th.col{place}", "props": "text-align: right !important"} for place in places]
    return text.style.format(formats).set_table_styles(right)


def _number(value: float, *, exact: bool, share: bool) -> str:
    if math.isnan(value):
        return ""
    return f"{value:,.1f}" if share else _cell(int(value) if exact else value)


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame as text fit for reading: dates written out, thousands with commas, nothing for missing, lists joined."""
    return pd.DataFrame({plain(column): [_together(value) for value in frame[column]] for column in frame.columns})


def _together(value: object) -> str:
    """Return a cell as plain text; a date, and a status with its symbol, stay on one line."""
    text = plain(_cell(value))
    return text.replace(" ", NO_BREAK) if text in _STATUS_LABELS or isinstance(value, date) else text


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (date, pd.Timestamp)):
        return format_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def downloads(frame: pd.DataFrame, name: str, export: Callable[[], pd.DataFrame] | None = None) -> None:
    """Offer a table, or what ``export`` makes instead, as CSV and as a workbook; each is made only when asked for."""
    make = export or (lambda: frame)
    with st.container(horizontal=True):
        _download("CSV", lambda: to_csv(make()), f"{name}.csv", "text/csv")
        _download("Excel", lambda: to_xlsx(make(), name), f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _download(label: str, make: Callable[[], bytes], file: str, mime: str) -> None:
    st.download_button(f"Download {label}", make, file, mime, on_click="ignore", key=f"download-{file}", type="tertiary")


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return the table as CSV that Excel opens rightly and that starts no formula."""
    return _safe(frame).to_csv(index=False).encode("utf-8-sig")


def to_xlsx(frame: pd.DataFrame, name: str) -> bytes:
    """Return the table as a workbook: typed cells, frozen heading, filters, and no text taken for a formula."""
    buffer = io.BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options, date_format="dd/mm/yyyy", datetime_format="dd/mm/yyyy") as writer:
        sheet = name[:31]
        _safe(frame).to_excel(writer, sheet_name=sheet, index=False)
        writer.sheets[sheet].freeze_panes(1, 0)
        writer.sheets[sheet].autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
        writer.sheets[sheet].autofit(480)
    return buffer.getvalue()


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula; join lists."""
    safe = frame.copy()
    for column in safe.columns:
        if safe[column].dtype.kind not in "iufbM":
            safe[column] = [_guard(value) for value in safe[column]]
    return safe.rename(columns=_guard)


def _guard(value: object) -> object:
    if isinstance(value, list):
        value = ", ".join(value)
    if isinstance(value, str):
        value = value.replace(NO_BREAK, " ")
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
