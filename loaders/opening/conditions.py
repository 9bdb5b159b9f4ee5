"""Conditional formats that colour cells: the common ones are worked out, the rest are handed back to be named to the person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from loaders.grid import Cell, Sheet
from loaders.opening.markup import Attributes, BadMarkupError, parse_range, parse_reference, walk

Range = tuple[int, int, int, int]
Test = Callable[[Cell], bool]

_BLOCK = re.compile(rb"<conditionalFormatting\b.*?</conditionalFormatting>", re.S)
_NEWER = re.compile(rb"<x14:cfRule\b[^>]*\btype=\"(\w+)\"")

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_CELL = r"(\$?[A-Z]{1,3}\$?[0-9]{1,7})"
_EQUALS = re.compile(rf'{_CELL}\s*(=|<>|<=|>=|<|>)\s*("(?:[^"]|"")*"|[-+]?[0-9.]+|TRUE|FALSE)', re.I)
_CONTAINS = re.compile(rf'(?:NOT\(\s*ISERROR\(|ISNUMBER\(|)\s*(?:SEARCH|FIND)\(\s*"((?:[^"]|"")*)"\s*,\s*{_CELL}\s*\)\s*\)*', re.I)
_BEGINS = re.compile(rf'LEFT\(\s*(?:TRIM\(\s*)?{_CELL}\s*\)?\s*,\s*(?:[0-9]+|LEN\("[^"]*"\))\s*\)\s*=\s*("(?:[^"]|"")*")', re.I)

# A rule is tried on at most so many cells; a longer one would be a way of keeping the worker busy.
_MOST_TRIED = 500_000

# How the kinds of rule are named to a person.
KINDS: dict[str, str] = {
    "colorScale": "a colour scale",
    "dataBar": "data bars",
    "iconSet": "a set of icons",
    "top10": "the highest or lowest values",
    "aboveAverage": "above or below the average",
    "duplicateValues": "repeated values",
    "uniqueValues": "values that occur once",
    "timePeriod": "dates near today",
    "expression": "a formula",
    "cellIs": "a comparison with a formula",
}


@dataclass
class Rule:
    """One conditional rule: where it applies, its kind and what it compares with."""

    kind: str
    ranges: list[Range]
    priority: int = 0
    style: int | None = None
    operator: str = ""
    text: str = ""
    stops: bool = False
    formulas: list[str] = field(default_factory=list)

    @property
    def described(self) -> str:
        """The rule's kind in words."""
        return KINDS.get(self.kind, "a rule of another kind")


def read_rules(tail: bytes) -> list[Rule]:
    """Return the conditional rules in what follows a sheet's cells, most important first."""
    rules: list[Rule] = []
    ranges: list[Range] = []
    inside = [False]

    def on_start(tag: str, attributes: Attributes) -> None:
        if tag == "conditionalFormatting":
            ranges[:] = [area for part in attributes.get("sqref", "").split() if (area := parse_range(part))]
        elif tag == "cfRule":
            style = attributes.get("dxfId", "")
            priority = attributes.get("priority", "")
            rules.append(Rule(
                attributes.get("type", ""), list(ranges), int(priority) if priority.lstrip("-").isdecimal() else 0,
                int(style) if style.isdecimal() else None, attributes.get("operator", ""), attributes.get("text", ""),
                attributes.get("stopIfTrue") in ("1", "true"),
            ))
        elif tag == "formula" and rules:
            rules[-1].formulas.append("")
            inside[0] = True

    def on_text(text: str) -> None:
        if inside[0]:
            rules[-1].formulas[-1] += text

    def on_end(tag: str) -> None:
        if tag == "formula":
            inside[0] = False

    for block in _BLOCK.findall(tail):
        try:
            walk(block, on_start, on_text, on_end)
        except BadMarkupError:
            rules.append(Rule("", []))
    # Newer rules stand apart, with colours of their own; data bars and icons are there only to be refined.
    rules += [Rule(kind.decode(), []) for kind in _NEWER.findall(tail) if kind not in (b"dataBar", b"iconSet")]
    return sorted(rules, key=lambda rule: rule.priority)


def paint(sheet: Sheet, rules: list[Rule], colours: list[str | None], edge: tuple[int, int]) -> list[Rule]:
    """Colour the cells of a sheet for which a rule holds; the first rule that holds for a cell wins.

    Parameters
    ----------
    sheet : Sheet
    rules : list of Rule
        Most important first.
    colours : list of str or None
        The colours of the workbook's conditional styles.
    edge : (rows, columns)
        Cells beyond it are left alone.

    Returns
    -------
    list of Rule
        Rules that colour cells but could not be worked out.
    """
    unknown: list[Rule] = []
    done: set[tuple[int, int]] = set()
    for rule in rules:
        colour = colours[rule.style] if rule.style is not None and rule.style < len(colours) else None
        scale = rule.kind in ("colorScale",) or not rule.ranges
        if colour is None and not rule.stops and not scale:
            continue
        if scale or not _paint_rule(sheet, rule, colour, edge, done):
            unknown.append(rule)
    return unknown


def _paint_rule(sheet: Sheet, rule: Rule, colour: str | None, edge: tuple[int, int], done: set[tuple[int, int]]) -> bool:
    """Colour the cells that one rule holds for; False where the rule is not understood."""
    origin = (min(area[0] for area in rule.ranges), min(area[1] for area in rule.ranges))
    understood = _understand(rule, origin, sheet)
    if understood is None:
        return False
    test, shift = understood
    tried = 0
    for top, left, bottom, right in rule.ranges:
        for row in range(top, min(bottom, edge[0]) + 1):
            for column in range(left, min(right, edge[1]) + 1):
                tried += 1
                if tried > _MOST_TRIED:
                    return False
                if (row, column) not in done and test(sheet.cell(*shift(row, column))):
                    done.add((row, column))
                    if colour:
                        sheet.fills[row, column] = colour
                        sheet.patterns.discard((row, column))
    return True


