"""Find the pupils who need help now, and say why."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.item_analysis import Analysis
from lessons.core.text import counted

WEAK = report_text.WEAK  # below this share of the points a pupil needs help
MAX_OPEN = 0.4  # above this share of questions left open, something kept the pupil from working
MIN_FALL = 0.25  # from the mean of earlier lessons to the last one
MAX_NAMED = 12  # pupils that the page names first


class NeedsHelp(NamedTuple):
    """A pupil who needs help, with the reasons as clauses, and the weakest objective or "".

    `number` is None if nothing counted.
    """

    name: str
    number: int | None
    reasons: tuple[str, ...]
    weakest: str = ""


def needs_help(
    analysis: Analysis, pupils: Sequence[str], missing: Sequence[str] = ()
) -> tuple[list[NeedsHelp], int]:
    """Return the pupils who need help, at most MAX_NAMED, and how many more there are.

    First come those who handed in nothing, then the others by their points. `pupils` are the
    names by number, `missing` those of a class list of whom nothing counted.
    """
    lessons = analysis.lessons
    shares: dict[int, dict[str, float]] = {}  # of the lessons that each pupil handed in
    for pupil, lesson, *_, share in analysis.marks.iter_rows():
        shares.setdefault(pupil, {})[lesson] = share
    totals = sorted(
        analysis.totals.iter_rows(named=True),
        key=lambda total: (total["of_all"], pupils[total["pupil"]]),
    )
    found = [NeedsHelp(name, None, ("nothing handed in that counts",)) for name in missing]
    for total in totals:
        pupil = total["pupil"]
        if reasons := tuple(_reasons(total, lessons, shares[pupil])):
            found.append(NeedsHelp(pupils[pupil], pupil, reasons))
    first = found[:MAX_NAMED]
    numbers = [pupil.number for pupil in first]
    own = analysis.pupils.filter(pl.col("pupil").is_in(numbers)).rows_by_key("pupil", named=True)
    named = [pupil._replace(weakest=_weakest(own.get(pupil.number, ()))) for pupil in first]
    return named, len(found) - len(first)


def _reasons(
    total: Mapping[str, Any], lessons: Sequence[str], shares: Mapping[str, float]
) -> Iterator[str]:
    """Yield why a pupil with these totals, and these shares of lessons, needs help."""
    if total["of_handed_in"] < WEAK:
        yield f"{total['of_handed_in']:.0%} of the points"
    if absent := [lesson for lesson in lessons if lesson not in shares]:
        yield f"not handed in: {', '.join(map(report_text.lesson_label, absent))}"
    left_open = total["asked"] - total["answered"]
    if left_open > MAX_OPEN * total["asked"]:
        yield f"{left_open} of {counted(total['asked'], 'question')} left open"
    *before, last = shares.values()
    if before and fmean(before) - last >= MIN_FALL:
        yield f"down from {fmean(before):.0%} in earlier lessons to {last:.0%} in the last one"


def _weakest(shares: Sequence[Mapping[str, Any]]) -> str:
    """Return the objective in which a pupil is weakest, with its share; "" if weak in none."""
    weak = [row for row in shares if row["objective"] and row["share"] < WEAK]
    if not weak:
        return ""
    row = min(weak, key=lambda row: row["share"])
    number = report_text.objective_number(row["objective"])
    text = report_text.objective_text(row["objective"]).rstrip(".")
    return f"{number} {text} ({row['share']:.0%})"
