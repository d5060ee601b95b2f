"""Explore the two frameworks of the South, and how large and how rich their countries are."""

from collections.abc import Sequence

from lessons.charts import sizes, south, southwork
from lessons.explore.explorer import Explorer
from lessons.explore.knobs import Choice, Toggles


def south_compared(show: Sequence[str] = ()) -> Explorer:
    """Explore the two frameworks side by side; answer a row in your head, then open it."""
    return Explorer(
        south.south_compared,
        Toggles("show", "Open", south.ROWS, show),
        name="Two frameworks, side by side",
    )


def south_work(country: str = southwork.ALL) -> Explorer:
    """Explore which joint work was found for which country."""
    return Explorer(
        southwork.south_work,
        Choice("country", "Tell me about", southwork.south_countries(), country, as_list=True),
        name="Joint work in the South",
    )


def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> Explorer:
    """Explore how many people, how much income and what distance stand behind the partners."""
    return Explorer(
        sizes.partner_sizes,
        Choice("measure", "Compare by", sizes.MEASURES, measure),
        Toggles("show", "Show", sizes.GROUP_NAMES, show),
        name="Partners compared",
    )
