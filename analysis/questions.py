"""The questions a board should ask next: at most seven, ranked by rule, each with its figure, who could answer and what a good answer holds.

Rules stand in a fixed order, the most telling first. Each gives its worst case first, and at most two; the places that are left are filled
with further cases in the same order. A question that a board has had answered comes back only where its figure is worse than it was then.
"""

from datetime import date

import pandas as pd

from analysis.asking import KINDS, MORE, Board
from analysis.figure_words import describe_day, format_value
from analysis.uk_time import in_uk
from analysis.wording import count_of

MOST = 7
# How ids of questions begin; answers about links or pairs of actions begin otherwise.
PREFIXES = ("moved:", "worse:", "silent:", "reopen:", "impact:", "promise:", "owner:", "lonely:", "evidence")
# How those begin whose figure is that of a measure: it may be a small number of children.
MEASURED = ("worse:", "reopen:", "promise:", "owner:")
MOST_OF_A_KIND = 2
COLUMNS = ("id", "aliases", "kind", "question", "figure", "worse", "rests_on", "who", "good_answer", "says", "page", "choice")


def draw_questions(board: Board) -> pd.DataFrame:
    """Return every question that the rules give, in the order of the rules, worst case first.

    Returns
    -------
    DataFrame
        ``id``, ``aliases`` (list: ids that the same question had in earlier versions), ``kind``, ``question``, ``figure`` (the number that it
        rests on), ``worse`` (more or less: which way is worse), ``rests_on``, ``who``, ``good_answer``, ``says`` (the owner's words), ``page`` and
        ``choice`` (where the figure stands: a page and, as a dictionary, what to choose there).
    """
    rows = [{"kind": kind.name, "aliases": [], **found} for kind in KINDS for found in kind.find(board)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.drop_duplicates("id").astype({"figure": "float64"}).reset_index(drop=True)


def set_aside(questions: pd.DataFrame, answers: pd.DataFrame, tell_figures: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Divide questions into those still open and those answered.

    Parameters
    ----------
    questions : DataFrame
        From `draw_questions`.
    answers : DataFrame
        ``question``, ``board``, ``answer``, ``figure``, ``who``, ``at``, oldest first.
    tell_figures : bool
        Whether to say what the figure of a measure was then: it was kept as it stood, small or not, so partners are not told.

    Returns
    -------
    tuple of DataFrame
        Open questions, with ``before`` (what was answered earlier, where the figure has got worse since, in words), and the answered ones.
    """
    last = {row["question"]: row for row in answers.to_dict("records")}
    before: list[str] = []
    keep: list[bool] = []
    for row in questions.to_dict("records"):
        said = next((last[name] for name in [row["id"], *row["aliases"]] if name in last), None)
        worse = said is not None and _is_worse(row["figure"], said["figure"], row["worse"])
        keep.append(said is None or worse)
        before.append(_describe_before(said, row, tell_figures) if said is not None and worse else "")
    marked = questions.assign(before=pd.Series(before, index=questions.index, dtype="str"))
    mask = pd.Series(keep, index=questions.index, dtype=bool)
    return marked[mask].reset_index(drop=True), questions[~mask].reset_index(drop=True)


def _is_worse(now: float, then: float, worse: str) -> bool:
    if pd.isna(then):
        return False
    return bool(now > then if worse == MORE else now < then)


def _describe_before(said: dict, row: dict, tell_figures: bool) -> str:
    board = f"the board of {describe_day(said['board'])}" if pd.notna(said["board"]) else f"{describe_day(in_uk(said['at']))}"
    if row["id"].startswith(MEASURED) and not tell_figures:
        return f"Answered for {board}: {said['answer']} Its figure has got worse since."
    return f"Answered for {board}: {said['answer']} Its figure was {format_value(said['figure'])} then and is {format_value(row['figure'])} now."


def choose_questions(questions: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """Return the questions to ask: two of each kind at most, then more of the same where places are left; in the order of the rules."""
    rank = questions.groupby("kind", sort=False).cumcount()
    first = questions[rank < MOST_OF_A_KIND].head(most)
    more = questions[~questions.index.isin(first.index)].head(most - len(first))
    return questions.loc[sorted([*first.index, *more.index])].reset_index(drop=True)


def next_board(events: pd.DataFrame, today: date) -> date:
    """Return the day of the next board meeting from a day on, or that day itself where none is planned."""
    meetings = events.loc[(events["kind"] == "board meeting") & (events["date"] >= pd.Timestamp(today)), "date"]
    return meetings.min().date() if len(meetings) else today


def describe_questions(chosen: pd.DataFrame, still: pd.DataFrame, answered: pd.DataFrame) -> str:
    """Return the sentence on top: how many to ask, how many more the rules give, how many are answered."""
    if chosen.empty and answered.empty:
        return "The rules give no question to this plan."
    text = f"{count_of(len(chosen), 'question').capitalize()} to ask"
    rest = len(still) - len(chosen)
    text += f"; the rules give {rest} more" if rest else ""
    return text + (f"; {len(answered)} answered and no worse since." if len(answered) else ".")


def label_questions(questions: pd.DataFrame) -> pd.DataFrame:
    """Return questions as people read them, numbered."""
    return pd.DataFrame(
        {
            "No.": range(1, len(questions) + 1),
            "Question": questions["question"],
            "What it rests on": questions["rests_on"],
            "Who could answer": questions["who"].replace("", None).fillna("nobody named"),
            "A good answer holds": questions["good_answer"],
            "The owner says": questions["says"].fillna("nothing"),
        }
    )


def label_kinds() -> pd.DataFrame:
    """Return the rules in their order."""
    return pd.DataFrame([(place, kind.name, kind.meaning) for place, kind in enumerate(KINDS, 1)], columns=["Rank", "Rule", "What it looks for"])


def hide_figures(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers without the figures of measures, which were kept as they stood, small or not."""
    return answers.assign(figure=answers["figure"].mask(answers["question"].str.startswith(MEASURED)))


def label_answers(answers: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Return the answers given, newest first, with the question where the rules still give it."""
    texts = dict(zip(questions["id"], questions["question"], strict=True))
    newest = answers.iloc[::-1]
    return pd.DataFrame(
        {
            "Board": newest["board"],
            "Question": [texts.get(name, "no longer given by the rules") for name in newest["question"]],
            "Answer": newest["answer"],
            "Recorded by": newest["who"],
            "Figure then": newest["figure"],
        }
    )
