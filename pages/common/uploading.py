"""The parts of the upload page: reading, report, questions, difference, and keeping what was confirmed."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import loaders
from analysis import changes, matching
from analysis.uk_time import date_version
from analysis.wording import are, count_of, join_words
from loaders.layout_change import describe_layout_change
from loaders.reading import Reading, Refused
from model import TABLES
from model.vocabulary import STATUS_SYMBOLS
from pages.common import choices, show
from pages.common import past as pasts
from pages.common.belonging import SAME_FROM, Place
from pages.common.choices import Shown, get_store
from pages.common.figures import get_threshold
from reports.own_figures import hide_read

ENDINGS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "parquet"]
COMPARE_UP_TO = 60_000  # figures; beyond it the difference is counted by measure only, so that the page stays quick
MOST_ASKED = 30  # pairs of actions to decide on at once
MOST_READ = 500  # records of each kind to look through before a file is kept
MOST_WARNED = 5  # dropped actions named one by one
COUNCIL_HINT = "The council's name, as pages should show it"
_KEPT = "_kept"  # in the session: the files kept, by the number that the upload box gave them
SEVERITIES = {"error": "Could not be read", "warning": "Please check", "note": "For your information"}


def read_upload(name: str, data: bytes, number: int) -> Reading | None:
    """Read an uploaded file with the answers given so far; show one sentence and return None where it is refused."""
    answers = st.session_state.get(f"profile-{number}-{_fingerprint(data)}")  # None until something was answered or taken back here
    cache_key = (_fingerprint(data), name, tuple(sorted(answers.items())) if answers is not None else None)
    kept = st.session_state.setdefault("_readings", {})
    if cache_key not in kept:
        while len(kept) >= 4:  # a session keeps its last few readings, not every one it ever made
            kept.pop(next(iter(kept)))
        with st.spinner("Reading the file"):
            kept[cache_key] = _read(name, data, answers)
    outcome = kept[cache_key]
    if isinstance(outcome, str):
        st.error(show.plain(outcome))
        st.caption("Nothing was kept. What was on show before is still on show.")
        return None
    return outcome


def _read(name: str, data: bytes, answers: dict[str, str] | None) -> Reading | str:
    try:
        if answers is not None:
            return loaders.read(data, name=name, profile=answers)
        reading = loaders.read(data, name=name)
        remembered = _remembered_answers(reading)
        return loaders.read(data, name=name, profile=remembered) if remembered else reading
    except Refused as refusal:
        return str(refusal)


def _remembered_answers(reading: Reading) -> dict[str, str]:
    """Return the answers kept with an earlier upload of the same tracker, where they answer what is asked now."""
    asked = {question.id for question in reading.questions}
    if not asked:
        return {}
    store = get_store()
    for council in store.councils():
        for plan in store.plans(council):
            answers = {key: value for key, value in store.profile(council, plan).items() if key in asked}
            if answers:
                return answers
    return {}


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def has_records(reading: Reading) -> bool:
    """Tell whether anything was read that could be kept."""
    return any(len(table) for name, table in reading.tables.items() if name != "plans")


def show_summary(reading: Reading) -> None:
    """Say in one sentence what was read, and whether every row is accounted for."""
    if not has_records(reading):
        st.warning(
            show.plain(
                f"Nothing in {reading.file} could be read as a plan, figures, risks, inspections, reviews or events, so there is nothing to keep."
                f" Its {count_of(reading.found, 'row')} {are(reading.found)} listed below with the reason."
            )
        )
        st.caption("What was on show before is still on show. A table needs a row of headings; the blank templates under Help show which.")
        return
    counts = [
        f"{len(table):,} {TABLES[name].label.lower()}" for name, table in reading.tables.items() if len(table) and name in TABLES and name != "plans"
    ]
    unread = sum("no action" in row.why for row in reading.explained) if reading.kind == "plan" else 0
    say = st.warning if reading.kind == "unrecognised" or unread > max(2, reading.loaded // 4) else st.success
    say(
        show.plain(
            f"Read as {describe_kind(reading.kind)}: {', '.join(counts) or 'no records'}. "
            f"Rows found: {reading.found:,} = {reading.loaded:,} loaded + {len(reading.explained):,} explained below."
            + (f" {unread:,} rows have text but were not taken as actions: please look at them first." if unread else "")
        )
    )


def describe_kind(kind: str) -> str:
    """Return the kind of a file in words."""
    return {
        "plan": "an improvement plan",
        "figures": "performance figures",
        "records": "risks, inspections, reviews or events",
        "neighbours": "statistical neighbours",
        "measures": "definitions of measures",
        "unrecognised": "a table that is neither plan nor figures",
    }.get(kind, kind)


def ask_questions(reading: Reading, number: int) -> None:
    """Ask what the program is not sure of, in the file's own words; each answer is used as soon as it is chosen."""
    key = f"profile-{number}-{_current_fingerprint(number)}"
    if reading.questions:
        st.subheader(f"{count_of(len(reading.questions), 'thing')} to decide")
        st.caption("Until you decide, what is shown in each box is used. A choice is used at once and kept with this plan for its next upload.")
    answers = {}
    for question in reading.questions:
        values = [value for value, _ in question.choices]
        labels = dict(question.choices)
        suggested = values.index(question.suggested) if question.suggested in values else 0
        answers[question.id] = st.selectbox(
            show.plain(question.text),
            values,
            index=suggested,
            format_func=lambda value, labels=labels: labels[value],
            key=f"answer-{number}-{question.id}",
        )
        if question.examples:
            st.caption(show.plain("For example: " + " | ".join(example[:120] for example in question.examples)))
        if answers[question.id] != values[suggested]:
            _use_answers(key, {**reading.profile, question.id: answers[question.id]})
    if reading.questions and st.button("All of these are right", key=f"right-{number}"):
        _use_answers(key, {**reading.profile, **answers})
    _offer_to_forget(reading, key, number)


