"""Draw examples of what partners really did: on cards, and as a table."""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.objectives.row_summaries import SURE, short
from lessons.data.examples import Example, short_names
from lessons.data.membership import name

ALL = "all"
SHOWN = 3  # examples told in full under a picture; the table holds all
_NAMED = 4  # countries named before the rest is only counted


def number(choice: str) -> int | None:
    """Return the number that an option stands for; None for all."""
    return None if choice == ALL else int(choice)


def options(table: str) -> dict[str, str]:
    """Return the short names of `objectives` or `priority_areas` by their numbers as text."""
    return {str(number): text for number, text in short_names(table).items()}


def spread(found: Sequence[Example]) -> list[Example]:
    """Return a few examples from the first to the last, evenly spread."""
    if len(found) <= SHOWN:
        return list(found)
    step = (len(found) - 1) / (SHOWN - 1)
    return [found[round(place * step)] for place in range(SHOWN)]


def example_cards(plot: draw.Plot, found: Sequence[Example]) -> None:
    """Draw examples on cards side by side, or say that there is none."""
    if not found:
        draw.card(plot, draw.body("No example in our table."), band="")
        return
    draw.cards(plot, [_card(example) for example in found], columns=SHOWN)


def example_table(found: Sequence[Example]) -> draw.Table:
    """Return the examples as a table in plain words."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    columns: dict[str, draw.Value] = {
        "Row": "id",
        "Years": "years",
        "With": partners_in,
        "What": "text",
        "Area": lambda example: areas[example.area],
        "Objectives": lambda example: "; ".join(goals[goal] for goal in example.objectives),
        "How sure": lambda example: SURE[example.confidence],
    }
    return draw.Table.of(found, columns)


def partners_in(example: Example) -> str:
    """Return the countries and the organisation of an example in words, or nothing."""
    names = [name(code) for code in example.countries]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    return ", ".join([*names, *([short(example.organisation)] if example.organisation else [])])


def _card(example: Example) -> draw.Card:
    when_and_who = " · ".join(filter(None, (example.years, partners_in(example))))
    parts = [draw.caption(when_and_who), draw.body(example.text)]
    if example.confidence != "high":
        parts.append(draw.caption(f"How sure: {SURE[example.confidence]}."))
    return draw.Card(parts)
