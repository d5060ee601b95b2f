"""Draw lanes on a timeline: bars from day to day, and marks that stack where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line, Mark
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import EMPTY, PALE, SOLID, Key, bar, ring
from lessons.charts.engine.row_labels import Heading, LabelColumn
from lessons.charts.engine.scales import Time
from lessons.charts.engine.sizes import BAR, DOT, DOT_LARGE, LABEL_SHARE, RING, ROW, SPACE, TALL_BAR
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import is_narrow

_APART = 2.0  # px between two marks or two bars of a lane
_LEAST = 2.0  # px: a bar of a day can still be seen
_TEXT = replace(sizes.TICK, role="ink")  # the text of a bar
_NOTE = replace(sizes.CAPTION, bold=True)  # a note above its lanes
_MANY = 20  # points of a lane, or lanes: more than these are drawn a little smaller
_DENSE = 14.5  # px: a lane of many on a wide page, so that one window shows them all


@dataclass(frozen=True)
class Point:
    """A mark on a day that looks like an entry of the legend.

    `opened` draws a ring around it, `pick` names what a click chooses.
    """

    on: date
    key: Key
    title: str = ""
    pick: str = ""
    opened: bool = False


@dataclass(frozen=True)
class Span:
    """A bar from a day to a day; without an end it goes on to the end of the axis.

    `text` is in the bar, or beside it where there is room; such a bar is pale. From the day
    `outlined_from` the bar is only an outline.
    """

    start: date
    end: date | None
    role: str
    fill: str = SOLID
    text: str = ""
    title: str = ""
    pick: str = ""
    outlined_from: date | None = None


@dataclass(frozen=True)
class Lane(Heading):
    """A line of its own for some spans and points, beside its label.

    The points in `over` are drawn on the bars, those in `points` below them. Lanes with the same
    `note` are drawn together, below it.
    """

    points: Sequence[Point] = ()
    spans: Sequence[Span] = ()
    over: Sequence[Point] = ()
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """A line through all lanes on a day, with its text above, such as "2014: Crimea"."""

    on: date
    text: str = ""
    role: str = "md"


def timeline(
    plot: Plot,
    lanes: Sequence[Lane],
    first: date,
    last: date,
    *,
    rules: Sequence[Rule] = (),
    shaded: int = 0,
    separated: bool = False,
) -> None:
    """Draw lanes below an axis of years from `first` to `last`, and move on.

    Labels are left of the lanes, or above them where they would take too much of the width.
    `separated` draws a line below each lane; the year `shaded` is shaded through all lanes.
    """
    frame = _Frame(plot, lanes, first, last)
    rule_texts(plot, [(frame.scale(rule.on), rule) for rule in rules])
    year_labels(plot, frame.scale, plot.y + sizes.TICK.line / 2)
    plot.skip(sizes.TICK.line + _APART)
    top = plot.y
    for note in dict.fromkeys(lane.note for lane in lanes):
        if note:
            plot.add(text_at(plot.left, plot.y + ROW / 2, note, _NOTE, halo=True))
            plot.skip(ROW)
        for lane in (lane for lane in lanes if lane.note == note):
            frame.draw(lane)
            if separated:
                plot.add(Line(((plot.left, plot.y), (plot.right, plot.y))))
    # Drawn last, as only now the height of all lanes is known.
    plot.behind(_background(frame.scale, top, plot.y, rules, shaded))
    plot.skip()


def rule_texts(plot: Plot, rules: Sequence[tuple[float, Rule]]) -> None:
    """Draw the texts of rules over their pixels, on as many lines as they need, and move on."""
    style = replace(sizes.TICK, bold=True)
    ends: list[float] = []
    for x, rule in sorted(rules, key=lambda pair: pair[0]):
        if rule.text:
            width = text_width(rule.text, style.size, bold=True)
            left = min(max(x - width / 2, plot.left), plot.right - width)
            middle = plot.y + style.line * (_free_line(ends, left, left + width + SPACE) + 0.5)
            plot.add(text_at(left, middle, rule.text, replace(style, role=rule.role)))
    plot.skip(style.line * len(ends))


def year_labels(plot: Plot, scale: Time, middle: float) -> None:
    """Draw the years of an axis, as many as fit, centred on the pixel `middle`."""
    half = text_width("2000", sizes.TICK.size) / 2
    for year in scale.years():
        x = min(max(scale(date(year, 1, 1)), plot.left + half), plot.right - half)
        plot.add(text_at(x, middle, str(year), sizes.TICK, "middle"))


def point_marks(point: Point, x: float, y: float, size: float = DOT) -> list[Mark]:
    """Return the mark of a point at a place of the page, in a ring if it is opened."""
    mark = point.key.mark(x, y, size, point.title, point.pick)
    return [ring(x, y), mark] if point.opened else [mark]


class _Frame:
    """The columns of a timeline: labels and scale."""

    def __init__(self, plot: Plot, lanes: Sequence[Lane], first: date, last: date) -> None:
        # On a phone, marks that stack need the width more than their label does.
        is_wide = max((lane.width for lane in lanes), default=0.0) > plot.width * LABEL_SHARE * 0.8
        self.above = is_narrow() and is_wide and any(len(lane.points) > 1 for lane in lanes)
        is_dense = len(lanes) > _MANY and not is_narrow()
        self.row, self.apart = (_DENSE, _DENSE - sizes.LABEL.line) if is_dense else (ROW, _APART)
        self.plot, self.labels = plot, LabelColumn(plot, lanes, 1 if self.above else LABEL_SHARE)
        start = plot.left + DOT if self.above else self.labels.right + SPACE
        self.scale = Time(first, last, start, plot.right - DOT_LARGE)

    def draw(self, lane: Lane) -> None:
        """Draw one lane and move on by its height."""
        plot, top, label = self.plot, self.plot.y, self.labels.height(lane)
        start = top + label if self.above else top
        foot = self._points(lane.points, self._spans(lane, start))
        height = label if self.above else max(self.row, label + self.apart)
        plot.y = max(foot, top + height)
        # Beside the first line of marks, however deep the marks are stacked.
        middle = top + height / 2
        self.labels.draw(lane, middle)

    def _spans(self, lane: Lane, top: float) -> float:
        """Draw bars with their texts, those that would meet below each other; return the foot."""
        step = TALL_BAR + _APART if any(span.text for span in lane.spans) else self.row
        ends: list[float] = []
        for span in sorted(lane.spans, key=lambda span: span.start):
            # From `change` on a bar is only an outline.
            start, end = self.scale(span.start), self.scale(span.end or self.scale.last)
            change = min(self.scale(span.outlined_from or self.scale.last), end)
            text, x = self._label(span.text, start, change, end)
            # A bar that has no end takes its line for good.
            right = max(end, x + text_width(text, _TEXT.size)) if span.end else inf
            middle = top + step * (_free_line(ends, min(start, x), right) + 0.5)
            self.plot.add(*_span(span, middle, start, change, end))
            if text:
                halo = not start < x < end
                self.plot.add(text_at(x, middle, text, _TEXT, halo=halo, pick=span.pick))
        # The first line of these points is that of the first bar.
        over = self._points(lane.over, top + step / 2 - DOT - 2 * _APART) - SPACE
        return max(top + step * len(ends), over)

    def _points(self, points: Sequence[Point], top: float) -> float:
        """Draw points, stacked where they would touch; return where they end."""
        size = DOT - 1 if is_narrow() or len(points) > _MANY else DOT
        opened = any(point.opened for point in points)
        step = (RING + size if opened else 2 * size) + _APART
        ends: list[float] = []
        for point in sorted(points, key=lambda point: point.on):
            x = self.scale(point.on)
            y = top + size + 2 * _APART + step * _free_line(ends, x, x + step)
            self.plot.add(*point_marks(point, x, y, size))
        return top + 2 * _APART + step * len(ends) + SPACE if ends else top

    def _label(self, text: str, start: float, change: float, end: float) -> tuple[str, float]:
        """Return the text of a bar and where it begins: in the bar, or else behind or before it.

        The text is empty if there is no room for it: the title of the bar says it.
        """
        width = text_width(text, _TEXT.size) + SPACE
        if width + SPACE <= change - start:
            return text, start + SPACE
        if end + width <= self.plot.right:
            return text, end + SPACE
        return text * (start - width >= self.labels.right - SPACE), start - width


def _span(span: Span, middle: float, start: float, change: float, end: float) -> list[Mark]:
    """Return a bar, and what is only outlined of it."""
    fill, height = (PALE, TALL_BAR) if span.text else (span.fill, BAR)
    look = (span.title, span.pick, height)
    # Bars with a text that follow each other without a break stay apart.
    width = change - start - _APART * bool(span.text and span.end)
    marks = bar(start, middle, max(width, _LEAST), span.role, fill, *look)
    if change < end:
        marks += bar(change, middle, end - change, span.role, EMPTY, *look)
    return marks


def _free_line(ends: list[float], start: float, end: float) -> int:
    """Return the first line that is free from `start` on, and take it up to `end`.

    `ends` holds for each line where its last thing ends; things come in order of their starts.
    """
    line = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
    ends[line : line + 1] = [end]
    return line


def _background(
    scale: Time, top: float, foot: float, rules: Sequence[Rule], shaded: int
) -> list[Mark]:
    """Return what is behind all lanes: the shaded year, the years and the rules."""

    def upright(on: date, role: str = "grid", width: float = 1, dashed: bool = False) -> Line:
        return Line(((scale(on), top), (scale(on), foot)), role, width, dashed)

    marks: list[Mark] = [upright(date(year, 1, 1)) for year in scale.years()]
    marks += [upright(rule.on, rule.role, 1.5, dashed=True) for rule in rules]
    if scale.first.year <= shaded <= scale.last.year:
        left, right = scale(date(shaded, 1, 1)), scale(date(shaded + 1, 1, 1))
        marks.insert(0, Box(left, top, right - left, foot - top, "grid", opacity=0.6))
    return marks
