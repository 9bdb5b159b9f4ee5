"""The parts of the questions page: each question with what it rests on, and recording what the board was told."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis import contradictions as contra
from analysis import questions as analysis
from analysis.asking import Board
from pages.common import figures, impact, show
from pages.common.choices import Shown

_SAID = "_answer_kept"


def draw(shown: Shown, safe: bool = False) -> pd.DataFrame:
    """Return every question that the rules give; ``safe`` hides small numbers whatever the view."""
    ground = impact.load(shown, safe)
    plan = impact.load_plan(shown, ground, safe)
    actions = shown.all_actions
    themes = impact.analysis.place_groups(actions, impact.analysis.group_by_theme(actions), ground.links, ground.impact, shown.as_at)
    return analysis.draw_questions(Board(plan, themes, ground.promises))


def load_answers(shown: Shown) -> pd.DataFrame:
    """Return the answers to questions, oldest first; what was said about links and pairs of actions is no answer to a question."""
    answers = impact.load_answers(shown)
    return answers[answers["question"].str.startswith(analysis.PREFIXES)]


def show_questions(chosen: pd.DataFrame) -> None:
    """Show each question with its figure, who could answer, a good answer, the owner's words and where the figure stands."""
    if _SAID in st.session_state:
        st.success(show.plain(st.session_state.pop(_SAID)))
    for number, row in enumerate(chosen.to_dict("records"), start=1):
        st.subheader(show.plain(f"{number}. {row['question']}"))
        lines = [("It rests on", row["rests_on"]), ("Who could answer", row["who"] or "nobody is named"), ("A good answer holds", row["good_answer"])]
        lines += [("The owner says", row["says"])] if isinstance(row["says"], str) else []
        lines += [("Asked before", row["before"])] if row["before"] else []
        st.markdown("\n".join(f"- **{label}:** {show.plain(text)}" for label, text in lines))
        st.markdown(f"[See the figure behind question {number}]({show.address(row['page'], **row['choice'])})")


def offer_answer(shown: Shown, chosen: pd.DataFrame) -> None:
    """Let a person record what the board was told."""
    if shown.partner or chosen.empty:
        return
    st.header("Record an answer")
    if not show.can_write(shown, "No answer can be recorded"):
        return
    texts = {row["id"]: f"{number}. {row['question']}" for number, row in enumerate(chosen.to_dict("records"), start=1)}
    with st.form("answer"):
        question = st.selectbox("Question", list(texts), format_func=lambda name: texts[name])
        board = st.date_input("Date of the board", analysis.next_board(shown.records("events"), shown.as_at), format="DD/MM/YYYY")
        answer = st.text_area("What the board was told", max_chars=4000)
        who = st.text_input("Your name or role", value=st.session_state.get("_who", ""))
        if st.form_submit_button("Keep the answer") and _complete(answer, who):
            figure = chosen.set_index("id").at[question, "figure"]
            day = board if isinstance(board, date) else None
            impact.record(shown, str(question), answer, who=who, board=day, figure=None if pd.isna(figure) else float(figure))
            st.session_state["_who"] = who.strip()
            st.session_state[_SAID] = "The answer is kept. The question comes back only if its figure gets worse."
            st.rerun()


def _complete(answer: str, who: str) -> bool:
    if answer.strip() and who.strip():
        return True
    st.error("Please write what the board was told, and your name or role.")
    return False


def show_answered(shown: Shown, answers: pd.DataFrame, questions: pd.DataFrame) -> None:
    """Show every answer given so far."""
    if len(answers):
        st.header("Answered so far")
        safe = analysis.hide_figures(answers)
        show.table(
            analysis.label_answers(safe if shown.partner else answers, questions), "answers",
            caption="Every answer, newest first; none is ever changed", export=lambda: analysis.label_answers(safe, questions),
        )


def show_contradictions(shown: Shown) -> None:
    """Show what the rules found, which could not be applied, and what each looks for."""
    found, plan = find(shown)
    st.header(show.plain(contra.describe_contradictions(found)))
    for sentence in contra.list_unapplied(plan):
        st.caption(show.plain(sentence))
    figures.say_rule(shown)
    show.table(
        contra.label_contradictions(found), "contradictions", caption="Each with what it rests on and the owner's own words",
        export=lambda: contra.label_contradictions(find(shown, safe=True)[0]),
    )
    rules = contra.label_rules(contra.count_rules(found))
    show.table(rules, "contradiction-rules", caption="The rules, and how often each found something", closed=True)


def find(shown: Shown, safe: bool = False) -> tuple[pd.DataFrame, contra.Plan]:
    """Return the contradictions that concern what the filters leave, and what the rules looked at."""
    plan = impact.load_plan(shown, impact.load(shown, safe), safe)
    found = contra.find_contradictions(plan)
    if shown.filtered:
        found = found[found["key"].isin(set(shown.actions["key"]))].reset_index(drop=True)
    return found, plan
