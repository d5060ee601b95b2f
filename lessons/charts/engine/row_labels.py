"""Draw what is at the left of rows: ranks, markers and texts, each in a column of its own."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import Key, sample, sample_width
from lessons.charts.engine.sizes import SPACE, Style
from lessons.charts.engine.text_fit import text_width, wrap


@dataclass(frozen=True)
class Heading:
    """The heading of a row or a column; `short` is shown where the text of a column has no room.

    In front of a row's heading there may be a `rank`, such as "1", and the marker of a `key`.
    Muted headings belong to rows about which nothing is known. Rows are headings with something
    beside them: bars, lanes, cells.
    """

    text: str
    _: KW_ONLY
    short: str = ""
    bold: bool = False
    pick: str = ""
    key: Key | None = None
    rank: str = ""
    muted: bool = False

    @property
    def style(self) -> Style:
        """The style of the text."""
        return sizes.CAPTION if self.muted else sizes.LABEL.emphasised(self.bold)

    @property
    def width(self) -> float:
        """The width in pixels of the text on one line."""
        return text_width(self.text, self.style.size, self.bold)


class LabelColumn:
    """The columns for the headings of rows; `right` is the pixel at which they end.

    They are as wide as the widest heading needs, up to a `share` of the page: longer texts are
    broken into lines, and only their longest word can ask for more.
    """

    def __init__(self, plot: Plot, heads: Sequence[Heading], share: float) -> None:
        self._plot = plot
        ranks = max((text_width(head.rank) for head in heads), default=0.0)
        keys = max((sample_width(head.key) for head in heads if head.key), default=0.0)
        self._rank_end = plot.left + ranks
        self._key_start = self._rank_end + (SPACE if ranks else 0)
        self._start = self._key_start + (keys + SPACE if keys else 0)
        widest = max((head.width for head in heads), default=0.0)
        words = [replace(head, text=word).width for head in heads for word in head.text.split()]
        # One pixel more than the widest text, as widths are rounded.
        self._room = min(widest, max(plot.width * share - self._start, *words, 0)) + 1
        self.right = self._start + (self._room + SPACE if widest else 0)

    def lines(self, head: Heading) -> Sequence[str]:
        """Return a heading broken into lines, each short enough for the column."""
        return wrap(head.text, self._room, head.style.size, head.style.bold)

    def height(self, head: Heading) -> float:
        """Return how high the lines of a heading are."""
        return head.style.line * len(self.lines(head))

    def draw(self, head: Heading, middle: float) -> None:
        """Draw rank, marker and text centred on the pixel `middle`."""
        plot, lines = self._plot, self.lines(head)
        if head.rank:
            plot.add(text_at(self._rank_end, middle, head.rank, sizes.CAPTION, "end"))
        if head.key:
            plot.add(*sample(head.key, self._key_start, middle))
        # On a phone a label may be on the lines of an axis.
        plot.add(*lines_at(self._start, middle, lines, head.style, pick=head.pick, halo=True))
