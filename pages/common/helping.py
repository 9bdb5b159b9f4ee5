"""The parts of the help page: templates, glossary, columns, methods, accessibility."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from loaders import templates
from model import TABLES
from model.vocabulary import DUE_PRECISIONS, STATUSES, SYMBOLS
from pages.common import shell, show

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_templates() -> None:
    """Offer the blank plan and figures workbooks."""
    with st.container(horizontal=True):
        st.download_button("Blank plan template", templates.build_plan_template, "plan_template.xlsx", _XLSX, on_click="ignore", key="template-plan")
        st.download_button(
            "Blank figures template", templates.build_figures_template, "figures_template.xlsx", _XLSX, on_click="ignore", key="template-figures"
        )


def _document(name: str) -> Callable[[], None]:
    def show_document() -> None:
        text = (shell.ROOT / "docs" / name).read_text(encoding="utf-8")
        # The page has its own title: headings move one step down so that they stay in order.
        st.markdown("\n".join("#" + line if line.startswith("#") else line for line in text.splitlines()))

    return show_document


def show_vocabularies() -> None:
    """Show statuses, symbols and date precisions with their meanings."""
    st.header("Statuses")
    show.table(pd.DataFrame([(s.symbol, s.name, s.meaning) for s in STATUSES], columns=["Symbol", "Status", "Meaning"]), "statuses")
    st.header("Letters in place of a figure")
    show.table(pd.DataFrame([(f"[{letter}]", meaning) for letter, meaning in SYMBOLS.items()], columns=["Letter", "Meaning"]), "symbols")
    st.header("How exactly a date was given")
    show.table(pd.DataFrame(list(DUE_PRECISIONS.items()), columns=["Precision", "Meaning"]), "precisions")


def show_columns() -> None:
    """Show every table and column that is kept, with its meaning."""
    for table in TABLES.values():
        st.header(table.label)
        st.markdown(table.meaning + ".")
        show.table(
            pd.DataFrame([(c.label, c.meaning, c.unit) for c in table.columns], columns=["Column", "Meaning", "Unit"]), f"columns-{table.name}"
        )


TOPICS: dict[str, Callable[[], None]] = {
    "Glossary": _document("glossary.md"),
    "How figures are worked out": _document("methods.md"),
    "Statuses and letters": show_vocabularies,
    "Every column": show_columns,
    "Accessibility": _document("accessibility.md"),
}
