"""The small vocabularies that the canonical tables use, with the words and symbols people see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One status of an action: its name, its symbol and what it means."""

    name: str
    symbol: str
    meaning: str


# In the order in which a stacked bar shows them: finished first, unknown last.
STATUSES: tuple[Status, ...] = (
    Status("signed off", "■", "Complete, and accepted by the board or body that signs actions off"),
    Status("complete", "■", "The owner says that it is done"),
    Status("on track", "●", "The owner expects it to be done by its date"),
    Status("at risk", "◆", "Some slippage; the owner expects to recover"),
    Status("off track", "▲", "Late, or will be late, or not working"),
    Status("not started", "○", "Nothing has been done yet"),
    Status("suspended", "○", "Stopped for now by decision"),
    Status("not known", "○", "No status was given, or its word could not be read: counted, never left out"),
)
STATUS_NAMES: tuple[str, ...] = tuple(status.name for status in STATUSES)
STATUS_SYMBOLS: dict[str, str] = {status.name: status.symbol for status in STATUSES}
DONE: tuple[str, ...] = ("signed off", "complete")

STATUS_SOURCES: tuple[str, ...] = ("text", "letter", "number", "tick", "symbol", "fill")

DUE_PRECISIONS: dict[str, str] = {
    "day": "a day was given",
    "month": "a month, or the end of one, was given: its last day stands",
    "quarter": "a quarter was given: its last day stands (financial year unless the text says otherwise)",
    "term": "a school term or season was given: its usual end stands",
    "year": "a year was given: 31 March, 31 August or 31 December stands, by the kind of year",
    "part": "a vague part of a month or year was given: the end of the third it names stands",
    "relative": "counted from an event; dated only where that event's date is known",
    "ongoing": "open-ended, or a start without an end",
    "recurring": "comes round again (monthly, termly): no single deadline",
    "none": "no date, or one that could not be read",
}

ROLES: dict[str, str] = {
    "deliver": "Delivers",
    "monitor": "Monitors",
    "scrutinise": "Scrutinises",
    "second_scrutiny": "Second scrutiny",
}

RECOMMENDATION_CLASSES: tuple[str, ...] = ("Priority and immediate action", "Area for improvement", "Recommendation")

POLARITIES: dict[str, str] = {
    "high": "a higher figure is better",
    "low": "a lower figure is better",
    "none": "neither higher nor lower is better by itself, so it is never coloured",
}

AREA_LEVELS: tuple[str, ...] = ("council", "school", "statistical neighbour", "region", "England")

# The letters that official statistics put where there is no number (Government Analysis Function).
SYMBOLS: dict[str, str] = {
    "c": "hidden because it is a small number of children",
    "k": "low: rounds to 0, but is not 0",
    "low": "low: rounds to 0, but is not 0",
    "u": "too unreliable to publish",
    "x": "not available",
    "z": "does not apply",
    "-": "no figure was published, and the reason was not given",
}

EVENT_KINDS: tuple[str, ...] = ("board meeting", "monitoring visit", "submission", "review published", "inspection", "other")

INSPECTION_JUDGEMENTS: tuple[str, ...] = ("Outstanding", "Good", "Requires improvement", "Inadequate")
