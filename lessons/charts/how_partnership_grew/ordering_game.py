"""Put an event in its place: a line of six known steps, and a card to lay between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Shape, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import width
from lessons.charts.how_partnership_grew.steps import steps
from lessons.core.text import date_words
from lessons.data import cite
from lessons.data.membership import day


@dataclass(frozen=True)
class Step:
    """A step: its words without a year, and the words that find its row."""

    words: str
    sign: str


LINE = (
    Step("North Atlantic Cooperation Council begins", "North Atlantic Cooperation Council begins"),
    Step("Partnership for Peace begins", "Partnership for Peace begins"),
    Step("Euro-Atlantic Partnership Council begins", "Euro-Atlantic Partnership Council begins"),
    Step("Istanbul Cooperation Initiative begins", "Istanbul Cooperation Initiative begins"),
    Step("Berlin: one policy for all partners", "Berlin: Active Engagement"),
    Step("Finland becomes an Ally", "Finland becomes the 31st Ally"),
)
CARDS = (
    Step("Mediterranean Dialogue begins", "Mediterranean Dialogue begins"),
    Step("London: Allies hold out a hand to the East", "London Declaration"),
    Step("Three partners become Allies", "Hungary and Poland become Allies"),
    Step("Practical work with Russia is suspended", "Practical cooperation with Russia"),
    Step("Membership Action Plan is launched", "launches the Membership Action Plan"),
    Step("NATO-Georgia Commission begins", "NATO-Georgia Commission begins"),
    Step("Sweden becomes an Ally", "Sweden becomes the 32nd Ally"),
    Step("Lisbon: cooperative security becomes a core task", "Lisbon Summit"),
    Step("Trust Fund policy is agreed", "PfP Trust Fund policy (Brussels)"),
    Step("One partner, one plan", "one partner, one plan"),
    Step("Seven partners become Allies on one day", "Seven partners become Allies"),
    Step("Support for Afghanistan's authorities is suspended", "After the Taliban takeover"),
)
SHOWN = {"years": "Years on the line", "answer": "The answer"}
ROW, SLOT = 30.0, 20.0


def place_the_event(event: int = 1, place: int = 0, show: Sequence[str] = ()) -> Chart:
    """Draw six steps in order of time and a card laid behind `place` of them.

    `event` counts `CARDS` from 1. `show` lists keys of `SHOWN`: the years of the line, and the
    answer.
    """
    chosen, right = CARDS[event - 1], right_place(event)
    answered = "answer" in show
    drawing = Drawing(width(), 0)
    title = f"Where does it belong? Event {event} of {len(CARDS)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    parts = _parts(chosen, place, right, answered)
    y = 30.0
    for slot in range(len(LINE) + 1):
        if slot == place:
            y += 8 + card(drawing, (34, y), width() - 44, parts, band="euro_atlantic")
        else:
            y = _slot(drawing, y, slot, answered and slot == right)
        if slot < len(LINE):
            y = _step(drawing, y, LINE[slot], answered or "years" in show)
    drawing.height = y + 6
    says = _says(chosen, place, right, answered)
    return Chart(drawing, says, cite("policy_milestones", "frameworks", "status_events"),
                 _listing(chosen, answered or "years" in show), title=title)  # fmt: skip


def date_of(step: Step) -> str:
    """Return the date of a step's row."""
    return next(known.date for known in steps() if step.sign in known.text)


def right_place(event: int) -> int:
    """Return how many steps of the line come before a card."""
    on = day(date_of(CARDS[event - 1]), last=True)
    return sum(day(date_of(step), last=True) <= on for step in LINE)


def card_words() -> dict[int, str]:
    """Return the words for each card's number."""
    return {number: step.words for number, step in enumerate(CARDS, start=1)}


def place_words() -> dict[int, str]:
    """Return the words for each place on the line."""
    names = [f"after step {number}" for number in range(1, len(LINE) + 1)]
    return dict(enumerate(["before step 1", *names]))


def _parts(chosen: Step, place: int, right: int, answered: bool) -> list[Part]:
    parts = [Part(chosen.words, 14, bold=True)]
    if answered:
        verdict = "Right." if place == right else f"Not here: {place_words()[right]}."
        parts.append(Part(f"{verdict} {date_words(date_of(chosen))}", 13))
    return parts


def _slot(drawing: Drawing, y: float, slot: int, belongs: bool) -> float:
    role = "euro_atlantic" if belongs else "grid"
    drawing.add(
        Box(34, y, width() - 44, SLOT - 6, role, outline=True, pick=f"place={slot}"),
        Text(40, y + 11, "it belongs here" if belongs else "here?", "muted", 11,
             pick=f"place={slot}"),
    )  # fmt: skip
    return y + SLOT


def _step(drawing: Drawing, y: float, step: Step, dated: bool) -> float:
    number = LINE.index(step) + 1
    words = f"{step.words}, {date_of(step)[:4]}" if dated else step.words
    drawing.add(
        Shape(16, y + 11, 10, "circle", "ally"),
        Text(16, y + 15, str(number), "paper", 12, "middle", bold=True),
        Text(34, y + 15, words, size=13),
    )
    return y + ROW


def _says(chosen: Step, place: int, right: int, answered: bool) -> str:
    line = "; ".join(f"{number} {step.words}" for number, step in enumerate(LINE, start=1))
    told = f"You have laid '{chosen.words}' {place_words()[place]}."
    if answered:
        verdict = "This is right" if place == right else f"It belongs {place_words()[right]}"
        told += f" {verdict}: {date_words(date_of(chosen))}."
    else:
        told += " Move the slider, or click on a place marked 'here?'."
    return f"{told} The line: {line}."


def _listing(chosen: Step, dated: bool) -> pd.DataFrame:
    rows = [
        (number, step.words, date_of(step) if dated else "hidden")
        for number, step in enumerate(LINE, start=1)
    ]
    return pd.DataFrame(rows, columns=["Place", "Step", "Date"])
