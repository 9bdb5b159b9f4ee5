"""The parts of the versions page: the list of uploads, one upload's report and file, withdrawing and restoring."""

import os
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from analysis import changes
from analysis.uk_time import all_in_uk, describe_moment
from analysis.wording import count_of
from pages.common import show
from pages.common.choices import Shown
from pages.common.past import find_actions, kept_matches
from pages.common.uploading import leave_out_found
from store import Store


def describe_versions(versions: pd.DataFrame) -> pd.DataFrame:
    """Return the uploads as people read them, newest first, with what each changed in one line, and their plan where there are several."""
    several = versions.loc[versions["kind"] == "plan", "plan"].nunique() > 1
    return pd.DataFrame(
        {
            "Upload": versions["version_id"],
            "File": [f"{file} ({plan})" if several and plan else file for file, plan in zip(versions["file"], versions["plan"], strict=True)],
            "As at": versions["as_at"],
            "Uploaded": [describe_moment(moment) for moment in versions["uploaded_at"]],
            "By": versions["uploaded_by"],
            "What changed": _say_changes(versions),
            "Fingerprint": versions["sha256"].str[:12],
            "State": versions["withdrawn"].map({True: "withdrawn", False: "in use"}),
        }
    )


def _say_changes(versions: pd.DataFrame) -> list[str]:
    """Say of each upload what it changed, against the newest earlier upload of the same plan that is in use."""
    said = []
    for place, row in enumerate(versions.itertuples()):
        if row.kind != "plan":
            said.append(f"{row.observations:,} figures" if row.observations else count_of(row.loaded, 'record'))
            continue
        earlier = versions.iloc[place + 1 :]
        earlier = earlier[(earlier["kind"] == "plan") & (earlier["plan"] == row.plan) & ~earlier["withdrawn"]]
        if earlier.empty:
            said.append("First version of the plan")
            continue
        before = earlier.iloc[0]
        again = pd.notna(row.as_at) and row.as_at == before["as_at"]
        words = _say_difference(os.environ.get("DASHBOARD_DATABASE_URL"), int(before["version_id"]), int(row.version_id))
        said.append(f"Correction of upload {before['version_id']}: {words}" if again else words)
    return said


@st.cache_data(show_spinner=False, max_entries=200)
def _say_difference(url: str | None, old: int, new: int) -> str:
    # Versions never change, so their numbers are the whole key.
    difference = changes.Difference(find_actions(old), find_actions(new), kept_matches(url, new))
    lines = changes.describe_changes(difference)
    return changes.describe_difference(changes.count_changes(lines), changes.add_up(difference), len(changes.pick_dropped_red(lines)))


def by_uk_clock(versions: pd.DataFrame) -> pd.DataFrame:
    """Return the versions with the moment of their upload by the clocks of London, for a chart of days."""
    return versions.assign(uploaded_at=all_in_uk(versions["uploaded_at"]))


def count_versions(versions: pd.DataFrame) -> str:
    """Return the sentence above the list."""
    withdrawn = int(versions["withdrawn"].sum())
    return f"{len(versions):,} uploads kept" + (f", {withdrawn:,} of them withdrawn" if withdrawn else "") + ". Nothing is ever overwritten."


def choose_version(versions: pd.DataFrame) -> pd.Series:
    """Let the person choose one upload."""
    labels = {f"Upload {row.version_id}: {row.file}, {describe_moment(row.uploaded_at)}": number for number, row in enumerate(versions.itertuples())}
    chosen = st.selectbox("Look at one upload", list(labels), key="upload", bind="query-params")
    return versions.iloc[labels.get(chosen, 0)]


def show_version(store: Store, version: pd.Series) -> None:
    """Show an upload's fingerprint, its file and its reading report."""
    number = int(version["version_id"])
    st.markdown(
        show.plain(
            f"{version['file']}, uploaded on {describe_moment(version['uploaded_at'])} (UK time). "
            f"Of {version['found']:,} rows found, {version['loaded']:,} were loaded and {version['explained']:,} explained."
        )
    )
    st.markdown(show.plain(f"Fingerprint (SHA-256): {version['sha256']}"))
    st.download_button(
        "Download the file as it was uploaded", lambda: store.file(number)[1], version["file"], on_click="ignore", key=f"file-{number}"
    )
    report = store.report(number)
    problems = pd.DataFrame(report["problems"], columns=["severity", "sheet", "cell", "found", "expected"])
    show.table(
        problems, f"problems-{number}", caption=f"Problems named when it was read ({len(problems)})", closed=True,
        export=lambda: leave_out_found(problems, "found", version["kind"]),
    )
    explained = pd.DataFrame(report["rows"]["explained"], columns=["sheet", "row", "why"])
    show.table(explained, f"explained-{number}", caption=f"Rows that are no records ({len(explained):,})", closed=True)
    mapping = pd.DataFrame(report["mapping"], columns=["sheet", "heading", "field", "how"])
    show.table(mapping, f"mapping-{number}", caption="What each heading became", closed=True)


def offer_withdrawal(shown: Shown, version: pd.Series) -> None:
    """Offer to hide a mistaken upload, or to bring it back; both stay in the record."""
    store, number, withdrawn = shown.store, int(version["version_id"]), bool(version["withdrawn"])
    verb = "Restore" if withdrawn else "Withdraw"
    if not show.can_write(shown, "No upload can be withdrawn or restored"):
        return
    with st.expander(f"{verb} this upload"):
        st.markdown("The upload stays in the record and its file can still be downloaded." if not withdrawn else "Every page will use it again.")
        with st.form(f"withdraw-{number}"):
            who = st.text_input("Your name or role", value=st.session_state.get("_who", ""))
            why = st.text_input("Reason")
            if st.form_submit_button(verb) and _complete(who, why):
                change = store.restore if withdrawn else store.withdraw
                change(number, who.strip(), datetime.now(UTC), why.strip())
                st.rerun()


def _complete(who: str, why: str) -> bool:
    if who.strip() and why.strip():
        return True
    st.error("Please give your name or role and the reason.")
    return False


def show_journal(shown: Shown, version: pd.Series) -> None:
    """Show what had happened to an upload by the moment on show: withdrawn, restored, by whom and why."""
    lines = shown.store.journal(int(version["version_id"]))
    lines = lines if shown.moment is None else lines[lines["at"] <= pd.Timestamp(shown.moment)]
    moments = [describe_moment(moment) for moment in lines["at"]]
    table = pd.DataFrame({"What": lines["what"], "When": moments, "Who": lines["who"], "Why": lines["why"].fillna("")})
    show.table(table, f"journal-{version['version_id']}", caption="What happened to this upload", closed=True)
