"""Find the rows that illustrate an idea, the steps of a crisis, and the scene of a lesson."""

from typing import Any

from lessons.core.paths import named
from lessons.data.records import rows
from lessons.data.summaries import Summary, summary


def illustrations(chart: str) -> dict[str, Any]:
    """Return the rows of `illustrations` for a chart, such as three_aims.

    They come in the order of the table, by the keys of what they illustrate.
    """
    return {row.key: row for row in rows("illustrations") if row.chart == chart}


def referred(row: Any) -> Summary:
    """Return a summary of the row to which a row of `illustrations` or `crisis_steps` refers."""
    return summary(row.table_name, row.row_key)


def scene(lesson: str) -> tuple[list[Any], Any]:
    """Return the rows of `scenes` for a lesson, and the one that is the moment of its scene.

    Raise UnknownName for a lesson without a scene.
    """
    moments = {row.lesson: row for row in rows("scenes") if row.finding}
    moment = named("scene of the lesson", lesson, moments)
    return [row for row in rows("scenes") if row.lesson == lesson], moment


def crises() -> dict[str, str]:
    """Return the names of the crises whose steps the tables have, by their ids."""
    return {row.crisis_id: row.name for row in rows("crises")}


def crisis_steps(crisis: str) -> tuple[Any, ...]:
    """Return the rows of `crisis_steps` on a crisis in the order of their stages.

    `referred` returns when a step was taken and what happened.
    """
    return tuple(row for row in rows("crisis_steps") if row.crisis_id == crisis)
