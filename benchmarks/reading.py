"""How long a plan takes to read, beside openpyxl, which is what people would use for values and fills; and published figures beside pandas."""

import io
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.colors import Color

import loaders
from benchmarks.rows import ROUNDS, Row, alternate, judge
from loaders.figures import ees
from loaders.opening.workbook import open_book

OPEN_BAR, BORDERS_BAR, READ_BAR, TIDY_BAR = 0.20, 0.10, 1.0, 4.0
PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "figures"  # the department's own files, where they are at hand

_HEADINGS = (
    "Ref", "Theme", "Recommendation", "Action", "Lead", "Delivered by", "Monitored by", "Scrutinised by", "Start", "Due", "Revised date", "Status",
    "Progress", "Update", "Evidence", "Outcome",
)
_WORDS = (
    "improve", "practice", "quality", "supervision", "of", "social", "workers", "and", "managers", "review", "audits", "to", "ensure", "children",
    "safe",
)
_COLOURS = (Color(rgb="FFFF0000"), Color(rgb="FFFFC000"), Color(theme=9, tint=0.4), Color(indexed=11))


def measure() -> list[Row]:
    """Return the rows: two workbooks opened in one process, a plan read as it is uploaded, and published figures tidied."""
    rows = []
    with saved_plan(4_000, 0) as path:
        ours, rivals = alternate(lambda: open_book(path), lambda: _load_with_fills(path))
        rows.append(judge("open a 4,000-action plan, fills included, in one process", "openpyxl, values and fills", ours, rivals, bar=OPEN_BAR))
    with saved_plan(400, 20_000) as path:
        ours, rivals = alternate(lambda: open_book(path), lambda: _load_with_fills(path))
        what = "open 400 actions and 20,000 rows that carry only borders, in one process"
        rows.append(judge(what, "openpyxl, values and fills", ours, rivals, bar=BORDERS_BAR))
    with saved_plan(400, 0) as path:
        data = path.read_bytes()
        loaders.read(data, "plan.xlsx")
        ours, rivals = alternate(lambda: loaders.read(data, "plan.xlsx"), lambda: _as_usual(data), rounds=ROUNDS + 1)
        what = "read a 400-action plan as uploaded, in a worker (warm)"
        note = "nine tenths go into what the words mean and the search for children's records, which the rival does not do; a tenth into opening"
        rows.append(judge(what, "pandas.read_excel with openpyxl, and openpyxl for the fills", ours, rivals, bar=READ_BAR, note=note))
    return [*rows, *_measure_tidying()]


def _measure_tidying() -> list[Row]:
    files = [path for path in sorted(PUBLISHED.glob("*.csv")) if ees.is_ees(path.read_text(encoding="utf-8-sig").partition("\n")[0])]
    if not files:
        print("No published figures were found beside this project, so none were tidied.", file=sys.stderr)
        return []

    def tidy() -> int:
        return sum(len(ees.read_csv(path).tables["observations"]) for path in files)

    def as_text() -> None:
        for path in files:
            pd.read_csv(path, dtype=str)

    ours, rivals = alternate(tidy, as_text, rounds=2 * ROUNDS + 1, clock=time.process_time)
    note = f"processor's time; {tidy():,} observations, each with its place, period, measure, unit and symbol"
    what = f"tidy {len(files)} published CSV files to observations, symbols kept"
    return [judge(what, "pandas.read_csv(dtype=str) of the same files", ours, rivals, bar=TIDY_BAR, note=note)]


def _load_with_fills(source: Path | io.BytesIO) -> None:
    workbook = openpyxl.load_workbook(source)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value, cell.fill.fgColor if cell.has_style else None


def _as_usual(data: bytes) -> None:
    pd.read_excel(io.BytesIO(data), engine="openpyxl", sheet_name=None)
    _load_with_fills(io.BytesIO(data))


@contextmanager
def saved_plan(actions: int, bordered: int) -> Iterator[Path]:
    """Save a plan with so many actions, every cell bordered and every status coloured, and so many bordered blank rows."""
    chance = random.Random(actions)
    side = Side(style="thin")
    border = Border(left=side, right=side, top=side, bottom=side)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Improvement plan"])
    sheet.append(list(_HEADINGS))
    for number in range(actions):
        sheet.append(_action(number, actions, chance))
        sheet.cell(number + 3, 12).fill = PatternFill("solid", fgColor=chance.choice(_COLOURS))
    for row in range(2, actions + bordered + 3):
        for column in range(1, len(_HEADINGS) + 1):
            sheet.cell(row, column).border = border
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        workbook.save(path)
        yield path


def _action(number: int, actions: int, chance: random.Random) -> list[object]:
    def text(words: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(words))

    start = date(2025, 1, 1) + timedelta(days=number % 300)
    status = chance.choice(["On track", "Complete", "At risk"])
    return [
        f"{number // 10 + 1}.{number % 10 + 1}", f"Theme {number * 6 // actions + 1}", text(12), text(20), "Head of Service", "Social care; Health",
        "Board", "Scrutiny committee", start, start + timedelta(days=200), None, status, chance.random(), text(25), text(10), text(8),
    ]
