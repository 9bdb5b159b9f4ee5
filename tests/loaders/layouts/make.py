"""Write the layouts as workbooks with their truth beside them: `python -m tests.loaders.layouts.make`."""

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from tests.loaders.layouts import eighth, eleventh, fifth, first, fourteenth, fourth, ninth, second, seventh, sixth, tenth, third, thirteenth, twelfth
from tests.loaders.layouts.drawing import Truth

FOLDER = Path(__file__).resolve().parent
LAYOUTS: tuple[Callable[[], tuple[Workbook, Truth]], ...] = (
    *first.LAYOUTS,
    *second.LAYOUTS,
    *third.LAYOUTS,
    *fourth.LAYOUTS,
    *fifth.LAYOUTS,
    *sixth.LAYOUTS,
    *seventh.LAYOUTS,
    *eighth.LAYOUTS,
    *ninth.LAYOUTS,
    *tenth.LAYOUTS,
    *eleventh.LAYOUTS,
    *twelfth.LAYOUTS,
    *thirteenth.LAYOUTS,
    *fourteenth.LAYOUTS,
)


def write_layouts(folder: Path = FOLDER) -> None:
    """Write NAME.xlsx and NAME.truth.json for every layout."""
    for layout in LAYOUTS:
        book, truth = layout()
        book.save(folder / f"{layout.__name__}.xlsx")
        (folder / f"{layout.__name__}.truth.json").write_text(
            json.dumps({"layout": layout.__name__, "actions": truth}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    write_layouts()
