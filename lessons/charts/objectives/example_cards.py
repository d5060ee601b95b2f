"""Draw examples of what partners really did on cards, and list them in a table.

The charts of lessons 6, 10 and 13 show the same examples in different ways; this is what they
have in common.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.fact_cards import fact
from lessons.core.text import counted
from lessons.data.examples import Example, short_names
from lessons.data.summaries import CERTAINTY, participants

SHOWN = 3  # examples that are shown in full under a picture; the table holds all


def spread(found: Sequence[Example]) -> list[Example]:
    """Return a few examples from the first to the last, evenly spread.

    The oldest alone would hide that the work went on, the latest how it began.
    """
    if len(found) <= SHOWN:
        return list(found)
    # The first and the last are always among them.
    step = (len(found) - 1) / (SHOWN - 1)
    return [found[round(place * step)] for place in range(SHOWN)]


def example_cards(plot: draw.Plot, found: Sequence[Example]) -> list[Example]:
    """Draw a few examples on cards side by side, or say that there is none; return them."""
    few = spread(found)
    if few:
        plot.note(f"{len(few)} of {counted(len(found), 'example')}:")
        draw.cards(plot, list(map(_card, few)), columns=SHOWN)
    else:
        draw.card(plot, draw.body("We found no example."), band="")
    return few


def example_table(found: Sequence[Example]) -> draw.Table:
    """Return the examples as a table in plain words."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    return draw.Table.of(found, {
        "Row": "id",
        "Years": "years",
        "With": partners_in,
        "What": "text",
        "Area": lambda one: areas[one.area],
        "Objectives": lambda one: "; ".join(goals[number] for number in one.objectives),
        "How sure": lambda one: CERTAINTY[one.confidence],
    })  # fmt: skip


def partners_in(example: Example) -> str:
    """Return the countries and the organisation of an example in words, or an empty text."""
    return participants(example.countries, example.organisation)


def _card(example: Example) -> draw.Card:
    """Return the card of an example: when and with whom, and what was done."""
    note = " · ".join(filter(None, (example.years, partners_in(example))))
    return draw.Card(fact(note, example.text, example.confidence))
