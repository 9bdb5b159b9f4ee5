"""The plan told in sentences: the same tables always give the same words, and every number is taken from a cell named beside it.

Nothing is said of a change that the control chart's gate does not allow: what cannot be judged is said to be so, with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import impact as impacts
from analysis.agencies import body_roles
from analysis.figure_words import describe_day, format_value
from analysis.impact import NO_ACTION, NOT_MEASURED, TOO_EARLY
from analysis.progress import ALL_ACTIONS, add_total, theme_progress
from analysis.promises import count_verdicts
from analysis.verdicts import CANNOT_TELL, IMPROVING, NO_CHANGE, WORSENING
from analysis.wording import are, join_words

PARTS = ("Overview", "Themes", "Agencies", "Measures")
# The page on which each table stands.
PAGE_OF = {"progress": "themes", "agencies": "agencies", "impact": "impact", "corners": "impact", "measures": "measures", "verdicts": "measures",
           "promises": "promises"}  # fmt: skip
_CORNER_WORDS = {
    impacts.WORKING: "working", impacts.NO_IMPACT: "done but without impact", impacts.AHEAD: "improving ahead of its delivery",
    impacts.NEITHER: "neither done nor improving", TOO_EARLY: "too early to judge", NOT_MEASURED: "not measured",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A piece of a sentence and the cell that it was taken from."""

    text: str
    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Sentence:
    """One sentence: the part it belongs to, what it is about, its words and their facts."""

    part: str
    about: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Told:
    """The whole narrative and the tables that it was told from, each indexed by the name of its rows."""

    sentences: tuple[Sentence, ...]
    tables: Mapping[str, pd.DataFrame]


class _Teller:
    """Takes pieces from tables and notes where each was taken from."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = tables
        self._facts: list[Fact] = []
        self.sentences: list[Sentence] = []

    def number(self, table: str, row: str, column: str) -> int:
        """Return a whole number of a table, to decide by; it is no part of the words yet."""
        return int(self.tables[table].at[row, column])

    def take(self, table: str, row: str, column: str, write: Callable[[object], str] = str) -> str:
        """Return a cell in words."""
        text = write(self.tables[table].at[row, column])
        self._facts.append(Fact(text, table, row, column))
        return text

    def count(self, table: str, row: str, column: str, one: str) -> str:
        """Return a count with its noun, singular or plural, "no" for none."""
        number = self.number(table, row, column)
        text = self.take(table, row, column, lambda value: f"{value:,}" if value else "no")
        return f"{text} {one if number == 1 else one + 's'}"

    def say(self, part: str, about: str, *texts: str) -> None:
        """Put a sentence down with the facts taken for it."""
        self.sentences.append(Sentence(part, about, "".join(texts), tuple(self._facts)))
        self._facts = []


def tell(
    actions: pd.DataFrame,
    themes: pd.DataFrame,
    judged: pd.DataFrame,
    promises: pd.DataFrame,
    today: date,
    *,
    order: tuple[str, ...] = (),
) -> Told:
    """Tell the plan in sentences.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    themes : DataFrame
        From ``impact.place_groups`` by theme.
    judged : DataFrame
        From ``verdicts.judge_measures``.
    promises : DataFrame
        From ``promises.judge_promises``.
    today : date
        The day the plan's dates are judged on.
    order : tuple of str
        The plan's themes in order.
    """
    teller = _Teller(build_tables(actions, themes, judged, promises, today, order=order))
    _tell_overview(teller)
    for theme in teller.tables["impact"].index:
        if teller.number("impact", theme, "total"):
            _tell_theme(teller, theme)
    for body in teller.tables["agencies"].index:
        _tell_agency(teller, body)
    for measure in teller.tables["measures"].index:
        _tell_measure(teller, measure)
    return Told(tuple(teller.sentences), teller.tables)


def build_tables(
    actions: pd.DataFrame,
    themes: pd.DataFrame,
    judged: pd.DataFrame,
    promises: pd.DataFrame,
    today: date,
    *,
    order: tuple[str, ...] = (),
) -> dict[str, pd.DataFrame]:
    """Return the tables that sentences are told from, by name, each indexed by the name of its rows."""
    placed = themes[themes["corner"] != NO_ACTION]
    corners = placed["corner"].value_counts().reindex(list(impacts.CORNERS), fill_value=0)
    order_of_words = [IMPROVING, NO_CHANGE, WORSENING, "higher than usual", "lower than usual", CANNOT_TELL]
    words = judged["word"].value_counts().reindex(order_of_words, fill_value=0)
    counted = count_verdicts(promises)
    progress = add_total(theme_progress(actions, today, themes=order), actions, today)
    return {
        "progress": progress.set_index("group"),
        "impact": themes.set_index("group"),
        "corners": pd.DataFrame({"themes": [*corners, len(placed)]}, index=[*corners.index, "all"]),
        "verdicts": pd.DataFrame({"measures": [*words, len(judged)]}, index=[*words.index, "all"]),
        "promises": pd.DataFrame({"promises": [*counted["count"], len(promises)]}, index=[*counted["verdict"], "all"]),
        "agencies": body_roles(actions, today, "deliver").set_index("group"),
        "measures": _list_measures(judged),
    }


def _list_measures(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with a figure, indexed by name; one that shares its name has its key beside it."""
    known = judged[judged["period_end"].notna()]
    shared = known["name"].duplicated(keep=False)
    names = [f"{name} ({key})" if twice else name for name, key, twice in zip(known["name"], known["measure"], shared, strict=True)]
    figure = [format_value(row["value"], row["unit"], row["symbol"], row["decimals"]) for row in known.to_dict("records")]
    target = [format_value(row["target"], row["unit"]) if pd.notna(row["target"]) else "" for row in known.to_dict("records")]
    return known.assign(figure=figure, target_in_words=target).set_axis(pd.Index(names, dtype="object"))


