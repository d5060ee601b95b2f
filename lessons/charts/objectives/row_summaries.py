"""What a row tells: when, with whom, what."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lessons.charts.engine.old_bars import each
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import date_words
from lessons.data import table
from lessons.data.membership import name

SURE = {
    "high": "well sourced",
    "medium": "one report or a reference work",
    "low": "not confirmed",
}
SHORT = {
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
class Told:
    """What one row tells; `key` finds it again, `org_id` is empty without an organisation."""

    key: str
    when: str
    org_id: str
    what: str
    source_id: str
    confidence: str


def told(name_of_table: str, key: str) -> Told:
    """Return what a row of milestones, operations or examples tells.

    A milestone's key is its date and its organisation, such as '2004-12-02 EU'.
    """
    rows = READERS[name_of_table]()
    if key not in rows:
        raise UnknownName(f"There is no row '{key}' in {name_of_table}.{nearest(key, rows)}")
    return rows[key]


def years(row: Any) -> str:
    """Return the years of an example, such as '2006-2013' or '2014'."""
    first, last = int(row.year_start), int(row.year_end)
    return str(first) if first == last else f"{first}-{last}"


def partners_in(row: Any) -> str:
    """Return the partners and the organisation of an example in words, or nothing."""
    codes = "" if pd.isna(row.iso3) else str(row.iso3)
    countries = [name(code) for code in codes.split(";") if code]
    if len(countries) > 4:
        countries = [*countries[:3], f"{len(countries) - 3} more"]
    organisation = [] if pd.isna(row.org_id) else [short(row.org_id)]
    return ", ".join([*countries, *organisation])


def short(org_id: str) -> str:
    """Return a short name of an organisation for tight places."""
    return SHORT.get(org_id, org_id)


def _milestones() -> dict[str, Told]:
    return {
        f"{row.date} {row.org_id}": Told(
            f"{row.date} {row.org_id}",
            date_words(row.date),
            row.org_id,
            row.event,
            row.source_id,
            row.confidence,
        )
        for row in each(table("organisation_milestones"))
    }


def _operations() -> dict[str, Told]:
    return {
        row.operation_id: Told(
            row.operation_id,
            date_words(row.start),
            "",
            f"{row.name}: {row.summary}",
            row.source_id,
            row.confidence,
        )
        for row in each(table("operations"))
    }


def _examples() -> dict[str, Told]:
    return {
        row.example_id: Told(
            row.example_id,
            years(row),
            "" if pd.isna(row.org_id) else row.org_id,
            row.what,
            row.source_id,
            row.confidence,
        )
        for row in each(table("practice_examples"))
    }


READERS = {
    "organisation_milestones": _milestones,
    "operations": _operations,
    "practice_examples": _examples,
}
