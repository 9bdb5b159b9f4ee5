"""Versions: every upload, who made it and when, what it changed, its fingerprint, its file and its reading report."""

from charts.past import build_uploads
from pages.common import keeping, shell, show

shown = show.begin("Versions", "What was uploaded, when and by whom, and what did it change?", needs_plan=False)
shell.stop_partner(shown.partner)
versions = shown.store.versions(shown.council or None, withdrawn=True, until=shown.until)
if versions.empty:
    show.nothing("Nothing has been uploaded yet.", "Upload a plan or figures; every upload is kept here.")

words = keeping.count_versions(versions)
show.chart(build_uploads(keeping.by_uk_clock(versions), shown.palette), words, key="uploads")
show.table(keeping.describe_versions(versions), "versions", caption="Newest first; the fingerprint proves that a file is the one that was uploaded")
chosen = keeping.choose_version(versions)
keeping.show_version(shown.store, chosen)
keeping.show_journal(shown, chosen)
keeping.offer_withdrawal(shown, chosen)
