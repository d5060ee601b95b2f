"""Read dated lists of soldiers: the countries, what is missing, how certain each figure is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.data.cache import cached_on_tables
from lessons.data.indicators import nearest_year, per_billion_dollars, per_million_people
from lessons.data.membership import group_of, name
from lessons.data.records import record, rows

# One table for each operation; `contribution_snapshots.csv` says what is known of each list.
TABLES = {"ISAF": "isaf_contributions", "KFOR": "kfor_contributions", "RSM": "rsm_contributions"}
# A country that was in no group yet counts with its group of this day.
GROUPS_OF = "2012"


@dataclass(frozen=True)
class Contingent:
    """A country's soldiers on a list.

    `per_million` is per million people, `per_billion` per billion US dollars of GDP, both of the
    nearest year with figures; None where a figure is missing. `confidence` is "low" where the notes
    on the list call the number or its date in question.
    """

    iso3: str
    country: str
    troops: int
    per_million: float | None
    per_billion: float | None
    is_ally: bool
    group: str
    confidence: str


def complete_enough(least_nations: int = 10) -> dict[str, Any]:
    """Return the lists of ISAF and KFOR that name at least so many nations, by their keys."""
    return {
        f"{row.operation} {row.as_of}": row
        for row in rows("contribution_snapshots")
        if row.operation in ("ISAF", "KFOR") and row.nations_listed >= least_nations
    }


def has_mixed_dates(as_of: date) -> bool:
    """Return whether the list of a day also has figures of other months."""
    return any(row.as_of == as_of for row in rows("doubted_figures") if row.doubt == "date")


def soldiers_not_listed(key: str) -> int:
    """Return how many soldiers of the published total are in no row; 0 without a total."""
    return max(0, -(record("contribution_snapshots", key).difference or 0))


@cached_on_tables()
def contingents(key: str) -> tuple[Contingent, ...]:
    """Return the countries of a list in the order of its table.

    `key` is one of `contribution_snapshots`, such as "ISAF 2010-11-15"; raises UnknownName for any
    other.
    """
    shown = record("contribution_snapshots", key)
    doubted = {r.iso3 for r in rows("doubted_figures") if f"{r.operation} {r.as_of}" == key}
    # Population and GDP are known for a few years only: the nearest one is used.
    year = nearest_year(shown.as_of.year)
    return tuple(
        Contingent(
            row.iso3,
            name(row.iso3),
            row.troops,
            per_million_people(row.troops, row.iso3, year),
            per_billion_dollars(row.troops, row.iso3, year),
            row.is_ally_then,
            _group_on(row),
            "low" if row.iso3 in doubted else row.confidence,
        )
        for row in rows(TABLES[shown.operation])
        if row.as_of == shown.as_of
    )


def largest_contributions(iso3: str) -> dict[str, Any]:
    """Return by operation the row with a country's largest figure; of equal ones the last."""
    # Rows are in the order of their dates, and the last of equal ones becomes the first.
    own = {operation: [row for row in rows(table)[::-1] if row.iso3 == iso3]
           for operation, table in TABLES.items()}  # fmt: skip
    return {name: max(found, key=lambda row: row.troops) for name, found in own.items() if found}


def _group_on(row: Any) -> str:
    # Countries far away formed no group before 2011: they count with the group of later years.
    if row.is_ally_then:
        return "ally"
    return group_of(row.iso3, row.as_of) or group_of(row.iso3, GROUPS_OF)
