"""Prepare what the gradebook's page shows of each pupil: marks, objectives and answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.grading_scheme import Grade
from lessons.classroom.item_analysis import Analysis
from lessons.core.names import sort_key, tidy
from lessons.journal.records import CONFIDENCES

MAX_PUPILS = 300  # that the page shows one by one
MAX_ANSWERS = 8_000  # that the page shows one by one; more would make it too slow to open


def table(
    analysis: Analysis, pupils: Sequence[str], grades: Mapping[int, Grade]
) -> dict[str, Any] | None:
    """Return the tables of pupils: lessons, heads, rows, by_lesson; None for too many pupils.

    A head is a text, or a short text with its meaning. A row has a name, marks as text, and the
    objectives in which the pupil is strong and weak. `by_lesson` has the tables of objectives.
    """
    lessons = analysis.lessons
    if len(pupils) > MAX_PUPILS:
        return None
    order = sorted(analysis.totals["pupil"], key=lambda pupil: sort_key(pupils[pupil]))
    has_marks = any(grade.mark for grade in grades.values())
    return {
        "lessons": lessons,
        "heads": _heads(lessons, has_marks),
        "rows": list(_rows(analysis, pupils, order, grades if has_marks else {})),
        "by_lesson": list(_by_lesson(analysis, pupils, lessons, order)),
    }


def _by_lesson(
    analysis: Analysis, pupils: Sequence[str], lessons: Sequence[str], order: Sequence[int]
) -> Iterator[dict[str, Any]]:
    """Yield a table of pupils and objectives for each lesson: heading, heads, rows."""
    shares = {(row[1], row[2]): row[3:] for row in analysis.pupils.iter_rows()}
    # An exam's own questions may have no objective: they count for the mark, but get no column.
    all_ids = [str(id) for id in analysis.objectives["objective"] if id]
    for lesson in lessons:
        ids = [id for id in all_ids if id.rpartition(".")[0] == lesson]
        if not ids and len(lessons) == 1:  # an exam has objectives of other lessons
            ids = all_ids
        numbers = [(report_text.objective_number(i), report_text.objective_text(i)) for i in ids]
        own = [(pupil, [shares.get((pupil, id), (None, None)) for id in ids]) for pupil in order]
        rows = [
            {"name": pupils[pupil], "shares": cells}
            for pupil, cells in own
            if any(share is not None for share, _ in cells)
        ]
        if rows:
            heading = report_text.lesson_heading(lesson)
            yield {"heading": heading, "heads": ["Name", *numbers], "rows": rows}


def _heads(lessons: Sequence[str], has_marks: bool) -> list[str | tuple[str, str]]:
    marks: list[str | tuple[str, str]] = ["% of all"]
    if len(lessons) > 1:
        marks = [(report_text.lesson_label(x), report_text.lesson_heading(x)) for x in lessons]
        marks += ["Handed in", "% of handed in", "% of all set"]
    return ["Name", *(["Mark"] if has_marks else []), *marks, "Answers", "Strong in", "Weak in"]


def _rows(
    analysis: Analysis, pupils: Sequence[str], order: Sequence[int], grades: Mapping[int, Grade]
) -> Iterator[dict[str, Any]]:
    totals = analysis.totals.rows_by_key("pupil", named=True, unique=True)
    shares = {(pupil, lesson): share for pupil, lesson, *_, share in analysis.marks.iter_rows()}
    objectives = analysis.pupils.rows_by_key("pupil", named=True)
    for pupil in order:
        total, own = totals[pupil], [shares.get((pupil, name)) for name in analysis.lessons]
        strong, weak = report_text.strong_and_weak(objectives.get(pupil, ()))
        mark = [grades[pupil].mark] if grades else []
        marks = [*mark, *_marks(total, own), total["answered"]]
        yield {"name": pupils[pupil], "marks": marks, "strong": strong, "weak": weak}


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
) -> list[tuple[int, str, list[dict[str, Any]]]]:
    """Return number, name and what the page shows of the answers of each pupil, by name.

    Written answers, which have no score, follow with their texts. Empty where there are more
    answers than the page can show.
    """
    if answers.height + builder.columns.texts().height > MAX_ANSWERS:
        return []
    texts, choices = builder.columns.texts(), list(builder.choices)
    labels: dict[tuple[int, int], list[str]] = {}
    for pupil, question, choice in wrong.iter_rows():
        labels.setdefault((pupil, question), []).append(choices[choice][1])
    found: dict[int, list[dict[str, Any]]] = {}
    rows = [*answers.sort("pupil", "question").iter_rows(named=True), *texts.iter_rows(named=True)]
    for row in rows:
        wrong_labels = labels.get((row["pupil"], row["question"]), [])
        shown = _answer(builder.questions[row["question"]].ask, row, wrong_labels)
        found.setdefault(row["pupil"], []).append(shown)
    names = builder.pupils
    order = sorted(found, key=lambda pupil: sort_key(names[pupil]))
    return [(pupil, names[pupil], found[pupil]) for pupil in order]


def _answer(ask: str, row: dict[str, Any], wrong: Sequence[str]) -> dict[str, Any]:
    if "text" in row:
        shown = {"answer": tidy(row["text"]), "score": None, "details": ["–"] * 4}
        return {"ask": ask, "is_text": True, **shown}
    answer = "; ".join(map(report_text.mistake, wrong)) or (
        "right" if row["score"] == 1 else "partly right"
    )
    has_hint, confidence = divmod(row["flags"], 4)
    hint, time = "read" if has_hint else "–", report_text.duration(row["seconds"])
    shown = {"details": [row["tries"], CONFIDENCES[confidence] or "–", hint, time]}
    return {"ask": ask, "is_text": False, "answer": answer, "score": row["score"], **shown}
