"""Follow a class over weeks: the points of each week, and repeated or late hand-ins."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from lessons.classroom.file_report import COUNTED, FileReport
from lessons.core.names import sort_key
from lessons.core.text import counted, day_words

DAYS = 7
THURSDAY = 3  # days are counted from 1 January 1970, a Thursday; Monday is 0


def by_week(answers: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each pupil and week: pupil, week (its Monday), share, answered.

    `answers` are those of a GradebookBuilder; an answer belongs to the week in which it was first
    given, whenever it was handed in.
    """
    monday = (pl.col("day").cast(pl.Int32) + THURSDAY) // DAYS * DAYS - THURSDAY
    found = answers.group_by("pupil", week=monday.cast(pl.Date))
    return found.agg(share=pl.col("score").mean(), answered=pl.len()).sort("pupil", "week")


def table(weeks: pl.DataFrame, pupils: Sequence[str]) -> dict[str, Any] | None:
    """Return the heads and rows of a table of weeks; None if all was answered in one week.

    A head is a week as in "23 Nov" with its full name. A row has the name, a pair of share and
    number of answers for each week, and the change: how far the last week of this pupil is from the
    mean of the earlier ones, such as "+12".
    """
    mondays = sorted(weeks["week"].unique())
    if len(mondays) < 2:
        return None
    found: dict[int, dict[date, tuple[float, int]]] = {}
    for pupil, week, share, answered in weeks.iter_rows():
        found.setdefault(pupil, {})[week] = share, answered
    rows = [
        {
            "name": pupils[pupil],
            "weeks": [own.get(monday, (None, None)) for monday in mondays],
            "change": _change([share for share, _ in own.values()]),
        }
        for pupil, own in sorted(found.items(), key=lambda item: sort_key(pupils[item[0]]))
    ]
    heads = [(day_words(day, short=True)[:-5], _week_of(day)) for day in mondays]
    return {"heads": heads, "rows": rows}


def _week_of(monday: date) -> str:
    return f"{day_words(monday)} to {day_words(monday + timedelta(days=DAYS - 1))}"


def _change(shares: Sequence[float]) -> str:
    if len(shares) < 2:
        return "–"
    return f"{100 * (shares[-1] - sum(shares[:-1]) / (len(shares) - 1)):+.0f}"


def what_counts(report: FileReport) -> str:
    """Return what of a hand-in counts, in words."""
    if report.status != COUNTED:
        return f"not counted: {report.remark}"
    if report.new == report.answers:
        return f"all of {counted(report.answers, 'answer')}"
    return f"{counted(report.new, 'new answer')} of {report.answers}"
