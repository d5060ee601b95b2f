"""Choose examples of what partners really did, and draw them on cards or list them in a table."""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.engine.theme import GROUPS
from lessons.data import examples as data
from lessons.data import record
from lessons.data.examples import Example
from lessons.data.summaries import CERTAINTY, participants

ALL = "all"
KINDS_OF_PARTNERS = {
    ALL: "All examples",
    **{key: GROUPS[key].words for key in ("euro_atlantic", "md", "ici", "patg")},
    "org": "Other organisations",
}
SHOWN = 3  # examples told in full under a picture; the table holds all


def examples(area: str = ALL, objective: str = ALL, who: str = ALL) -> tuple[Example, ...]:
    """Return the examples of an area, an objective and a kind of partner, the oldest first.

    Areas and objectives are numbers as text, `who` is a key of KINDS_OF_PARTNERS; 'all' is any.
    """
    found = data.examples(_number(area), _number(objective))
    return tuple(one for one in found if who == ALL or who in data.kinds_of_partners(one))


def _number(text: str) -> int | None:
    return None if text == ALL else int(text)


def short_names(table: str) -> dict[str, str]:
    """Return the short names of `objectives` or `priority_areas` by their number as text."""
    return {str(number): name for number, name in data.short_names(table).items()}


def statement(table: str, number: str) -> str:
    """Return the full text of an objective or an area; its number is given as text."""
    return str(record(table, number).statement)


def spread(found: Sequence[Example]) -> list[Example]:
    """Return a few examples from the first to the last, evenly spread."""
    if len(found) <= SHOWN:
        return list(found)
    step = (len(found) - 1) / (SHOWN - 1)
    return [found[round(place * step)] for place in range(SHOWN)]


def example_cards(plot: draw.Plot, found: Sequence[Example]) -> None:
    """Draw examples on cards side by side, or say that there is none."""
    if found:
        draw.cards(plot, [_card(example) for example in found], columns=SHOWN)
    else:
        draw.card(plot, draw.body("We found no example."), band="")


def example_table(found: Sequence[Example]) -> draw.Table:
    """Return the examples as a table in plain words."""
    areas, goals = data.short_names("priority_areas"), data.short_names("objectives")
    return draw.Table(
        ("Row", "Years", "With", "What", "Area", "Objectives", "How sure"),
        (
            (
                one.id, one.years, partners_in(one), one.text, areas[one.area],
                "; ".join(goals[number] for number in one.objectives), CERTAINTY[one.confidence],
            )
            for one in found
        ),
    )  # fmt: skip


def partners_in(example: Example) -> str:
    """Return the countries and the organisation of an example in words, or an empty text."""
    return participants(record("practice_examples", example.id))


def _card(example: Example) -> draw.Card:
    when = " · ".join(filter(None, (example.years, partners_in(example))))
    parts = [draw.caption(when), draw.body(example.text)]
    if example.confidence != "high":
        parts.append(draw.caption(f"How sure: {CERTAINTY[example.confidence]}."))
    return draw.Card(parts)
