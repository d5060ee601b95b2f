"""Find examples of what partners did, by objective, area and country.

An example is a row of `practice_examples`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from lessons.data.cache import cached_on_tables
from lessons.data.membership import GROUPS, membership_periods, name
from lessons.data.records import rows

CIVIL_EMERGENCIES = "8"  # the area, as in `priority_areas`
ALL = "all"  # as an area, an objective, a country or a partner: any


@cached_on_tables()
def all_examples() -> tuple[Any, ...]:
    """Return all examples, the oldest first; those of one year in the order of their ids."""
    found = rows("practice_examples")
    return tuple(sorted(found, key=lambda example: (example.year_start, example.example_id)))


def examples(
    area: str = ALL, objective: str = ALL, country: str = ALL, who: str = ALL, tool: str = ALL
) -> tuple[Any, ...]:
    """Return the examples that fit all that is given, oldest first.

    Areas and objectives are numbers from 1 to 8 as text, `country` is an iso3 code, `who` one of
    `kinds_of_partners`, `tool` the id of a programme.
    """
    return tuple(
        example
        for example in all_examples()
        if area in (ALL, str(example.area_id))
        and objective in (ALL, *example.objective_ids)
        and country in (ALL, *example.iso3)
        and tool in (ALL, *example.programme_ids)
        and (who == ALL or who in kinds_of_partners(example))
    )


def disaster_relief() -> tuple[Any, ...]:
    """Return the examples of help in disasters, the oldest first.

    The area of civil emergencies also holds the flights of peacekeepers to Darfur for the African
    Union: help, but in no disaster. It is the one row without a country, and is left out.
    """
    return tuple(example for example in examples(CIVIL_EMERGENCIES) if example.iso3)


def readings() -> Mapping[str, Mapping[str, str]]:
    """Return our readings of examples: by id, the objectives that each serves, with our reasons."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("example_readings"):
        found.setdefault(row.example_id, {})[str(row.objective_id)] = row.reason
    return found


def kinds_of_partners(example: Any) -> frozenset[str]:
    """Return the groups whose countries took part in an example, and "org" for organisations.

    A country counts for every group of partners in which it has ever been.
    """
    # Ever, not at that time: today's Allies were partners of a group before.
    groups = {
        group for group, ever in _ever_in_groups().items() if not ever.isdisjoint(example.iso3)
    }
    return frozenset(groups | ({"org"} if example.org_id else set()))


def count_by_country(found: Iterable[Any]) -> dict[str, int]:
    """Return how many examples each country took part in, by iso3 code, the most first."""
    counts = Counter(code for example in found for code in example.iso3)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], name(item[0]))))


def count_by_area(found: Iterable[Any]) -> dict[str, int]:
    """Return how many examples there are in each of the eight areas, by number."""
    # Areas without an example count 0 and keep their place.
    counts = Counter(str(example.area_id) for example in found)
    return {area: counts[area] for area in short_names("priority_areas")}


def short_names(table: str) -> dict[str, str]:
    """Return the short names of the rows of a table by their ids, such as "1" of `objectives`."""
    return {str(row[0]): row.short_name for row in rows(table)}


@cached_on_tables()
def _ever_in_groups() -> Mapping[str, frozenset[str]]:
    """Return the countries that have ever been in each group of partners."""
    # The NACC is older than partnership: membership in it alone does not count.
    periods = [period for period in membership_periods() if period.framework != "NACC"]
    return {
        group: frozenset(period.iso3 for period in periods if period.framework in frameworks)
        for group, frameworks in GROUPS.items()
    }