def _use_answers(key: str, answers: dict[str, str]) -> None:
    st.session_state[key] = answers
    st.rerun()


def _offer_to_forget(reading: Reading, key: str, number: int) -> None:
    """Show the answers in use, and let the person take one back; it is then asked again."""
    given = {name: value for name, value in reading.profile.items() if not name.startswith("match:")}
    if not given:
        return
    with st.expander(f"Answers in use ({len(given)})"):
        show.table(pd.DataFrame(list(given.items()), columns=["Asked about", "Answer"]), f"answers-{number}")
        for place, name in enumerate(given):
            if st.button(f"Ask again: {show.plain(name)}", key=f"forget-{number}-{place}"):
                _use_answers(key, {other: value for other, value in reading.profile.items() if other != name})


def _current_fingerprint(number: int) -> str:
    return _fingerprint(st.session_state["files"][number].getvalue())


def show_report(reading: Reading, number: int) -> None:
    """Show what each heading and each status became, the problems, and every row that is no record."""
    problems = (
        pd.DataFrame(
            [(SEVERITIES.get(p.severity, p.severity), p.sheet, p.cell, p.found, p.expected) for p in reading.problems],
            columns=["What", "Sheet", "Cell", "Found", "Expected or done"],
        ).sort_values("What", key=lambda column: column.map(list(SEVERITIES.values()).index), kind="stable")
        if reading.problems
        else pd.DataFrame()
    )
    if reading.problems:
        show.table(
            problems, f"problems-{number}", caption=f"To look at ({len(problems)})", closed=len(problems) > 8,
            export=lambda: leave_out_found(problems, "Found", reading.kind),
        )
    if reading.mapping:
        mapping = pd.DataFrame(
            [(m.sheet, m.heading, _field_label(m.field), m.how) for m in reading.mapping], columns=["Sheet", "Heading", "Read as", "How decided"]
        )
        show.table(mapping, f"headings-{number}", caption="What each heading became", closed=True)
    if reading.status_map:
        statuses = pd.DataFrame(
            [(word, f"{STATUS_SYMBOLS.get(status, '')} {status}") for word, status in reading.status_map.items()], columns=["In the file", "Status"]
        )
        show.table(statuses, f"statuses-{number}", caption="What each status word and colour became", closed=True)
    explained = pd.DataFrame([(e.sheet, e.row, e.why) for e in reading.explained], columns=["Sheet", "Row", "Why it is no record"])
    show.table(explained, f"rows-{number}", caption=f"Rows that are no records ({len(explained):,})", closed=True)
    for name, table in reading.tables.items():
        if len(table) and name in TABLES:
            labels = {column.name: column.label for column in TABLES[name].columns}
            used = table.loc[:, [column for column in table.columns if _has_content(table[column])]]
            first = f", the first {MOST_READ}" if len(table) > MOST_READ else ""
            show.table(
                used.head(MOST_READ).rename(columns=labels),
                f"read-{name}-{number}",
                caption=f"What was read: {TABLES[name].label.lower()} ({len(table):,}{first})",
                closed=True,
                limit=30,
                export=lambda name=name, used=used, labels=labels: _make_safe(reading, name, used).head(MOST_READ).rename(columns=labels),
            )


