"""Upload: a file as the council keeps it is read, checked by a person, and only then kept."""

import streamlit as st

from pages.common import belonging, shell, show, uploading

shown = show.begin("Upload", "Is this file read as it should be, and what would change?", needs_plan=False)
shell.stop_partner(shown.partner)

if not show.can_write(shown, "Nothing can be uploaded"):
    st.stop()
st.markdown(
    "Choose the tracker of the improvement plan, the performance figures, or both, as they are. "
    "Nothing is kept until you confirm. Files with children's own records are refused."
)
st.page_link("pages/help.py", label="Blank templates and help")
files = st.file_uploader(
    "Files (Excel, OpenDocument, CSV or Parquet, up to 50 MB each)",
    type=uploading.ENDINGS,
    accept_multiple_files=True,
    key="files",
)
for number, file in enumerate(files or []):
    st.header(show.plain(file.name))
    reading = None if uploading.is_kept(file) else uploading.read_upload(file.name, file.getvalue(), number)
    if reading is not None:
        uploading.show_summary(reading)
        uploading.ask_questions(reading, number)
        uploading.show_report(reading, number)
    if reading is not None and uploading.has_records(reading):
        place = belonging.choose_place(reading, shown, number)
        reading = uploading.show_difference(reading, place, shown, number)
        uploading.confirm(reading, file, place, number)
