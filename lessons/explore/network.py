"""Explore the network of partners."""

from collections.abc import Sequence

from lessons.charts.engine.controls import Choice, Slider, Toggles
from lessons.charts.engine.geo import FRAMES
from lessons.charts.engine.theme import GROUPS
from lessons.charts.the_network import membership_table as membership
from lessons.charts.the_network import partner_sum
from lessons.charts.the_network import world_map as network
from lessons.data import table
from lessons.widgets.explorer import Explorer

FIRST = 1990


def _year(value: int, play: bool = False) -> Slider:
    last = network.last_day()
    words = {year: f"end of {year}" for year in range(FIRST, last.year)}
    words[last.year] = network.said(last)
    return Slider("year", "Year", FIRST, last.year, value, words=words, play=play)


def world_map(
    year: int = 2012,
    show: Sequence[str] = tuple(GROUPS),
    region: str = "world",
    country: str = "",
) -> Explorer:
    """Explore on a map who belonged to which group at the end of a year."""
    return Explorer(
        network.world_map,
        _year(year, play=True),
        Toggles("show", "Show", {key: group.words for key, group in GROUPS.items()}, show),
        Choice(
            "region", "Part of the map", {key: frame.words for key, frame in FRAMES.items()}, region
        ),
        Choice("country", "Country", {"": "none", **countries()}, country),
        name="Map of NATO and its partners",
    )


def sum_apart(year: int = 2012, show: Sequence[str] = ()) -> Explorer:
    """Explore the partners as a sum of four groups; open one group after the other."""
    options = {key: GROUPS[key].words for key in partner_sum.PARTNER_GROUPS}
    return Explorer(
        partner_sum.sum_apart,
        _year(year),
        Toggles("show", "Open", options, show),
        name="The partners as a sum",
    )


def membership_table(framework: str = "PFP") -> Explorer:
    """Explore who was in a framework, from when to when."""
    options = {key: words for key, (words, _) in membership.FRAMEWORKS.items()}
    return Explorer(
        membership.who_came_when,
        Choice("framework", "Framework", options, framework),
        name="Who came when",
    )


def countries() -> dict[str, str]:
    """Return the countries of the course, iso3 to name, in alphabetical order."""
    rows = table("countries").sort_values("name")
    return dict(zip(rows["iso3"], rows["name"], strict=True))
