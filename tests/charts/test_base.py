"""What all charts share: labels made of a file's text."""

import re
from pathlib import Path

from charts.base import write_label


def test_no_tag_of_a_file_reaches_plotly():
    # Plotly draws &lt; as < and does not act on it.
    assert write_label('<a href="x">Ashmere & Wyre</a>') == '&lt;a href="x"&gt;Ashmere &amp; Wyre&lt;/a&gt;'


def test_a_long_label_is_cut_before_its_signs_are_written_out():
    assert write_label("Under <18 in need", 8) == "Under &lt;…"
    assert write_label("Under <18", 9) == "Under &lt;18"
    assert write_label(12) == "12"


def test_charts_make_labels_harmless_in_one_place():
    own = [path.name for path in Path("charts").glob("*.py") if re.search(r'replace\("<"|html\.escape', path.read_text(encoding="utf-8"))]
    # small.py writes pictures of its own (SVG), where quotes matter too.
    assert set(own) <= {"base.py", "small.py"}
