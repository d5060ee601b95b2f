"""Draw rows of labelled bars: one value each, or several beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import SOLID, Key, bar, sample
from lessons.charts.engine.scales import Linear
from lessons.charts.engine.sizes import DOT, LABEL_SHARE, ROW, SPACE, Style
from lessons.charts.engine.text_fit import ELLIPSIS, fit, text_width, wrap
from lessons.charts.engine.theme import is_narrow

_LEAST = 1.5  # px: a bar of a small value can still be seen


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its value, its colour's role, its fill, and what the pointer shows."""

    value: float
    role: str
    fill: str = SOLID
    title: str = ""


@dataclass(frozen=True)
class Bar:
    """A row: a label, the segments of its bar, and the text at the bar's end.

    `short` stands for the text where that would leave the bars too little room. `place` is a
    rank before the label, `key` a marker between them. A `missing` row stands for
    what is not known: its bar is only a dashed line.
    """

    label: str
    segments: Sequence[Segment] = ()
    text: str = ""
    place: str = ""
    key: Key | None = None
    bold: bool = False
    pick: str = ""
    missing: bool = False
    short: str = ""

    @property
    def total(self) -> float:
        """The sum of the segments."""
        return sum(segment.value for segment in self.segments)


@dataclass(frozen=True)
class Threshold:
    """A value that all bars are compared with, such as a printed total; its text stands above."""

    value: float
    text: str
    role: str = "md"


def bars(
    plot: Plot, rows: Sequence[Bar], *, limit: float = 0, threshold: Threshold | None = None
) -> None:
    """Draw a row for each bar, the first on top, and move on.

    All bars share one scale from 0. It is as large as the page allows with every text whole;
    `limit` is the least value at its end. With a threshold all texts stand beyond its line.
    """
    if not rows:
        return
    labels = RowLabels(plot, rows)
    if max((text_width(row.text) for row in rows), default=0) > (plot.right - labels.right) / 2:
        rows = [replace(row, text=row.short or row.text) for row in rows]
    if threshold:
        plot.skip(ROW)
    line = threshold.value if threshold else 0.0
    scale = _scale(plot, rows, labels.right, limit, line)
    top = plot.y
    for row in rows:
        high = labels.height(row)
        middle = plot.y + high / 2
        labels.draw(row, middle)
        _bar(plot, row, middle, scale, line)
        plot.skip(high)
    if threshold:
        _threshold(plot, threshold, scale, top)


def _scale(plot: Plot, rows: Sequence[Bar], left: float, limit: float, line: float) -> Linear:
    # The scale is the largest with which each bar and the text at its end stay on the page.
    room = plot.right - left
    spaces = [(max(row.total, line), room - text_width(row.text) - 2 * SPACE) for row in rows]
    spaces += [(limit, room - SPACE)]
    unit = min((space / total for total, space in spaces if total > 0), default=1.0)
    high = room / max(unit, 1e-9)
    return Linear(0, high, left, plot.right)


def _bar(plot: Plot, row: Bar, middle: float, scale: Linear, line: float) -> None:
    x = scale(0)
    for segment in row.segments:
        long = max(scale(segment.value) - scale(0), _LEAST)
        if row.missing:
            high = sizes.BAR / 2
            ends = ((x, middle - high), (x + long, middle - high), (x + long, middle + high))
            plot.add(Line((*ends, (x, middle + high), (x, middle - high)), "muted", dashed=True))
        else:
            plot.add(*bar(x, middle, long, segment.role, segment.fill, segment.title, row.pick))
        x += long
    style = sizes.CAPTION if row.missing else sizes.LABEL.emphasised(row.bold)
    plot.add(text_at(max(x, scale(line)) + SPACE, middle, row.text, style, pick=row.pick))


def _threshold(plot: Plot, threshold: Threshold, scale: Linear, top: float) -> None:
    x = scale(threshold.value)
    style = Style(sizes.LABEL.size, threshold.role, bold=True)
    end = x + text_width(threshold.text, style.size, bold=True)
    anchor, at = ("start", x) if end <= plot.right else ("end", x)
    plot.add(
        Line(((x, top), (x, plot.y)), threshold.role, 2),
        text_at(at, top - ROW / 2, threshold.text, style, anchor),
    )


class RowLabels:
    """The labels of rows at the left: ranks, markers and names in columns as wide as they need."""

    def __init__(self, plot: Plot, rows: Sequence[Bar]) -> None:
        self._plot = plot
        places = max((text_width(row.place) for row in rows), default=0.0)
        self._rank_end = plot.left + places
        x = self._rank_end + (SPACE if places else 0)
        self._marker = x
        self._label = x + (2 * DOT + 2 * SPACE if any(row.key for row in rows) else 0)
        widest = max((text_width(row.label, bold=row.bold) for row in rows), default=0.0)
        most = plot.width * LABEL_SHARE - self._label
        self._room = min(widest, most)
        self.right = self._label + self._room + SPACE + 2

    def height(self, row: Bar) -> float:
        """Return how high a row is: a line, or two where its label needs them."""
        extra = len(self._lines(row)) - 1
        return ROW + extra * sizes.LABEL.line

    def draw(self, row: Bar, middle: float) -> None:
        """Draw rank, marker and label of a row."""
        style = sizes.CAPTION if row.missing else sizes.LABEL.emphasised(row.bold)
        if row.place:
            self._plot.add(text_at(self._rank_end, middle, row.place, sizes.CAPTION, "end"))
        if row.key:
            self._plot.add(*sample(row.key, self._marker, middle))
        self._plot.add(*lines_at(self._label, middle, self._lines(row), style, pick=row.pick))

    def _lines(self, row: Bar) -> Sequence[str]:
        short = fit(row.label, self._room + 1, bold=row.bold)
        if is_narrow() and not short.endswith(ELLIPSIS):
            return [short]
        lines = wrap(row.label, self._room + 1, sizes.LABEL.size, row.bold) or [""]
        return [fit(line, self._room + 1, bold=row.bold) for line in lines]


def balance(plot: Plot, value: float, limit: float, role: str, threshold: Threshold) -> None:
    """Draw one bar over the whole width that fills up to a value, and a value to reach."""
    plot.skip(ROW)
    scale = Linear(0, limit, plot.left, plot.right)
    middle = plot.y + sizes.TALL_BAR / 2
    plot.add(
        *bar(plot.left, middle, scale(value) - plot.left, role, height=sizes.TALL_BAR),
        Box(plot.left, plot.y, plot.room, sizes.TALL_BAR, "muted", outline=True, radius=1),
    )
    top, plot.y = plot.y, plot.y + sizes.TALL_BAR
    _threshold(plot, threshold, scale, top)
    plot.skip()
