"""Which field of an action each column of a plan holds: known headings decide, contents break ties, likeness only suggests."""

import re
from datetime import date

from loaders.plans.bars import MOSTLY_RATED, find_bars
from loaders.plans.claims import ANSWERED, KNOWN, LEAST_HUES, NOT_RECOGNISED, Assignment, Claim
from loaders.plans.deciding import DATE_FIELDS, decide_by_contents, guess_field
from loaders.plans.gaps import CARRIED, fill_gaps
from loaders.questions import ask_field, question_heading
from loaders.reading import Mapped
from loaders.tables.contents import Profile
from loaders.tables.table import Context, FoundColumn, FoundTable
from loaders.words.headings import Match, known, normalise, suggest
from loaders.words.statuses import read_status

SECOND = "a second column for the same field, kept under Other columns"

# Fields that stand in the canonical table under another name or nowhere: what the report calls them.
_SHOWN = {"revised": "due", "method": "", "milestone": "", "direction": "", "previous_status": "", "other": "", "paragraphs": "recommendation_refs"}
_TURN = re.compile(
    r"\b(q[1-4]|quarter [1-4]|(1st|2nd|3rd|4th) quarter|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|"
    r"(spring|summer|autumn) term|month [1-9])\b"
)
# Headings that can mean nothing but a theme, whatever the themes are called ("Court work" is no court); "Area" or "Section" may be of a body.
_SAYS_THEME = re.compile(r"\b(themes?|priorit(y|ies)|pledges?|work ?streams?|pillars?|strands?|aims?|topics?)\b")
_RATED = ("status", "outcome_rating", "update", "progress")  # groups over quarters, months or ratings: each column is one of the group's
_UNDECIDED = "no heading: decided by its contents"


def assign_fields(table: FoundTable, context: Context, rows: list[int] | None = None) -> Assignment:
    """Decide which field each column of a plan's table holds.

    Parameters
    ----------
    table : FoundTable
    context : Context
        Its ``profile`` holds a person's answers: ``field:<heading>`` to field.
    rows : list of int, optional
        The rows whose contents are weighed (banner rows left out).
    """
    rows = table.rows if rows is None else rows
    result = Assignment()
    claims, bands = [], find_bands(table)
    for column in table.columns:
        contents = Profile(table.sheet, column.index, rows)
        result.profiles[column.index] = contents
        claims.append(_claim(table, column, contents, context, bands))
    claims = _take_ticks(table, claims, result, rows)
    claims = _take_bars(table, claims, result, rows)
    _settle_titles(claims, context.key)
    _take_months(claims)
    _take_dated(claims, result)
    _take_turns(claims, result)
    _resolve(claims, result)
    fill_gaps(table, claims, result, rows, context.key)
    _report(table, claims, result, rows)
    return result


def _claim(table: FoundTable, column: FoundColumn, contents: Profile, context: Context, bands: frozenset[str]) -> Claim:
    answer = context.profile.get(f"field:{question_heading(column)}")
    if answer:
        return Claim(column, contents, answer, ANSWERED, answer, 3)
    if not column.heading:
        guess = guess_field(table, column, contents)
        return Claim(column, contents, guess, _UNDECIDED if guess != "other" else NOT_RECOGNISED, guess, 1)
    match = match_column(column, bands)
    if match is None:
        return Claim(column, contents, "other", NOT_RECOGNISED, "other", 0)
    decided = decide_by_contents(match.field, contents)
    if decided == "deliver" and match.field == "theme" and _SAYS_THEME.search(normalise(column.heading)):
        decided = "theme"
    if decided != match.field:
        return Claim(column, contents, decided, f"{match.how}, decided by its contents", match.field, 2 if match.sure else 1)
    return Claim(column, contents, match.field, match.how, match.field, 2 if match.sure else 1)


def find_bands(table: FoundTable) -> frozenset[str]:
    """Return the group headings that name no field: under them stands a column whose own heading names another ("Delivery" over "Start")."""
    bands = set()
    for column in table.columns:
        over = known(column.group, "actions") if column.group else None
        alone = _match_alone(column.own) if over and column.own else None
        own = alone.field if alone is not None else None
        whole = known(column.heading, "actions") or known(f"{column.own} {column.group}", "actions")
        if over and own and own not in (over, "other", "ref") and not whole and over not in _RATED:
            bands.add(column.group)
    return frozenset(bands)


