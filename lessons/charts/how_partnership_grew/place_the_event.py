"""Put an event in its place: a line of six known steps, and a card to lay between them.

Learners reason about what must have come first ("first a council, then a programme") instead of
recalling years: the years are hidden until the card lies where it belongs. A place that is taken
is judged at once.
"""

from typing import Any

from lessons.charts import engine as draw
from lessons.core.dates import day
from lessons.core.text import date_words
from lessons.data import cite, record, source_ids
from lessons.data.illustrations import illustrations

CHART = "place_the_event"
NOWHERE = "none"  # the card has no place yet


def line() -> list[Any]:
    """Return the rows of the steps on the line, in order of time."""
    return [row for row in illustrations(CHART).values() if "line" in row.illustrates]


def cards() -> list[Any]:
    """Return the rows of the cards; they belong at places all along the line."""
    return [row for row in illustrations(CHART).values() if "card" in row.illustrates]


def card_names() -> dict[str, str]:
    """Return what is written on the cards, without a year, by their numbers from 1."""
    return {str(number): row.key for number, row in enumerate(cards(), start=1)}


def place_names() -> dict[str, str]:
    """Return the places for a card: how many steps come before it, and that in words."""
    places = range(1, len(line()) + 1)
    return {"0": "before step 1", **{str(place): f"after step {place}" for place in places}}


@draw.explorer(
    "Put the event in its place",
    link=draw.start_anew("event", place=NOWHERE),
    event=draw.Choice("Event", card_names),
    # For the keyboard; the places in the picture are the plain way.
    place=draw.Choice("Place", lambda: {NOWHERE: "not placed", **place_names()}, rare=True),
)
def place_the_event(event: str = "1", place: str = NOWHERE) -> draw.Chart:
    """Draw six steps in order of time, and a card laid behind `place` of them.

    `event` counts the cards from 1. Without a `place`, "none", the card lies above the line, with
    a place for it before each step; a wrong place is answered by the direction, the right one by
    the date, and then the line shows its years.
    """
    plot = draw.Plot("Where does it belong?", f"Card {event} of {len(cards())}")
    right, name = right_place(event), card_names()[event]
    is_laid = place == right
    steps = [_step(number, row, is_laid) for number, row in enumerate(line(), start=1)]
    # After a wrong try the card stays above, so that the list keeps still and shows what was tried.
    above = steps[: int(right)] if is_laid else []
    below = [*steps[len(above) :], _next_card(event)] if is_laid else _with_slots(steps, place)
    if above:
        draw.lists(plot, [above], columns=1)
    card = draw.head(name), draw.body(_verdict(event, place))
    draw.card(plot, *card, band="euro_atlantic", pick=draw.DRAGGED)
    draw.lists(plot, [below], columns=1)
    lies = "has no place yet" if place == NOWHERE else f"lies {place_names()[place]}"
    how = "" if is_laid else " Choose a place marked 'put it here', or one under More."
    return plot.chart(
        says=f"'{name}' {lies}.{how}",
        # Those of all cards: the sources of one would give its place away.
        source=cite(*sorted(source_ids(illustrations(CHART).values()))),
        data=draw.Table.of(line(), {
            "Step": "key",
            "Date": lambda row: date_of(row) if is_laid else "hidden",
        }),
    )  # fmt: skip


def date_of(row: Any) -> str:
    """Return the date of a step or a card, as its table has it."""
    found = record(row.table_name, row.row_key)
    return str(found.launched if row.table_name == "frameworks" else found.date)


def right_place(event: str) -> str:
    """Return how many steps of the line come before a card, as text."""
    card, *steps = (day(date_of(row), last=True) for row in (cards()[int(event) - 1], *line()))
    # Two steps of one day count as being in order.
    return str(sum(step <= card for step in steps))


def _with_slots(steps: list[draw.ListItem], tried: str) -> list[draw.ListItem]:
    """Return the steps with a place for the card before each of them and behind the last one."""
    slots = [_slot(place, place == tried) for place in place_names()]
    return [item for pair in zip(slots, steps, strict=False) for item in pair] + slots[-1:]


def _slot(place: str, was_tried: bool) -> draw.ListItem:
    """Return a slot where a click or a drag puts the card."""
    pick = f"place={place}"
    if was_tried:
        return draw.ListItem("not here", draw.Key("", "md", "cross", pick=pick), "", True, pick)
    return draw.ListItem(
        "put it here", draw.Key("", "euro_atlantic", hollow=True, pick=pick), pick=pick
    )


def _step(number: int, row: Any, dated: bool) -> draw.ListItem:
    """Return a step of the line, with its year where years are shown."""
    year = f", {day(date_of(row)).year}" if dated else ""
    return draw.ListItem(f"{number}  {row.key}{year}", draw.Key("", "ally", "circle"))


def _next_card(event: str) -> draw.ListItem:
    """Return the control that shows the next card; after the last comes the first."""
    pick = f"event={int(event) % len(cards()) + 1}"
    return draw.ListItem("Next card", draw.Key("", "ally", "triangle", pick=pick), "", True, pick)


def _verdict(event: str, place: str) -> str:
    """Return whether the card is at the right place; for a wrong one, without the date."""
    right = right_place(event)
    if place == NOWHERE:
        return "Choose one of the places below."
    if place == right:
        return f"Right: {date_words(date_of(cards()[int(event) - 1]))}."
    return f"Not there: it came {'earlier' if place > right else 'later'}. Try another place."
