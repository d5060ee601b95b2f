"""Draw the eight objectives of partnership in an order that you choose, with real examples."""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import (
    ALL,
    KINDS_OF_PARTNERS,
    SHOWN,
    example_cards,
    example_table,
    examples,
    short_names,
    spread,
    statement,
)
from lessons.core.text import counted, listed
from lessons.data import cite, record
from lessons.data.examples import Example

ORDERS = {"paper": "As in the paper", "alphabet": "By the alphabet", "count": "By our examples"}
READ = "b_berlin2011"  # the policy of 2011, which could be read only in part


@draw.explorer(
    "Eight objectives",
    objective=draw.Choice("Open", lambda: short_names("objectives")),
    order=draw.Choice("Order", ORDERS),
    who=draw.Choice("Examples with", KINDS_OF_PARTNERS, as_list=True),
)
def eight_objectives(objective: str = "1", order: str = "paper", who: str = ALL) -> draw.Chart:
    """Draw the objectives as tiles, and open one with up to three real examples.

    `objective` is a number as text, `order` a key of `ORDERS`, `who` one of KINDS_OF_PARTNERS.
    """
    found = examples(objective=objective, who=who)
    counts = {number: len(examples(objective=number, who=who)) for number in in_order(order)}
    most = max(counts.values())
    title = f"Most examples: {listed(_names(counts, most))}, {most}" if most else "No example"
    subtitle = f"Examples of each objective, {ORDERS[order].lower()}"
    if who != ALL:
        subtitle += f", with {KINDS_OF_PARTNERS[who]}"
    plot = draw.Plot(title, subtitle)
    tiles = [_tile(number, count, number == objective) for number, count in counts.items()]
    draw.cards(plot, tiles, columns=4)
    draw.card(plot, *_paragraphs(objective, len(found), who))
    example_cards(plot, spread(found))
    return plot.chart(
        says=_says(objective, order, who, counts),
        source=cite("objectives", *(one.source_id for one in spread(found))),
        data=_table(found, objective),
    )


def in_order(order: str = "paper") -> list[str]:
    """Return the objectives' numbers as text, in one of the orders of `ORDERS`."""
    names = short_names("objectives")
    if order == "alphabet":
        return sorted(names, key=names.__getitem__)
    if order == "count":
        return sorted(names, key=lambda number: -len(examples(objective=number)))
    return list(names)


def _names(counts: dict[str, int], count: int) -> list[str]:
    """Return the short names of the objectives that have so many examples."""
    names = short_names("objectives")
    return [names[number] for number in counts if counts[number] == count]


def _tile(number: str, count: int, chosen: bool) -> draw.Card:
    parts = [draw.subhead(short_names("objectives")[number])]
    parts.append(draw.caption(counted(count, "example")))
    return draw.Card(parts, "ally" if chosen else "", f"objective={number}", chosen)


def _paragraphs(number: str, count: int, who: str) -> list[draw.Paragraph]:
    row = record("objectives", number)
    read = "also in the policy of 2011" if row.source_id == READ else "only in the paper of 2013"
    partners = "" if who == ALL else f" ({KINDS_OF_PARTNERS[who]})"
    below = f"Below: {counted(count, 'example')}{partners}."
    if count > SHOWN:
        below = f"Below: {SHOWN} of {count} examples{partners}. The table holds all."
    return [
        draw.caption(f"We could read this objective {read}."),
        draw.head(row.short_name.capitalize()),
        draw.body(row.statement),
        draw.caption(below if count else f"No example{partners}."),
    ]


def _says(number: str, order: str, who: str, counts: dict[str, int]) -> str:
    name, places = short_names("objectives")[number], list(counts)
    partners = "" if who == ALL else f" with {KINDS_OF_PARTNERS[who]}"
    most = max(counts.values())
    none = _names(counts, 0)
    empty = f" No example for {listed(none)}." if none else ""
    return (
        f"Opened: {name}, place {places.index(number) + 1} of {len(places)} "
        f"{ORDERS[order].lower()}. {counted(counts[number], 'example')}{partners}; "
        f"most for {listed(_names(counts, most))}, {most}.{empty}"
    )


def _table(found: Sequence[Example], number: str) -> draw.Table:
    text = statement("objectives", number)
    if not found:
        name = short_names("objectives")[number]
        return draw.Table(("Objective", "Statement", "Examples"), [(name, text, 0)])
    listing = example_table(found)
    return draw.Table((*listing.columns, "Statement"), ((*row, text) for row in listing.rows))
