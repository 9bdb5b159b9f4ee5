"""The pack on paper: slides and reports turned into PDF and pictures by LibreOffice, as a secretary would print them.

Usage: ``python -m tests.reports.paper --out docs/pack`` makes the contact sheets of the sample council's pack anew.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
LIMIT = 300  # seconds; LibreOffice makes itself a profile first, on a busy machine slowly
MISSING = "LibreOffice (impress and writer) and poppler-utils are needed to turn slides and reports into pages"
TODAY = "2026-10-15"  # the day on which the sample's ages are judged, so that the sheets stay the same
_GAP = 8
# Of each file: its name, its arguments, and how wide a page is and how many stand side by side on a contact sheet.
_SAMPLES = (
    ("board_pack.pptx", (), 470, 3, 5),
    ("board_pack_partner_version.pptx", ("--partner",), 470, 3, 6),
    ("committee_report.docx", (), 350, 4, 3),
)


def find_missing() -> list[str]:
    """Return the programs that are not there."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def convert(files: Sequence[Path], folder: Path) -> list[Path]:
    """Turn files into PDF with LibreOffice, in one go.

    Parameters
    ----------
    files : sequence of Path
    folder : Path
        For the PDFs, and for a profile of its own: two runs with one profile wait for each other.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, timeout=LIMIT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [folder / f"{file.stem}.pdf" for file in files]


def read_pages(pdf: Path) -> list[str]:
    """Return the text of each page, its white space as single spaces."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, timeout=LIMIT, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def draw_pages(pdf: Path, folder: Path, width: int) -> list[Image.Image]:
    """Return each page as a picture so many pixels wide."""
    subprocess.run(["pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(folder / pdf.stem)], check=True, timeout=LIMIT)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def lay_out(pages: Sequence[Image.Image], across: int, down: int) -> list[Image.Image]:
    """Return contact sheets of so many pages across and down."""
    sheets = []
    for start in range(0, len(pages), across * down):
        its = pages[start : start + across * down]
        wide, high = max(page.width for page in its), max(page.height for page in its)
        sheet = Image.new("RGB", (across * (wide + _GAP) + _GAP, -(-len(its) // across) * (high + _GAP) + _GAP), "#5A5F63")
        for place, page in enumerate(its):
            sheet.paste(page, (_GAP + place % across * (wide + _GAP), _GAP + place // across * (high + _GAP)))
        sheets.append(sheet)
    return sheets


def main(given: Sequence[str]) -> int:
    """Build the sample council's files, turn them into pages and write contact sheets."""
    parser = argparse.ArgumentParser(prog="python -m tests.reports.paper")
    parser.add_argument("--out", required=True, type=Path, help="folder for the contact sheets")
    out = parser.parse_args(given).out
    if find_missing():
        print(f"{MISSING}; {', '.join(find_missing())} not found.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DASHBOARD_DATABASE_URL"] = f"sqlite:///{folder / 'sample.sqlite'}"
        from data.sample import main as fill
        from reports.__main__ import main as build

        fill([])
        for file, arguments, *_ in _SAMPLES:
            build(["--out", str(folder / file), "--today", TODAY, *arguments])
        pdfs = convert([folder / file for file, *_ in _SAMPLES], folder)
        out.mkdir(parents=True, exist_ok=True)
        for pdf, (_, _, width, across, down) in zip(pdfs, _SAMPLES, strict=True):
            for number, sheet in enumerate(lay_out(draw_pages(pdf, folder, width), across, down), start=1):
                sheet.quantize(256, Image.Quantize.MAXCOVERAGE).save(out / f"{pdf.stem}-{number}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
