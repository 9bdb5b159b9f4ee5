"""Versions: every upload, who made it and when, its fingerprint, its file and its reading report."""

from pages.common import keeping, show

shown = show.begin("Versions", "What was uploaded, when and by whom?", needs_plan=False)
versions = shown.store.versions(shown.council or None, withdrawn=True)
if versions.empty:
    show.nothing("Nothing has been uploaded yet.", "Upload a plan or figures; every upload is kept here.")

show.table(keeping.describe_versions(versions), "versions", caption=keeping.count_versions(versions))
chosen = keeping.choose_version(versions)
keeping.show_version(shown.store, chosen)
keeping.offer_withdrawal(shown.store, chosen)
