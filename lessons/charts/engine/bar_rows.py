"""Draw rows of labelled bars: one value each, or several beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Line
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import EMPTY, SOLID, Key, bar
from lessons.charts.engine.row_labels import Heading, LabelColumn
from lessons.charts.engine.scales import Linear
from lessons.charts.engine.sizes import LABEL_SHARE, ROW, SPACE, Style
from lessons.charts.engine.text_fit import text_width

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
    what is not known: its bar is only an outline.
    """

    label: str
    segments: Sequence[Segment] = ()
    text: str = ""
    place: str = ""
    key: Key | None = None
    missing: bool = False
    short: str = ""

    @property
    def heading(self) -> Heading:
        """What stands at the left of the row."""
        return Heading(self.label, key=self.key, rank=self.place, muted=self.missing)

    @property
    def total(self) -> float:
        """The sum of the segments."""
        return sum(segment.value for segment in self.segments)


@dataclass(frozen=True)
class Threshold:
    """A value that all bars are compared with, such as a printed total; its text stands above.

    The text of a bar stands at its end, or beyond the line of the value that it would touch.
    """

    value: float
    text: str


def bars(
    plot: Plot, rows: Sequence[Bar], *, limit: float = 0, threshold: Threshold | None = None
) -> None:
    """Draw a row for each bar, the first on top, and move on.

    All bars share one scale from 0. It is as large as the page allows with every text whole;
    `limit` is the least value at its end.
    """
    labels = LabelColumn(plot, [row.heading for row in rows], LABEL_SHARE)
    if max((text_width(row.text) for row in rows), default=0) > (plot.right - labels.right) / 2:
        rows = [replace(row, text=row.short or row.text) for row in rows]
    line = threshold.value if threshold else 0.0
    scale = _scale(plot, rows, labels.right, limit, line)
    plot.skip(ROW if threshold else 0)
    top = plot.y
    for row in rows:
        height = max(ROW, labels.height(row.heading) + SPACE / 2)
        labels.draw(row.heading, plot.y + height / 2)
        _bar(plot, row, plot.y + height / 2, scale, threshold)
        plot.skip(height)
    if threshold:
        _threshold(plot, threshold, scale(threshold.value), top)


def _scale(plot: Plot, rows: Sequence[Bar], left: float, limit: float, line: float) -> Linear:
    # The scale is the largest with which each bar and the text at its end stay on the page.
    room = plot.right - left
    spaces = [(max(row.total, line), room - text_width(row.text) - 2 * SPACE) for row in rows]
    spaces += [(limit, room - SPACE)]
    unit = min((space / total for total, space in spaces if total > 0), default=1.0)
    return Linear(0, room / max(unit, 1e-9), left, plot.right)


def _bar(plot: Plot, row: Bar, middle: float, scale: Linear, threshold: Threshold | None) -> None:
    """Draw the segments of a row end to end, and its text behind them."""
    x = scale(0)
    for segment in row.segments:
        end = x + max(scale(segment.value) - scale(0), _LEAST)
        look = ("muted", EMPTY) if row.missing else (segment.role, segment.fill)
        plot.add(*bar(x, middle, end - x, *look, segment.title))
        x = end
    if threshold:
        line, end = scale(threshold.value), x + 2 * SPACE + text_width(row.text)
        x = max(x, line) if end > line else x
    plot.add(text_at(x + SPACE, middle, row.text, row.heading.style))


def _threshold(plot: Plot, threshold: Threshold, x: float, top: float) -> None:
    """Draw the line that bars are compared with; its text turns left at the page's edge."""
    style = Style(sizes.LABEL.size, "md", bold=True)
    end = x + text_width(threshold.text, style.size, bold=True)
    plot.add(
        Line(((x, top), (x, plot.y)), "md", 2),
        text_at(x, top - ROW / 2, threshold.text, style, "start" if end <= plot.right else "end"),
    )
