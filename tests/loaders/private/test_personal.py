"""Sheets of children's records are refused without a value being repeated; sheets that only look like them pass."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.opening.delimited import open_text
from loaders.private.identifiers import is_learner_number, is_nhs_number, is_upn
from loaders.private.person_headings import hints_in, kind_of
from loaders.private.personal import check
from loaders.reading import Refused
from tests.loaders.book import read_file
from tests.loaders.children import births, nhs, uln, upn, wrong_nhs
from tests.shared import SHARED, needs_shared

TODAY = date(2026, 1, 15)
Rows = list[list[Cell]]


def book(*rows: list[Cell], name: str = "List") -> Book:
    """Return a book of one sheet."""
    return Book("upload.xlsx", "xlsx", [Sheet(name, list(rows))])


def under(*headings: str, rows: Rows) -> Book:
    """Return a book of one table."""
    return book(list(headings), *rows)


def columns(**cells: list[Cell]) -> Book:
    """Return a book of one table given by columns; an underscore in a heading is a space."""
    return under(*(name.replace("_", " ") for name in cells), rows=[list(row) for row in zip(*cells.values(), strict=True)])


BORN = births(12)
CODES: list[Cell] = [f"M{41000 + i * 37}" for i in range(12)]
SEX: list[Cell] = ["F", "M"] * 6
AGES: list[Cell] = [3, 15, 8, 0, 11, 17, 6, 9, 13, 2, 16, 5]
ETHNIC: list[Cell] = ["White British", "Asian or Asian British", "Mixed", "WBRI"] * 3
STATUS: list[Cell] = ["S20", "Full care order", "C2", "Interim care order"] * 3
NUMBERS: list[Cell] = list(range(12))
INITIALS: list[Cell] = ["AB", "CD", "EF", "GH", "JK", "LM", "NP", "QR", "ST", "UV", "WX", "YZ"]
FORENAMES: list[Cell] = ["Aaa", "Bbb", "Ccc", "Ddd", "Eee", "Fff", "Ggg", "Hhh", "Jjj", "Kkk", "Lll", "Mmm"]
SURNAMES: list[Cell] = ["Zzz", "Yyy", "Xxx", "Www", "Vvv", "Uuu", "Ttt", "Sss", "Rrr", "Qqq", "Ppp", "Nnn"]
POSTCODES: list[Cell] = [f"HD{1 + i % 8} {1 + i % 9}A{'BDEFGHJLNPQRSTUW'[i]}" for i in range(16)]

DUE = [date(2025, 3, 31), date(2025, 6, 30), date(2024, 9, 30), date(2026, 1, 12), date(2025, 5, 14), date(2025, 11, 3)] * 2
OFFICERS: list[Cell] = ["Director", "Head of safeguarding", "Service manager", "Principal social worker"] * 3

CHILD_LEVEL: dict[str, Book] = {
    "pupil numbers under their heading": columns(UPN=[upn(i) for i in range(12)], Attendance=NUMBERS),
    "one pupil number in running text": book(["Action", "Update"], ["Train staff", f"Discussed {upn(7)} at panel, no further action"]),
    "pupil numbers with spaces and no heading": book(*[[f"{u[0]} {u[1:4]} {u[4:12]}{u[12]}"] for u in (upn(i) for i in range(3))]),
    "pupil numbers in small letters": columns(Ref=[upn(i).lower() for i in range(12)]),
    "made-up pupil numbers under their heading": columns(Pupil_UPN=["A123456789012", "B123456789012"]),
    "NHS numbers under their heading": columns(NHS_number=[nhs(i * 7919) for i in range(4)]),
    "NHS numbers as numbers without a heading": book(*[[int(nhs(i * 7919)), "seen"] for i in range(6)]),
    "NHS numbers with spaces": columns(Reference=[f"{n[:3]} {n[3:6]} {n[6:]}" for n in (nhs(i * 6101) for i in range(6))]),
    "an NHS number in running text": book(["Risk"], [f"Child with NHS no. {nhs(55)} was not seen"]),
    "a National Insurance number": columns(Care_leaver_note=["AB 12 34 56 C"]),
    "learner numbers": columns(ULN=[uln(i * 31) for i in range(4)]),
    "dates of birth under their heading": columns(Initials_of=INITIALS, DOB=list(BORN)),
    "dates of birth as text in a csv": columns(Ref=CODES, Date_of_Birth=[f"{d:%d/%m/%Y}" for d in BORN]),
    "dates of birth that lost their look": columns(Ref=CODES, dateOfBirth=[40_000 + i * 97 for i in range(12)]),
    "dates of birth without a heading": book(*[[code, day] for code, day in zip(CODES, BORN, strict=True)]),
    "dates of birth under a heading that says nothing": columns(Ref=CODES, D1=[datetime(d.year, d.month, d.day) for d in BORN]),
    "names of children": columns(Child_name=["Aaa Zzz", "Bbb Yyy", "Ccc Xxx"], Outcome=["Better", "Same", "Worse"]),
    "names in two columns": columns(Forename=FORENAMES, Surname=SURNAMES, Year_group=NUMBERS),
    "names of parents": columns(Ref=CODES, Mother=[f"{f} {s}" for f, s in zip(FORENAMES, SURNAMES, strict=True)]),
    "names of foster carers": columns(Ref=CODES, Name_of_carer=[f"{f} {s}" for f, s in zip(FORENAMES, SURNAMES, strict=True)]),
    "home postcodes": columns(Ref=CODES, Home_postcode=POSTCODES[:12]),
    "postcodes beside other facts of a person": columns(Sex=SEX, Postcode=POSTCODES[:12]),
    "many postcodes without a heading": book(*[[code] for code in POSTCODES]),
    "a case system's number with legal status": columns(Mosaic_ID=CODES, Legal_status=STATUS),
    "a child's number with age and worker": columns(Child_ID=NUMBERS, Age=AGES, Social_worker=SURNAMES),
    "initials of a child with a placement": columns(Child=INITIALS, Placement_type=["U4", "K2", "Foster care"] * 4),
    "a list of looked after children with dates": columns(LCS_No=CODES, Date_became_looked_after=[d.replace(year=2025) for d in BORN]),
    "a record without an identifier": columns(Sex=SEX, Age=AGES, Ethnicity=ETHNIC, Legal_status=STATUS),
    "a record with numbers of its own": columns(Gender=SEX, Age_in_years=AGES, UASC=["Y", "N"] * 6, Number_of_placements=NUMBERS),
    "names under child": columns(Pupil=[f"{f} {s}" for f, s in zip(FORENAMES, SURNAMES, strict=True)], Attendance=NUMBERS),
    "whole names with ages": columns(Name=[f"{f} {s}" for f, s in zip(FORENAMES, SURNAMES, strict=True)], Age=AGES, School=["School 1"] * 12),
    "the national return of looked after children": columns(CHILD=CODES, DECOM=[f"{d:%d/%m/%Y}" for d in DUE], LS=["C2"] * 12, PLACE=["U4"] * 12),
    "the list for inspectors": under(
        "Child Unique ID", "Gender", "Ethnicity", "Age of Child (Years)", "Type of referral", rows=[["41007", "a) Male", "c) WIRI", "7", "Contact"]],
    ),
    "consecutive numbers": columns(Child_number=list(range(1, 13)), Age=AGES),
    "a case list": columns(Case_number=CODES, Allocated_worker=SURNAMES, Primary_need=["N1", "N2", "N4"] * 4),
    "a table below titles": book(
        ["Wyreford"], ["Children looked after, all cases"], [], ["LCS ID", "Gender", "Ethnic origin"],
        *[list(row) for row in zip(CODES, SEX, ETHNIC, strict=True)],
    ),
    "a second table below another": book(
        ["Month", "Plans"], ["April", 300], ["May", 310], [], ["Child ref", "Age"], *[list(row) for row in zip(CODES, AGES, strict=True)],
    ),
    "a form about one child": book(["Referral form", None], ["Child's name", "Aaa Zzz"], ["Date of birth", date(2014, 5, 9)], ["Gender", "F"]),
}


@pytest.mark.parametrize("name", CHILD_LEVEL)
def test_records_of_children_are_refused_without_repeating_a_value(name: str) -> None:
    refused = CHILD_LEVEL[name]
    with pytest.raises(Refused) as caught:
        check(refused, TODAY)
    said = str(caught.value)
    assert re.search(r"sheet ‘List’, column [A-D]\b.*: \d+ ", said)
    assert "\n" not in said
    headings = {str(cell) for cell in refused.sheets[0].rows[0]} | {"AB", "CD"}
    for row in refused.sheets[0].rows[1:]:
        for cell in row:
            if isinstance(cell, str) and len(cell) > 3 and cell not in headings and kind_of(cell) == "":
                assert cell not in said


def test_hidden_sheets_are_looked_at_too() -> None:
    plan = Sheet("Plan", [["Ref", "Action"], ["1", "Train staff"]])
    hidden = Sheet("Cases", [["UPN"], [upn(1)], [upn(2)]], hidden=True)
    with pytest.raises(Refused, match=r"sheet ‘Cases’, column A \(‘UPN’\): 2 unique pupil numbers"):
        check(Book("plan.xlsx", "xlsx", [plan, hidden]), TODAY)


def test_the_sentence_names_every_column_with_kind_and_number() -> None:
    with pytest.raises(Refused) as caught:
        check(columns(UPN=[upn(i) for i in range(12)], Surname=SURNAMES, DOB=list(BORN)), TODAY)
    assert str(caught.value) == (
        "upload.xlsx was not taken and nothing was stored, because it holds records of single children or their families "
        "(sheet ‘List’, column A (‘UPN’): 12 unique pupil numbers; sheet ‘List’, column B (‘Surname’): 12 first or last names; "
        "sheet ‘List’, column C (‘DOB’): 12 dates of birth): take these out, hidden sheets included, or upload totals instead."
    )


def test_a_text_above_a_value_is_not_named_unless_it_is_a_known_heading() -> None:
    with pytest.raises(Refused) as caught:
        check(book(["Aaa Zzz"], [upn(1)]), TODAY)
    assert "Zzz" not in str(caught.value)


TRAPS: dict[str, Book] = {
    "an action plan": columns(
        Ref=[f"1.{i}" for i in range(12)], Action=["Train staff in the new practice model", "Audit 20 files a month"] * 6,
        Lead_officer=OFFICERS, Start_date=list(DUE), Due_date=list(DUE), Status=["Green", "Amber"] * 6,
    ),
    "officers with telephones and e-mail": columns(
        First_name=FORENAMES, Surname=SURNAMES, Job_title=OFFICERS, Telephone=[f"01484 22{i:04d}" for i in range(12)],
        Email=[f"officer{i}@wyreford.example" for i in range(12)],
    ),
    "mobile numbers that lost their zero": columns(Contact=OFFICERS, Mobile=[int("7" + nhs(i * 7919)[1:]) for i in range(12)]),
    "mobile numbers without a heading": book(*[[int(wrong_nhs(i * 7919)) if i % 10 else int(nhs(i))] for i in range(20)]),
    "board members": columns(Surname=SURNAMES, Forename=FORENAMES, Organisation=["Health", "Police", "Council"] * 4),
    "reference numbers": columns(Ref_no=[f"LA202526{'ABCD'[i % 4]}" for i in range(12)], Decision=["Agreed"] * 12),
    "authority codes": columns(LA_code=[890 + i for i in range(12)], New_code=[f"E0600{i:04d}" for i in range(12)], Value=NUMBERS),
    "schools with postcodes": columns(
        URN=[100_000 + i for i in range(16)], School=[f"School {i}" for i in range(16)], Gender=["Mixed", "Girls"] * 8, Postcode=POSTCODES,
        Age_range=["4-11", "11-16"] * 8,
    ),
    "children's homes with postcodes": columns(
        Childrens_home=[f"Home {i}" for i in range(16)], URN=[f"SC{400_000 + i}" for i in range(16)], Home_postcode_of_provider=POSTCODES,
    ),
    "a measure named UASC": columns(Measure=["UASC", "Number of UASC", "CLA excluding UASC"], Apr=[12, 14, 120], May=[13, 15, 121]),
    "UASC across": columns(Month=["Apr", "May"], UASC=[12, 13], Age_0_to_4=[50, 51], Placement=[20, 21], Need=[8, 9]),
    "totals by ethnicity": columns(Ethnicity=["White British", "Mixed", "Total"], Number=[200, 30, 230], Percentage=[87.0, 13.0, 100.0]),
    "totals by sex, age and ethnicity": columns(
        Sex=SEX, Age=["0 to 4", "5 to 9", "10 to 15"] * 4, Ethnicity=ETHNIC, Number_of_children=[7, 12, 30, 8] * 3,
    ),
    "totals by sex, single age and legal status": columns(Sex=SEX, Age=AGES, Legal_status=STATUS, Count=[7, 12, 30, 8] * 3),
    "totals with a row of all": columns(
        Gender=["Male", "Female", "Total"], Ethnicity=["White", "White", "Total"], Legal_status=["S20", "S20", "All"], April=[5, 6, 11],
    ),
    "totals by sex and age over years": under(
        "Sex", "Age", "Ethnicity", 2023, "2023/24", rows=[list(row) for row in zip(SEX, AGES, ETHNIC, NUMBERS, NUMBERS, strict=True)],
    ),
    "how many by age": columns(
        Age=AGES, CP_number=[3, 8, 7, 1, 12, 9, 5, 4, 2, 6, 30, 11], Pupil_number=[310, 280, 277, 5, 12, 9, 5, 4, 2, 6, 30, 11],
    ),
    "a plan by need": columns(
        Need=["Neglect", "Early help"] * 6, Action=["Train staff"] * 12, Allocated_to=OFFICERS, Plan_start=list(DUE), Assessment_date=list(DUE),
    ),
    "homes with the sex and ages that they take": columns(
        Name=["Oak House", "Elm House", "Ash House"], Gender=["Mixed", "Any", "Girls only"], Age=["8-17", "12-17", "0-18"],
        Placement_type=["Home"] * 3,
    ),
    "staff by team": columns(Name=[f"{f} {s}" for f, s in zip(FORENAMES, SURNAMES, strict=True)], Role=OFFICERS, Gender=SEX, Team=["East"] * 12),
    "a data dictionary": book(
        ["Field", "Format", "What it means"], ["UPN", "A13", "Unique pupil number"], ["NHS number", "10 digits", "From the spine"],
        ["Date of birth", "dd/mm/yyyy", "The child's date of birth"], ["Child ID", "Text", "The system's own number"], 
        ["Surname", "Text", "Family name"], ["Ethnicity", "Code", "School census codes"], ["Legal status", "Code", "SSDA903 codes"],
    ),
    "a data dictionary with examples": book(
        ["Data item", "Example"], ["Child name", "Aaa"], ["Date of birth", "14/05/2012"], ["Gender", "F"], ["Legal status", "C2"],
    ),
    "a blank return": book(["Child ID", "Date of birth", "Gender", "Ethnicity", "Legal status"], [None] * 5),
    "measures about records": columns(
        Measure=["% of children with date of birth recorded", "NHS number recorded", "UPN recorded"], Value=[98.0, 95.5, 91.2],
    ),
    "headings that measure how well records are kept": columns(
        Team=["East", "West"], NHS_number=[95.5, 93.1], UPN=[91.0, 90.2], Date_of_birth=[98.0, 97.0],
    ),
    "inspections over many years": columns(Provider=[f"School {i}" for i in range(12)], Inspection_date=list(BORN), Outcome=["Good"] * 12),
    "case reviews": columns(
        Ref=[f"CSPR {i}" for i in range(12)], Kind=["Rapid review"] * 12, Stage=["Commissioned", "Published"] * 6, Date_of_referral=list(DUE),
    ),
    "a risk register": columns(
        Risk=["Social workers leave", "Placements run short"], Likelihood=[4, 3], Impact=[5, 4], Owner=["Director", "Director"],
    ),
    "caseloads": columns(Social_worker=SURNAMES, Team=["East", "West"] * 6, Number_of_children=[18, 17, 22] * 4),
    "what children and parents said": columns(
        Child=["I know who my worker is.", "Nobody asked me what I wanted"], Parent=["Agree", "Agree"], Need=["More visits", "One worker"],
    ),
    "months across": under("Measure", "Apr 2025", "May 2025", rows=[["Child protection plans", 300, 310], ["Age at first plan, mean", 7.2, 7.1]]),
    "statistical neighbours": columns(LA=["Blackpool", "Wyreford"], SN1=["Hull", "Stoke"], SN1_prox=["Close", "Very close"]),
    "published characteristics": columns(
        time_period=[2024, 2025] * 6, geographic_level=["National"] * 12, sex=SEX, age=AGES, ethnicity=ETHNIC, rate=[1.2, 3.4, "c"] * 4,
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_sheets_that_only_look_like_records_pass(name: str) -> None:
    check(TRAPS[name], TODAY)


def test_dates_spread_like_births_under_an_event_are_only_noted() -> None:
    inspections = TRAPS["inspections over many years"]
    inspections.notes.clear()
    check(inspections, TODAY)
    assert [(sheet, cell) for sheet, cell, _ in inspections.notes] == [("List", "B")]


def test_check_letters_and_digits() -> None:
    # The example of the Department for Education's guide: H801200001001.
    assert is_upn("H801200001001")
    assert not is_upn("J801200001001")
    assert not is_upn("H101200001001")
    # The example of the NHS data dictionary: 943 476 5919.
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert is_learner_number(uln(5))
    assert not is_learner_number(uln(5)[:9] + str((int(uln(5)[9]) + 1) % 10))


HEADINGS = (
    "DOB|D.O.B.|DateOfBirth|date_of_birth|UPN|Former UPN|NHS No|ULN|NI Number|N.I. No|Child's Name|Name of child|Mother|Surname|"
    "First name(s)|Child ID|ChildRef|Mosaic No.|LCS ID|LAC ID|CP ref|Person ID|LAchildID|ETHNIC|HOME_POST|PL_POST|GenderCurrent|"
    "Child's gender|Full name|Case ref|Young person|Home postcode|Gender|Age at 31 March|Year of birth|Ethnic origin|Legal Status|"
    "Placement type|UASC|Unaccompanied|Primary need|Disability|Category of abuse|Allocated worker|IRO|Case holder|Date of referral|"
    "Date became looked after|Plan start date|DECOM|Date ceased|Last seen|Date of entry"
)


@pytest.mark.parametrize("heading", HEADINGS.split("|"))
def test_headings_about_a_person_are_known_and_hinted_at(heading: str) -> None:
    assert kind_of(heading)
    assert hints_in(heading)


@needs_shared
@pytest.mark.parametrize("path", sorted([*SHARED.glob("plans/*.xlsx"), *SHARED.glob("figures/*.xlsx")]), ids=lambda path: path.name)
def test_published_workbooks_pass(path: Path) -> None:
    check(read_file(path), TODAY)


@needs_shared
@pytest.mark.parametrize(
    "path", sorted([*SHARED.glob("figures/*.csv"), *SHARED.glob("vocabulary/*.csv"), *SHARED.glob("ees/*.csv")]), ids=lambda path: path.name
)
def test_published_figures_pass(path: Path) -> None:
    check(open_text(path, path.name), TODAY)
