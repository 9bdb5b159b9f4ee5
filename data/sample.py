"""Fills an empty store with the made-up council Wyreford: ``python -m data.sample``.

The workbooks go the way of every upload, through the loaders and into the store, a week after the date they are as at. What a programme
manager said of the smaller plan that the present one replaced is kept with it.
"""

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import loaders
from data.sample_plan import AS_AT, FIRST_AS_AT, read_story
from loaders.reading import Refused
from store import Store, open_store

FOLDER = Path(__file__).parent / "sample"
COUNCIL = "Wyreford"
PLAN = "Children's Improvement Plan"
FIRST_PLAN = "Focused Visit Action Plan 2024"  # the plan before
WHO = "Performance officer (sample)"
ANSWERED_BY = "Programme manager (sample)"
ANSWERED = datetime(2026, 1, 14, 10, 0, tzinfo=UTC)  # the day before the first board that saw the present plan
DAYS_TO_UPLOAD = 7
UPLOAD_TIME = time(9, 0, tzinfo=UTC)

# File, the plan it belongs to ("" for figures and records of the whole council) and the date it is as at, in the order of upload.
UPLOADS: tuple[tuple[str, str, date], ...] = (
    ("wyreford_first_plan.xlsx", FIRST_PLAN, FIRST_AS_AT),
    *((f"wyreford_plan_v{number}.xlsx", PLAN, as_at) for number, as_at in enumerate(AS_AT, start=1)),
    ("wyreford_figures.xlsx", "", AS_AT[-1]),
    ("wyreford_records.xlsx", "", AS_AT[-1]),
)


def fill(store: Store) -> int:
    """Save the sample's versions in an empty store.

    Parameters
    ----------
    store : Store

    Returns
    -------
    int
        How many versions were saved: none where the store has anything already, withdrawn uploads included.

    Raises
    ------
    Refused
        A sample workbook cannot be read.
    """
    if len(store.versions(withdrawn=True)):
        return 0
    for file, plan, as_at in UPLOADS:
        path = FOLDER / file
        reading = loaders.read(path)
        when = datetime.combine(as_at + timedelta(days=DAYS_TO_UPLOAD), UPLOAD_TIME)
        saved = store.save(reading, path.read_bytes(), council=COUNCIL, plan=plan, who=WHO, when=when)
        if (plan, as_at) == (PLAN, AS_AT[0]):
            # Before the next upload, so that whoever goes back in time finds the answers from the day they were given.
            _answer(store, saved.version_id)
    return len(UPLOADS)


def _answer(store: Store, version_id: int) -> None:
    """Keep what was said of the first plan's outstanding actions when the present plan's first version was on show."""
    for row in read_story("first_plan_answers"):
        told = {"who": ANSWERED_BY, "when": ANSWERED, "version_id": version_id}
        store.answer_question(COUNCIL, FIRST_PLAN, row["question"], row["answer"], **told)


def main(arguments: list[str]) -> int:
    """Fill the store at the address given after ``--url``, otherwise the usual one, and say in one line what was done."""
    if arguments and (len(arguments) != 2 or arguments[0] != "--url"):
        print("Use: python -m data.sample [--url ADDRESS_OF_THE_STORE]", file=sys.stderr)
        return 2
    store = open_store(arguments[1] if arguments else None)
    try:
        saved = fill(store)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    finally:
        store.close()
    print(
        f"The made-up council {COUNCIL} is in the store: {saved} uploads."
        if saved
        else "The store has uploads already, so the sample council was not added."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
