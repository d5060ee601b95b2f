"""Explore the partners across the globe: who they are, and when they count."""

from collections.abc import Sequence

from lessons.charts import globe, starts
from lessons.charts.network import last_day, said
from lessons.explore.explorer import Explorer
from lessons.explore.knobs import Choice, Slider, Toggles


def globe_cards(show: Sequence[str] = ("place",), names: Sequence[str] = ()) -> Explorer:
    """Explore one card for each partner across the globe; guess before you show the names."""
    return Explorer(
        globe.globe_cards,
        Toggles("show", "Clues", globe.CLUES, show),
        Toggles("names", "Names", globe.NAMES, names),
        name="Cards of the partners across the globe",
    )


def globe_starts(rule: str = "list", year: int = 2012) -> Explorer:
    """Explore how the rule for a start changes the number of partners."""
    last = last_day().year
    words = {each: f"end of {each}" for each in range(starts.FIRST, last)} | {
        last: said(last_day())
    }
    return Explorer(
        starts.globe_starts,
        Choice("rule", "Count from", starts.RULES, rule),
        Slider("year", "Year", starts.FIRST, last, year, words=words),
        name="When did it begin?",
    )
