"""Pupil by pupil: who reached what, and who is strong or weak in what."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.markup import FEW, LEGEND, Safe, shade, table, tag
from lessons.classroom.validation import in_order

CLASS = 300  # pupils that a page shows one by one
ONE = (
    "The columns are the objectives above, by their numbers. % of all counts questions left open "
    "as no points; the objectives count only what was answered. "
)
SEVERAL = (
    "L3 is lesson 3, in % of its points; – means not handed in. % of handed in is of the lessons "
    "that a pupil handed in; % of all set is of all lessons here, where what was not handed in "
    "counts nothing. Questions left open give no points. The other columns are the objectives "
    "above, by their numbers: they count only what was answered. "
)
FEWER = (
    f"A figure with * rests on fewer than {FEW} answers: its colour is pale, and it counts neither "
    "as strong (from 85 %) nor as weak (below 60 %). "
)


class Absent(NamedTuple):
    """Who has nothing counted: those whose file was not, and those missing of a class list."""

    guessed: Sequence[str]
    missing: Sequence[str]


def section(found: Analysis, pupils: Sequence[str], absent: Absent) -> list[Safe]:
    """Return the part of the page with a row for each pupil."""
    if len(pupils) > CLASS:
        told = f"{len(pupils):,} pupils are too many for a page: objectives.csv has them all."
        return [tag("p", told)]
    lessons = _lessons(found)
    rows = [_row(found, pupils, it, lessons) for it in _ordered(found, pupils)]
    about = f"{SEVERAL if len(lessons) > 1 else ONE}{FEWER}{LEGEND}"
    whole = table("Points reached in %, by pupil", _heads(found, lessons),
                  [*rows, _class(found, lessons)], "heat")  # fmt: skip
    return [tag("p", about), *_absent(absent), whole]


def _absent(absent: Absent) -> list[Safe]:
    told = []
    if absent.guessed:
        names = ", ".join(absent.guessed)
        told.append(tag("p", tag("b", "Handed in, but nothing could be counted: "), names))
    if absent.missing:
        names = ", ".join(absent.missing)
        told.append(tag("p", tag("b", "On your list, but nothing counted: "), names))
    return told


def _lessons(found: Analysis) -> list[str]:
    return [str(it) for it in found.marks["lesson"].unique(maintain_order=True)]


def _objectives(found: Analysis) -> list[str]:
    return [str(it) for it in found.objectives["objective"] if it]


def _ordered(found: Analysis, pupils: Sequence[str]) -> list[int]:
    return sorted(found.totals["pupil"], key=lambda it: in_order(pupils[it]))


def _heads(found: Analysis, lessons: Sequence[str]) -> list[Any]:
    numbers = [
        tag("th", tag("abbr", report_text.number(it), title=report_text.goal(it)), scope="col")
        for it in _objectives(found)
    ]
    marks: list[Any] = ["% of all"]
    if len(lessons) > 1:
        marks = [
            tag("th", tag("abbr", report_text.short(it), title=report_text.titled(it)), scope="col")
            for it in lessons
        ]
        marks += ["Handed in", "% of handed in", "% of all set"]
    return ["Name", *marks, "Answers", *numbers, "Strong in", "Weak in"]


def _row(found: Analysis, pupils: Sequence[str], pupil: int, lessons: Sequence[str]) -> Safe:
    own = pl.col("pupil") == pupil
    shares = found.pupils.filter(own)
    by_id = {it["objective"]: it for it in shares.iter_rows(named=True)}
    cells = [
        shade(by_id[it]["share"], by_id[it]["answered"]) if it in by_id else shade(None)
        for it in _objectives(found)
    ]
    total = found.totals.filter(own).row(0, named=True)
    marks = found.marks.filter(own)
    by_lesson = dict(zip(marks["lesson"].cast(pl.String), marks["share"], strict=True))
    strong, weak = report_text.strong_and_weak(shares, FEW)
    return tag(
        "tr",
        tag("th", pupils[pupil], scope="row", dir="auto"),
        *_marks(total, [by_lesson.get(it) for it in lessons]),
        tag("td", total["answered"]),
        *cells,
        tag("td", strong, class_="text"),
        tag("td", weak, class_="text"),
    )


def _marks(total: dict[str, Any], shares: Sequence[float | None]) -> list[Safe]:
    if len(shares) == 1:
        return [tag("td", f"{100 * total['of_all']:.0f}")]
    return [
        *(tag("td", "–" if it is None else f"{100 * it:.0f}") for it in shares),
        tag("td", f"{total['handed_in']} of {len(shares)}"),
        tag("td", f"{100 * total['of_handed_in']:.0f}"),
        tag("td", f"{100 * total['of_all']:.0f}"),
    ]


def _class(found: Analysis, lessons: Sequence[str]) -> Safe:
    whole = {it["objective"]: it["share"] for it in found.objectives.iter_rows(named=True)}
    blank = tag("td")
    front = [blank] * (len(lessons) + 4 if len(lessons) > 1 else 2)
    cells = [shade(whole[it]) for it in _objectives(found)]
    return tag(
        "tr", tag("th", "The class", scope="row"), *front, *cells, blank, blank, class_="sum"
    )
