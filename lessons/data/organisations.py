"""Find which organisations work with NATO, in which fields, and since when."""

from collections.abc import Sequence
from typing import Any

from lessons.core.paths import named
from lessons.data.cache import cached_on_tables
from lessons.data.records import rows


def organisations(who: str = "all") -> Sequence[Any]:
    """Return rows of `organisations` in the order of the table.

    `who` is "three" for those close to NATO in 2013, "named" for those named in the text of 2013,
    or "all". Raise UnknownName for anything else.
    """
    every = rows("organisations")
    in_text = [row for row in every if row.named_in_2013]
    close = [row for row in every if row.close_in_2013]
    return named("group of organisations", who, {"three": close, "named": in_text, "all": every})


def milestones() -> list[Any]:
    """Return the rows of `organisation_milestones`, the earliest first."""
    return sorted(rows("organisation_milestones"), key=lambda row: row.date)


def first_step(org_id: str) -> str:
    """Return the date of an organisation's first step with NATO as the table has it, or ""."""
    return next((row.date for row in milestones() if row.org_id == org_id), "")


@cached_on_tables()
def fields_of_work() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields of work with other organisations, each with the areas that belong to it."""
    # The fields come in the order in which the table names them first.
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("fields_of_work"):
        found[row.field] = (*found.get(row.field, ()), row.area)
    return tuple(found.items())


def fields_of(areas: Sequence[str]) -> tuple[str, ...]:
    """Return the fields of work into which areas such as 'training' fall, by our own reading."""
    return tuple(field for field, inside in fields_of_work() if set(areas) & set(inside))
