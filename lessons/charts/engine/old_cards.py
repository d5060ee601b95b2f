"""Cards: paragraphs of text on a box."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.charts.engine.drawing import Box, Drawing, Text

EM = 0.56  # mean width of a letter, in font sizes
PAD = 12.0
LEADING = 1.4  # distance of base lines, in font sizes


@dataclass(frozen=True)
class Part:
    """A paragraph on a card; `gap` is the free space above it."""

    words: str
    size: float = 12.0
    role: str = "ink"
    bold: bool = False
    gap: float = 4.0

    def lines(self, wide: float) -> list[str]:
        """Return the words broken into lines that are at most `wide` pixels long."""
        letter = self.size * EM * (1.06 if self.bold else 1.0)
        return textwrap.wrap(self.words, max(int(wide / letter), 8))


def card(
    drawing: Drawing,
    corner: tuple[float, float],
    wide: float,
    parts: Sequence[Part],
    high: float = 0,
    band: str = "",
    pick: str = "",
) -> float:
    """Draw a card with its upper left corner at `corner`; return its height.

    `high` is its least height; `band` is the role of a stripe along its top.
    """
    x, y = corner
    tall = max(high, height(parts, wide))
    drawing.add(Box(x, y, wide, tall, "land", opacity=0.55, radius=5, pick=pick))
    if band:
        drawing.add(Box(x, y, wide, 5, band, radius=2))
    drawing.add(*_texts(x + PAD, y + PAD, wide - 2 * PAD, parts, pick))
    return tall


def height(parts: Sequence[Part], wide: float) -> float:
    """Return how high a card with these parts is."""
    return 2 * PAD + sum(_height(part, wide - 2 * PAD) for part in parts)


def _texts(x: float, y: float, wide: float, parts: Sequence[Part], pick: str) -> Iterator[Text]:
    for part in parts:
        for place, words in enumerate(part.lines(wide)):
            base = y + part.gap + part.size * (1 + place * LEADING)
            yield Text(x, base, words, part.role, part.size, bold=part.bold, pick=pick)
        y += _height(part, wide)


def _height(part: Part, wide: float) -> float:
    return part.gap + part.size * LEADING * len(part.lines(wide))
