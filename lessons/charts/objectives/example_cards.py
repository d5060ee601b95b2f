"""Draw examples of what partners really did on cards, and list them in a table.

The charts of lessons 6, 10 and 13 show the same examples in different ways; this is what they
have in common.
"""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data.examples import short_names
from lessons.data.summaries import participants, years_of


def spread(found: Sequence[Any]) -> list[Any]:
    """Return the first, the middle and the last of some examples, or all if there are fewer.

    The oldest alone would hide that the work went on, the latest how it began.
    """
    # Of one or two examples the same would come twice.
    places = sorted({0, len(found) // 2, len(found) - 1}) if found else []
    return [found[place] for place in places]


def example_cards(plot: draw.Plot, found: Sequence[Any]) -> list[Any]:
    """Draw a few examples on cards side by side, or say that there is none; return them."""
    few = spread(found)
    if few:
        plot.note(f"{len(few)} of {counted(len(found), 'example')}:")
        draw.cards(plot, list(map(_card, few)))
    else:
        draw.card(plot, draw.body("We found no example."), band="")
    return few


def example_table(found: Sequence[Any]) -> draw.Table:
    """Return the examples as a table in plain words."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    return draw.Table.of(found, {
        "Row": "example_id",
        "Years": years_of,
        "With": partners_in,
        "What": "what",
        "Area": lambda one: areas[str(one.area_id)],
        "Objectives": lambda one: "; ".join(goals[number] for number in one.objective_ids),
        "How sure": lambda one: draw.CERTAINTY[one.confidence],
    })  # fmt: skip


def partners_in(example: Any) -> str:
    """Return the countries and the organisation of an example in words, or an empty text."""
    return participants(example.iso3, example.org_id or "")


def _card(example: Any) -> draw.Card:
    """Return the card of an example: when and with whom, and what was done."""
    note = " · ".join(filter(None, (years_of(example), partners_in(example))))
    return draw.Card(draw.fact(note, example.what, example.confidence))
