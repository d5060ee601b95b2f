"""Draw the eight objectives of partnership, and open one of them with real examples.

The policy of 2011 says that the order of its list shows no priority.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives import example_cards as shown
from lessons.core.text import counted, listed
from lessons.data import cite, record, source_ids
from lessons.data.examples import ALL, examples, short_names

# Who takes part: a group of countries, or an organisation. Values of `examples(who=...)`.
KINDS_OF_PARTNERS = {ALL: "All examples", **draw.PARTNER_GROUPS, "org": "Other organisations"}


@draw.explorer(
    "Eight objectives",
    objective=draw.Choice("Open", lambda: short_names("objectives")),
    who=draw.Choice("Examples with", KINDS_OF_PARTNERS, rare=True),
)
def eight_objectives(objective: str = "1", who: str = ALL) -> draw.Chart:
    """Draw the objectives as tiles, and open one with up to three real examples.

    `objective` is a number as text, `who` one of KINDS_OF_PARTNERS.
    """
    names = short_names("objectives")
    counts = {number: len(examples(objective=number, who=who)) for number in names}
    found, row = examples(objective=objective, who=who), record("objectives", objective)
    whose = "" if who == ALL else f" with {KINDS_OF_PARTNERS[who]}"
    title = f"Most examples: {_names(counts, max(counts.values()))}, {max(counts.values())}"
    plot = draw.Plot(title, f"Examples of each objective{whose}, in the order of 2011")
    # Four a row: the eight fill two rows, and the opened one stands out by its frame.
    tiles = [_tile(number, count, number == objective) for number, count in counts.items()]
    draw.cards(plot, tiles, columns=4)
    opened = [draw.head(names[objective].capitalize()), draw.body(row.statement)]
    draw.card(plot, *opened, draw.caption(_also(objective, found)))
    few = shown.example_cards(plot, found)
    count = f"{names[objective]}, {counted(len(found), 'example')}{whose}"
    without = _names(counts, 0)
    return plot.chart(
        says=f"Opened: {count}. {title}. "
        + (f"No example: {without}." if without else "Each objective has an example."),
        source=cite("objectives", *source_ids(few)),
        data=shown.example_table(found),
    )


def _names(counts: Mapping[str, int], count: int) -> str:
    """Return the short names of the objectives that have so many examples, as a list in words."""
    names = short_names("objectives")
    return listed([names[number] for number in counts if counts[number] == count])


def _also(objective: str, found: Sequence[Any]) -> str:
    """Return how many examples of an objective serve each of the others as well, most first."""
    counts = Counter({number: 0 for number in short_names("objectives") if number != objective})
    counts.update(other for one in found for other in one.objective_ids if other != objective)
    shared = [f"{short_names('objectives')[n]} {count}" for n, count in counts.most_common()]
    return f"These examples also serve: {', '.join(shared)}."


def _tile(number: str, count: int, chosen: bool) -> draw.Card:
    name = draw.subhead(short_names("objectives")[number])
    parts = [name, draw.caption(counted(count, "example"))]
    return draw.Card(parts, "ally" if chosen else "", f"objective={number}", chosen)
