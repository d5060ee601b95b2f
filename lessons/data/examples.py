"""Find examples of what partners did, by objective, area and country."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lessons.data.cache import cached_on
from lessons.data.membership import GROUPS, membership_periods, name
from lessons.data.records import rows

ALL = "all"  # as an area, an objective, a country or a partner: any


@dataclass(frozen=True)
class Example:
    """A row of `practice_examples.csv`; `organisation` is empty where none took part.

    Areas and objectives are their numbers as text, the values that the controls of explorers have.
    """

    id: str
    area: str
    objectives: tuple[str, ...]
    countries: tuple[str, ...]
    organisation: str
    first_year: int
    last_year: int
    text: str
    source_id: str
    confidence: str

    @property
    def years(self) -> str:
        """The years in which it was done, such as "2006-2013" or "2014"."""
        last = f"-{self.last_year}" if self.last_year != self.first_year else ""
        return f"{self.first_year}{last}"


@cached_on("practice_examples")
def all_examples() -> tuple[Example, ...]:
    """Return all examples, the oldest first; those of one year in the order of their ids."""
    found = (
        Example(
            row.example_id, str(row.area_id), row.objective_ids, row.iso3, row.org_id or "",
            row.year_start, row.year_end, row.what, row.source_id, row.confidence,
        )
        for row in rows("practice_examples")
    )  # fmt: skip
    return tuple(sorted(found, key=lambda example: (example.first_year, example.id)))


def examples(
    area: str = ALL, objective: str = ALL, country: str = ALL, who: str = ALL
) -> tuple[Example, ...]:
    """Return the examples of an area, an objective, a country and a kind of partner, oldest first.

    Areas and objectives are numbers from 1 to 8 as text, `country` is an iso3 code, `who` one of
    `kinds_of_partners`.
    """
    return tuple(
        example
        for example in all_examples()
        if area in (ALL, example.area)
        and objective in (ALL, *example.objectives)
        and country in (ALL, *example.countries)
        and (who == ALL or who in kinds_of_partners(example))
    )


def kinds_of_partners(example: Example) -> frozenset[str]:
    """Return the groups whose countries took part in an example, and "org" for organisations.

    A country counts for every group of partners in which it has ever been.
    """
    # Ever, not at that time: today's Allies were partners of a group before.
    groups = _groups_ever()
    found = {"org"} if example.organisation else set()
    return frozenset(found.union(*(groups.get(code, ()) for code in example.countries)))


def count_by_country(found: Iterable[Example]) -> dict[str, int]:
    """Return how many examples each country took part in, by iso3 code, the most first."""
    counts = Counter(code for example in found for code in example.countries)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], name(item[0]))))


def count_by_area(found: Iterable[Example]) -> dict[str, int]:
    """Return how many examples there are in each of the eight areas, by number."""
    # Areas without an example count 0 and keep their place.
    counts = Counter(example.area for example in found)
    return {area: counts[area] for area in short_names("priority_areas")}


def short_names(table: str) -> dict[str, str]:
    """Return the short names of the rows of a table by their ids, such as "1" of `objectives`."""
    return {str(row[0]): row.short_name for row in rows(table)}


@cached_on("framework_members")
def _groups_ever() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group, frameworks in GROUPS.items():
        for period in membership_periods():
            # The NACC is older than partnership: membership in it alone does not count.
            if period.framework in frameworks and period.framework != "NACC":
                found.setdefault(period.iso3, set()).add(group)
    return MappingProxyType({code: frozenset(groups) for code, groups in found.items()})
