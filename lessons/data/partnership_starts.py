"""Find when the partnership of a country across the globe began, by three rules.

The rules are "list", the day from which NATO lists the country; "paper", the first paper that both
agreed; and "programme", the country's first own programme.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from lessons.data import membership
from lessons.data.cache import cached_on_tables
from lessons.data.events import events
from lessons.data.membership import day, end_of, members_on
from lessons.data.records import rows

_PAPER = ["document_signed"]  # the kind of events that are papers


@cached_on_tables()
def starts() -> Mapping[str, Mapping[str, str]]:
    """Return the partners across the globe, each with its start by each of the rules.

    A start is a date as the tables have it, or an empty text.
    """
    return {code: _starts(code) for code in members_on("PATG")}


def first_year() -> int:
    """Return the year of the earliest start by any of the rules."""
    return day(min(filter(None, chain(*(by.values() for by in starts().values()))))).year


def counted_by(rule: str, year: int) -> tuple[list[str], int]:
    """Return who counts across the globe at a year's end by a rule, and all partners then."""
    on = end_of(year)
    inside = [code for code, by in starts().items() if by[rule] and day(by[rule], last=True) <= on]
    # Whoever is in another group counts there, whatever the rule for this group.
    others = set(membership.partners_on(on)) - set(members_on("PATG", on))
    return inside, len(others | set(inside))


def rows_of_starts() -> list[Any]:
    """Return the rows from which the starts of the partners across the globe are read."""
    codes = members_on("PATG")
    tables = ("framework_members", "programme_participants")
    found = [row for table in tables for row in rows(table) if row.iso3 in codes]
    return [*found, *events(codes, _PAPER)]


def _starts(code: str) -> dict[str, str]:
    joined = membership.frameworks_joined(code)
    listed = next(row.joined for row in joined if row.framework_id == "PATG")
    used = membership.tools_used(code)
    own = next((row.start or "" for row in used if row.programme_id == "IPP"), "")
    papers = [event.date for event in events([code], _PAPER)]
    # A programme of one's own is a paper, too: the first paper is never the later of the two.
    first = min(filter(None, [*papers, own]), default="")
    return {"list": listed, "paper": first, "programme": own}