def _make_safe(reading: Reading, name: str, used: pd.DataFrame) -> pd.DataFrame:
    """Return what was read as it may leave the council: small numbers among figures hidden."""
    return hide_read(reading.tables[name], get_threshold())[used.columns] if name == "observations" else used


def leave_out_found(problems: pd.DataFrame, found: str, kind: str) -> pd.DataFrame:
    """Return problems for a download: what could not be read is quoted for plans alone, in a file of figures it may be a small number."""
    return problems if kind == "plan" else problems.assign(**{found: ""})


def _has_content(column: pd.Series) -> bool:
    """Tell whether anything stands in a column; a list without entries is nothing."""
    return bool(column.map(bool).any() if column.dtype == "object" else column.notna().any())


def _field_label(field: str) -> str:
    for table in TABLES.values():
        for column in table.columns:
            if column.name == field:
                return column.label
    return field


def show_difference(reading: Reading, place: Place, shown: Shown, number: int) -> Reading:
    """Say what would change against the version that the file follows, and ask which actions are the same; return the reading with those answers."""
    st.subheader("What would change")
    if reading.kind == "plan" and place.newest is None:
        first = shown.version is None
        st.markdown("This would be the first plan kept here." if first else "It begins a plan of its own; the plans kept here stay as they are.")
    elif reading.kind == "plan":
        reading = _compare_plans(reading, place, number)
    if len(reading.table("observations")):
        st.markdown(show.plain(_describe_figures(reading, shown)))
    elif reading.kind != "plan":
        st.markdown("Its records take the place of those of the same kind now on show; the earlier upload can still be opened.")
    return reading


def _compare_plans(reading: Reading, place: Place, number: int) -> Reading:
    newest, before, after = place.newest, place.actions, reading.table("actions")
    if _loses_most(reading, place):
        st.error("Most of the actions kept last are not in this file. Is it the next version of this plan? If not, choose so above.")
    layout = describe_layout_change(get_store().report(int(newest["version_id"])).get("mapping", []), reading.report()["mapping"])
    if layout:
        st.warning(show.plain(f"{layout} Please look at what each heading became."))
    suggested = matching.suggest_pairs(before, after)
    matches: dict[str, str] = {}
    if len(suggested):
        with st.expander(f"Are these the same actions? ({len(suggested)} to decide)", expanded=True, key=f"same-{number}"):
            st.markdown("Their words are alike, or their reference is, but not both. Left undecided, they count as one dropped and one added.")
            matches = pasts.ask_same(suggested.head(MOST_ASKED), f"same-{number}")
    difference = changes.Difference(before, after, pasts.as_pairs(matches))
    lines = changes.describe_changes(difference)
    sums, red = changes.add_up(difference), changes.pick_dropped_red(lines)
    words = changes.describe_difference(changes.count_changes(lines), sums, len(red))
    st.markdown(show.plain(f"Against the version as at {show.format_date(date_version(newest))}: {words} {changes.describe_sums(sums)}"))
    for _, row in red.head(MOST_WARNED).iterrows():
        st.warning(show.plain(f"▲ Dropped while off track: {row['ref'] if isinstance(row['ref'], str) else ''} {row['action']}"))
    if len(red) > MOST_WARNED:
        st.warning(f"▲ {len(red) - MOST_WARNED} more were dropped while off track; every change below lists them.")
    if len(lines):
        show.table(changes.label_changes(lines), f"difference-{number}", caption="Every change", closed=True)
    if not matches:
        return reading
    # The newest answers are looked for first next month, so those given earlier to other questions are carried along.
    earlier = {name: answer for name, answer in get_store().profile(place.council, place.plan).items() if not name.startswith(pasts.MATCH)}
    return replace(reading, profile={**earlier, **reading.profile, **matches})


