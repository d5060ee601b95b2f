"""Draw documented facts on cards, and events that ask before they answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data.summaries import CERTAINTY


def fact(note: str, text: str, confidence: str, *heading: draw.Paragraph) -> list[draw.Paragraph]:
    """Return the paragraphs of a card: a note such as the date, a heading if any, and the text.

    A fact of which the course is not sure says so at its end.
    """
    return [draw.caption(note), *heading, draw.body(text), doubt(confidence)]


def doubt(confidence: str) -> draw.Paragraph:
    """Return a remark on how sure the course is of a row; an empty one if that is "high"."""
    # "Well sourced" on nearly every card would hide the few that are not.
    return draw.caption("" if confidence == "high" else f"How sure: {CERTAINTY[confidence]}.")


def how_many_opened(opened: int, all_of_them: int, thing: str) -> str:
    """Return how far a learner has come with cards to open, such as '2 steps of 4 opened'."""
    return f"{counted(opened, thing) if opened else f'No {thing}'} of {all_of_them} opened"


@dataclass(frozen=True)
class Riddle:
    """An event on a card, and what it shows, which stays hidden until the card is opened.

    `role` is the colour of the opened card.
    """

    name: str
    when: str
    text: str
    answer: str
    role: str = "ally"


class Riddles:
    """Events by their keys, some of them opened; `asked` is what the others ask for: "tool".

    Nothing but an opened card gives its answer away: neither the sentence nor the table does.
    """

    def __init__(self, found: Mapping[str, Riddle], show: Collection[str], asked: str) -> None:
        self.opened = {one: key in show for key, one in found.items()}
        self.asked = asked

    def cards(self) -> list[draw.Card]:
        """Return a card for each event."""
        return [self._card(one, is_open) for one, is_open in self.opened.items()]

    def aloud(self) -> str:
        """Return the answers that are opened; the events stand on the cards and in the table."""
        opened = [f"{one.name}: {one.answer}." for one, is_open in self.opened.items() if is_open]
        return " ".join(opened) or f"Decide which {self.asked} it is, then open the card."

    def table(self) -> draw.Table:
        """Return the events with the answers that are opened."""
        return draw.Table.of(self.opened, {
            "When": "when",
            "Event": "text",
            self.asked.capitalize(): self._answer,
        })  # fmt: skip

    def _answer(self, one: Riddle) -> str:
        return one.answer if self.opened[one] else "not opened yet"

    def _card(self, one: Riddle, is_open: bool) -> draw.Card:
        parts = [draw.caption(f"{one.name} · {one.when}"), draw.body(one.text)]
        if not is_open:
            return draw.Card([*parts, draw.head(f"Which {self.asked}?")], "quiet")
        return draw.Card([*parts, draw.head(one.answer)], one.role)
