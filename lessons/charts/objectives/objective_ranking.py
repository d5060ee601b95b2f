"""The eight objectives of partnership, in an order that you choose, with real examples."""

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.example_cards import (
    CARDS,
    WHO,
    example_cards,
    examples,
    listing,
    short_names,
    spread,
)
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted, listed
from lessons.data import cite, table

ORDERS = {"paper": "As in the paper", "alphabet": "By the alphabet", "count": "By our examples"}
READ = "b_berlin2011"  # the policy of 2011, which could be read only in part
TILE = 58.0


def eight_objectives(objective: str = "1", order: str = "paper", who: str = "all") -> Chart:
    """Draw the objectives as tiles, and open one with up to three real examples.

    `objective` is a number as text, `order` a key of `ORDERS`, `who` a key of `WHO`.
    """
    names = short_names("objectives")
    if objective not in names:
        hint = nearest(objective, names)
        raise UnknownName(f"There is no objective '{objective}'.{hint}")
    rows = examples(objective=objective, who=who)
    drawing = Drawing(width(), 0)
    title = f"Eight objectives, {ORDERS[order].lower()}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = _tiles(drawing, in_order(order), objective, who)
    y += card(drawing, (4, y), width() - 8, _parts(objective, len(rows), who), band="ally") + 8
    drawing.height = example_cards(drawing, y, spread(rows))
    source = cite("objectives", *spread(rows)["source_id"])
    says = _says(objective, order, who, len(rows))
    return Chart(drawing, says, source, _table(rows, objective), title=title)


def in_order(order: str = "paper") -> list[str]:
    """Return the objectives' numbers as text, in one of the orders of `ORDERS`."""
    names = short_names("objectives")
    if order == "alphabet":
        return sorted(names, key=names.__getitem__)
    if order == "count":
        return sorted(names, key=lambda number: -len(examples(objective=number)))
    return list(names)


def _tiles(drawing: Drawing, numbers: list[str], chosen: str, who: str) -> float:
    names = short_names("objectives")
    columns = 2 if is_narrow() else 4
    wide = (width() - 8 - 8 * (columns - 1)) / columns
    for place, number in enumerate(numbers):
        x = 4 + (place % columns) * (wide + 8)
        y = 30 + (place // columns) * (TILE + 8)
        count, pick = len(examples(objective=number, who=who)), f"objective={number}"
        bold = number == chosen
        drawing.add(
            Box(x, y, wide, TILE, "land", 1.0 if bold else 0.55, radius=5, pick=pick),
            Text(x + 10, y + 24, names[number], size=13, bold=bold, pick=pick),
            Text(x + 10, y + 44, counted(count, "example"), "muted", 12, pick=pick),
        )
        if bold:
            drawing.add(Box(x, y, 5, TILE, "ally", radius=2))
    return 30 + (len(numbers) // columns) * (TILE + 8) + 2


def _parts(number: str, count: int, who: str) -> list[Part]:
    row = table("objectives").set_index("objective_id").loc[int(number)]
    read = "also in the policy of 2011" if row["source_id"] == READ else "only in the paper of 2013"
    whom = "" if who == "all" else f" ({WHO[who]})"
    below = f"Below: {counted(count, 'example')}{whom}."
    if count > CARDS:
        below = f"Below: {CARDS} of {count} examples{whom}. The table holds all."
    return [
        Part(f"We could read this objective {read}.", 12, "muted"),
        Part(str(row["short_name"]).capitalize(), 15, bold=True),
        Part(str(row["statement"]), 13, gap=8),
        Part(below if count else f"No example{whom}.", 12, "muted", gap=8),
    ]


def _says(number: str, order: str, who: str, count: int) -> str:
    names, places = short_names("objectives"), in_order(order)
    counts = {each: len(examples(objective=each, who=who)) for each in places}
    whom = "" if who == "all" else f" with {WHO[who]}"
    none = [names[each] for each in places if not counts[each]]
    most = max(counts.values())
    lead = listed([names[each] for each in places if counts[each] == most])
    empty = f" No example for {listed(none)}." if none else ""
    return (
        f"Opened: {names[number]}, place {places.index(number) + 1} of {len(places)} "
        f"{ORDERS[order].lower()}. {counted(count, 'example')}{whom}; "
        f"most for {lead}, {most}.{empty}"
    )


def _table(rows: pd.DataFrame, number: str) -> pd.DataFrame:
    row = table("objectives").set_index("objective_id").loc[int(number)]
    if not rows.empty:
        return listing(rows).assign(Statement=row["statement"])
    told = [(row["short_name"], row["statement"], 0)]
    return pd.DataFrame(told, columns=["Objective", "Statement", "Examples"])
