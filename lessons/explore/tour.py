"""Explore the controls themselves: pictures to try them on."""

from collections.abc import Sequence

from lessons.charts.start_here import disaster_relief, intro_charts
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def distances(many: int = 8, order: str = "far", show: Sequence[str] = ("country",)) -> Explorer:
    """Explore how far capitals are from Brussels."""
    return Explorer(
        intro_charts.distances,
        Slider("many", "How many", 3, 15, many, words={n: f"{n} capitals" for n in range(3, 16)}),
        Choice("order", "Order", intro_charts.ORDERS, order),
        Toggles("show", "Beside the name", intro_charts.EXTRAS, show),
        name="Distances from Brussels",
    )


def help_in_disasters(case: int = 1) -> Explorer:
    """Explore how Allies and partners helped in disasters, example by example."""
    words = {
        number: disaster_relief.said(row)
        for number, row in enumerate(disaster_relief.cases(), start=1)
    }
    return Explorer(
        disaster_relief.help_in_disasters,
        Slider("case", "Example", 1, len(words), case, words=words, play=True),
        name="Help in disasters",
    )


def how_sure(name: str = "framework_members") -> Explorer:
    """Explore how sure the course is of its facts, table by table."""
    return Explorer(
        intro_charts.how_sure,
        Choice("name", "Table", intro_charts.rated(), name, as_list=True),
        name="How sure are we",
    )
