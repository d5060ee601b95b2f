"""What one pupil answered, question by question, to fold out under the name."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.gradebook_builder import Text
from lessons.classroom.markup import Safe, shade, table, tag
from lessons.classroom.validation import in_order, many, tidy
from lessons.journal.records import SURE
from lessons.questions import Question

MOST = 8_000  # answers that a page folds out
HEADS = ["Question", "Answer", "%", "Tries", "How sure", "Hint", "Time"]
Rows = Mapping[int, Sequence[dict[str, Any]]]


def given(
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    choices: Sequence[tuple[int, str]],
    texts: Sequence[Text] = (),
) -> Rows:
    """Return what each pupil answered; nothing for more answers than a page can hold.

    `texts` are written answers, which have no score.
    """
    if answers.height + len(texts) > MOST:
        return {}
    said: dict[tuple[int, int], list[str]] = {}
    for pupil, choice in wrong.iter_rows():
        question, label = choices[choice]
        said.setdefault((pupil, question), []).append(label)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in answers.sort("pupil", "question").iter_rows(named=True):
        labels = said.get((row["pupil"], row["question"]), [])
        found.setdefault(row["pupil"], []).append(row | {"wrong": labels})
    for text in texts:
        found.setdefault(text.pupil, []).append(text._asdict())
    return found


def section(rows: Rows, pupils: Sequence[str], asked: Sequence[Question]) -> list[Safe]:
    """Return a fold for each pupil, in the order of their names."""
    if not rows:
        return []
    order = sorted(rows, key=lambda it: in_order(pupils[it]))
    about = (
        "Open a name for what this pupil answered. Of a wrong answer, the wrong parts stand here; "
        "what was written, for you to read, stands in full and has no mark."
    )
    return [tag("p", about), *(_fold(pupils[it], rows[it], asked) for it in order)]


def _fold(name: str, rows: Sequence[dict[str, Any]], asked: Sequence[Question]) -> Safe:
    lines = [_line(asked[row["question"]].ask, row) for row in rows]
    head = tag("summary", tag("b", name, dir="auto"), f": {many(len(rows), 'answer')}")
    return tag("details", head, table(f"Answers of {name}", HEADS, lines, "stacked"))


def _line(ask: str, row: dict[str, Any]) -> Safe:
    if "text" in row:
        written = tag("td", tidy(row["text"]), class_="text", data_head=HEADS[1], dir="auto")
        rest = (tag("td", "–", data_head=head) for head in HEADS[2:])
        return tag("tr", tag("th", ask, scope="row"), written, *rest)
    answer = "; ".join(row["wrong"]) or ("right" if row["score"] == 1 else "not all of it")
    sure, hint = SURE[row["flags"] % 4], row["flags"] >= 4
    texts = [sure or "–", "read" if hint else "–", report_text.spoken(row["seconds"])]
    return tag(
        "tr",
        tag("th", ask, scope="row"),
        tag("td", answer, class_="text", data_head=HEADS[1]),
        shade(row["score"], data_head=HEADS[2]),
        tag("td", row["tries"], data_head=HEADS[3]),
        *(tag("td", text, data_head=head) for head, text in zip(HEADS[4:], texts, strict=True)),
    )
