"""Explore the priority areas: what is done, what for, where and when."""

from lessons.charts.engine.geo import FRAMES
from lessons.charts.objectives.example_cards import short_names
from lessons.charts.priority_areas import examples_by_year as begun
from lessons.charts.priority_areas import examples_map as reach
from lessons.explore.knobs import Choice
from lessons.widgets.explorer import Explorer


def examples_map(area: str = "all", region: str = "europe") -> Explorer:
    """Explore on the map where the examples of an area are."""
    return Explorer(
        reach.examples_map,
        Choice("area", "Area", {"all": "all areas"} | short_names("priority_areas"), area),
        Choice("region", "Region", {key: frame.words for key, frame in FRAMES.items()}, region),
        name="Examples on the map",
    )


def examples_by_year(area: str = "7") -> Explorer:
    """Explore when the examples of an area began."""
    return Explorer(
        begun.examples_by_year,
        Choice("area", "Area", short_names("priority_areas"), area),
        name="Examples by year",
    )
