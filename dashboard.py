"""The front door: `streamlit run dashboard.py`. The page list, the shared choices, and the page that was asked for."""

from pages.common import choices, shell

shell.set_up()
page = shell.find_page()
shell.run(choices.choose, page)
