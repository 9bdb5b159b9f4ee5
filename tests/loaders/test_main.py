"""``python -m loaders FILE``: a report for a person, JSON for a program, one sentence where the file is refused."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from loaders.__main__ import describe
from loaders.apart import isolate
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "loaders", *map(str, arguments)], capture_output=True, cwd=ROOT, check=False)


@pytest.fixture
def plan(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["Ref", "Action", "Lead", "Due", "Status"], ["1.1", "Visit every café", "Head of Service", "31/03/2026", "On track"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_json_and_report(plan):
    as_json = run(plan, "--json")
    assert (as_json.returncode, as_json.stderr) == (0, b"")
    reading = json.loads(as_json.stdout)
    assert (reading["file"], reading["kind"]) == ("plan.xlsx", "plan")
    assert list(reading)[:3] == ["file", "kind", "tables"]
    action = reading["tables"]["actions"][0]
    assert (action["action"], action["due"], action["status"]) == ("Visit every café", "2026-03-31", "on track")
    assert reading["rows"]["found"] == reading["rows"]["loaded"] + len(reading["rows"]["explained"]) == 2
    report = run(plan)
    assert report.returncode == 0
    text = report.stdout.decode()
    assert text.splitlines()[0].rstrip() == "plan.xlsx: plan"
    assert "Rows: 2 found = 1 loaded + 1 explained" in text
    assert "Lead -> lead" in text


@pytest.mark.parametrize("arguments", [
    [], ["a", "b"], ["--nonsense", "a"], ["no such file.xlsx"], ["."], ["a.xlsx", "--profile", "no such file.json"],
])
def test_a_refusal_is_one_sentence_on_standard_error(arguments):
    ended = run(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == b""
    sentence = ended.stderr.decode()
    assert sentence.endswith(".\n")
    assert sentence.count("\n") == 1


def test_a_refused_file_is_one_sentence_too(tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(b"%PDF-1.4")
    ended = run(tmp_path / "plan.xlsx", "--json")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr == b"plan.xlsx is a PDF, not a spreadsheet: upload the spreadsheet that it was made from.\n"


def test_answers_are_taken_from_a_file(plan, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"question": "answer"}', encoding="utf-8")
    assert json.loads(run(plan, "--json", "--profile", answers).stdout)["profile"] == {"question": "answer"}
    answers.write_text('["no", "answers"]', encoding="utf-8")
    assert run(plan, "--profile", answers).returncode == 2


def test_the_command_itself_imports_no_pandas():
    heavy = "{'pandas', 'pyarrow', 'openpyxl', 'python_calamine'}"
    script = f"import sys, loaders.__main__, loaders.apart.isolate; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True).stdout == "[]\n"


def test_the_report_in_words():
    report = {
        "file": "plan.xlsx", "kind": "plan", "plans": {"title": "Plan", "as_at": "2026-01-30"}, "records": {"actions": 2, "risks": 0},
        "rows": {"found": 4, "loaded": 2, "explained": [{"sheet": "P", "row": 1, "why": "title"}, {"sheet": "P", "row": 2, "why": "title"}]},
        "mapping": [
            {"sheet": "P", "heading": "Who\nleads?", "field": "lead", "how": "known heading"},
            {"sheet": "P", "heading": "X", "field": "", "how": "not loaded: it may hold a child's name or details"},
        ],
        "status_map": {"G": "on track"},
        "problems": [{"sheet": "P", "cell": "B3", "found": "31/02/2026", "expected": "a date", "severity": "error"}],
        "questions": [{"id": "q1", "text": "Which is it?", "suggested": ""}],
    }
    assert list(describe(report)) == [
        "plan.xlsx: plan", "  Title: Plan", "  As at: 2026-01-30", "",
        "Rows: 4 found = 2 loaded + 2 explained", "      2  title", "",
        "Records", "        2  actions", "",
        "Headings", "  Who leads? -> lead (known heading)", "  X: not loaded: it may hold a child's name or details", "",
        "Status", "  G -> on track", "",
        "To look at: 1", "  Could not be read - P B3: 31/02/2026: a date", "",
        "Questions to answer: 1", "  q1: Which is it? (in use: nothing)",
    ]


@needs_shared
def test_hundreds_of_thousands_of_figures_come_through_the_worker():
    with isolate.read_apart(SHARED / "figures" / "bds_long_0.parquet", "long.parquet", {}) as answer:
        assert answer.outcome == "read", answer.sentence
        assert answer.report["records"]["observations"] > 100_000
