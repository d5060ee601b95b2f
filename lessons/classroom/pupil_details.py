"""The part of the gradebook's page with each pupil's answers, question by question."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from lessons.classroom.gradebook_builder import WrittenAnswer
from lessons.classroom.markup import Markup, share_cell, table, tag
from lessons.classroom.report_text import duration
from lessons.core.names import sort_key, tidy
from lessons.core.text import counted
from lessons.journal.records import CONFIDENCES
from lessons.questions import Question

MAX_ANSWERS = 8_000  # that the page shows one by one; more would make it too slow to open
HEADS = ["Question", "Answer", "%", "Tries", "How sure", "Hint", "Time"]
AnswersByPupil = Mapping[int, Sequence[dict[str, Any]]]


def answers_by_pupil(
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    choices: Sequence[tuple[int, str]],
    texts: Sequence[WrittenAnswer] = (),
) -> AnswersByPupil:
    """Return each pupil's rows of `answers` with the labels of the wrong choices in them.

    Written answers, which have no score, follow with their texts. Empty where there are more
    answers than the page can show.
    """
    if answers.height + len(texts) > MAX_ANSWERS:
        return {}
    labels: dict[tuple[int, int], list[str]] = {}
    for pupil, choice in wrong.iter_rows():
        question, label = choices[choice]
        labels.setdefault((pupil, question), []).append(label)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in answers.sort("pupil", "question").iter_rows(named=True):
        key = row["pupil"], row["question"]
        found.setdefault(row["pupil"], []).append(row | {"wrong": labels.get(key, [])})
    for text in texts:
        found.setdefault(text.pupil, []).append(text._asdict())
    return found


def section(
    answers: AnswersByPupil, pupils: Sequence[str], questions: Sequence[Question]
) -> list[Markup]:
    """Return a block to open for each pupil, in the order of their names."""
    if not answers:
        return []
    order = sorted(answers, key=lambda pupil: sort_key(pupils[pupil]))
    about = (
        "Open a name to see this pupil's answers. Of a wrong answer, its wrong parts are shown; "
        "a written answer is shown in full, for you to read, and has no mark."
    )
    return [
        tag("p", about),
        *(_details(pupils[pupil], answers[pupil], questions) for pupil in order),
    ]


def _details(name: str, rows: Sequence[dict[str, Any]], questions: Sequence[Question]) -> Markup:
    table_rows = [_row(questions[row["question"]].ask, row) for row in rows]
    head = tag("summary", tag("b", name, dir="auto"), f": {counted(len(rows), 'answer')}")
    return tag("details", head, table(f"Answers of {name}", HEADS, table_rows, "stacked"))


def _row(ask: str, row: dict[str, Any]) -> Markup:
    if "text" in row:
        written = tag("td", tidy(row["text"]), class_="text", data_head=HEADS[1], dir="auto")
        rest = (tag("td", "–", data_head=head) for head in HEADS[2:])
        return tag("tr", tag("th", ask, scope="row"), written, *rest)
    answer = "; ".join(row["wrong"]) or ("right" if row["score"] == 1 else "partly right")
    has_hint, confidence = divmod(row["flags"], 4)
    texts = [CONFIDENCES[confidence] or "–", "read" if has_hint else "–", duration(row["seconds"])]
    return tag(
        "tr",
        tag("th", ask, scope="row"),
        tag("td", answer, class_="text", data_head=HEADS[1]),
        share_cell(row["score"], data_head=HEADS[2]),
        tag("td", row["tries"], data_head=HEADS[3]),
        *(tag("td", text, data_head=head) for head, text in zip(HEADS[4:], texts, strict=True)),
    )
