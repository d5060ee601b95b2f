"""What the gradebook's page shows of each pupil: marks, strong and weak objectives, and answers."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.item_analysis import Analysis
from lessons.core.names import sort_key, tidy
from lessons.journal.records import CONFIDENCES

MAX_PUPILS = 300  # that the page shows one by one
MAX_ANSWERS = 8_000  # that the page shows one by one; more would make it too slow to open


def table(analysis: Analysis, pupils: Sequence[str]) -> dict[str, Any]:
    """Return the table of pupils: lessons, heads, rows, class_shares, or a sentence `instead`.

    A head is a text, or a short one with its meaning. A row has a name, marks as text, a share
    and a number of answers for each objective, and the objectives in which the pupil is strong
    and weak.
    """
    lessons = [str(name) for name in analysis.marks["lesson"].unique(maintain_order=True)]
    if len(pupils) > MAX_PUPILS:
        text = f"{len(pupils):,} pupils are too many for a page: objectives.csv has them all."
        return {"lessons": lessons, "rows": [], "instead": text}
    # An exam's own questions may have no objective: they count for the mark, but get no column.
    objectives = analysis.objectives.filter(pl.col("objective") != "")
    ids = [str(id) for id in objectives["objective"]]
    order = sorted(analysis.totals["pupil"], key=lambda pupil: sort_key(pupils[pupil]))
    return {
        "lessons": lessons,
        "heads": _heads(lessons, ids),
        "rows": [_row(analysis, pupils[pupil], pupil, lessons, ids) for pupil in order],
        "class_shares": list(objectives["share"]),
        "instead": "No answer was counted.",
    }


def _heads(lessons: Sequence[str], objectives: Sequence[str]) -> list[str | tuple[str, str]]:
    marks: list[str | tuple[str, str]] = ["% of all"]
    if len(lessons) > 1:
        marks = [(report_text.lesson_label(it), report_text.lesson_heading(it)) for it in lessons]
        marks += ["Handed in", "% of handed in", "% of all set"]
    numbers = [
        (report_text.objective_number(id), report_text.objective_text(id)) for id in objectives
    ]
    return ["Name", *marks, "Answers", *numbers, "Strong in", "Weak in"]


def _row(
    analysis: Analysis, name: str, pupil: int, lessons: Sequence[str], objectives: Sequence[str]
) -> dict[str, Any]:
    is_own = pl.col("pupil") == pupil
    shares = analysis.pupils.filter(is_own)
    by_objective = {row["objective"]: row for row in shares.iter_rows(named=True)}
    total = analysis.totals.filter(is_own).row(0, named=True)
    marks = analysis.marks.filter(is_own)
    by_lesson = dict(zip(marks["lesson"].cast(pl.String), marks["share"], strict=True))
    strong, weak = report_text.strong_and_weak(shares, report_text.MIN_OF_PUPIL)
    found = (by_objective.get(id, {"share": None, "answered": None}) for id in objectives)
    return {
        "name": name,
        "marks": [*_marks(total, [by_lesson.get(lesson) for lesson in lessons]), total["answered"]],
        "shares": [(row["share"], row["answered"]) for row in found],
        "strong": strong,
        "weak": weak,
    }


def _marks(total: dict[str, Any], shares: Sequence[float | None]) -> list[str]:
    """Return the cells with marks: one for a single lesson, otherwise with what was handed in."""
    of_all = f"{100 * total['of_all']:.0f}"
    if len(shares) == 1:
        return [of_all]
    lessons = ("–" if share is None else f"{100 * share:.0f}" for share in shares)
    handed_in = f"{total['handed_in']} of {len(shares)}"
    return [*lessons, handed_in, f"{100 * total['of_handed_in']:.0f}", of_all]


def details(
    builder: GradebookBuilder, answers: pl.DataFrame, wrong: pl.DataFrame
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what the page shows of each pupil's answers, in the order of the names.

    Written answers, which have no score, follow with their texts. Empty where there are more
    answers than the page can show.
    """
    texts, choices = builder.texts(), list(builder.choices)
    if answers.height + len(texts) > MAX_ANSWERS:
        return []
    labels: dict[tuple[int, int], list[str]] = {}
    for pupil, choice in wrong.iter_rows():
        question, label = choices[choice]
        labels.setdefault((pupil, question), []).append(label)
    found: dict[int, list[dict[str, Any]]] = {}
    rows = [*answers.sort("pupil", "question").iter_rows(named=True), *(t._asdict() for t in texts)]
    for row in rows:
        wrong_labels = labels.get((row["pupil"], row["question"]), [])
        shown = _answer(builder.questions[row["question"]].ask, row, wrong_labels)
        found.setdefault(row["pupil"], []).append(shown)
    names = builder.pupils
    order = sorted(found, key=lambda pupil: sort_key(names[pupil]))
    return [(names[pupil], found[pupil]) for pupil in order]


def _answer(ask: str, row: dict[str, Any], wrong: Sequence[str]) -> dict[str, Any]:
    if "text" in row:
        shown = {"answer": tidy(row["text"]), "score": None, "details": ["–"] * 4}
        return {"ask": ask, "is_text": True, **shown}
    answer = "; ".join(wrong) or ("right" if row["score"] == 1 else "partly right")
    has_hint, confidence = divmod(row["flags"], 4)
    hint, time = "read" if has_hint else "–", report_text.duration(row["seconds"])
    shown = {"details": [row["tries"], CONFIDENCES[confidence] or "–", hint, time]}
    return {"ask": ask, "is_text": False, "answer": answer, "score": row["score"], **shown}
