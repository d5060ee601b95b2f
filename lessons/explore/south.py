"""Explore the two frameworks of the South, and how large and how rich their countries are."""

from collections.abc import Sequence

from lessons.charts.south_and_gulf import frameworks_compared, joint_work, partner_comparison
from lessons.explore.knobs import Choice, Toggles
from lessons.widgets.explorer import Explorer


def south_compared(show: Sequence[str] = ()) -> Explorer:
    """Explore the two frameworks side by side; answer a row in your head, then open it."""
    return Explorer(
        frameworks_compared.south_compared,
        Toggles("show", "Open", frameworks_compared.ROWS, show),
        name="Two frameworks, side by side",
    )


def south_work(country: str = joint_work.ALL) -> Explorer:
    """Explore which joint work was found for which country."""
    return Explorer(
        joint_work.south_work,
        Choice("country", "Tell me about", joint_work.south_countries(), country, as_list=True),
        name="Joint work in the South",
    )


def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> Explorer:
    """Explore how many people, how much income and what distance stand behind the partners."""
    return Explorer(
        partner_comparison.partner_sizes,
        Choice("measure", "Compare by", partner_comparison.MEASURES, measure),
        Toggles("show", "Show", partner_comparison.GROUP_NAMES, show),
        name="Partners compared",
    )
