"""What the program asks when it is not sure, in the plan's own words, with three example cells."""

from loaders.grid import Cell
from loaders.reading import Question
from loaders.tables.contents import is_blank, text_of
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.headings import normalise
from model.vocabulary import STATUS_NAMES

# What a person may answer for a column, in the words of the screen.
FIELD_CHOICES: tuple[tuple[str, str], ...] = (
    ("action", "Action"),
    ("ref", "Reference"),
    ("theme", "Theme"),
    ("recommendation", "Recommendation"),
    ("recommendation_refs", "Recommendation numbers"),
    ("category", "Ofsted's class"),
    ("objective", "Objective"),
    ("lead", "Lead"),
    ("deliver", "Delivered by"),
    ("monitor", "Monitored by"),
    ("scrutinise", "Scrutinised by"),
    ("second_scrutiny", "Second scrutiny"),
    ("start", "Start date"),
    ("due", "Due date"),
    ("revised", "Revised due date"),
    ("first_due", "First due date"),
    ("completed", "Date completed"),
    ("status", "Status"),
    ("outcome_rating", "Second rating"),
    ("progress", "Progress in per cent"),
    ("update", "Update"),
    ("update_date", "Date of update"),
    ("evidence", "Evidence"),
    ("outcome", "Outcome"),
    ("measure", "Measure"),
    ("signed_off", "Date signed off"),
    ("signed_off_by", "Signed off by"),
    ("other", "None of these: keep it under Other columns"),
)
STATUS_CHOICES: tuple[tuple[str, str], ...] = tuple((name, name.capitalize()) for name in STATUS_NAMES)


def question_heading(column: FoundColumn) -> str:
    """Return the heading as it stands in a question's id: the same on every sheet and in every month."""
    return normalise(column.stem or column.heading)


def examples(table: FoundTable, column: FoundColumn, rows: list[int]) -> tuple[str, ...]:
    """Return the first three different cells of a column, for a question."""
    seen: list[str] = []
    for row in rows:
        value: Cell = table.cell(row, column)
        text = "" if is_blank(value) else " ".join(text_of(value).split())[:120]
        if text and text not in seen:
            seen.append(text)
        if len(seen) == 3:
            break
    return tuple(seen)


def ask_field(table: FoundTable, column: FoundColumn, rows: list[int], suggested: str) -> Question:
    """Ask which field a column is."""
    return Question(
        f"field:{question_heading(column)}",
        f'Which field is the column "{column.heading}"?',
        examples(table, column, rows),
        FIELD_CHOICES,
        suggested if suggested in dict(FIELD_CHOICES) else "other",
    )


def ask_status(text: str, is_colour: bool, actions: tuple[str, ...]) -> Question:
    """Ask what a word or a colour in a column of ratings means, showing three actions that have it."""
    what = "colour" if is_colour else "status"
    return Question(status_id(text, is_colour), f'What does the {what} "{text[:60]}" mean?', actions, STATUS_CHOICES, "not known")


def ask_arrow(text: str, arrow: str, suggested: str) -> Question:
    """Ask what an arrow in a column of ratings means."""
    return Question(status_id(text, False), f'What does the arrow "{arrow}" mean?', (), STATUS_CHOICES, suggested)


def ask_colours(table: FoundTable, column: FoundColumn, heading: str, rows: list[int]) -> Question:
    """Ask whether the colours of a column that is no column of ratings give the status."""
    choices = (("status", "Yes, they are the status"), ("other", "No, they mean something else"))
    return Question(
        f"colours:{normalise(heading)}",
        f'Do the colours of the column "{heading}" give the status?',
        examples(table, column, rows),
        choices,
        "status",
    )


def ask_theme(how: str, names: tuple[str, ...]) -> Question:
    """Ask whether what stands above each table, or its sheet's name, is the theme."""
    choices = (("yes", "Yes, it is the theme"), ("none", "No, it is not a theme"))
    return Question("theme:tables", f"Is {how} the theme of the actions below it?", names, choices, "yes")


def status_id(text: str, is_colour: bool) -> str:
    """Return the id of the question about a status word or colour: the same on every sheet and in every month."""
    words = " ".join(text.split()).casefold()
    return f"colour:{words.split(' ')[0]}" if is_colour else f"status:{words[:60]}"
