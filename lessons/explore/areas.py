"""Explore the priority areas: what is done, what for, where and when."""

from collections.abc import Mapping
from typing import Any

from lessons.charts.engine.controls import Choice
from lessons.charts.engine.geo import FRAMES
from lessons.charts.objectives.example_cards import short_names
from lessons.charts.priority_areas import areas_by_objectives as areas
from lessons.charts.priority_areas import examples_by_year as begun
from lessons.charts.priority_areas import examples_map as reach
from lessons.widgets.explorer import Explorer
from lessons.widgets.linked_explorer import Linked, Values


def areas_by_objectives(area: str = "7", objective: str = "3") -> Explorer:
    """Explore areas and objectives in one table; click on a cell to open its examples."""
    return _Cells(
        areas.areas_by_objectives,
        Choice("area", "Area", {"all": "all areas"} | short_names("priority_areas"), area),
        Choice(
            "objective",
            "Objective",
            {"all": "all objectives"} | short_names("objectives"),
            objective,
        ),
        name="Areas and objectives",
    )


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


class _Cells(Linked):
    """Turns two knobs with one click: a cell's value is 'area/objective'."""

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values after a turn, a cell's value taken apart."""
        area, cell, objective = str(after["area"]).partition("/")
        return {"area": area, "objective": objective} if cell else after
