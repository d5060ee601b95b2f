"""Draw rows of labelled bars: one value each, or several beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import EMPTY, SOLID, bar
from lessons.charts.engine.row_labels import Heading, LabelColumn
from lessons.charts.engine.scales import Linear
from lessons.charts.engine.sizes import LABEL_SHARE, ROW, SPACE
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
class Bar(Heading):
    """A row: a label, the segments of its bar, and a text at the bar's end.

    `short_end` replaces that text where it would leave the bars too little room. A `muted` row
    shows what is not known: its bar is only an outline.
    """

    segments: Sequence[Segment] = ()
    end: str = ""
    short_end: str = ""

    @property
    def total(self) -> float:
        """The sum of the segments."""
        return sum(segment.value for segment in self.segments)


def bars(plot: Plot, rows: Sequence[Bar], *, limit: float = 0) -> None:
    """Draw a row for each bar, the first on top, and move on.

    All bars share one scale from 0. It is as large as the page allows with every text whole;
    `limit` is the least value at its end.
    """
    labels = LabelColumn(plot, rows, LABEL_SHARE)
    if max((text_width(row.end) for row in rows), default=0) > (plot.right - labels.right) / 2:
        rows = [replace(row, end=row.short_end or row.end) for row in rows]
    scale = _scale(plot, rows, labels.right, limit)
    for row in rows:
        height = max(ROW, labels.height(row) + SPACE / 2)
        labels.draw(row, plot.y + height / 2)
        _bar(plot, row, plot.y + height / 2, scale)
        plot.skip(height)


def _scale(plot: Plot, rows: Sequence[Bar], left: float, limit: float) -> Linear:
    # The scale is the largest with which each bar and the text at its end stay on the page.
    room = plot.right - left
    spaces = [(row.total, room - text_width(row.end) - 2 * SPACE) for row in rows]
    spaces += [(limit, room - SPACE)]
    unit = min((space / total for total, space in spaces if total > 0), default=1.0)
    return Linear(0, room / max(unit, 1e-9), left, plot.right)


def _bar(plot: Plot, row: Bar, middle: float, scale: Linear) -> None:
    """Draw the segments of a row end to end, and its text behind them."""
    x = scale(0)
    for segment in row.segments:
        end = x + max(scale(segment.value) - scale(0), _LEAST)
        look = ("muted", EMPTY) if row.muted else (segment.role, segment.fill)
        plot.add(*bar(x, middle, end - x, *look, segment.title))
        x = end
    plot.add(text_at(x + SPACE, middle, row.end, row.style))