def _describe_figures(reading: Reading, shown: Shown) -> str:
    figures = reading.table("observations")
    measures = figures["measure"].drop_duplicates().tolist()
    if len(figures) > COMPARE_UP_TO:
        return f"{len(figures):,} figures for {len(measures):,} measures."
    known = shown.store.observations(shown.council, measure=measures) if shown.council else figures.head(0)
    counts = changes.compare_figures(known, figures)
    return f"Figures: {counts['new']:,} new, {counts['changed']:,} changed, {counts['same']:,} the same, for {len(measures):,} measures."


def _loses_most(reading: Reading, place: Place) -> bool:
    """Tell whether most actions of the version that the file follows have no counterpart in it."""
    before = place.actions
    return len(before) >= 5 and matching.share_kept(before, reading.table("actions")) < SAME_FROM


def confirm(reading: Reading, file: UploadedFile, place: Place, number: int) -> None:
    """Ask who uploads, and for which council and plan, and keep the file when confirmed."""
    st.subheader("Keep it")
    if reading.questions:
        st.warning(
            f"{count_of(len(reading.questions), 'thing')} above {are(len(reading.questions))} not decided yet; what the boxes show will be kept."
        )
    checked = True
    if reading.kind == "plan" and _loses_most(reading, place):
        checked = st.checkbox("I have looked: the actions that are not in this file are really gone", key=f"checked-{number}")
    with st.form(f"confirm-{number}"):
        council = st.text_input("Council", value=place.council, key=f"council-{number}-{place.label}", placeholder=COUNCIL_HINT)
        planned = reading.kind == "plan"  # figures and registers are the council's, whatever its plan is called
        plan = st.text_input("Plan", value=place.plan, key=f"plan-{number}-{place.label}") if planned else ""
        who = st.text_input(
            "Your name or role", value=st.session_state.get("_who", ""), key=f"who-{number}", help="Kept with the upload, so that anyone can ask"
        )
        if not st.form_submit_button("Confirm and keep", type="primary"):
            return
    asked = {"the council": council, **({"the plan": plan} if planned else {}), "your name or role": who}
    missing = [label for label, text in asked.items() if not text.strip()]
    if missing:
        st.error(f"Please fill in {join_words(missing)}; then confirm again.")
        return
    if not checked:
        st.error("Please tick that you have looked at the actions that would go; then confirm again.")
        return
    st.session_state["_who"] = who.strip()
    saved = get_store().save(reading, file.getvalue(), council=council.strip(), plan=plan.strip(), who=who.strip(), when=datetime.now(UTC))
    st.session_state.setdefault(_KEPT, {})[file.file_id] = None if saved.already else saved.version_id
    choices.arrive_at(council.strip(), plan.strip())
    st.rerun()


def is_kept(file: UploadedFile) -> bool:
    """Tell whether a file still in the upload box was kept; then say so instead of asking again."""
    kept = st.session_state.get(_KEPT, {})
    if file.file_id not in kept:
        return False
    if kept[file.file_id] is None:
        st.info("This very file was kept before with the same answers; it was not stored twice.")
    else:
        st.success(f"Kept as upload {kept[file.file_id]}. Every page now shows it.")
    st.page_link("pages/overview.py", label="Go to the overview")
    return True
