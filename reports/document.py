"""Word documents: real headings, tables whose heading row is repeated, numbered captions, and gaps that a person is to complete."""

import copy
import io
from datetime import date, datetime

import docx
import pandas as pd
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from pandas.api.types import is_numeric_dtype

from charts.palette import LIGHT
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS
from reports.fitting import LEAST, share_width
from reports.parts import Table
from reports.writing import clean, write_rows

_FONT = "Arial"
_HEADINGS = {"Title": 22, "Heading 1": 16, "Heading 2": 14, "Heading 3": 12}
_TINTS = {f"{STATUS_SYMBOLS[name]} {name}": LIGHT.tint[name].lstrip("#") for name in STATUS_NAMES}
_SHORT, _LONG = Cm(21.0), Cm(29.7)  # A4
_MARGIN = Cm(2.0)
_SIDE = Cm(0.2)  # margin of a cell
_WHAT, _VALUE = Cm(5), Cm(12)


class Report:
    """A document being written.

    Parameters
    ----------
    title, author : str
        Kept as the file's own properties.
    footer : str
        Stands on every page beside its number.
    today : date
    """

    def __init__(self, title: str, author: str, footer: str, today: date) -> None:
        self.document: DocumentType = docx.Document()
        self._tables = 0
        _style(self.document)
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by, properties.language = clean(title), clean(author), clean(author), "en-GB"
        properties.comments, properties.keywords = "", ""
        properties.created = properties.modified = datetime(today.year, today.month, today.day)
        section = self.document.sections[0]
        section.page_width, section.page_height = _SHORT, _LONG
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        _write_footer(section.footer.paragraphs[0], footer)

    def title(self, text: str) -> None:
        """Write the document's title."""
        self.document.add_paragraph(clean(text), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading."""
        self.document.add_heading(clean(text), level)

    def say(self, text: str, style: str | None = None) -> Paragraph:
        """Write a paragraph."""
        return self.document.add_paragraph(clean(text), style=style)

    def lead(self, text: str) -> None:
        """Write a finding in bold; it stays on the page of what follows."""
        paragraph = self.say(text)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.runs[0].bold = True

    def list_items(self, items: list[str] | tuple[str, ...], *, numbered: bool = False) -> None:
        """Write a list of sentences."""
        for item in items:
            self.say(item, "List Number" if numbered else "List Bullet")

    def gap(self, who: str, what: str = "", style: str | None = None) -> None:
        """Leave a marked gap: who is to complete it, and with what."""
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(clean(f"[to be completed by {who}{': ' + what if what else ''}]"))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def facts(self, rows: list[tuple[str, str]]) -> None:
        """Write a short table of what and value; an empty value is a gap."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        for what, value in rows:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = _WHAT, _VALUE
            run = cells[0].paragraphs[0].add_run(what)
            run.bold = True
            answer = cells[1].paragraphs[0].add_run(clean(value))
            if value.startswith("["):
                answer.font.highlight_color = WD_COLOR_INDEX.YELLOW
        table.columns[0].width, table.columns[1].width = _WHAT, _VALUE
        _describe(table._tbl, "About this report")
        self.document.add_paragraph()

    def table(self, table: Table) -> None:
        """Write a table with its caption above it; nothing but a sentence where it has no rows."""
        frame = table.frame.head(table.most)
        if frame.empty:
            self.say(f"{table.caption}: none.")
            return
        self._caption(table.caption)
        _write_table(self.document, frame, table.widths, self._room(), table.caption)
        if len(table.frame) > len(frame):
            left_out = self.say(f"The first {len(frame):,} of {len(table.frame):,} rows are shown; the workbook holds them all.")
            left_out.paragraph_format.space_before = Pt(6)
        else:
            self.document.add_paragraph()

    def turn(self) -> None:
        """Go on with pages that lie on their side, for wide tables."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG, _SHORT

    def save(self) -> bytes:
        """Return the file."""
        sink = io.BytesIO()
        self.document.save(sink)
        return sink.getvalue()

    def _room(self) -> int:
        section = self.document.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _caption(self, text: str) -> None:
        self._tables += 1
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run("Table ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " SEQ Table \\* ARABIC ")
        run = OxmlElement("w:r")
        number = OxmlElement("w:t")
        number.text = str(self._tables)
        run.append(number)
        field.append(run)
        paragraph._p.append(field)
        paragraph.add_run(f": {clean(text)}")


def _style(document: DocumentType) -> None:
    """Set Arial, 12 point and British English everywhere."""
    for name, size in {"Normal": LEAST, "Caption": LEAST, "List Bullet": LEAST, "List Number": LEAST, **_HEADINGS}.items():
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        if name in _HEADINGS or name == "Caption":
            style.font.color.rgb = RGBColor.from_string(LIGHT.series[0].lstrip("#"))
            style.font.bold, style.font.italic = True, False
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")


def _write_footer(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run(f"{clean(text)}, page ").font.size = Pt(LEAST)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)


def _write_table(document: DocumentType, frame: pd.DataFrame, widths: tuple[float, ...], room: int, caption: str) -> None:
    """Write one row and copy it for all others: writing cell by cell takes five times as long."""
    numbers = [is_numeric_dtype(frame[name]) for name in frame.columns]
    table = document.add_table(rows=2, cols=len(frame.columns), style="Table Grid")
    table.autofit = False
    rows = write_rows(frame, narrow=True)
    for place, width in enumerate(share_width(rows, widths, room, LEAST, _SIDE)):
        # Word goes by the cells, LibreOffice by the column.
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width
    _describe(table._tbl, caption)
    heading, pattern = table.rows[0]._tr, table.rows[1]._tr
    for row, bold in ((heading, True), (pattern, False)):
        for place, cell in enumerate(row.tc_lst):
            _prepare(cell, bold=bold, right=numbers[place])
        _keep_together(row, repeated=bold)
    _fill(heading, rows[0], tinted=False)
    table._tbl.remove(pattern)
    for texts in rows[1:]:
        row = copy.deepcopy(pattern)
        _fill(row, texts)
        table._tbl.append(row)


def _prepare(cell: object, *, bold: bool, right: bool) -> None:
    """Give a cell one paragraph with one run, so that only its text is left to write."""
    paragraph = cell.p_lst[0]  # type: ignore[attr-defined]
    properties = paragraph.get_or_add_pPr()
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:after"), "0")
    properties.append(spacing)
    if right:
        alignment = OxmlElement("w:jc")
        alignment.set(qn("w:val"), "right")
        properties.append(alignment)
    run = OxmlElement("w:r")
    if bold:
        look = OxmlElement("w:rPr")
        look.append(OxmlElement("w:b"))
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), LIGHT.background.lstrip("#"))
        look.append(colour)
        run.append(look)
        _shade(cell, LIGHT.series[0].lstrip("#"))
    text = OxmlElement("w:t")
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    paragraph.append(run)


def _fill(row: object, texts: list[str], *, tinted: bool = True) -> None:
    for cell, text in zip(row.tc_lst, texts, strict=True):  # type: ignore[attr-defined]
        run = cell.p_lst[0].r_lst[0]
        first, *more = text.split("\n")
        run.find(qn("w:t")).text = first
        for line in more:
            run.append(OxmlElement("w:br"))
            added = OxmlElement("w:t")
            added.text = line
            added.set(qn("xml:space"), "preserve")
            run.append(added)
        if tinted and text in _TINTS:
            _shade(cell, _TINTS[text])


def _shade(cell: object, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell.get_or_add_tcPr().append(shade)  # type: ignore[attr-defined]


def _keep_together(row: object, *, repeated: bool) -> None:
    """Keep a row on one page; the heading row comes again on each."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(table: object, text: str) -> None:
    """Give a table its alternative text."""
    for name in ("w:tblCaption", "w:tblDescription"):
        described = OxmlElement(name)
        described.set(qn("w:val"), clean(text))
        table.tblPr.append(described)  # type: ignore[attr-defined]
