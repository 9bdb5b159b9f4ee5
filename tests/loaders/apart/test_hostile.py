"""Whatever is uploaded, the process that asked goes on: hostile files, a hundred bad ends in a row, five hundred damaged workbooks."""

import csv
import io
import random
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from openpyxl.styles import PatternFill

import loaders
from loaders.apart import isolate
from loaders.reading import Reading, Refused
from tests.shared import SHARED, needs_shared

HOSTILE = SHARED / "hostile"
GUIDES = ("INDEX.csv", "run.py")


def outcome(data, name):
    """Return "read" or the sentence; anything else that comes out of a reading fails the test."""
    try:
        reading = loaders.read(data, name)
    except Refused as refused:
        return str(refused)
    assert isinstance(reading, Reading)
    assert reading.found == reading.loaded + len(reading.explained)
    return "read"


def outcomes(files):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda file: outcome(*file), files))


@needs_shared
def test_every_hostile_file_is_read_or_refused_in_one_sentence_as_it_should_be():
    with (HOSTILE / "INDEX.csv").open(encoding="utf-8") as index:
        wanted = {row["path"]: row["a safe reader should"] for row in csv.DictReader(index)}
    paths = sorted(path for path in HOSTILE.iterdir() if path.name not in GUIDES)
    wrong = []
    for path, became in zip(paths, outcomes([(path, path.name) for path in paths]), strict=True):
        want = wanted.get(path.name, "")
        if became != "read":
            assert became.endswith(".")
            assert "\n" not in became
            assert "fault in this program" not in became, path.name
        settled = " or " not in want
        refuse = want.startswith(("reject", "say: empty", "say: file is empty"))
        if settled and ((became == "read" and refuse) or (became != "read" and want.startswith("accept"))):
            wrong.append((path.name, want, became))
    assert not wrong
    assert len(paths) >= 100


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these limits on a process")
def test_a_hundred_bad_ends_in_a_row_leave_this_process_serving(monkeypatch):
    pool = isolate._Pool()
    monkeypatch.setattr(isolate, "_COMMAND", (sys.executable, "-m", "tests.loaders.misbehaving"))
    monkeypatch.setattr(isolate, "_pool", pool)
    try:
        for name in ("abort", "kill", "exit", "panic", "fault") * 20:
            assert outcome(b"x", name) != "read"
        assert outcome(b"x", "plan.xlsx") == "read"
        assert len(pool.idle) == isolate.WORKERS_READY
    finally:
        pool.close()


def good_workbook():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Wyreford improvement plan"])
    sheet.append(["Ref", "Action", "Lead", "Due", "Status"])
    for number in range(1, 31):
        sheet.append([number, f"Review the audit cycle, part {number}", "Head of Service", f"{number % 28 + 1:02d}/03/2026", "On track"])
        sheet.cell(sheet.max_row, 5).fill = PatternFill("solid", fgColor=random.Random(number).choice(["FFFF0000", "FF00B050"]))
    sheet.merge_cells("A1:E1")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def hurt(data, chance):
    """Return bytes with one kind of damage: cut off, bytes changed, a stretch blanked, repeated, moved or put in its place."""
    data = bytearray(data)
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 200))
    kind = chance.randrange(6)
    if kind == 0:
        return bytes(data[:start])
    if kind == 1:
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 2:
        data[start:end] = bytes(end - start)
    elif kind == 3:
        data[start:start] = data[start:end] * chance.randrange(1, 50)
    elif kind == 4:
        data = data[end:] + data[start:end] + data[:start]
    else:
        place = chance.randrange(len(data))
        data[place : place + end - start] = data[start:end]
    return bytes(data)


def hurt_part(data, chance):
    """Return a workbook, packed without fault, in which one part's XML is damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        names = [name for name in source.namelist() if not name.startswith("docProps")]
        struck = chance.choice(["xl/worksheets/sheet1.xml", chance.choice(names)])
        for name in names:
            content = source.read(name)
            target.writestr(name, hurt(content, chance) if name == struck else content)
    return buffer.getvalue()


def test_five_hundred_damaged_copies_of_a_good_workbook():
    good = good_workbook()
    chance = random.Random(2025)
    copies = [(hurt(good, chance) if number % 2 else hurt_part(good, chance), "plan.xlsx") for number in range(500)]
    assert outcome(good, "plan.xlsx") == "read"
    results = outcomes(copies)
    assert not [result for result in results if "fault in this program" in result]
    assert all(result == "read" or (result.endswith(".") and "\n" not in result) for result in results)
    assert 20 < results.count("read") < 400
    assert outcome(good, "plan.xlsx") == "read"
