"""Explore the partners across the globe: who they are, and when they count."""

from collections.abc import Sequence

from lessons.charts.across_the_globe import partner_cards, start_dates
from lessons.core.text import said
from lessons.data.membership import last_day
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def globe_cards(show: Sequence[str] = ("place",), names: Sequence[str] = ()) -> Explorer:
    """Explore one card for each partner across the globe; guess before you show the names."""
    return Explorer(
        partner_cards.globe_cards,
        Toggles("show", "Clues", partner_cards.CLUES, show),
        Toggles("names", "Names", partner_cards.NAMES, names),
        name="Cards of the partners across the globe",
    )


def globe_starts(rule: str = "list", year: int = 2012) -> Explorer:
    """Explore how the rule for a start changes the number of partners."""
    last = last_day().year
    words = {each: f"end of {each}" for each in range(start_dates.FIRST, last)} | {
        last: said(last_day())
    }
    return Explorer(
        start_dates.globe_starts,
        Choice("rule", "Count from", start_dates.RULES, rule),
        Slider("year", "Year", start_dates.FIRST, last, year, words=words),
        name="When did it begin?",
    )
