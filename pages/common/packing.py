"""The parts of the pack page: what is on show turned into a pack, and files built with their progress."""

import hashlib
import os
from collections.abc import Callable

import streamlit as st

from analysis.disclosure import describe_rule
from loaders.reading import Refused
from loaders.templates import write_plan
from pages.common import show
from pages.common.choices import EVER, Shown, get_store
from pages.common.figures import get_threshold
from reports.contents import build_pack, list_sections
from reports.ground import Ground, Wanted, gather
from reports.powerpoint import build_powerpoint
from reports.template import TEMPLATE_BYTES, TEMPLATE_ENDINGS
from reports.word import build_word
from reports.workbook import build_workbook

SLIDES, REPORT, WORKBOOK, TRACKER = "PowerPoint slides", "Word report", "Excel workbook", "Clean tracker"
FILES = {
    SLIDES: ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "Native charts and tables that can be edited."),
    REPORT: (
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "A draft committee report; what a person has to write is marked in yellow.",
    ),
    WORKBOOK: (
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Every table behind the pack, with the reading report.",
    ),
    TRACKER: (
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The plan in the standard template, to be worked on and uploaded again. For officers only: nothing in it is hidden.",
    ),
}  # fmt: skip
_BUILT, _ASKED = "_pack_built", "_pack_asked"


def want(shown: Shown, *, safe: bool, partner: bool | None = None) -> Wanted:
    """Return which pack what is on show asks for."""
    return Wanted(
        council=shown.council, plan=shown.plan, version_id=int(shown.version_id or 0), until=shown.until, today=shown.figures_as_at,
        moment=shown.moment, partner=shown.partner if partner is None else partner, safe=safe or shown.partner, threshold=get_threshold(),
        months=shown.months,
    )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=4)
def _gather(state: tuple[str, int, int], wanted: Wanted) -> Ground:
    return gather(get_store(), wanted)


def find_state(shown: Shown) -> tuple[str, int, int]:
    """Return which store is behind what is on show, and how much it knew: journal and answers only ever grow."""
    known = shown.until if shown.until is not None else shown.store.versions_until(EVER)
    return os.environ.get("DASHBOARD_DATABASE_URL", ""), known, len(shown.store.answers(shown.council, shown.plan, until=shown.until))


def load(shown: Shown, *, safe: bool, partner: bool | None = None) -> Ground:
    """Return what a pack of what is on show is built from."""
    return _gather(find_state(shown), want(shown, safe=safe, partner=partner))


def need_plan(shown: Shown) -> None:
    """Where the plan has no action, say so and end the page."""
    if shown.all_actions.empty:
        show.nothing("This plan has no actions that could be read.", "Look at its reading report under Versions, or upload it again.")


def say_what(shown: Shown, kind: str) -> None:
    """Say that the file is of the whole plan, and what is hidden in it."""
    if shown.filtered:
        st.caption("The file is of the whole plan, whatever theme, agency or status is chosen in the side bar.")
    if kind != TRACKER:
        st.caption(show.plain(f"{describe_rule(get_threshold())} Nothing is sent anywhere: the file is built here and downloaded by you."))


def choose_kind(shown: Shown) -> str:
    """Let the person choose the kind of file; partners are not offered the tracker, in which nothing is hidden."""
    kinds = [kind for kind in FILES if kind != TRACKER or not shown.partner]
    kind = st.segmented_control("File", kinds, default=kinds[0], key="pack_file", required=True) or kinds[0]
    st.markdown(show.plain(FILES[kind][2]))
    return kind


def choose_partner(shown: Shown, kind: str) -> bool:
    """Let the person choose the partner version; in the partner view there is no other."""
    if kind == TRACKER:
        return False
    help_ = "Chosen sections only, without what officers wrote in their own words and without comparisons of versions."
    return st.toggle("Partner version", value=shown.partner, disabled=shown.partner, key=f"pack_partner_{shown.partner}", help=help_)


