"""Draw events on cards whose answers stay hidden until the reader opens them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.core.text import counted


def how_many_opened(opened: int, total: int, thing: str) -> str:
    """Return how far a learner has come with cards to open, such as '2 steps of 4 opened'."""
    return f"{counted(opened, thing) if opened else f'No {thing}'} of {total} opened"


@dataclass(frozen=True)
class FactCard:
    """An event on a card, and what it shows, which stays hidden until the card is opened.

    Nothing but an opened card gives its answer away: neither the sentence nor the table does.
    `role` is the colour of the opened card.
    """

    name: str
    when: str
    text: str
    answer: str
    is_open: bool
    role: str = "ally"

    def card(self, asked: str) -> draw.Card:
        """Return the card; `asked` is what the event shows, such as "tool"."""
        shown, role = (self.answer, self.role) if self.is_open else (f"Which {asked}?", "quiet")
        parts = [draw.caption(f"{self.name} · {self.when}"), draw.body(self.text)]
        return draw.Card([*parts, draw.head(shown)], role)


def sentence_of(facts: Sequence[FactCard], asked: str) -> str:
    """Return the answers that are opened; the events are on the cards and in the table."""
    opened = [f"{fact.name}: {fact.answer}." for fact in facts if fact.is_open]
    return " ".join(opened) or f"Decide which {asked} it is, then open the card."


def facts_table(facts: Sequence[FactCard], asked: str) -> draw.Table:
    """Return the events with the answers that are opened."""
    return draw.Table.of(facts, {
        "When": "when",
        "Event": "text",
        asked.capitalize(): lambda fact: fact.answer if fact.is_open else "not opened yet",
    })  # fmt: skip