def _share(value: object) -> str:
    return f"{float(str(value)):.1f}%"


def _tell_overview(teller: _Teller) -> None:
    about = "The plan"
    if teller.number("progress", ALL_ACTIONS, "total"):
        _tell_done(teller, "Overview", ("progress", ALL_ACTIONS), "The plan has ")
    if teller.number("corners", "all", "themes"):
        said = [_say_corner(teller, corner) for corner in impacts.CORNERS if teller.number("corners", corner, "themes")]
        teller.say("Overview", about, f"Of {teller.count('corners', 'all', 'themes', 'theme')}, ", join_words(said), ".")
    if teller.number("verdicts", "all", "measures"):
        said = [_say_verdict(teller, word) for word in teller.tables["verdicts"].index[:-1] if teller.number("verdicts", word, "measures")]
        teller.say("Overview", about, f"Of {teller.count('verdicts', 'all', 'measures', 'measure')}, ", join_words(said), ".")
    if teller.number("promises", "all", "promises"):
        used = [word for word in teller.tables["promises"].index[:-1] if teller.number("promises", word, "promises")]
        said = [f"{teller.take('promises', word, 'promises')} {_PROMISE_WORDS[word]}" for word in used]
        teller.say("Overview", about, f"Of {teller.count('promises', 'all', 'promises', 'promised effect')}, ", join_words(said), ".")


_PROMISE_WORDS = {
    "hit": "reached what was promised", "right direction": "fell short but moved the right way", "no sign": "showed no sign",
    "wrong way": "went the wrong way", "too early": "cannot be judged yet", "cannot tell": "cannot be judged at all",
}  # fmt: skip


def _say_corner(teller: _Teller, corner: str) -> str:
    return f"{teller.take('corners', corner, 'themes')} {are(teller.number('corners', corner, 'themes'))} {_CORNER_WORDS[corner]}"


def _say_verdict(teller: _Teller, word: str) -> str:
    number = teller.number("verdicts", word, "measures")
    verbs = {IMPROVING: f"{are(number)} really improving", WORSENING: f"{are(number)} worsening", NO_CHANGE: f"{_show(number)} no real change",
             CANNOT_TELL: "cannot be judged"}  # fmt: skip
    return f"{teller.take('verdicts', word, 'measures')} {verbs.get(word, f'{are(number)} {word}')}"


