"""Lay out a picture from top to bottom: a heading first, then one block below the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.charts.engine import sizes
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Mark, Text
from lessons.charts.engine.sizes import COLUMN_GAP, GAP, MARGIN, SPACE, Style
from lessons.charts.engine.table import Table
from lessons.charts.engine.text_fit import wrap
from lessons.charts.engine.theme import has_titles, width

_NO_ROWS = Table()
_CENTRE = 0.36  # of the font size, from the middle of small letters to their base line


class Plot:
    """A picture in the making: its width, its marks, and `y`, the pixel at which it goes on.

    `title` states what the picture shows, computed from its rows; `subtitle` says of which day
    and in which unit. Both are wrapped, on a wide page and on a phone. Blocks (`bars`, `cards`,
    `timeline` ...) draw at `y` and move it down; `chart` closes the picture. `opened` collects the
    texts of cards over the whole width, for those who hear the picture.
    """

    def __init__(self, title: str, subtitle: str = "") -> None:
        self.title, self.subtitle = title, subtitle
        self.width = float(width())
        self.left, self.right = MARGIN, self.width - MARGIN
        self.y = 0.0
        self.opened: list[str] = []
        self.drawing = Drawing(self.width, 0.0)
        if has_titles():
            self.write(title, sizes.TITLE)
        if subtitle:
            self.write(subtitle, sizes.SUBTITLE)
        self.skip()

    @property
    def room(self) -> float:
        """The width in pixels between the left and the right margin."""
        return self.right - self.left

    def columns(self, count: int) -> tuple[list[float], float]:
        """Return the left edges and the width of columns that share the width of the page."""
        width = (self.room - COLUMN_GAP * (count - 1)) / count
        return [self.left + place * (width + COLUMN_GAP) for place in range(count)], width

    def add(self, *marks: Mark) -> None:
        """Add marks at their own positions; `y` stays where it is."""
        self.drawing.add(*marks)

    def behind(self, marks: Iterable[Mark]) -> None:
        """Add marks behind all those already there, such as gridlines."""
        self.drawing.marks[:0] = list(marks)

    def skip(self, distance: float = GAP) -> None:
        """Move on by some free pixels, by default the gap between two blocks."""
        self.y += distance

    def write(
        self, text: str, style: Style = sizes.BODY, x: float | None = None, width: float = 0.0
    ) -> None:
        """Draw a paragraph, by default over the whole width, and move on below it."""
        part, width = Paragraph(text, style), width or self.room
        self.add(*part.marks(self.left if x is None else x, self.y, width))
        self.y += part.height(width)

    def figures(self, text: str) -> None:
        """Draw a sum or a number in large figures, and move on."""
        self.write(text, sizes.FIGURE)
        self.skip()

    def note(self, text: str) -> None:
        """Draw a small remark under the blocks above, and move on; nothing for an empty text."""
        if text:
            self.write(text, sizes.CAPTION)
            self.skip(SPACE)

    def chart(self, says: str, source: str = "", data: Any = _NO_ROWS) -> Chart:
        """Return the finished chart; its height is where the last block ended."""
        self.drawing.height = self.y + MARGIN
        opened = " ".join(text for text in self.opened if text not in says)  # none is heard twice
        return Chart(self.drawing, says, source, data, self.title, self.subtitle, opened)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in a style of `sizes`."""

    text: str
    style: Style = sizes.BODY

    def lines(self, width: float) -> Sequence[str]:
        """Return the text broken into lines of at most `width` pixels."""
        return wrap(self.text, width, self.style.size, self.style.bold)

    def height(self, width: float) -> float:
        """Return how high the paragraph is, the space above it included."""
        return self.style.above + self.style.line * len(self.lines(width))

    def marks(self, x: float, top: float, width: float, pick: str = "") -> list[Text]:
        """Return the lines as marks; `top` is where the space above the paragraph begins."""
        lines, style = self.lines(width), self.style
        # The letters of the first line begin below the space, as high as the font is large.
        middle = top + style.above + style.size * (1 - _CENTRE) + style.line * (len(lines) - 1) / 2
        return lines_at(x, middle, lines, style, pick=pick)


def text_at(
    x: float, middle: float, text: str, style: Style = sizes.LABEL, anchor: str = "start",
    *, halo: bool = False, pick: str = "",
) -> Text:  # fmt: skip
    """Return a line of text whose small letters are centred on the pixel `middle`."""
    base = middle + style.size * _CENTRE
    return Text(x, base, text, style.role, style.size, anchor, style.bold, halo, pick)


def lines_at(
    x: float, middle: float, lines: Sequence[str], style: Style = sizes.LABEL,
    anchor: str = "start", pick: str = "", *, halo: bool = False,
) -> list[Text]:  # fmt: skip
    """Return lines of text that are centred together on the pixel `middle`."""
    first = middle - style.line * (len(lines) - 1) / 2
    return [
        text_at(x, first + place * style.line, line, style, anchor, pick=pick, halo=halo)
        for place, line in enumerate(lines)
    ]
