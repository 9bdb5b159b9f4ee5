"""Which reader gets which file, and what is said of an unexpected fault."""

import json
from datetime import date

import openpyxl
import pytest

import loaders
from loaders import interpretation
from loaders.apart import worker
from loaders.private import personal
from loaders.reading import Reading, Refused
from model import conform

EES = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,count\n"


def seen_book(monkeypatch):
    """Stand in for the interpretation of a book and remember what it was given."""
    seen = []

    def read_book(book, profile):
        seen.append((book, profile))
        return Reading(book.file, "plan", {})

    monkeypatch.setattr(interpretation, "read_book", read_book)
    return seen


def test_a_table_of_the_department_goes_to_its_own_reader(tmp_path, monkeypatch):
    monkeypatch.setattr(interpretation, "read_book", lambda *_: pytest.fail("read as a plan"))
    path = tmp_path / "upload"
    path.write_text(EES + "2025,Reporting year,National,E92000001,England,,,,,,5\n", encoding="utf-8-sig")
    reading = worker.read_file(path, "figures.csv", {})
    assert (reading.file, reading.kind) == ("figures.csv", "figures")


def test_other_text_and_workbooks_are_opened_as_books(tmp_path, monkeypatch):
    seen = seen_book(monkeypatch)
    path = tmp_path / "upload"
    path.write_text("Action;Lead\nVisit;Head of Service\n", encoding="cp1252")
    worker.read_file(path, "plan.xlsx", {"q": "x"})
    book, profile = seen[0]
    assert (book.file, book.format, book.sheets[0].rows[1], profile) == ("plan.xlsx", "csv", ["Visit", "Head of Service"], {"q": "x"})
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Action"
    workbook.save(tmp_path / "plan.csv")
    worker.read_file(tmp_path / "plan.csv", "plan.csv", {})
    assert (seen[1][0].file, seen[1][0].format) == ("plan.csv", "xlsx")


def test_a_sheet_of_child_records_never_gets_as_far_as_being_read(tmp_path, monkeypatch):
    def refuse(book):
        raise Refused("child records")

    seen = seen_book(monkeypatch)
    monkeypatch.setattr(personal, "check", refuse)
    path = tmp_path / "plan.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match="child records"):
        worker.read_file(path, "plan.csv", {})
    assert seen == []


@pytest.mark.parametrize("rows", [0, 1, 2, 5])
def test_json_written_in_pieces_is_the_whole(tmp_path, monkeypatch, rows):
    monkeypatch.setattr(worker, "_ROWS_AT_ONCE", 2)
    records = [{"measure": f"m{number}", "value": number / 2 or None, "period_end": date(2025, 3, 31)} for number in range(rows)]
    reading = Reading("a.csv", "figures", {"observations": conform(records, "observations"), "measures": conform([], "measures")})
    worker.write_json(reading, tmp_path / "reading.json")
    assert json.loads((tmp_path / "reading.json").read_bytes()) == reading.as_json()


def test_a_fault_is_described_without_its_text():
    try:
        {}["what is in a cell"]
    except KeyError as error:
        described = worker._describe(error)
    assert described["kind"] == "KeyError"
    assert described["where"].startswith("test_worker.py:")
    assert "what is in a cell" not in str(described)


def test_a_book_can_be_opened_without_a_worker(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert loaders.open_book(path).sheets[0].rows == [["a", "b"], ["1", "2"]]
    assert loaders.Refused is Refused


def test_the_rehearsal_is_read_like_any_plan(monkeypatch):
    """Every part of reading is gone through once before the first file comes, so that each copy knows the vocabularies already."""
    readings = []
    read_book = interpretation.read_book
    monkeypatch.setattr(interpretation, "read_book", lambda book, profile: readings.append(read_book(book, profile)))
    worker.rehearse()
    action = readings[0].table("actions").iloc[0]
    assert (action["ref"], action["theme"], action["lead"], action["status"]) == ("1.1", "Front door", "Head of Service", "on track")
    assert action["deliver"] == ["Police", "Health"]
    assert readings[0].found == readings[0].loaded + len(readings[0].explained)
