"""Put an event in its place: a line of six known steps, and a card to lay between them.

Learners reason about what must have come first ("first a council, then a programme") instead of
recalling years: the years are hidden until they ask for them. A place that is taken is judged at
once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.how_partnership_grew.steps import Step, steps
from lessons.core.text import date_words
from lessons.data import cite, source_ids

# What is written on the line and on the cards, without a year, and what finds the step's row.
LINE = {
    "North Atlantic Cooperation Council begins": "North Atlantic Cooperation Council begins",
    "Partnership for Peace begins": "Partnership for Peace begins",
    "Euro-Atlantic Partnership Council begins": "Euro-Atlantic Partnership Council begins",
    "Istanbul Cooperation Initiative begins": "Istanbul Cooperation Initiative begins",
    "Berlin: one policy for all partners": "Berlin: Active Engagement",
    "Finland becomes an Ally": "Finland becomes the 31st Ally",
}
# The cards belong at places all along the line, some of them before its first step.
CARDS = {
    "Mediterranean Dialogue begins": "Mediterranean Dialogue begins",
    "London: Allies hold out a hand to the East": "London Declaration",
    "Three partners become Allies": "Hungary and Poland become Allies",
    "Practical work with Russia is suspended": "suspend all practical civilian",
    "Membership Action Plan is launched": "launches the Membership Action Plan",
    "NATO-Georgia Commission begins": "NATO-Georgia Commission begins",
    "Sweden becomes an Ally": "Sweden becomes the 32nd Ally",
    "Lisbon: cooperative security becomes a core task": "Lisbon Summit",
    "Trust Fund policy is agreed": "PfP Trust Fund policy (Brussels)",
    "One partner, one plan": "one partner, one plan",
    "Seven partners become Allies on one day": "Seven partners become Allies",
    "Support for Afghanistan's authorities is suspended": "After the Taliban takeover",
}
CARD_NAMES = dict(enumerate(CARDS, start=1))
PLACE_NAMES = {
    place: f"after step {place}" if place else "before step 1" for place in range(len(LINE) + 1)
}
NOWHERE = "none"  # the card has no place yet
PLACE_LABELS = {NOWHERE: "not placed", **{str(place): text for place, text in PLACE_NAMES.items()}}
# The answer needs the years: to show it shows them as well.
SHOWN = {"years": "Years on the line", "answer": "The answer"}


def take_the_next(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change: the next event has no place, and its answer is hidden."""
    if before["event"] == after["event"]:
        return after
    # What was changed together with the event is what the learner wants.
    fresh = {"place": NOWHERE, "show": [key for key in after["show"] if key != "answer"]}
    return after | {key: value for key, value in fresh.items() if before[key] == after[key]}


@draw.explorer(
    "Put the event in its place",
    link=take_the_next,
    # As chips, twelve long names would take a whole screen of a phone.
    event=draw.Choice(
        "Event", {str(number): text for number, text in CARD_NAMES.items()}, as_list=True
    ),
    # For the keyboard; the places in the picture are the plain way.
    place=draw.Choice("Place", PLACE_LABELS, as_list=True, rare=True),
    show=draw.Toggles("Show", SHOWN, rare=True),
)
def place_the_event(event: str = "1", place: str = NOWHERE, show: Sequence[str] = ()) -> draw.Chart:
    """Draw six steps in order of time, and a card laid behind `place` of them.

    `event` counts the cards from 1. Without a `place`, "none", the card lies above the line, with
    a place for it before each step; a wrong place is answered by the direction, the right one by
    the date. `show` opens the years of the line, and the answer.
    """
    number, at = int(event), None if place == NOWHERE else int(place)
    answered, dated = "answer" in show, bool(show)
    task = f"Card {number} of {len(CARDS)}"
    plot = draw.Plot("Where does it belong?", task)
    right = right_place(number)
    slots = [_slot(slot, answered and slot == right, slot == at) for slot in PLACE_NAMES]
    line = [_step(step, dated) for step in range(len(LINE))]
    # A place for the card before each step and behind the last one. The card takes the right one;
    # after a wrong try it stays above, so that the list keeps still and shows what was tried.
    items = [item for pair in zip(slots, [*line, None], strict=True) for item in pair if item]
    is_laid = at == right
    taken = items.index(slots[right]) if is_laid else 0
    _list(plot, items[:taken])
    card = draw.head(CARD_NAMES[number]), draw.body(_verdict(number, at, answered))
    draw.card(plot, *card, band="euro_atlantic", pick=draw.DRAGGED)
    _list(plot, items[taken + is_laid :])
    _list(plot, [_next_card(number)] * (answered or is_laid))
    steps = [(n, text, step_of(sign).date) for n, (text, sign) in enumerate(LINE.items(), start=1)]
    return plot.chart(
        says=_says(number, at, answered),
        # Those of all cards: the dates of one would give its place away.
        source=cite(*source_ids(map(step_of, sorted([*LINE.values(), *CARDS.values()])))),
        data=draw.Table(
            ("Place", "Step", "Date"),
            [(number, text, on if dated else "hidden") for number, text, on in steps],
        ),
    )


