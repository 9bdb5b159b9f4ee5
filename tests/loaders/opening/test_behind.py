"""Comments and stored rows of pivot tables are searched for children's records like sheets."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from loaders.opening.archive import Archive
from loaders.opening.behind import read_behind
from loaders.opening.workbook import open_book
from loaders.private.personal import check
from loaders.reading import Refused
from tests.loaders.children import upn

TODAY = date(2026, 1, 15)
DEFINITION = (
    '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheFields count="3">'
    '<cacheField name="Child ID"><sharedItems/></cacheField>'
    '<cacheField name="Gender"><sharedItems><s v="Female"/><s v="Male"/></sharedItems></cacheField>'
    '<cacheField name="Age"><sharedItems containsNumber="1"/></cacheField></cacheFields></pivotCacheDefinition>'
)
RECORDS = (
    '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<r><n v="41007"/><x v="0"/><n v="7"/></r><r><n v="41019"/><x v="1"/><n v="12"/></r><r><n v="41023"/><x v="0"/><m/></r></pivotCacheRecords>'
)


def workbook(path: Path, comment: str = "", parts: dict[str, str] | None = None) -> Path:
    """Write a workbook of totals, with a comment and further parts."""
    made = openpyxl.Workbook()
    for row in (["Measure", "April"], ["Child protection plans", 300]):
        made.active.append(row)
    if comment:
        made.active["B2"].comment = Comment(comment, "officer")
    made.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return path


def test_a_pupil_number_in_a_comment_is_found(tmp_path: Path) -> None:
    path = workbook(tmp_path / "totals.xlsx", comment=f"Counted {upn(5)} twice")
    with pytest.raises(Refused, match=r"sheet ‘comments on cells’, column A: 1 unique pupil numbers") as caught:
        check(open_book(path, "xlsx", "totals.xlsx"), TODAY)
    assert upn(5) not in str(caught.value)


def test_records_stored_behind_a_pivot_table_are_found(tmp_path: Path) -> None:
    parts = {"xl/pivotCache/pivotCacheDefinition1.xml": DEFINITION, "xl/pivotCache/pivotCacheRecords1.xml": RECORDS}
    path = workbook(tmp_path / "totals.xlsx", parts=parts)
    (stored,) = read_behind(Archive(path, "totals.xlsx"))
    assert stored.rows == [["Child ID", "Gender", "Age"], [41007.0, "Female", 7.0], [41019.0, "Male", 12.0], [41023.0, "Female", None]]
    said = r"sheet ‘rows stored behind a pivot table’, column A \(‘Child ID’\): 3 records of single children with sex, age"
    with pytest.raises(Refused, match=said):
        check(open_book(path, "xlsx", "totals.xlsx"), TODAY)


def test_different_values_are_looked_at_where_no_rows_are_stored(tmp_path: Path) -> None:
    definition = DEFINITION.replace("<sharedItems/>", '<sharedItems><s v="M41007"/><s v="M41019"/></sharedItems>', 1)
    path = workbook(tmp_path / "totals.xlsx", parts={"xl/pivotCache/pivotCacheDefinition1.xml": definition})
    (stored,) = read_behind(Archive(path, "totals.xlsx"))
    assert stored.rows == [["Child ID", "Gender", "Age"], ["M41007", "Female", None], ["M41019", "Male", None]]


def test_a_data_model_cannot_be_searched_and_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "totals.xlsx", parts={"xl/model/item.data": "compressed"})
    with pytest.raises(Refused, match="data model"):
        open_book(path, "xlsx", "totals.xlsx")


def test_ordinary_comments_and_stored_totals_pass(tmp_path: Path) -> None:
    totals = DEFINITION.replace("Child ID", "Team").replace("Age", "Number of children")
    path = workbook(tmp_path / "totals.xlsx", comment="Director: is this right?", parts={
        "xl/pivotCache/pivotCacheDefinition1.xml": totals, "xl/pivotCache/pivotCacheRecords1.xml": RECORDS,
    })
    check(open_book(path, "xlsx", "totals.xlsx"), TODAY)
