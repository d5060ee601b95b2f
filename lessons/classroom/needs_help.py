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
    lessons = analysis.lessons
    found = [NeedsHelp(name, None, ("nothing handed in that counts",)) for name in missing]
    totals = _with_reasons(analysis, len(lessons))
    more = max(0, len(found) + totals.height - MOST)
    chosen = {row["pupil"]: row for row in totals.head(MOST).iter_rows(named=True)}
    is_chosen = pl.col("pupil").is_in(list(chosen))
    own = set(analysis.marks.filter(is_chosen).select("pupil", "lesson").iter_rows())
    shares = analysis.pupils.filter(is_chosen).rows_by_key("pupil", named=True)
    for pupil in sorted(chosen, key=lambda n: (chosen[n]["of_all"], pupils[n])):
        absent = [lesson for lesson in lessons if (pupil, lesson) not in own]
        weakest = _weakest(shares.get(pupil, ()))
        reasons = tuple(_reasons(chosen[pupil], absent))
        found.append(NeedsHelp(pupils[pupil], pupil, reasons, weakest))
    return found[:MOST], more


def _with_reasons(analysis: Analysis, lessons: int) -> pl.DataFrame:
    """Return the totals of the pupils of whom a reason holds, the fewest points first.

    Each reason is a column. `before` is the mean share of the earlier lessons, `last` the share of
    the last one.
    """
    last = pl.col("share").last()
    before = (pl.col("share").sum() - last) / (pl.len() - 1)
    shares = analysis.marks.group_by("pupil", maintain_order=True).agg(
        last=last, before=pl.when(pl.len() > 1).then(before)
    )
    reasons = {
        "is_weak": pl.col("of_handed_in") < WEAK,
        "lacks_lessons": pl.col("handed_in") < lessons,
        "left_many_open": pl.col("asked") - pl.col("answered") > MAX_OPEN * pl.col("asked"),
        "has_fallen": (pl.col("before") - pl.col("last")).fill_null(0) >= MIN_FALL,
    }
    found = analysis.totals.join(shares, on="pupil").with_columns(**reasons)
    return found.filter(pl.any_horizontal(*reasons)).sort("of_all", "pupil")


def _reasons(total: Mapping[str, Any], absent: Sequence[str]) -> Iterator[str]:
    """Yield in words the reasons that hold of a pupil, who did not hand in the lessons `absent`."""
    if total["is_weak"]:
        yield f"{total['of_handed_in']:.0%} of the points"
    if total["lacks_lessons"]:
        yield f"not handed in: {', '.join(map(report_text.lesson_label, absent))}"
    if total["left_many_open"]:
        left_open = total["asked"] - total["answered"]
        yield f"{left_open} of {counted(total['asked'], 'question')} left open"
    if total["has_fallen"]:
        yield (
            f"down from {total['before']:.0%} in earlier lessons to {total['last']:.0%} in the "
            "last one"
        )


def _weakest(shares: Sequence[Mapping[str, Any]]) -> str:
    """Return the objective in which a pupil is weakest, with its share; "" if weak in none."""
    weak = [row for row in shares if row["objective"] and row["share"] < WEAK]
    if not weak:
        return ""
    row = min(weak, key=lambda row: row["share"])
    number = report_text.objective_number(row["objective"])
    text = report_text.objective_text(row["objective"]).rstrip(".")
    return f"{number} {text} ({row['share']:.0%})"
