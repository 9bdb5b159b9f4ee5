"""The command line of a scheduled job: which version it takes, and one sentence and exit 2 where it cannot do what was asked."""

import io
from contextlib import closing

import docx
import pytest
from pptx import Presentation

from reports.__main__ import main
from store import open_store
from tests.pages.conftest import make_plan
from tests.reports.conftest import keep, make_earlier


@pytest.fixture
def run(store, tmp_path, capsys):
    """Return a function that runs the command line on the small council's store and returns its exit, the file and what was said."""
    address = str(store._engine.url)

    def run_(out: str, *given: str, database: str = address):
        file = tmp_path / out
        try:
            code = main(["--out", str(file), "--database", database, *given])
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return code, file, said.out + said.err

    return run_


def first_slide(file) -> str:
    return " ".join(shape.text_frame.text for shape in Presentation(io.BytesIO(file.read_bytes())).slides[0].placeholders)


def test_the_newest_version_is_taken(run):
    code, file, said = run("pack.pptx", "--sections", "overview")
    assert code == 0
    assert said == f"{file} is written ({file.stat().st_size:,} bytes).\n"
    assert "Version v7, as at 30 April 2026" in first_slide(file)


def test_of_several_plans_the_one_of_the_latest_date_is_taken(run, tmp_path):
    address = f"sqlite:///{tmp_path / 'two.sqlite'}"
    with closing(open_store(address)) as two:
        keep(two, make_plan(), 4, "Zebra plan")
        keep(two, make_earlier(), 5, "Action plan")  # older, though uploaded later
    code, file, _ = run("pack.pptx", "--sections", "overview", database=address)
    assert code == 0
    assert "Version v7, as at 30 April 2026" in first_slide(file)
    code, file, _ = run("pack.pptx", "--sections", "overview", "--plan", "Action plan", database=address)
    assert "Version v6, as at 31 January 2026" in first_slide(file)


def test_an_earlier_day_gives_the_version_of_then(run):
    code, file, _ = run("pack.pptx", "--as-at", "2026-03-15", "--plan", "Improvement plan", "--council", "Wyreford", "--sections", "overview")
    assert code == 0
    assert "Version v6, as at 31 January 2026" in first_slide(file)


def test_partners_get_their_own_version(run):
    code, file, _ = run("pack.docx", "--partner", "--today", "2026-05-01")
    assert code == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file.read_bytes())).paragraphs)
    assert "Partner version" in text
    # Partners are shown no comparison of versions, so none is promised either.
    assert "what has changed since" not in text


def test_tables_and_tracker_are_written(run):
    assert run("pack.xlsx", "--sections", "overview")[0] == 0
    assert run("tracker.xlsx", "--tracker")[0] == 0


@pytest.mark.parametrize(
    ("out", "given", "said"),
    [
        ("pack.pdf", (), "--out must end in .pptx, .docx, .xlsx"),
        ("pack.pptx", ("--as-at", "31/03/2026"), "31/03/2026 is no day: write it as 2026-09-30"),
        ("pack.pptx", ("--as-at", "2020-01-01"), "There is no version of Improvement plan as at 2020-01-01 or earlier."),
        ("pack.pptx", ("--plan", "Other plan"), "There is no plan Other plan; there are Improvement plan."),
        ("pack.pptx", ("--council", "Elsewhere"), "There is no council Elsewhere; there are Wyreford."),
        ("pack.pptx", ("--sections", "gossip"), "There is no section gossip"),
        ("pack.pptx", ("--gossip",), "Unrecognized arguments: --gossip"),
        ("pack.pptx", ("--template", "nowhere.potx"), "nowhere.potx cannot be read or written: No such file or directory."),
        ("pack.docx", ("--template", "council.potx"), "--template is for slides"),
        ("pack.xlsx", ("--tracker", "--partner"), "it has no partner version"),
        ("nowhere/pack.xlsx", ("--tracker",), "cannot be read or written: No such file or directory."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(run, out, given, said):
    code, file, text = run(out, *given)
    assert code == 2
    assert said in text
    assert text.count("\n") == 1
    assert "Traceback" not in text
    assert not file.exists()


@pytest.mark.parametrize("address", ["nonsense", "sqlite:////proc/nowhere/pack.sqlite", "postgresql://name:secret@127.0.0.1:1/none"])
def test_a_store_that_cannot_be_opened_is_said_without_its_address(run, address):
    code, _, text = run("pack.pptx", database=address)
    assert code == 2
    assert text == "The store cannot be opened: look at its address, in DASHBOARD_DATABASE_URL or as given.\n"


def test_an_empty_store_is_said(run, tmp_path):
    code, _, text = run("pack.pptx", database=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert (code, text) == (2, "There is no council in the store yet.\n")


def test_a_threshold_that_is_no_number_is_said(run, monkeypatch):
    monkeypatch.setenv("DASHBOARD_SMALL_NUMBER", "five")
    code, _, text = run("pack.pptx")
    assert (code, text) == (2, "DASHBOARD_SMALL_NUMBER is five, which is no whole number.\n")