def match_column(column: FoundColumn, bands: frozenset[str] = frozenset()) -> Match | None:
    """Return what a heading is taken for by its words alone, None where nothing fits; a group among ``bands`` has no say."""
    group, own = column.group, column.own or column.heading
    if group in bands and (found := _match_alone(own)) is not None:
        return found
    exact = [column.heading, f"{own} {group}", own] if group else [own]
    for text in exact:
        name = known(text, "actions")
        if name is not None and not (group and text == own and name in ("other", "ref") and known(group, "actions")):
            return Match(name, KNOWN, True)
    if group:
        name = known(group, "actions")
        if name is not None:
            return Match(name, KNOWN, True)
    for text in exact[:2]:
        found = suggest(text, "actions")
        if found is not None:
            return found
    return None


def _match_alone(heading: str) -> Match | None:
    name = known(heading, "actions")
    return Match(name, KNOWN, True) if name is not None else suggest(heading, "actions")


def _take_ticks(table: FoundTable, claims: list[Claim], result: Assignment, rows: list[int]) -> list[Claim]:
    """Take out the columns whose headings are ratings and whose cells are ticks (or colours): together they give the status."""
    ticked = []
    for claim in claims:
        if claim.how == ANSWERED or not claim.column.heading:
            continue
        word = _rating_word(claim.column)
        contents = claim.contents
        marks = max(contents.ticks, contents.ones) >= 0.8 if contents.filled else True
        if word and marks:
            ticked.append((word, claim))
    used = [claim for _, claim in ticked if claim.contents.filled or claim.contents.coloured]
    if len(ticked) < 2 or not used or len({word for word, _ in ticked}) < 2:
        return claims
    taken = {id(claim) for _, claim in ticked}
    result.ticks = [(word, claim.column) for word, claim in ticked]
    for word, claim in ticked:
        result.mapping.append(Mapped(table.sheet.name, claim.column.heading, "status", f"a tick here means {word}"))
    return [claim for claim in claims if id(claim) not in taken]


def _take_bars(table: FoundTable, claims: list[Claim], result: Assignment, rows: list[int]) -> list[Claim]:
    """Take out the columns of months or weeks whose coloured cells show when the work is done."""
    bars = find_bars(table, result.profiles, rows)
    taken = {bar.column.index for bar in bars}
    if not bars or any(claim.column.index in taken and claim.how == ANSWERED for claim in claims):
        return claims
    result.bars = bars
    for bar in bars:
        result.mapping.append(Mapped(table.sheet.name, bar.column.heading, "due", "coloured or marked cells show from when to when"))
    return [claim for claim in claims if claim.column.index not in taken]


def _rating_word(column: FoundColumn) -> str:
    """Return the rating that a heading names ("On Target to Achieve (tick)"), empty where it names none."""
    for text in (column.own, column.heading):
        plain = normalise(text.replace("(tick)", " ").replace("(Tick)", " "))
        plain = plain.removesuffix(" to achieve").removesuffix(" tick").strip()
        if plain in ("done", "complete", "completed", "achieved", "closed"):
            return plain
        if len(plain) <= 30 and read_status(plain, None, None, {}).known:
            return plain
    return ""


