"""Explore how partnership grew: on a time line, as a game of order, year by year."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts.how_partnership_grew import joins_and_exits as flow
from lessons.charts.how_partnership_grew import ordering_game as ordering
from lessons.data.membership import last_day
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer
from lessons.widgets.linked_explorer import Linked, Values


def place_the_event(event: int = 1, place: int = 0, show: Sequence[str] = ()) -> Explorer:
    """Explore the order of events: lay a card on its place in a line of six steps."""
    words, places = ordering.card_words(), ordering.place_words()
    return _Cards(
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


class _Cards(Linked):
    """Hides the answer again when the next card is taken, unless it was asked for with it."""

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values after a turn, the answer hidden when the event changed."""
        if before["event"] == after["event"] or before["show"] != after["show"]:
            return after
        return {**after, "show": [key for key in after["show"] if key != "answer"]}