def _same(row: int, column: int) -> tuple[int, int]:
    return row, column


def _shifted(reference: str, origin: tuple[int, int]) -> Callable[[int, int], tuple[int, int]] | None:
    """Return where a rule written for its first cell looks when it is tried on another: ``$F5`` stays in F and moves down."""
    place = parse_reference(reference)
    if place is None:
        return None
    fixed_column, fixed_row = reference.startswith("$"), "$" in reference[1:]
    return lambda row, column: (
        place[0] if fixed_row else place[0] + row - origin[0],
        place[1] if fixed_column else place[1] + column - origin[1],
    )


def _understand(rule: Rule, origin: tuple[int, int], sheet: Sheet) -> tuple[Test, Callable[[int, int], tuple[int, int]]] | None:
    """Return a test of a value and where that value stands, None for a rule that is not understood."""
    if rule.kind == "cellIs":
        return _with_place(_compare(rule.operator, [_literal(formula, sheet) for formula in rule.formulas]))
    if rule.kind in ("containsText", "notContainsText", "beginsWith", "endsWith") and rule.text:
        return _with_place(_text_test(rule.kind, rule.text))
    if rule.kind in ("containsBlanks", "notContainsBlanks"):
        blank = rule.kind == "containsBlanks"
        return (lambda value: (value is None or not str(value).strip()) == blank), _same
    if rule.kind == "expression" and len(rule.formulas) == 1:
        return _understand_formula(rule.formulas[0].strip(), origin)
    return None


def _with_place(test: Test | None) -> tuple[Test, Callable[[int, int], tuple[int, int]]] | None:
    return (test, _same) if test else None


def _understand_formula(formula: str, origin: tuple[int, int]) -> tuple[Test, Callable[[int, int], tuple[int, int]]] | None:
    operators = {"=": "equal", "<>": "notEqual", "<": "lessThan", ">": "greaterThan", "<=": "lessThanOrEqual", ">=": "greaterThanOrEqual"}
    test: Test | None = None
    reference = ""
    if match := _EQUALS.fullmatch(formula):
        reference, operator, literal = match[1], match[2], match[3]
        test = _compare(operators[operator], [_literal(literal, None)])
    elif match := _BEGINS.fullmatch(formula):
        reference, test = match[1], _text_test("beginsWith", _unquoted(match[2]))
    elif match := _CONTAINS.fullmatch(formula):
        test, reference = _text_test("containsText", match[1].replace('""', '"')), match[2]
    shift = _shifted(reference.upper(), origin) if test else None
    return (test, shift) if test and shift else None


def _text_test(kind: str, text: str) -> Test | None:
    sought = text.casefold()
    if not sought or any(sign in sought for sign in "*?~"):
        return None
    if kind == "beginsWith":
        return lambda value: _as_text(value).startswith(sought)
    if kind == "endsWith":
        return lambda value: _as_text(value).endswith(sought)
    wanted = kind == "containsText"
    return lambda value: (sought in _as_text(value)) == wanted


def _as_text(value: Cell) -> str:
    if value is None:
        return ""
    return (f"{value:g}" if isinstance(value, float) else str(value)).casefold()


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"')


def _literal(formula: str, sheet: Sheet | None) -> Cell:
    """Return what a formula stands for where it is a plain text, number or fixed cell; None where it is more than that."""
    formula = formula.strip().removeprefix("=")
    if match := _LITERAL.fullmatch(formula):
        return match[1].replace('""', '"')
    if _NUMBER.fullmatch(formula):
        return float(formula)
    if formula.upper() in ("TRUE", "FALSE"):
        return formula.upper() == "TRUE"
    if sheet is not None and re.fullmatch(r"\$[A-Z]{1,3}\$[0-9]{1,7}", formula):
        place = parse_reference(formula)
        return sheet.cell(*place) if place else None
    return None


def _compare(operator: str, against: list[Cell]) -> Test | None:
    """Return Excel's comparison: text without regard to case, a blank cell equal to nothing but empty text or zero."""
    if not against or any(value is None for value in against):
        return None
    first = against[0]
    if operator in ("equal", "notEqual"):
        wanted = operator == "equal"
        return lambda value: _equal(value, first) == wanted
    numbers = [float(value) for value in against if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if len(numbers) != len(against):
        return None
    low, high = numbers[0], numbers[-1]
    tests: dict[str, Callable[[float], bool]] = {
        "lessThan": lambda number: number < low,
        "lessThanOrEqual": lambda number: number <= low,
        "greaterThan": lambda number: number > low,
        "greaterThanOrEqual": lambda number: number >= low,
        "between": lambda number: min(low, high) <= number <= max(low, high),
        "notBetween": lambda number: not min(low, high) <= number <= max(low, high),
    }
    test = tests.get(operator)
    if test is None:
        return None
    return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and test(float(value))


def _equal(value: Cell, other: Cell) -> bool:
    if value is None:
        return other in ("", 0)
    if isinstance(value, (datetime, date, time)):
        return False
    if isinstance(value, str) or isinstance(other, str):
        return isinstance(value, str) and isinstance(other, str) and value.casefold() == other.casefold()
    return value == other
