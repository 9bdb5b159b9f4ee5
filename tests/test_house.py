"""The rooms: which may import which, and what every page must do."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Imports run downwards only. A room may import itself and those named here.
MAY_IMPORT = {
    "model": set(),
    "analysis": {"model"},
    "charts": {"analysis", "model"},
    "store": {"model"},
    "loaders": {"model"},
    "reports": {"charts", "analysis", "model", "store", "loaders"},
    "pages": {"reports", "charts", "analysis", "store", "loaders", "model"},
    "data": {"store", "loaders", "model"},
}
ROOMS = {*MAY_IMPORT, "tests", "benchmarks"}
NO_STREAMLIT = ("model", "analysis", "charts", "loaders", "store", "reports")
# Analysis and charts are handed tables and dates; they never open a file, a database or a clock.
CLOSED_TO_THE_WORLD = ("open", "read_csv", "read_excel", "read_parquet", "today", "now", "utcnow")


def modules(room):
    return sorted((ROOT / room).rglob("*.py"))


def imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_downwards(room):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imported(path)
        if name in ROOMS and name != room and name not in MAY_IMPORT[room]
    }
    assert not wrong


@pytest.mark.parametrize("room", NO_STREAMLIT)
def test_only_pages_know_streamlit(room):
    assert not [path for path in modules(room) if "streamlit" in set(imported(path))]


@pytest.mark.parametrize("room", ["analysis", "charts"])
def test_analysis_and_charts_open_nothing(room):
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")) in CLOSED_TO_THE_WORLD
    ]
    assert not calls


def test_only_the_store_knows_sql():
    assert not [
        path for room in ROOMS - {"store", "tests", "benchmarks"} for path in modules(room) if "sqlalchemy" in set(imported(path)) | {""} - {""}
    ]


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_every_page_begins_at_the_front_door(page):
    """A deep link on a fresh server runs a page without dashboard.py: its first call must put that right."""
    calls = [
        node for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    first = min(calls, key=lambda node: (node.lineno, node.col_offset))
    assert (first.func.value.id, first.func.attr) == ("show", "begin")


def test_every_page_file_is_in_the_menu_and_back():
    from pages.common.shell import PAGES

    assert {stem for section in PAGES.values() for stem, _ in section} == {path.stem for path in (ROOT / "pages").glob("[!_]*.py")}


# Within the loaders a room may use those named here, besides the modules that stand beside the rooms.
LOADER_ROOMS = {
    "words": set(),
    "private": set(),
    "opening": set(),
    "tables": {"words"},
    "plans": {"tables", "words"},
    "figures": {"tables", "words"},
    "apart": {"opening", "private", "figures"},
}


@pytest.mark.parametrize("room", LOADER_ROOMS)
def test_rooms_of_the_loaders_run_one_way(room):
    used = {
        node.module.split(".")[1]
        for path in modules(f"loaders/{room}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("loaders.")
    }
    assert used & set(LOADER_ROOMS) - {room} <= LOADER_ROOMS[room]
