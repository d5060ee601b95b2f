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

Head = str | tuple[str, str]  # of a column: a text, or a short text with its meaning
MAX_PUPILS = 300  # that the page shows one by one
MAX_ANSWERS = 8_000  # that the page shows one by one; more would make it too slow to open


def table(
    analysis: Analysis, pupils: Sequence[str], grades: Mapping[int, Grade]
) -> dict[str, Any] | None:
    """Return the tables of pupils: lessons, rows, by_lesson; None for too many pupils.

    A row has a name, marks, and the objectives in which the pupil is strong and weak. A mark is a
    head and a cell. `by_lesson` has the tables of objectives.
    """
    if len(pupils) > MAX_PUPILS:
        return None
    lessons = analysis.lessons
    order = sorted(analysis.totals["pupil"], key=lambda pupil: sort_key(pupils[pupil]))
    totals = analysis.totals.rows_by_key("pupil", named=True, unique=True)
    shares = {(pupil, lesson): share for pupil, lesson, *_, share in analysis.marks.iter_rows()}
    objectives = analysis.pupils.rows_by_key("pupil", named=True)
    has_marks = any(grade.mark for grade in grades.values())
    rows = []
    for pupil in order:
        own = {lesson: shares.get((pupil, lesson)) for lesson in lessons}
        marks = _marks(totals[pupil], own, grades[pupil].mark if has_marks else None)
        strong, weak = report_text.strong_and_weak(objectives.get(pupil, ()))
        rows.append({"name": pupils[pupil], "marks": marks, "strong": strong, "weak": weak})
    return {
        "lessons": lessons,
        "rows": rows,
        "by_lesson": list(_by_lesson(analysis, pupils, lessons, order)),
    }


def _marks(
    total: Mapping[str, Any], shares: Mapping[str, float | None], mark: str | None
) -> list[tuple[Head, Any]]:
    """Return the cells with a pupil's marks, each with its head; `mark` is None without a scale."""
    cells: list[tuple[Head, Any]] = [] if mark is None else [("Mark", mark)]
    of_all = f"{100 * total['of_all']:.0f}"
    if len(shares) == 1:
        return [*cells, ("% of all", of_all), ("Answers", total["answered"])]
    for lesson, share in shares.items():
        head = report_text.lesson_label(lesson), report_text.lesson_heading(lesson)
        cells.append((head, "–" if share is None else f"{100 * share:.0f}"))
    return [
        *cells,
        ("Handed in", f"{total['handed_in']} of {len(shares)}"),
        ("% of handed in", f"{100 * total['of_handed_in']:.0f}"),
        ("% of all set", of_all),
        ("Answers", total["answered"]),
    ]


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
