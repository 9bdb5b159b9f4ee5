"""Run every benchmark, print the table and write ``benchmarks/results.md``.

Usage: ``python -m benchmarks`` for all, ``python -m benchmarks storage spc`` for some (the written results then keep the others' last lines).
"""

import importlib
import os
import pkgutil
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import benchmarks
from benchmarks.rows import Row

RESULTS = Path(__file__).with_name("results.md")
PACKAGES = ("streamlit", "pandas", "plotly", "pyarrow", "SQLAlchemy", "openpyxl", "python-calamine")
HEADING = "| benchmark | what | rival | ours, ms | rival, ms | ratio | bar | passed | note |"
RULE = "| --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |"


def find_modules() -> list[str]:
    """Return the names of the benchmarks: every module here that can ``measure()``."""
    names = (module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_") and module.name != "rows")
    return sorted(name for name in names if hasattr(importlib.import_module(f"benchmarks.{name}"), "measure"))


def describe_machine() -> str:
    """Return what the ratios were measured on, without the machine's name."""
    packages = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    today = datetime.now(tz=UTC).date()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"Measured on {today}: {os.cpu_count()} processors, {system}; {packages}."


def write_line(benchmark: str, row: Row) -> str:
    """Return a row as a line of the table."""
    cells = (
        benchmark, row.what, row.rival, f"{row.ours_ms:,.2f}", f"{row.rival_ms:,.2f}", f"{row.ratio:.3f}", f"{row.bar:g}",
        "yes" if row.passed else "NO", row.note,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def kept_lines(text: str, measured: Sequence[str]) -> list[str]:
    """Return the lines of earlier results whose benchmark was not measured this time."""
    lines = [line for line in text.splitlines() if line.startswith("| ") and line not in (HEADING, RULE)]
    return [line for line in lines if line.split("|")[1].strip() not in measured]


def main(chosen: Sequence[str]) -> int:
    """Measure, print and write. Returns 1 where a bar was missed."""
    names = find_modules()
    unknown = sorted(set(chosen) - set(names))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(names)}.", file=sys.stderr)
        return 2
    measured = [name for name in names if not chosen or name in chosen]
    earlier = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    print(HEADING, RULE, sep="\n")
    lines, missed = [], 0
    for name in measured:
        for row in importlib.import_module(f"benchmarks.{name}").measure():
            lines.append(write_line(name, row))
            missed += not row.passed
            print(lines[-1], flush=True)
    table = sorted([*kept_lines(earlier, measured if chosen else names), *lines], key=lambda line: line.split("|")[1])
    RESULTS.write_text(
        "# Speed and memory\n\n"
        "Only the ratios count: each row was measured side by side with its rival in one run, taking turns, as medians of five or more.\n"
        f"{describe_machine()}\n\n" + "\n".join([HEADING, RULE, *table]) + "\n",
        encoding="utf-8",
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
