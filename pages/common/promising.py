"""The parts of the promises page."""

import pandas as pd
import streamlit as st

from analysis import promises as analysis
from analysis.effects import read_promises
from pages.common import figures, impact, past, show
from pages.common.choices import Shown


def keep_shown(shown: Shown, judged: pd.DataFrame) -> pd.DataFrame:
    """Return the promises of the actions that the filters leave."""
    return judged[judged["key"].isin(set(shown.actions["key"]))].reset_index(drop=True) if shown.filtered else judged


def label_safe(shown: Shown) -> pd.DataFrame:
    """Return the promises as they may leave the council: judged on figures of which small numbers are hidden."""
    ground = impact.load(shown, safe=True)
    return analysis.label_promises(keep_shown(shown, analysis.sort_promises(ground.promises)), ground.actions)


def show_changed(shown: Shown) -> None:
    """Show promises whose words changed from one version to the next, both texts."""
    st.header("Changed promises")
    if shown.partner:
        st.markdown("Earlier versions are not shown in the partner view.")
        return
    known = past.load_past(shown)
    if len(known.snapshots) < 2:
        st.markdown("Only one version of this plan is kept, so no promise can have changed yet.")
        return
    definitions = figures.load_definitions(figures.Source.of(shown)).drop_duplicates("measure")
    promised = {snapshot.number: read_promises(snapshot.actions, definitions) for snapshot in known.snapshots}
    changed = past.keep_threads(analysis.find_changed(known.traced, promised), shown, known)
    if changed.empty:
        st.markdown(f"No promised effect changed its words over {len(known.snapshots)} versions.")
        return
    show.table(analysis.label_changed(changed), "changed-promises", caption="Both texts, as they stand in the versions")
