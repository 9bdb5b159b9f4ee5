"""Conditional colours that can be worked out are seen like any other; the rest are named."""

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from loaders.opening.workbook import open_book

RED, GREEN = PatternFill(bgColor="FFFF0000"), PatternFill(bgColor="FF00B050")


def paint(tmp_path, values, *rules, area="A1:A9"):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in values:
        sheet.append(row if isinstance(row, list) else [row])
    for rule in rules:
        sheet.conditional_formatting.add(area, rule)
    workbook.save(tmp_path / "plan.xlsx")
    book = open_book(tmp_path / "plan.xlsx")
    return book.sheets[0].fills, [note[2] for note in book.notes]


def text_rule(kind, text, operator):
    return Rule(type=kind, operator=operator, text=text, dxf=DifferentialStyle(fill=RED), formula=["TRUE"])


@pytest.mark.parametrize(("rule", "painted"), [
    (CellIsRule(operator="equal", formula=['"red"'], fill=RED), {1}),
    (CellIsRule(operator="notEqual", formula=['"Red"'], fill=RED), {2, 3, 4, 5}),
    (CellIsRule(operator="lessThan", formula=["4"], fill=RED), {3}),
    (CellIsRule(operator="greaterThanOrEqual", formula=["3"], fill=RED), {3, 4}),
    (CellIsRule(operator="between", formula=["4", "6"], fill=RED), {4}),
    (CellIsRule(operator="notBetween", formula=["4", "6"], fill=RED), {3}),
    (CellIsRule(operator="equal", formula=["$A$3"], fill=RED), {3}),
    (text_rule("containsText", "ED", "containsText"), {1, 2}),
    (text_rule("notContainsText", "ed", "notContains"), {3, 4, 5}),
    (text_rule("beginsWith", "almost", "beginsWith"), {2}),
    (text_rule("endsWith", "red", "endsWith"), {1, 2}),
    (FormulaRule(formula=['$A1="Red"'], fill=RED), {1}),
    (FormulaRule(formula=["$A1>=5"], fill=RED), {4}),
    (FormulaRule(formula=['NOT(ISERROR(SEARCH("almost",A1)))'], fill=RED), {2}),
    (FormulaRule(formula=['ISNUMBER(SEARCH("red",$A1))'], fill=RED), {1, 2}),
    (FormulaRule(formula=['LEFT(A1,3)="Alm"'], fill=RED), {2}),
    (Rule(type="containsBlanks", dxf=DifferentialStyle(fill=RED), formula=["LEN(TRIM(A1))=0"]), {5}),
    (Rule(type="notContainsBlanks", dxf=DifferentialStyle(fill=RED), formula=["LEN(TRIM(A1))>0"]), {1, 2, 3, 4}),
])
def test_rules_that_can_be_worked_out(tmp_path, rule, painted):
    fills, notes = paint(tmp_path, ["Red", "Almost red", 3, 5, [None, "x"]], rule)
    assert fills == {(row, 1): "#FF0000" for row in painted}
    assert notes == []


def test_a_formula_looks_at_its_own_row(tmp_path):
    values = [["a", "Complete"], ["b", "Open"], ["c", "complete"]]
    fills, _ = paint(tmp_path, values, FormulaRule(formula=['$B1="Complete"'], fill=GREEN), area="A1:B3")
    assert fills == {(1, 1): "#00B050", (1, 2): "#00B050", (3, 1): "#00B050", (3, 2): "#00B050"}


def test_the_first_rule_that_holds_wins_and_beats_the_cells_own_colour(tmp_path):
    rules = CellIsRule(operator="greaterThan", formula=["5"], fill=RED), CellIsRule(operator="greaterThan", formula=["1"], fill=GREEN)
    assert paint(tmp_path, [9, 3, 1], *rules)[0] == {(1, 1): "#FF0000", (2, 1): "#00B050"}
    workbook = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    workbook.active["A1"].fill = PatternFill("solid", fgColor="FF0000FF")
    workbook.active["A3"].fill = PatternFill("solid", fgColor="FF0000FF")
    workbook.save(tmp_path / "plan.xlsx")
    assert open_book(tmp_path / "plan.xlsx").sheets[0].fills == {(1, 1): "#FF0000", (2, 1): "#00B050", (3, 1): "#0000FF"}


def test_a_rule_that_only_stops_keeps_later_ones_away(tmp_path):
    rules = CellIsRule(operator="equal", formula=["9"], stopIfTrue=True), CellIsRule(operator="greaterThan", formula=["1"], fill=GREEN)
    assert paint(tmp_path, [9, 3], *rules)[0] == {(2, 1): "#00B050"}


@pytest.mark.parametrize(("rule", "words"), [
    (ColorScaleRule(start_type="min", start_color="FFFF0000", end_type="max", end_color="FF00FF00"), "a colour scale"),
    (FormulaRule(formula=["$A1<TODAY()"], fill=RED), "a formula"),
    (CellIsRule(operator="lessThan", formula=["TODAY()"], fill=RED), "a comparison with a formula"),
    (Rule(type="duplicateValues", dxf=DifferentialStyle(fill=RED)), "repeated values"),
])
def test_rules_that_cannot_be_worked_out_are_named(tmp_path, rule, words):
    fills, notes = paint(tmp_path, [1, 2], rule)
    assert fills == {}
    assert len(notes) == 1
    assert words in notes[0]


@pytest.mark.parametrize("rule", [
    FormulaRule(formula=["$A1<TODAY()"], font=Font(bold=True)),
    DataBarRule(start_type="min", end_type="max", color="FF638EC6"),
    IconSetRule("3TrafficLights1", "percent", [0, 33, 67]),
])
def test_rules_without_a_fill_are_not_mentioned(tmp_path, rule):
    assert paint(tmp_path, [1, 2], rule) == ({}, [])
