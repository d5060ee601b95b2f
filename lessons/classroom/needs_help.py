"""Find the pupils who need help now, and say why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import report_text
from lessons.classroom.item_analysis import Analysis
from lessons.core.text import counted

WEAK = report_text.WEAK  # below this share of the points a pupil needs help
MAX_OPEN = 0.4  # above this share of questions left open, something kept the pupil from working
MIN_FALL = 0.25  # from the mean of earlier lessons to the last one
MOST = 12  # pupils that the page names first


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
    """Return the pupils who need help, at most MOST, and how many more there are.

    First come those who handed in nothing, then the others by their points. `pupils` are the
    names by number, `missing` those of a class list of whom nothing counted.
    """
    lessons = [str(name) for name in analysis.marks["lesson"].unique(maintain_order=True)]
    found = [NeedsHelp(name, None, ("nothing handed in that counts",)) for name in missing]
    totals = _with_reasons(analysis, len(lessons))
    more = max(0, len(found) + totals.height - MOST)
    chosen = {row["pupil"]: row for row in totals.head(MOST).iter_rows(named=True)}
    is_chosen = pl.col("pupil").is_in(list(chosen))
    own_marks = analysis.marks.filter(is_chosen).rows_by_key("pupil", named=True)
    own_shares = analysis.pupils.filter(is_chosen).rows_by_key("pupil", named=True)
    for pupil, total in sorted(chosen.items(), key=lambda it: (it[1]["of_all"], pupils[it[0]])):
        marks = {str(row["lesson"]): row for row in own_marks[pupil]}
        reasons = (
            *_of_points(total),
            *_of_gaps(total, marks, lessons),
            *_of_fall([marks[it]["share"] for it in lessons if it in marks]),
        )
        weakest = _weakest(own_shares.get(pupil, ()))
        found.append(NeedsHelp(pupils[pupil], pupil, reasons, weakest))
    return found[:MOST], more


def _with_reasons(analysis: Analysis, lessons: int) -> pl.DataFrame:
    """Return the totals of the pupils of whom a reason holds, the fewest points first."""
    last, before = pl.col("share").last(), pl.col("share").sum() - pl.col("share").last()
    falls = analysis.marks.group_by("pupil", maintain_order=True).agg(
        fall=pl.when(pl.len() > 1).then(before / (pl.len() - 1) - last)
    )
    reason = (
        (pl.col("of_handed_in") < WEAK)
        | (pl.col("handed_in") < lessons)
        | (pl.col("asked") - pl.col("answered") > MAX_OPEN * pl.col("asked"))
        | (pl.col("fall").fill_null(0) >= MIN_FALL)
    )
    return analysis.totals.join(falls, on="pupil").filter(reason).sort("of_all", "pupil")


def _of_points(total: Mapping[str, Any]) -> Iterator[str]:
    """Yield a reason if a pupil reached few points."""
    if total["of_handed_in"] < WEAK:
        yield f"{total['of_handed_in']:.0%} of the points"


def _weakest(shares: Sequence[Mapping[str, Any]]) -> str:
    """Return the objective in which a pupil is weakest, with its share; "" if weak in none."""
    weak = [row for row in shares if row["objective"] and row["share"] < WEAK]
    if not weak:
        return ""
    row = min(weak, key=lambda row: row["share"])
    number = report_text.objective_number(row["objective"])
    text = report_text.objective_text(row["objective"]).rstrip(".")
    return f"{number} {text} ({row['share']:.0%})"


def _of_gaps(
    total: Mapping[str, Any], marks: Mapping[str, Any], lessons: Sequence[str]
) -> Iterator[str]:
    """Yield a reason for lessons that were not handed in, and one for questions left open."""
    if absent := [report_text.lesson_label(it) for it in lessons if it not in marks]:
        yield f"not handed in: {', '.join(absent)}"
    left_open = total["asked"] - total["answered"]
    if left_open > MAX_OPEN * total["asked"]:
        yield f"{left_open} of {counted(total['asked'], 'question')} left open"


def _of_fall(shares: Sequence[float]) -> Iterator[str]:
    """Yield a reason if the last lesson went much worse than the mean of those before."""
    if len(shares) > 1:
        before = sum(shares[:-1]) / (len(shares) - 1)
        if before - shares[-1] >= MIN_FALL:
            yield f"down from {before:.0%} in earlier lessons to {shares[-1]:.0%} in the last one"
