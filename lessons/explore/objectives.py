"""Explore what partnerships are for."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts.objectives import objective_network, objective_ranking, sorting_game
from lessons.charts.objectives.example_cards import WHO, short_names
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer
from lessons.widgets.linked_explorer import Linked, Values


def eight_objectives(objective: str = "1", order: str = "paper", who: str = "all") -> Explorer:
    """Explore the eight objectives, each with real examples."""
    return Explorer(
        objective_ranking.eight_objectives,
        Choice("objective", "Open", short_names("objectives"), objective),
        Choice("order", "Order", objective_ranking.ORDERS, order),
        Choice("who", "Examples with", WHO, who, as_list=True),
        name="Eight objectives",
    )


def sort_the_example(
    example: int = 1, guess: Sequence[str] = (), reading: Sequence[str] = ()
) -> Explorer:
    """Explore ten real activities: choose their objectives, then compare with our reading."""
    count = len(sorting_game.REASONS)
    words = {number: f"{number} of {count}" for number in range(1, count + 1)}
    return _Sorting(
        sorting_game.sort_the_example,
        Slider("example", "Example", 1, count, example, words=words),
        Toggles("guess", "It serves", short_names("objectives"), guess),
        Toggles("reading", "Then", {"shown": "show our reading"}, reading),
        name="Sort the example",
    )


def objective_pairs(objective: str = "3") -> Explorer:
    """Explore which objectives stand with the same examples."""
    return Explorer(
        objective_network.objective_pairs,
        Choice("objective", "Objective", short_names("objectives"), objective),
        name="Objectives seldom come alone",
    )


class _Sorting(Linked):
    """Begins the next example without a guess, unless the guess was set with it."""

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values after a turn, the guess cleared when the example changed."""
        if before["example"] == after["example"]:
            return after
        kept = {name: after[name] for name in after if after[name] != before[name]}
        return {**after, "guess": [], "reading": [], **kept}
