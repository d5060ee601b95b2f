"""Find what NATO decided and did: Strategic Concepts, milestones of its policy, operations."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from lessons.core.dates import day
from lessons.data.examples import ALL
from lessons.data.membership import last_day
from lessons.data.records import rows


def concepts() -> list[Any]:
    """Return the rows of `strategic_concepts`, the oldest first."""
    return sorted(rows("strategic_concepts"), key=lambda row: row.year)


def tasks_by_concept() -> Mapping[int, list[Any]]:
    """Return the rows of `core_tasks` by the year of their concept, each in its own order."""
    tasks = sorted(rows("core_tasks"), key=lambda task: (task.concept_year, task.order))
    return {year: list(found) for year, found in groupby(tasks, lambda task: task.concept_year)}


def milestones(until: date = date.max, tool: str = ALL) -> list[Any]:
    """Return the rows of `policy_milestones` until a day, the earliest first.

    `tool` is the id of a programme that they began or changed.
    """
    found = (row for row in rows("policy_milestones") if tool in (ALL, *row.programme_ids))
    return sorted((row for row in found if day(row.date, last=True) <= until), key=lambda r: r.date)


def operations() -> list[Any]:
    """Return the rows of `operations` in the order of their start."""
    return sorted(rows("operations"), key=lambda row: (day(row.start), row.operation_id))


def last_day_of(operation: Any) -> date:
    """Return the last day of an operation; of one that goes on, the last day of the data."""
    return day(operation.end, last=True) if operation.end else last_day()


def under_way(found: Sequence[Any], first: date, last: date) -> list[Any]:
    """Return those operations that ran on any day from `first` to `last`.

    Of an inexact date of an operation its widest meaning counts.
    """
    return [row for row in found if day(row.start) <= last and last_day_of(row) >= first]
