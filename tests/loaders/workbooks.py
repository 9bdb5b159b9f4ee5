"""Small workbooks written part by part, for what no program would write on purpose."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/></cellXfs></styleSheet>'


def sheet_xml(rows, head="", tail=""):
    """Return a worksheet part around rows of XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'


def text_cell(place, text, style=""):
    """Return a cell that holds its own text."""
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{text}</t></is></c>'


def write_workbook(path, sheets, styles=STYLES, extra=(), kinds=None):
    """Write a workbook of (name, sheet part) pairs and return its path.

    Parameters
    ----------
    extra : list of (part, content)
    kinds : dict of str to str, optional
        What kind a sheet is listed as, where not worksheet.
    """
    kinds = kinds or {}
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/{kinds.get(name, "worksheet")}" Target="worksheets/sheet{n}.xml"/>'
        for n, (name, _) in enumerate(sheets, 1)
    )
    document = f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
    kinds_of_part = {"workbook": "sheet.main", "styles": "styles"}
    kinds_of_part |= {"sharedStrings": "sharedStrings"} if any(part == "xl/sharedStrings.xml" for part, _ in extra) else {}
    kinds_of_part |= {f"worksheets/sheet{n}": "worksheet" for n in range(1, len(sheets) + 1)}
    kept = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds_of_part.items())
    parts = [
        ("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{kept}</Types>'),
        ("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{document}</Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels",
         f'<Relationships xmlns="{_PACKAGE}">{relations}<Relationship Id="s" Type="{_REL}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", styles),
        *[(f"xl/worksheets/sheet{n}.xml", xml) for n, (_, xml) in enumerate(sheets, 1)],
        *extra,
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
