"""Draw cards: paragraphs of text on boxes, beside and below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Mark
from lessons.charts.engine.layout import Plot, paragraph, paragraph_height
from lessons.charts.engine.legends import Key, sample
from lessons.charts.engine.sizes import BAND, COLUMN_GAP, DOT, GAP, PAD, SPACE, Style
from lessons.charts.engine.text_fit import wrap
from lessons.charts.engine.theme import is_narrow

_QUESTION_SHARE = 0.18  # of the page's width, for the questions beside rows of cards


@dataclass(frozen=True)
class Paragraph:
    """A paragraph on a card, in a style of `sizes`."""

    text: str
    style: Style = sizes.BODY

    def lines(self, width: float) -> Sequence[str]:
        """Return the text broken into lines of at most `width` pixels."""
        return wrap(self.text, width, self.style.size, self.style.bold)

    def height(self, width: float) -> float:
        """Return how high the paragraph is on a line of `width` pixels."""
        return paragraph_height(self.lines(width), self.style)


@dataclass(frozen=True)
class Card:
    """Paragraphs on a box; `band` is the role of a stripe on top, `pick` what a click chooses."""

    paragraphs: Sequence[Paragraph]
    band: str = ""
    pick: str = ""
    chosen: bool = False

    def height(self, width: float) -> float:
        """Return how high the card must be for all its paragraphs."""
        inner = width - 2 * PAD
        return 2 * PAD + sum(part.height(inner) for part in self.paragraphs)

    def marks(self, x: float, y: float, width: float, height: float) -> list[Mark]:
        """Return the card with its upper left corner at (x, y)."""
        found: list[Mark] = [
            Box(x, y, width, height, "land", opacity=0.55, radius=5, pick=self.pick)
        ]
        if self.chosen:
            found.append(Box(x, y, width, height, "ink", outline=True, radius=5))
        if self.band:
            found.append(Box(x, y, width, BAND, self.band, radius=2))
        y += PAD - self.paragraphs[0].style.above / 2
        for part in self.paragraphs:
            lines = part.lines(width - 2 * PAD)
            found += paragraph(lines, x + PAD, y, part.style, pick=self.pick)
            y += paragraph_height(lines, part.style)
        return found


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


def cards(plot: Plot, cards: Sequence[Card], columns: int = 3) -> None:
    """Draw cards in columns, on a phone below each other; those of a row are equally high."""
    columns = 1 if is_narrow() else columns
    width = (plot.room - COLUMN_GAP * (columns - 1)) / columns
    for first in range(0, len(cards), columns):
        row = cards[first : first + columns]
        height = max(card.height(width) for card in row)
        for place, card in enumerate(row):
            x = plot.left + place * (width + COLUMN_GAP)
            plot.add(*card.marks(x, plot.y, width, height))
        plot.skip(height + GAP)


def card(plot: Plot, *paragraphs: Paragraph, band: str = "ally", pick: str = "") -> None:
    """Draw one card over the whole width, such as the details of what is opened."""
    cards(plot, [Card(paragraphs, band, pick)], columns=1)


@dataclass(frozen=True)
class CardRow:
    """A question, and the cards that answer it side by side."""

    question: str
    cards: Sequence[Card]


def card_rows(plot: Plot, heads: Sequence[Key], rows: Sequence[CardRow]) -> None:
    """Draw rows of cards under the headings of their columns, each behind its question.

    On a phone the question stands above its cards.
    """
    label = 0.0 if is_narrow() else plot.width * _QUESTION_SHARE
    width = (plot.room - label - COLUMN_GAP * (len(heads) - 1)) / len(heads)
    lefts = [plot.left + label + place * (width + COLUMN_GAP) for place in range(len(heads))]
    _card_heads(plot, heads, lefts, width)
    for row in rows:
        if is_narrow():
            plot.write(row.question, sizes.SUBHEAD)
            plot.skip(SPACE)
        else:
            lines = wrap(row.question, label - COLUMN_GAP, sizes.SUBHEAD.size, bold=True)
            plot.add(*paragraph(lines, plot.left, plot.y, sizes.SUBHEAD))
        height = max(card.height(width) for card in row.cards)
        for x, card in zip(lefts, row.cards, strict=True):
            plot.add(*card.marks(x, plot.y, width, height))
        plot.skip(height + GAP)


def _card_heads(plot: Plot, heads: Sequence[Key], lefts: Sequence[float], width: float) -> None:
    style, indent = sizes.SUBHEAD, 2 * DOT + SPACE
    wrapped = [wrap(key.text, width - indent, style.size, bold=True) for key in heads]
    for x, key, lines in zip(lefts, heads, wrapped, strict=True):
        plot.add(*sample(key, x, plot.y + style.above + style.size / 2))
        plot.add(*paragraph(lines, x + indent, plot.y, style))
    plot.skip(max(paragraph_height(lines, style) for lines in wrapped) + SPACE)


@dataclass(frozen=True)
class CardColumn:
    """A heading and the cards below it."""

    title: Paragraph
    cards: Sequence[Card]


def card_columns(plot: Plot, columns: Sequence[CardColumn]) -> None:
    """Draw columns of cards side by side, on a phone one column after the other."""
    count = 1 if is_narrow() else len(columns)
    width = (plot.room - COLUMN_GAP * (count - 1)) / count
    top = deepest = plot.y
    for place, column in enumerate(columns):
        x = plot.left + (place % count) * (width + COLUMN_GAP)
        y = deepest if is_narrow() else top
        lines = column.title.lines(width)
        plot.add(*paragraph(lines, x, y, column.title.style))
        y += column.title.height(width) + GAP / 2
        for each in column.cards:
            height = each.height(width)
            plot.add(*each.marks(x, y, width, height))
            y += height + GAP
        deepest = max(deepest, y)
    plot.y = deepest
