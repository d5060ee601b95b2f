"""Explore the network of partners."""

from collections.abc import Sequence

from lessons.charts.engine.theme import GROUPS
from lessons.charts.the_network import partner_sum as groups
from lessons.core.text import said
from lessons.data.membership import last_day
from lessons.explore.knobs import Slider, Toggles
from lessons.widgets.explorer import Explorer

FIRST = 1990


def _year(value: int, play: bool = False) -> Slider:
    last = last_day()
    words = {year: f"end of {year}" for year in range(FIRST, last.year)}
    words[last.year] = said(last)
    return Slider("year", "Year", FIRST, last.year, value, words=words, play=play)


def sum_apart(year: int = 2012, show: Sequence[str] = ()) -> Explorer:
    """Explore the partners as a sum of four groups; open one group after the other."""
    options = {key: GROUPS[key].words for key in groups.PARTNER_GROUPS}
    return Explorer(
        groups.sum_apart,
        _year(year),
        Toggles("show", "Open", options, show),
        name="The partners as a sum",
    )
