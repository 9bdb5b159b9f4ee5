"""What a plan must have where no heading named it: the action, the deadline, the status, told by what the columns hold."""

from collections.abc import Callable

from loaders.plans.claims import LEAST_HUES, NOT_RECOGNISED, Assignment, Claim
from loaders.tables.contents import Profile, rating_colour, sample, text_of
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.status_words import normalise as normalise_status
from loaders.words.statuses import opening_status

PROSE, SOME_PROSE = 0.6, 0.3  # share of long cells that make a column prose, and that leave it its likely heading
CARRIED = 0.75  # a recommendation on fewer of the rows than this stands above several actions
_PROSE_FIELDS = ("outcome", "evidence", "measure", "update", "objective", "theme", "category")
LEAST_KEYED = 3  # cells in the words of the plan's key that make a column its ratings
# Contents plain enough to stand for a field whose column has a heading nobody has listed; a person is asked.
_BY_CONTENTS: tuple[tuple[str, Callable[[Profile], bool]], ...] = (
    ("due", lambda contents: contents.dates >= 0.8),
    ("deliver", lambda contents: contents.bodies >= 0.8),
    ("lead", lambda contents: contents.roles >= 0.8 and contents.bodies < 0.5),
    ("ref", lambda contents: contents.references >= 0.9 and contents.distinct == 1.0 and contents.numbers < 1),
)


def fill_gaps(table: FoundTable, claims: list[Claim], result: Assignment, rows: list[int], key: dict[str, str]) -> None:
    """Find what a plan must have where no heading named it: the action, the status.

    Parameters
    ----------
    table : FoundTable
    claims : list of Claim
        What every column claims; the claims of columns found here are changed.
    result : Assignment
        Its fields are added to.
    rows : list of int
        The rows whose contents are weighed.
    key : dict of str to str
        The plan's own printed key.
    """
    by_index = {claim.column.index: claim for claim in claims}
    _find_action(by_index, result)
    for name, test in _BY_CONTENTS:
        strange = [by_index[c.index] for c in result.others if _is_strange(by_index[c.index], name) and test(by_index[c.index].contents)]
        if name not in result.fields and strange:
            strange[0].field, strange[0].how = name, "decided by its contents: the heading is not known"
            result.fields[name] = strange[0].column
            result.others.remove(strange[0].column)
    if "status" not in result.fields and not result.ticks:
        _find_status(table, by_index, result, rows, key)


def _find_action(by_index: dict[int, Claim], result: Assignment) -> None:
    """Find the action where no heading is surely one: the longest text that is another on each row, before one is guessed by likeness alone.

    A recommendation that stands on every row is itself what is being done; one that stands above several rows is answered by them.
    """
    held = result.fields.get("action")
    if held is not None and (by_index[held.index].strength > 1 or by_index[held.index].contents.long >= SOME_PROSE):
        return
    others = {column.index for column in result.others}
    told = [claim for claim in by_index.values() if claim.contents.long >= PROSE and claim.contents.distinct >= PROSE and claim.column is not held]
    unplaced = [claim for claim in told if claim.column.index in others]
    guessed = [claim for claim in told if claim.strength <= 1 and claim.field in _PROSE_FIELDS and result.fields.get(claim.field) is claim.column]
    best = max(unplaced or guessed, key=lambda claim: claim.contents.length, default=None)
    recommendation = result.fields.get("recommendation")
    if best is None or (recommendation is not None and by_index[recommendation.index].contents.filled > CARRIED * best.contents.filled):
        return
    if held is not None:
        by_index[held.index].field, by_index[held.index].how = "other", NOT_RECOGNISED
        result.others.append(held)
    if best.column.index in others:
        result.others.remove(best.column)
    else:
        del result.fields[best.field]
    best.field, best.how = "action", "decided by its contents: the longest text of each row"
    result.fields["action"] = best.column
    result.others.sort(key=lambda column: column.index)


def _is_strange(claim: Claim, name: str) -> bool:
    """Tell whether a column has no field yet: its heading is not known, or speaks of milestones ("Key dates") where it may hold the deadlines."""
    return claim.how == NOT_RECOGNISED or (name == "due" and claim.field == "milestone")


def _speaks_key(table: FoundTable, column: FoundColumn, rows: list[int], key: dict[str, str]) -> bool:
    """Tell whether a column holds nothing but the letters, numbers or words of the plan's own printed key."""
    texts = [normalise_status(text) for row in sample(rows) if (text := text_of(table.cell(row, column)))] if key else []
    return len(texts) >= LEAST_KEYED and len(set(texts)) >= LEAST_HUES and all(text in key for text in texts)


def _find_status(table: FoundTable, by_index: dict[int, Claim], result: Assignment, rows: list[int], key: dict[str, str]) -> None:
    keyed = [by_index[column.index] for column in result.others if _speaks_key(table, column, rows, key)]
    for claim in keyed[:1]:
        claim.field, claim.how = "status", "decided by its contents: the words of the plan's own key"
        result.fields["status"] = claim.column
        result.others.remove(claim.column)
        return
    rated = [by_index[c.index] for c in result.others if by_index[c.index].contents.ratings >= 0.7 and by_index[c.index].contents.filled >= 2]
    for claim in rated[:1]:
        claim.field, claim.how = "status", "decided by its contents: the plan's only ratings"
        result.fields["status"] = claim.column
        result.others.remove(claim.column)
        return
    if "outcome_rating" in result.fields:
        claim = by_index[result.fields.pop("outcome_rating").index]
        claim.field, claim.how = "status", f"{claim.how}: the plan's only rating"
        result.fields["status"] = claim.column
        return
    if len({rating_colour(table.sheet, row, bar.column.index) for bar in result.bars for row in rows} - {"", "grey"}) >= LEAST_HUES:
        result.notes["bars"] = "the colour of the last bar"
        return
    coloured = [claim for claim in by_index.values() if claim.contents.hues >= 2 and claim.contents.coloured >= 0.5 * max(1, len(rows))]
    if coloured:
        best = max(coloured, key=lambda claim: (claim.contents.hues, claim.contents.coloured))
        result.notes["colour"] = str(best.column.index)
        return
    update = result.fields.get("update")
    if update is not None:
        comments = [text for row in sample(rows) if (text := text_of(table.cell(row, update)))]
        if sum(opening_status(text) is not None for text in comments) >= 0.3 * max(1, len(comments)):
            result.notes["opening"] = str(update.index)
