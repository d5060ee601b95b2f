"""Explore how partnership grew: on a time line, as a game of order, year by year."""

from collections.abc import Sequence

from lessons.charts import flow, growth, ordering
from lessons.charts.network import last_day
from lessons.explore.explorer import Explorer
from lessons.explore.knobs import Choice, Slider, Toggles


def growth_time_line(
    year: int = 1994, show: Sequence[str] = tuple(growth.LANES), span: str = "all"
) -> Explorer:
    """Explore what happened when, filtered by kind of step; open one year after the other."""
    lanes = {key: lane.words for key, lane in growth.LANES.items()}
    return Explorer(
        growth.growth_time_line,
        Slider("year", "Open the year", growth.FIRST, last_day().year, year),
        Toggles("show", "Lines", lanes, show),
        Choice("span", "Years", growth.SPANS, span),
        name="How partnership grew",
    )


def place_the_event(event: int = 1, place: int = 0, show: Sequence[str] = ()) -> Explorer:
    """Explore the order of events: lay a card on its place in a line of six steps."""
    words, places = ordering.card_words(), ordering.place_words()
    return Explorer(
        ordering.place_the_event,
        Slider("event", "Event", 1, len(words), event, words=words),
        Slider("place", "Place", 0, len(places) - 1, place, words=places),
        Toggles("show", "Show", ordering.SHOWN, show),
        name="Put the event in its place",
    )


def comings_and_goings(year: int = 2004, who: str = "all") -> Explorer:
    """Explore who came and who left, year by year."""
    return Explorer(
        flow.comings_and_goings,
        Slider("year", "Open the year", flow.FIRST, last_day().year, year),
        Choice("who", "Partners", flow.WHO, who),
        name="Comings and goings",
    )
