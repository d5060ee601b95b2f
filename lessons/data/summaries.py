"""Summarise rows of examples, operations and milestones in one form: when, with whom, what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lessons.core.text import date_words
from lessons.data.citations import source_ids
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
    """What one row says, and when it was."""

    when: str
    text: str
    source_id: str
    confidence: str


def summary(table: str, key: str) -> Summary:
    """Return what a row of examples, operations, milestones or world events says.

    A milestone's key is its date and its organisation or document, such as '2004-12-02 EU'. Raises
    UnknownName for a row or a table that is not there.
    """
    row = record(table, key)
    if table == "practice_examples":
        when, text = years_of(row), row.what
    elif table == "operations":
        when, text = date_words(row.start), f"{row.name}: {row.summary}"
    elif table == "policy_milestones":
        when, text = date_words(row.date), f"{row.document}. {row.what_changed}"
    else:
        when, text = date_words(row.date), row.event
    # A row may name several sources.
    source = source_ids([row])[0]
    return Summary(when, text, source, row.confidence)


def years_of(example: Any) -> str:
    """Return the years of an example, such as "2006-2013" or "2014"."""
    last = f"-{example.year_end}" if example.year_end != example.year_start else ""
    return f"{example.year_start}{last}"


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
