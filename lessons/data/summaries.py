"""Summarise rows of examples, operations and milestones in one form: when, with whom, what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lessons.core.text import date_words
from lessons.data.membership import name
from lessons.data.records import record

CERTAINTY = {
    "high": "well sourced",
    "medium": "one report or a reference work",
    "low": "doubtful",
}
NAMED = 3  # countries named where a list is too long; the rest is counted


@dataclass(frozen=True)
class Summary:
    """What one row says; `org_id` is empty where no organisation took part."""

    key: str
    when: str
    org_id: str
    text: str
    source_id: str
    confidence: str


def summary(table: str, key: str) -> Summary:
    """Return what a row of examples, operations, milestones or world events says.

    A milestone's key is its date and its organisation, such as '2004-12-02 EU'. Raises
    UnknownName for a row or a table that is not there.
    """
    return summary_of(table, record(table, key))


def summary_of(table: str, row: Any) -> Summary:
    """Return what a record of one of these tables says."""
    # Each table has its own columns for when, who and what.
    sure = (row.source_id, row.confidence)
    if table == "practice_examples":
        last = f"-{row.year_end}" if row.year_end != row.year_start else ""
        when = f"{row.year_start}{last}"
        return Summary(row.example_id, when, row.org_id or "", row.what, *sure)
    if table == "operations":
        text = f"{row.name}: {row.summary}"
        return Summary(row.operation_id, date_words(row.start), "", text, *sure)
    if table == "world_events":
        # Such a row may name several sources.
        sure = (row.source_id[0], row.confidence)
        return Summary(row.event_id, date_words(row.date), "", row.event, *sure)
    key = f"{row.date} {row.org_id}"
    return Summary(key, date_words(row.date), row.org_id, row.event, *sure)


def participants(countries: Sequence[str], org_id: str = "") -> str:
    """Return the names of countries and of an organisation as a list, perhaps an empty one."""
    names = [name(code) for code in countries]
    # "1 more" would be as long as a name.
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{len(names) - NAMED} more"]
    return ", ".join([*names, *([short_name(org_id)] if org_id else [])])


def short_name(org_id: str) -> str:
    """Return the short name of an organisation."""
    return str(record("organisations", org_id).short_name)


def organisation_name(org_id: str) -> str:
    """Return the full name of an organisation."""
    return str(record("organisations", org_id).name)