def step_of(sign: str) -> Step:
    """Return the step whose row holds a text.

    The dates stay in the tables: the game knows only which words to look for.
    """
    return next(step for step in steps() if sign in step.text)


def step_on(event: int) -> Step:
    """Return the step on a card, counted from 1."""
    return step_of(CARDS[CARD_NAMES[event]])


def right_place(event: int) -> int:
    """Return how many steps of the line come before a card."""
    # Two steps of one day count as being in order.
    return sum(step_of(sign).on <= step_on(event).on for sign in LINE.values())


def _list(plot: draw.Plot, items: list[draw.ListItem]) -> None:
    """Draw the places and steps above or below the card, if there are any."""
    if items:
        draw.lists(plot, [draw.ListGroup("", items)], columns=1)


def _slot(slot: int, belongs: bool, was_tried: bool) -> draw.ListItem:
    """Return a place for the card, which a click lays there, or who drags it."""
    pick = f"place={slot}"
    key = draw.Key("", "euro_atlantic" if belongs else "quiet", hollow=True, pick=pick)
    if was_tried and not belongs:
        key = draw.Key("", "md", "cross", pick=pick)
    text = "it belongs here" if belongs else "not here" if was_tried else "here?"
    return draw.ListItem(text, key, "", belongs or was_tried, pick)


def _step(place: int, dated: bool) -> draw.ListItem:
    """Return a step of the line, with its year where years are shown."""
    text, sign = list(LINE.items())[place]
    year = f", {step_of(sign).on.year}" if dated else ""
    return draw.ListItem(f"{place + 1}  {text}{year}", draw.Key("", "ally", "circle"))


def _next_card(event: int) -> draw.ListItem:
    """Return what a click on takes the next card, the first one after the last."""
    pick = f"event={event % len(CARDS) + 1}"
    return draw.ListItem("Next card", draw.Key("", "ally", "triangle", pick=pick), "", True, pick)


def _verdict(event: int, place: int | None, answered: bool) -> str:
    """Return whether the card lies at the right place; a wrong one does not tell the date."""
    right, on = right_place(event), date_words(step_on(event).date)
    if place == right:
        return f"Right: {on}."
    if answered:
        return f"It belongs {PLACE_NAMES[right]}: {on}."
    if place is None:
        return "Choose one of the places below."
    return f"Not there: it came {'earlier' if place > right else 'later'}. Try another place."


def _says(event: int, place: int | None, answered: bool) -> str:
    """Return where the card lies; whether that is right stands on the card."""
    card = f"'{CARD_NAMES[event]}'"
    lies = f"{card} has no place yet"
    if place is not None:
        lies = f"You have put {card} {PLACE_NAMES[place]}"
    # Nothing is left to do once the card lies at its place.
    is_open = not answered and place != right_place(event)
    how = " Choose a place marked 'here?', or one under More."
    return f"{lies}.{how * is_open}"
