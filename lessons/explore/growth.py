"""Explore how partnership grew: on a time line, as a game of order, year by year."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts.engine.controls import Choice, Slider, Toggles
from lessons.charts.how_partnership_grew import joins_and_exits, ordering_game, partnership_timeline
from lessons.charts.the_network.world_map import last_day
from lessons.widgets.explorer import Explorer
from lessons.widgets.linked_explorer import Linked, Values


def growth_time_line(
    year: int = 1994, show: Sequence[str] = tuple(partnership_timeline.LANES), span: str = "all"
) -> Explorer:
    """Explore what happened when, filtered by kind of step; open one year after the other."""
    lanes = {key: lane.words for key, lane in partnership_timeline.LANES.items()}
    return _Spans(
        partnership_timeline.growth_time_line,
        Slider("year", "Open the year", partnership_timeline.FIRST, last_day().year, year),
        Toggles("show", "Lines", lanes, show),
        Choice("span", "Years", partnership_timeline.SPANS, span),
        name="How partnership grew",
    )


def place_the_event(event: int = 1, place: int = 0, show: Sequence[str] = ()) -> Explorer:
    """Explore the order of events: lay a card on its place in a line of six steps."""
    words, places = ordering_game.card_words(), ordering_game.place_words()
    return _Cards(
        ordering_game.place_the_event,
        Slider("event", "Event", 1, len(words), event, words=words),
        Slider("place", "Place", 0, len(places) - 1, place, words=places),
        Toggles("show", "Show", ordering_game.SHOWN, show),
        name="Put the event in its place",
    )


def comings_and_goings(year: int = 2004, who: str = "all") -> Explorer:
    """Explore who came and who left, year by year."""
    return Explorer(
        joins_and_exits.comings_and_goings,
        Slider("year", "Open the year", joins_and_exits.FIRST, last_day().year, year),
        Choice("who", "Partners", joins_and_exits.WHO, who),
        name="Comings and goings",
    )


class _Spans(Linked):
    """Keeps the opened year inside the chosen span."""

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values after a turn, the year moved into the span."""
        return {**after, "year": partnership_timeline.within(after["year"], after["span"])}


class _Cards(Linked):
    """Hides the answer again when the next card is taken, unless it was asked for with it."""

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values after a turn, the answer hidden when the event changed."""
        if before["event"] == after["event"] or before["show"] != after["show"]:
            return after
        return {**after, "show": [key for key in after["show"] if key != "answer"]}
