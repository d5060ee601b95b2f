"""Find the rows that illustrate an idea, and the steps of a crisis."""

from dataclasses import dataclass
from typing import Any

from lessons.core.paths import UnknownName, nearest
from lessons.data.cache import cached_on
from lessons.data.records import record, rows


@dataclass(frozen=True)
class Illustration:
    """A row of a table that a chart shows before its answer, and the answers that it shows."""

    key: str
    table: str
    row_key: str
    illustrates: tuple[str, ...]
    source_id: str

    @property
    def row(self) -> Any:
        """The record that says when it was and what happened."""
        return record(self.table, self.row_key)


@cached_on("illustrations")
def illustrations(chart: str) -> tuple[Illustration, ...]:
    """Return the rows that a chart (three_aims, three_tools, globe_cards) shows, in order."""
    return tuple(
        Illustration(row.key, row.table_name, row.row_key, row.illustrates, row.source_id)
        for row in rows("illustrations")
        if row.chart == chart
    )


def crises() -> dict[str, str]:
    """Return the names of the crises whose steps are told, by their ids."""
    return {row.crisis_id: row.name for row in rows("crises")}


def crisis_steps(crisis: str) -> tuple[Any, ...]:
    """Return the rows of `crisis_steps` on a crisis in the order of their stages.

    `table_name` and `row_key` of a row say which record tells when it was and what happened.
    Raises UnknownName where there is no such crisis.
    """
    if crisis not in crises():
        raise UnknownName(f"There is no crisis '{crisis}'.{nearest(crisis, crises())}")
    return tuple(row for row in rows("crisis_steps") if row.crisis_id == crisis)


@cached_on("fields_of_work")
def fields_of_work() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields of work with other organisations, each with the areas that belong to it."""
    # The fields come in the order in which the table names them first.
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("fields_of_work"):
        found[row.field] = (*found.get(row.field, ()), row.area)
    return tuple(found.items())