def _show(number: int) -> str:
    return "shows" if number == 1 else "show"


def _tell_done(teller: _Teller, part: str, where: tuple[str, str], begin: str) -> None:
    """Say how many actions there are, how many are done and how many are overdue; ``where`` is the table and its row."""
    table, row = where
    total, done, late = (teller.number(table, row, column) for column in ("total", "done", "overdue"))
    texts = [f"{begin}{teller.count(table, row, 'total', 'action')}: "]
    if done:
        texts.append(f"{teller.take(table, row, 'done')} {are(done)} done ({teller.take(table, row, 'done_share', _share)})")
    else:
        texts.append("none is done" if total > 1 else "it is not done")
    texts.append(f", and {teller.take(table, row, 'overdue')} {are(late)} overdue." if late else ", and none is overdue." if total > 1 else ".")
    teller.say(part, "The plan" if row == ALL_ACTIONS else row, *texts)


def _tell_theme(teller: _Teller, theme: str) -> None:
    _tell_done(teller, "Themes", ("impact", theme), f"{theme} has ")
    used = [verdict for verdict in impacts.VERDICTS if teller.number("impact", theme, verdict)]
    if not used:
        teller.say("Themes", theme, "No measure is linked to its actions, so it is ", teller.take("impact", theme, "corner"), ".")
        return
    words = {NOT_MEASURED: "not measured", TOO_EARLY: "too early to judge", NO_CHANGE: "without a real change"}
    said = []
    for verdict in used:
        number = teller.number("impact", theme, verdict)
        said.append(f"{teller.take('impact', theme, verdict)} {are(number)} {words.get(verdict, verdict)}")
    corner = _CORNER_WORDS[teller.take("impact", theme, "corner")]
    teller.say("Themes", theme, f"Of the measures linked to it, {join_words(said)}: the theme is {corner}.")


def _tell_agency(teller: _Teller, body: str) -> None:
    _tell_done(teller, "Agencies", ("agencies", body), f"{body} delivers ")


def _tell_measure(teller: _Teller, measure: str) -> None:
    row = teller.tables["measures"].loc[measure]
    texts = [f"{measure}: {teller.take('measures', measure, 'figure')} on {teller.take('measures', measure, 'period_end', describe_day)}"]
    if row["target_in_words"] and pd.notna(row["distance"]):
        target = teller.take("measures", measure, "target_in_words")
        texts.append(f", which {'meets' if row['distance'] >= 0 else 'does not meet'} its target of {target}")
    teller.say("Measures", measure, *texts, ". ", teller.take("measures", measure, "verdict"))


def write_text(told: Told) -> str:
    """Return the whole narrative as plain text, part by part."""
    lines: list[str] = []
    for part in PARTS:
        lines += [part, *(sentence.text for sentence in told.sentences if sentence.part == part), ""]
    return "\n".join(lines).rstrip() + "\n"


def list_facts(told: Told, part: str) -> pd.DataFrame:
    """Return every piece of a part's sentences with the cell that it was taken from."""
    rows = [
        (place, fact.text, fact.table, fact.row, fact.column)
        for place, sentence in enumerate((one for one in told.sentences if one.part == part), start=1)
        for fact in sentence.facts
    ]
    return pd.DataFrame(rows, columns=["Sentence", "Words", "Table", "Row", "Column"])


def find_page(sentence: Sentence) -> str:
    """Return the page on which the table behind a sentence stands."""
    return PAGE_OF[sentence.facts[-1].table] if sentence.facts else "overview"


def label_sentences(told: Told, part: str) -> pd.DataFrame:
    """Return a part's sentences, numbered."""
    rows = [(place, one.about, one.text) for place, one in enumerate((one for one in told.sentences if one.part == part), start=1)]
    return pd.DataFrame(rows, columns=["No.", "About", "Sentence"])
