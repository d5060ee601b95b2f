"""The part of the gradebook's page with a row for each pupil: marks, strengths and weaknesses."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.markup import LEGEND, MIN_ANSWERS, Markup, share_cell, table, tag
from lessons.core.names import sort_key

MAX_PUPILS = 300  # that the page shows one by one
ONE_LESSON = (
    "The columns are the objectives above, by their numbers. In % of all, questions left open give "
    "no points; the objectives count only what was answered. "
)
SEVERAL_LESSONS = (
    "L3 is lesson 3, in % of its points; – means not handed in. % of handed in is of the lessons "
    "that a pupil handed in; % of all set is of all lessons here, where a lesson that was not "
    "handed in gives no points. Questions left open give no points. The other columns are the "
    "objectives above, by their numbers: they count only what was answered. "
)
FEW_ANSWERS = (
    f"A figure with * rests on fewer than {MIN_ANSWERS} answers: its colour is pale, and it counts "
    "neither as strong (from 85 %) nor as weak (below 60 %). "
)


def section(analysis: Analysis, pupils: Sequence[str], absent: Sequence[str]) -> list[Markup]:
    """Return the table of pupils with its explanation; one sentence for very many pupils.

    `absent` are sentences on pupils who are not in the table.
    """
    if len(pupils) > MAX_PUPILS:
        text = f"{len(pupils):,} pupils are too many for a page: objectives.csv has them all."
        return [tag("p", text)]
    lessons = [str(name) for name in analysis.marks["lesson"].unique(maintain_order=True)]
    order = sorted(analysis.totals["pupil"], key=lambda pupil: sort_key(pupils[pupil]))
    rows = [_row(analysis, pupils, pupil, lessons) for pupil in order]
    about = f"{SEVERAL_LESSONS if len(lessons) > 1 else ONE_LESSON}{FEW_ANSWERS}{LEGEND}"
    caption = "Points reached in %, by pupil"
    whole_class = _class_row(analysis, lessons)
    return [
        tag("p", about),
        *(tag("p", sentence) for sentence in absent),
        table(caption, _heads(analysis, lessons), [*rows, whole_class], "heat"),
    ]


def _objectives(analysis: Analysis) -> list[str]:
    return [str(id) for id in analysis.objectives["objective"] if id]


def _heads(analysis: Analysis, lessons: Sequence[str]) -> list[Any]:
    objectives = [
        _abbreviation(report_text.objective_number(id), report_text.objective_text(id))
        for id in _objectives(analysis)
    ]
    marks: list[Any] = ["% of all"]
    if len(lessons) > 1:
        marks = [
            _abbreviation(report_text.lesson_label(name), report_text.lesson_heading(name))
            for name in lessons
        ]
        marks += ["Handed in", "% of handed in", "% of all set"]
    return ["Name", *marks, "Answers", *objectives, "Strong in", "Weak in"]


def _abbreviation(short: str, full: str) -> Markup:
    return tag("th", tag("abbr", short, title=full), scope="col")


def _row(analysis: Analysis, pupils: Sequence[str], pupil: int, lessons: Sequence[str]) -> Markup:
    is_own = pl.col("pupil") == pupil
    shares = analysis.pupils.filter(is_own)
    by_objective = {row["objective"]: row for row in shares.iter_rows(named=True)}
    cells = [
        share_cell(by_objective[id]["share"], by_objective[id]["answered"])
        if id in by_objective
        else share_cell(None)
        for id in _objectives(analysis)
    ]
    total = analysis.totals.filter(is_own).row(0, named=True)
    marks = analysis.marks.filter(is_own)
    by_lesson = dict(zip(marks["lesson"].cast(pl.String), marks["share"], strict=True))
    strong, weak = report_text.strong_and_weak(shares, MIN_ANSWERS)
    return tag(
        "tr",
        tag("th", pupils[pupil], scope="row", dir="auto"),
        *_mark_cells(total, [by_lesson.get(lesson) for lesson in lessons]),
        tag("td", total["answered"]),
        *cells,
        tag("td", strong, class_="text"),
        tag("td", weak, class_="text"),
    )


def _mark_cells(total: dict[str, Any], shares: Sequence[float | None]) -> list[Markup]:
    if len(shares) == 1:
        return [tag("td", f"{100 * total['of_all']:.0f}")]
    return [
        *(tag("td", "–" if share is None else f"{100 * share:.0f}") for share in shares),
        tag("td", f"{total['handed_in']} of {len(shares)}"),
        tag("td", f"{100 * total['of_handed_in']:.0f}"),
        tag("td", f"{100 * total['of_all']:.0f}"),
    ]


def _class_row(analysis: Analysis, lessons: Sequence[str]) -> Markup:
    shares = {row["objective"]: row["share"] for row in analysis.objectives.iter_rows(named=True)}
    blank = tag("td")
    marks = [blank] * (len(lessons) + 4 if len(lessons) > 1 else 2)
    cells = [share_cell(shares[id]) for id in _objectives(analysis)]
    head = tag("th", "The class", scope="row")
    return tag("tr", head, *marks, *cells, blank, blank, class_="sum")
