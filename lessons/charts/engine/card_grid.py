"""Draw cards: paragraphs of text on boxes, beside and below each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box
from lessons.charts.engine.layout import Paragraph, Plot
from lessons.charts.engine.sizes import BAND, GAP, PAD, SPACE
from lessons.charts.engine.theme import is_narrow
from lessons.data.summaries import CERTAINTY

_GROUND = 0.55  # opacity of the box behind the text
_SHORT = 6  # lines on a card that is still beside another on a phone


@dataclass(frozen=True)
class Card:
    """Paragraphs on a box; `band` is the role of a stripe on top, `pick` what a click chooses.

    Paragraphs without a text are left out, such as a remark that does not hold for every card.
    """

    paragraphs: Sequence[Paragraph]
    band: str = ""
    pick: str = ""
    chosen: bool = False

    @property
    def parts(self) -> list[Paragraph]:
        """The paragraphs that have a text."""
        return [part for part in self.paragraphs if part.text]

    def height(self, width: float) -> float:
        """Return how high the card must be for all its paragraphs."""
        return 2 * PAD + sum(part.height(width - 2 * PAD) for part in self.parts)

    def is_short(self, width: float) -> bool:
        """Return whether all paragraphs are of few lines on a card of this width."""
        return sum(len(part.lines(width - 2 * PAD)) for part in self.parts) <= _SHORT

    def draw(self, plot: Plot, x: float, width: float, height: float = 0.0) -> None:
        """Draw the card at `plot.y`, which stays; `height` is for cards as high as others."""
        box = Box(x, plot.y, width, height or self.height(width), "land", pick=self.pick, radius=5)
        plot.add(replace(box, opacity=_GROUND))
        if self.chosen:
            plot.add(replace(box, role="ink", outline=True))
        if self.band:
            plot.add(replace(box, height=BAND, role=self.band, radius=2))
        y = plot.y + PAD - self.parts[0].style.above / 2
        for part in self.parts:
            plot.add(*part.marks(x + PAD, y, width - 2 * PAD, self.pick))
            y += part.height(width - 2 * PAD)


def head(text: str) -> Paragraph:
    """Return the heading of a card."""
    return Paragraph(text, sizes.HEAD)


def subhead(text: str) -> Paragraph:
    """Return a heading inside a card."""
    return Paragraph(text, sizes.SUBHEAD)


def body(text: str) -> Paragraph:
    """Return a paragraph to be read."""
    return Paragraph(text, sizes.BODY)


def detail(text: str) -> Paragraph:
    """Return a line of a list on a card."""
    return Paragraph(text, sizes.DETAIL)


def caption(text: str) -> Paragraph:
    """Return a small muted line: a date, a number, how sure the row is."""
    return Paragraph(text, sizes.CAPTION)


def fact(note: str, text: str, confidence: str, *heading: Paragraph) -> list[Paragraph]:
    """Return the paragraphs of a card: a note such as the date, a heading if any, and the text.

    A fact of which the course is not sure says so at its end.
    """
    return [caption(note), *heading, body(text), doubt(confidence)]


def doubt(confidence: str) -> Paragraph:
    """Return a remark on how sure the course is of a row; an empty one if that is "high"."""
    # "Well sourced" on nearly every card would hide the few that are not.
    return caption("" if confidence == "high" else f"How sure: {CERTAINTY[confidence]}.")


def cards(plot: Plot, cards: Sequence[Card], columns: int = 3, heading: str = "") -> None:
    """Draw cards in columns under a heading, if there is one; those of a row are equally high.

    On a phone long cards are below each other, short ones in pairs.
    """
    if heading:
        plot.write(heading, sizes.HEAD)
        plot.skip(SPACE)
    lefts, width = plot.columns(columns)
    if is_narrow() and columns > 1:
        lefts, width = plot.columns(2)
        if not all(card.is_short(width) for card in cards):
            lefts, width = plot.columns(1)
    for first in range(0, len(cards), len(lefts)):
        row = cards[first : first + len(lefts)]
        height = max(card.height(width) for card in row)
        for x, card in zip(lefts, row, strict=False):
            card.draw(plot, x, width, height)
        plot.skip(height + GAP)


def card(plot: Plot, *paragraphs: Paragraph, band: str = "ally", pick: str = "") -> None:
    """Draw one card over the whole width, such as the details of what is opened."""
    one = Card(paragraphs, band, pick)
    plot.opened += [part.text for part in one.parts]
    cards(plot, [one], columns=1)