def _settle_titles(claims: list[Claim], key: dict[str, str]) -> None:
    """Let headings that depend on their neighbours find their place: a lone "No." is the action's reference unless there is another."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    refs = by_field.get("ref", [])
    if len(refs) == 2:
        generic = [
            c for c in refs if normalise(c.column.own or c.column.heading) in ("no", "ref", "number", "nos", "#", "reference", "code", "index")
        ]
        if len(generic) == 2:  # beside "Ref" on every row, "No." on the first row of each recommendation numbers the recommendations
            fewer, more = sorted(generic, key=lambda claim: claim.contents.filled)
            generic = [fewer] if fewer.contents.filled <= CARRIED * more.contents.filled else generic
        if len(generic) == 1 and "recommendation_refs" not in by_field and ("recommendation" in by_field):
            generic[0].field, generic[0].how = "recommendation_refs", f"{KNOWN}, the other reference is the action's"
    rated = by_field.get("status", [])
    told = [claim for claim in rated if claim.how != ANSWERED and _is_told(claim.contents)]
    if told and len(told) < len(rated):  # "Position at 31 October" beside a column of ratings says in words how things stand
        for claim in told:
            claim.field, claim.how = "update", f"{claim.how}, words beside a column of ratings"
    coloured = any(claim.contents.hues >= LEAST_HUES for claim in rated)
    for claim in rated:
        if coloured and not any(word.isdigit() for word in key) and claim.how != ANSWERED and _is_grade(claim.contents):
            claim.field, claim.how = "other", "numbers beside a column of colours: a grade of something else, kept under Other columns"
    if any(claim.named == "status" for claim in rated):
        for claim in rated:
            if claim.named in ("update", "progress", "completed"):
                claim.field, claim.how = claim.named, KNOWN
    if "action" not in by_field:
        for name in ("method", "milestone"):
            for claim in by_field.get(name, [])[:1]:
                claim.field, claim.how = "action", f"{claim.how}: the plan has no other column of actions"
                return


def _take_months(claims: list[Claim]) -> None:
    """Take columns that are headed by nothing but a time and hold ratings for the rating of each, where no other column is one."""
    if any(claim.field == "status" for claim in claims):
        return
    timed = [c for c in claims if c.field == "other" and c.how == NOT_RECOGNISED and (c.column.dated or _TURN.search(normalise(c.column.heading)))]
    rated = [claim for claim in timed if claim.contents.filled and claim.contents.ratings >= MOSTLY_RATED]
    if len(rated) < 2:
        return
    for claim in (*rated, *(c for c in timed if not c.contents.filled and not c.contents.coloured)):
        claim.field, claim.how = "status", "headed by a time, holds ratings"


def _take_dated(claims: list[Claim], result: Assignment) -> None:
    """Of several dated columns of one field the latest is current, the others are history."""
    for name in ("update", "status", "progress"):
        dated = sorted((c for c in claims if c.field == name and c.column.dated), key=_rank_dated, reverse=True)
        rivals = [c for c in claims if c.field == name and not c.column.dated]
        if len(dated) + len(rivals) < 2 or not dated:
            continue
        older = dated[1:] if not rivals else dated
        if (
            rivals
            and name == "update"
            and not any("current" in normalise(r.column.heading) or "latest" in normalise(r.column.heading) for r in rivals)
        ):
            older = dated[1:]
            for rival in rivals:
                rival.strength -= 0.5
        for claim in older:
            claim.field, claim.how = f"earlier {name}", f"{claim.how}, an earlier one"
            result.earlier.setdefault(name, []).append(claim.column)


def _rank_dated(claim: Claim) -> tuple[bool, date]:
    """Rank a dated column: the latest first, those still to be filled in last."""
    return max(claim.contents.filled, claim.contents.coloured) > 0, claim.column.dated or date.min


def _take_turns(claims: list[Claim], result: Assignment) -> None:
    """Of ratings or updates by quarter or month (Q1, Q2 ...), the last that is filled in is current."""
    for name in ("status", "update"):
        turns = [c for c in claims if c.field == name and _TURN.search(normalise(c.column.own or c.column.heading)) and not c.column.dated]
        used = [c for c in turns if max(c.contents.filled, c.contents.coloured)]
        if len(turns) < 2 or not used:
            continue
        most = max(max(c.contents.filled, c.contents.coloured) for c in used)
        current = [c for c in used if max(c.contents.filled, c.contents.coloured) >= 0.5 * most][-1]
        for claim in reversed([c for c in turns if c is not current]):
            claim.field, claim.how = f"earlier {name}", f"{claim.how}, an earlier one"
            result.earlier.setdefault(name, []).append(claim.column)


def _resolve(claims: list[Claim], result: Assignment) -> None:
    """Give each field its best column; the others go where they still make sense, or under Other columns."""
    order = sorted(claims, key=lambda c: (-c.strength, -_fitness(c), c.column.index))
    for claim in order:
        if claim.field.startswith("earlier "):
            continue
        if claim.field in ("other", "method", "milestone", "direction", "previous_status"):
            result.others.append(claim.column)
            continue
        place = next((name for name in (claim.field, *_second_places(claim)) if name not in result.fields), None)
        if place is None and claim.field == "revised":
            claim.how = f"{claim.how}, the last of several that is filled in"
            result.revised.append(claim.column)
            continue
        if place is None:
            claim.field, claim.how = "other", SECOND
            result.others.append(claim.column)
            continue
        if place != claim.field:
            claim.how = f"{claim.how}, a second column of that kind"
        claim.field = place
        result.fields[place] = claim.column
    if result.revised:
        result.revised = sorted([*result.revised, result.fields["revised"]], key=lambda column: column.index)
    result.others.sort(key=lambda column: column.index)


def _second_places(claim: Claim) -> tuple[str, ...]:
    rated = claim.contents.ratings >= 0.5 or claim.contents.hues >= 2
    places: dict[str, tuple[str, ...]] = {
        "outcome": ("measure",),
        "measure": ("outcome",),
        "theme": ("objective",),
        "status": ("outcome_rating",) if rated else (),
        "ref": ("recommendation_refs",) if claim.contents.recommendations >= 0.6 else (),
    }
    if claim.field == "due" and re.search(r"complet|achieved|actual", normalise(claim.column.heading)):
        return ("completed",)
    return places.get(claim.field, ())


def _is_told(contents: Profile) -> bool:
    """Tell whether a column holds words of their own on each row and no ratings: "Position at 31 October" beside a column of ratings."""
    return contents.filled >= 2 and contents.ratings < 0.2 and contents.distinct >= 0.5 and contents.length >= 6 and contents.dates < 0.5


def _is_grade(contents: Profile) -> bool:
    """Tell whether a column holds whole numbers and no colours: the grade that an inspection gave, where another column holds the colours."""
    return contents.filled > 0 and contents.hues < LEAST_HUES and contents.recommendations == 1 and contents.length <= 2


_PLAIN_NAMES = {
    "action": ("action",),
    "theme": ("theme",),
    "lead": ("lead", "owner"),
    "ref": ("action",),
    "recommendation": ("recommendation",),
    "status": ("current", "progress", "rag"),
    "update": ("current", "latest", "update"),
    "outcome": ("outcome",),
    "due": ("due", "target", "by when"),
    "measure": ("measure",),
}


# Who answers for an action from above, where another column names who does it.
_ABOVE_LEAD = ("sro", "senior responsible officer", "senior responsible owner", "sponsor", "executive sponsor", "accountable director")


def _fitness(claim: Claim) -> float:
    """Return how well a column suits the field it claims, to choose between two."""
    heading, contents = normalise(claim.column.stem or claim.column.heading), claim.contents
    named = sum(word in heading for word in _PLAIN_NAMES.get(claim.field, ()))
    filled = min(contents.filled or contents.coloured, 1)
    typed = contents.dates if claim.field in DATE_FIELDS else (contents.ratings if claim.field in ("status", "outcome_rating") else 0)
    vague = claim.field == "lead" and heading in _ABOVE_LEAD
    vague |= heading in ("date", "dates", "target", "area", "no", "number", "comment", "comments", "notes", "description", "details")
    return named + 0.8 * typed + 0.5 * filled - 0.7 * vague


def _report(table: FoundTable, claims: list[Claim], result: Assignment, rows: list[int]) -> None:
    for claim in sorted(claims, key=lambda c: c.column.index):
        heading = claim.column.heading or f"(column {claim.column.index} has no heading)"
        shown = _SHOWN.get(claim.field, claim.field.removeprefix("earlier "))
        if claim.field.startswith("earlier "):
            shown = "earlier_updates"
        how = claim.how
        if not shown and how == KNOWN:
            how = f"{KNOWN}, kept under Other columns"
        result.mapping.append(Mapped(table.sheet.name, heading, shown, how))
        unsure = (
            how.startswith("similar")
            or "decided by its contents" in how
            or (claim.field == "other" and how == NOT_RECOGNISED and claim.contents.filled > 0)
        )
        if unsure and claim.column.heading:
            result.questions.append(ask_field(table, claim.column, rows, claim.field))
