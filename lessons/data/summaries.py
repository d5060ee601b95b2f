"""Summarise rows of examples, operations and milestones in one shape: when, with whom, what."""

from dataclasses import dataclass
from typing import Any

from lessons.core.text import date_words
from lessons.data.membership import name
from lessons.data.records import record

CERTAINTY = {
    "high": "well sourced",
    "medium": "one report or a reference work",
    "low": "not confirmed",
}
NAMED = 3  # countries named where a list is too long; the rest is counted
_SHORT_NAMES = {
    "WB": "World Bank",
    "COE": "Council of Europe",
    "LAS": "Arab League",
    "GCC": "Gulf Coop. Council",
    "UN": "United Nations",
    "EU": "European Union",
    "AU": "African Union",
    "ICRC": "Red Cross (ICRC)",
}


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
    """Return what a row of `practice_examples`, `operations` or `organisation_milestones` says.

    A milestone's key is its date and its organisation, such as '2004-12-02 EU'. Raises
    UnknownName for a row or a table that is not there.
    """
    return summary_of(table, record(table, key))


def summary_of(table: str, row: Any) -> Summary:
    """Return what a record of one of the three tables says."""
    sure = (row.source_id, row.confidence)
    if table == "practice_examples":
        return Summary(row.example_id, years(row), row.org_id or "", row.what, *sure)
    if table == "operations":
        text = f"{row.name}: {row.summary}"
        return Summary(row.operation_id, date_words(row.start), "", text, *sure)
    key = f"{row.date} {row.org_id}"
    return Summary(key, date_words(row.date), row.org_id, row.event, *sure)


def years(row: Any) -> str:
    """Return the years of an example, such as '2006-2013' or '2014'."""
    last = f"-{row.year_end}" if row.year_end != row.year_start else ""
    return f"{row.year_start}{last}"


def participants(row: Any) -> str:
    """Return the countries and the organisation of an example in words, or an empty text."""
    names = [name(code) for code in row.iso3]
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{len(names) - NAMED} more"]
    return ", ".join([*names, *([short_name(row.org_id)] if row.org_id else [])])


def short_name(org_id: str) -> str:
    """Return a short name of an organisation for places with little room."""
    return _SHORT_NAMES.get(org_id, org_id)


def organisation_name(org_id: str) -> str:
    """Return the full name of an organisation."""
    return str(record("organisations", org_id).name)
