"""Find who became a partner in a year, who ceased to be one, and what became of the others."""

from dataclasses import dataclass
from datetime import date

from lessons.data import membership
from lessons.data.cache import cached_on_tables
from lessons.data.events import events
from lessons.data.membership import day, end_of, group_of, partner_years, partners_on

START = 2012  # the text of 2013 speaks of the partners at the end of this year


@dataclass(frozen=True)
class Turnover:
    """Who came and who left in a year, as iso3 codes, and how many partners there then were."""

    year: int
    came: tuple[str, ...]
    left: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class PartnerSince:
    """A country, its group in 2012 (today's for a newcomer), what became of it, and when.

    `state` is "partner", "suspended", "ally" or "new"; `since` is a date of the tables, or "" for
    a partner whose state has not changed.
    """

    iso3: str
    group: str
    state: str
    since: str = ""


@cached_on_tables()
def turnover() -> tuple[Turnover, ...]:
    """Return who came and who left in each year; a year ends on 31 December."""
    found: list[Turnover] = []
    before: list[str] = []
    for year in partner_years():
        now = partners_on(end_of(year))
        came = tuple(code for code in now if code not in before)
        left = tuple(code for code in before if code not in now)
        found.append(Turnover(year, came, left, len(now)))
        before = now
    return tuple(found)


def joined_in(year: int) -> tuple[set[str], set[str]]:
    """Return who joined a framework in a year, and which of them were partners already.

    Both are iso3 codes.
    """
    found = events(kinds=["joined_framework"])
    joined = {code for row in found if day(row.date, last=True).year == year for code in row.iso3}
    return joined, joined.intersection(partners_on(end_of(year - 1)))


@cached_on_tables()
def partners_since(year: int) -> tuple[PartnerSince, ...]:
    """Return what had become of each partner of 2012 by the end of a year, newcomers last."""
    on, begin = end_of(year), end_of(START)
    old = partners_on(begin)
    # Newcomers are no partners of 2012: they come last, with the group that they joined.
    new = [code for code in partners_on(on) if code not in old]
    groups = {code: group_of(code, on if code in new else begin) for code in [*old, *new]}
    return tuple(PartnerSince(code, group, *_state(code, on)) for code, group in groups.items())


def _state(code: str, on: date) -> tuple[str, str]:
    """Return the state of a country on a day, and since when, or ""."""
    if code in membership.allies_on(on):
        return "ally", str(membership.accession_of(code))
    if code in membership.suspended_on(on):
        return "suspended", membership.suspension_of(code)
    if code in partners_on(end_of(START)):
        return "partner", ""
    return "new", str(membership.frameworks_joined(code)[0].joined)