def choose_contents(kind: str, partner: bool) -> list[str]:
    """Let the person choose the sections; return their keys, empty for the usual ones."""
    if kind == TRACKER:
        return []
    labels = list_sections(partner)
    return st.multiselect(
        "Contents", list(labels), key=f"sections-{partner}", format_func=labels.__getitem__,
        placeholder="All" if not partner else "What partners are usually shown",
    )  # fmt: skip


def choose_template(kind: str) -> tuple[bytes, str] | None:
    """Let the person give the council's own template for slides; None for the house's."""
    if kind != SLIDES:
        return None
    given = st.file_uploader(
        "The council's own template (.potx or .pptx), if there is one", type=[ending.lstrip(".") for ending in TEMPLATE_ENDINGS], key="template",
        help=f"Its masters, fonts and colours are used; its example slides are left out. At most {TEMPLATE_BYTES // 1024**2} MB. It is not kept.",
    )  # fmt: skip
    return None if given is None else (given.getvalue(), given.name)


def ask() -> bool:
    """Draw the button and return whether it was pressed; kept in the session, for a deep link's first run ends before the button is drawn."""
    st.button("Build the file", type="primary", key="build-pack", on_click=lambda: st.session_state.update({_ASKED: True}))
    return bool(st.session_state.pop(_ASKED, False))


def build(shown: Shown, kind: str, chosen: list[str], partner: bool, template: tuple[bytes, str] | None) -> None:
    """Build a file, showing how far it is, and keep it for the download button."""
    with st.status(f"Building: {kind}", expanded=True) as status:
        bar = st.progress(0.0, "Reading the plan and the figures")
        try:
            data = _build(load(shown, safe=True, partner=partner), kind, chosen, template, _tell(bar))
        except Refused as refusal:
            status.update(label="The file was not built", state="error")
            st.error(show.plain(refusal))
            return
        bar.progress(1.0, "Done")
        status.update(label=f"Built: {kind}", state="complete", expanded=False)
    st.session_state[_BUILT] = (name_file(shown, kind, partner), data, _key(shown, kind, chosen, partner, template))


def _tell(bar) -> Callable[[str, int], Callable[[int, int, str], None]]:
    def part(what: str, begin: int) -> Callable[[int, int, str], None]:
        return lambda done, whole, name: bar.progress((begin + 50 * done / max(whole, 1)) / 100, f"{what}: {show.plain(name)}")

    return part


def _build(
    ground: Ground, kind: str, chosen: list[str], template: tuple[bytes, str] | None, tell: Callable[[str, int], Callable[[int, int, str], None]]
) -> bytes:
    if kind == TRACKER:
        return write_plan(ground.tables)
    pack = build_pack(ground, chosen, tell("Working out", 0))
    if kind == SLIDES:
        given, name = template or (None, "The template")
        return build_powerpoint(pack, given, name, tell("Writing slides", 50))
    return build_word(ground, pack) if kind == REPORT else build_workbook(ground, pack, tell("Writing sheets", 50))


def _key(shown: Shown, kind: str, chosen: list[str], partner: bool, template: tuple[bytes, str] | None) -> tuple:
    given = None if template is None else hashlib.sha256(template[0]).digest()  # a corrected template often keeps its name
    return find_state(shown), want(shown, safe=True, partner=partner), kind, tuple(chosen), given


def name_file(shown: Shown, kind: str, partner: bool) -> str:
    """Return the file's name: council, date and what it is."""
    words = f"{shown.council} {'tracker' if kind == TRACKER else 'board pack'} {shown.as_at:%Y-%m-%d}{' partner version' if partner else ''}"
    return "".join(sign if sign.isalnum() or sign in " -" else "_" for sign in words).replace(" ", "_") + f".{FILES[kind][0]}"


def offer(shown: Shown, kind: str, chosen: list[str], partner: bool, template: tuple[bytes, str] | None) -> None:
    """Offer the file that was built last, as long as the choices are still those it was built with."""
    built = st.session_state.get(_BUILT)
    if built is None or built[2] != _key(shown, kind, chosen, partner, template):
        return
    name, data, _ = built
    st.success(show.plain(f"{name} is ready ({len(data) / 1024:,.0f} kB)."))
    st.download_button(f"Download {kind}", data, name, FILES[kind][1], on_click="ignore", type="primary", key="download-pack")
