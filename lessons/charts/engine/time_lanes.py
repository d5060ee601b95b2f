"""Draw lanes on a time line: bars from day to day, and marks that stack where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line, Mark, Shape
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import SOLID, Key, bar, ring, sample
from lessons.charts.engine.scales import Time
from lessons.charts.engine.sizes import (
    BAR,
    DOT,
    DOT_LARGE,
    LABEL_SHARE,
    MARGIN,
    RING,
    ROW,
    SPACE,
    TALL_BAR,
    Style,
)  # fmt: skip
from lessons.charts.engine.text_fit import fit, text_width, wrap
from lessons.charts.engine.theme import is_narrow

_APART = 2.0  # px between two marks or two bars of a lane
_LEAST = 2.0  # px: a bar of a day can still be seen
_PALE = 0.3  # opacity of a bar that holds text


@dataclass(frozen=True)
class Point:
    """A mark on a day; `opened` draws a ring around it, `pick` names what a click chooses."""

    on: date
    form: str
    role: str
    title: str = ""
    pick: str = ""
    hollow: bool = False
    opened: bool = False


@dataclass(frozen=True)
class Span:
    """A bar from a day to a day; without an end it goes on to the end of the axis.

    `text`, or else `short`, stands in the bar, or beside it where there is room; such a bar is
    pale. From the day `outlined_from` the bar is only an outline. A `form` marks the start,
    hollow where its day is not certain; `closed` draws an edge at the end.
    """

    start: date
    end: date | None
    role: str
    fill: str = SOLID
    text: str = ""
    title: str = ""
    pick: str = ""
    form: str = ""
    hollow: bool = False
    outlined_from: date | None = None
    closed: bool = False
    short: str = ""


@dataclass(frozen=True)
class Lane:
    """A line of its own for some spans and points, with its label.

    `over` are points that are drawn on the bars; `points` stand below them. `note` is a text at
    the right end, left out on a phone.
    """

    label: str
    points: Sequence[Point] = ()
    spans: Sequence[Span] = ()
    over: Sequence[Point] = ()
    note: str = ""
    key: Key | None = None
    bold: bool = False
    pick: str = ""


@dataclass(frozen=True)
class Rule:
    """A line through all lanes on a day, with its text above, such as "2014: Crimea"."""

    on: date
    text: str = ""
    role: str = "md"


@dataclass(frozen=True)
class Band:
    """A shaded time through all lanes, such as the year that is opened."""

    first: date
    last: date


def timeline(
    plot: Plot,
    lanes: Sequence[Lane],
    first: date,
    last: date,
    *,
    rules: Sequence[Rule] = (),
    band: Band | None = None,
    separated: bool = False,
) -> None:
    """Draw lanes below an axis of years from `first` to `last`, and move on.

    Labels stand left of the lanes, or above them where they would take too much of the width.
    `separated` draws a line below each lane.
    """
    frame = _Frame(plot, lanes, first, last)
    frame.head(rules)
    top = plot.y
    for lane in lanes:
        frame.draw(lane)
        if separated:
            plot.add(Line(((plot.left, plot.y), (plot.right, plot.y))))
    scale, foot = frame.scale, plot.y
    plot.behind(
        [*_band(band, scale, top, foot), *_grid(scale, top, foot), *_rules(rules, scale, top, foot)]
    )
    plot.skip()


class _Frame:
    """The columns of a time line: labels, scale, notes."""

    def __init__(self, plot: Plot, lanes: Sequence[Lane], first: date, last: date) -> None:
        self.plot = plot
        markers = 2 * DOT + 2 * SPACE if any(lane.key for lane in lanes) else 0.0
        widest = max((text_width(lane.label, bold=lane.bold) for lane in lanes), default=0.0)
        most = plot.width * LABEL_SHARE - markers
        tall = any(len(lane.points) > 1 for lane in lanes)
        self.above = is_narrow() and tall and widest > most * 0.8
        self._label = plot.left + markers
        self._room = plot.room - markers if self.above else min(widest, most)
        notes = 0.0 if is_narrow() else max((text_width(lane.note) for lane in lanes), default=0.0)
        start = plot.left + DOT if self.above else self._label + self._room + 2 * SPACE
        end = plot.right - DOT_LARGE - (notes + SPACE if notes else 0)
        self.scale = Time(first, last, start, end)

    def head(self, rules: Sequence[Rule]) -> None:
        """Draw the texts of rules and the years above the lanes."""
        plot, style = self.plot, sizes.TICK
        ends: list[float] = []  # where the last text on each line ends
        for rule in sorted(rules, key=lambda rule: rule.on):
            long, x = text_width(rule.text, style.size, bold=True), self.scale(rule.on)
            left = min(max(x - long / 2, plot.left), plot.right - long)
            line = next((n for n, end in enumerate(ends) if left > end + SPACE), len(ends))
            ends[line : line + 1] = [left + long]
            middle = plot.y + style.line * (line + 0.5)
            bold = Style(style.size, rule.role, bold=True)
            plot.add(text_at(left, middle, rule.text, bold))
        plot.skip(style.line * len(ends))
        half = text_width("2000", style.size) / 2
        for year in self.scale.years():
            x = min(max(self.scale(date(year, 1, 1)), MARGIN + half), plot.right - half)
            plot.add(text_at(x, plot.y + style.line / 2, str(year), style, "middle"))
        plot.skip(style.line + _APART)

    def draw(self, lane: Lane) -> None:
        """Draw one lane and move on by its height."""
        plot, top = self.plot, self.plot.y
        style = sizes.LABEL.emphasised(lane.bold)
        lines = self._lines(lane)
        labels = style.line * len(lines)
        y = top + (labels if self.above else 0)
        bars = self._spans(lane, y)
        foot = self._points(lane, bars if lane.spans else y)
        least = y if self.above else top + max(ROW, labels + _APART)
        plot.y = max(foot, least)
        middle = top + labels / 2 if self.above else (top + plot.y) / 2
        if len(lane.points) > 1 and not self.above:
            middle = top + max(labels, ROW) / 2
        plot.add(*lines_at(self._label, middle, lines, style, pick=lane.pick))
        if lane.key:
            plot.add(*sample(lane.key, plot.left, middle))
        if lane.note and not is_narrow():
            plot.add(text_at(plot.right, middle, lane.note, sizes.CAPTION, "end"))

    def _lines(self, lane: Lane) -> Sequence[str]:
        room = self._room + 1
        lines = [lane.label] if self.above else wrap(lane.label, room, sizes.LABEL.size, lane.bold)
        if len(lines) > 1 and not lane.points:
            lines = [lane.label]
        return [fit(line, room, sizes.LABEL.size, lane.bold) for line in lines]

    def _spans(self, lane: Lane, top: float) -> float:
        """Draw the bars, those at the same time below each other; return where they end."""
        step = TALL_BAR + _APART if any(span.text for span in lane.spans) else ROW
        levels = _levels(lane.spans)
        for level, spans in enumerate(levels):
            middle = top + step * (level + 0.5)
            edges = [self.scale.start - 2 * SPACE, *(self.scale(span.start) for span in spans[1:])]
            ends = [*edges[1:], self.plot.right]
            for place, span in enumerate(spans):
                left = self.scale(spans[place - 1].end or self.scale.last) if place else edges[0]
                self.plot.add(*_span(span, self.scale, middle, (left, ends[place])))
        for point in lane.over:
            self.plot.add(*_point(point, self.scale(point.on), top + step / 2))
        return top + step * len(levels)

    def _points(self, lane: Lane, top: float) -> float:
        """Draw the points, stacked where they would touch; return where they end."""
        size = DOT - 1 if is_narrow() or len(lane.points) > 20 else DOT
        opened = any(point.opened for point in lane.points)
        step = RING + size + _APART if opened else 2 * size + _APART
        ends: list[float] = []
        for point in sorted(lane.points, key=lambda point: point.on):
            x = self.scale(point.on)
            level = next((n for n, end in enumerate(ends) if x - end >= step), len(ends))
            ends[level : level + 1] = [x]
            self.plot.add(*_point(point, x, top + size + _APART * 2 + level * step, size))
        return top + 2 * _APART + step * len(ends) + SPACE if ends else top


def _point(point: Point, x: float, y: float, size: float = DOT) -> list[Mark]:
    mark = Shape(x, y, size, point.form, point.role, point.title, point.pick, point.hollow)
    return [ring(x, y), mark] if point.opened else [mark]


def _levels(spans: Sequence[Span]) -> list[list[Span]]:
    """Return the bars on as few lines as they need, none over another."""
    levels: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: span.start):
        free = (line for line in levels if (line[-1].end or date.max) <= span.start)
        line = next(free, None)
        if line is None:
            levels.append([span])
        else:
            line.append(span)
    return levels


def _span(span: Span, scale: Time, middle: float, room: tuple[float, float]) -> list[Mark]:
    start, end = scale(span.start), scale(span.end or scale.last)
    height = TALL_BAR if span.text else BAR
    marks = _bar(span, scale, middle, height)
    if span.form:
        marks.append(
            Shape(start, middle, DOT, span.form, span.role, span.title, span.pick, span.hollow)
        )
        if span.closed:
            foot = ((end, middle - height / 2), (end, middle + height / 2))
            marks.append(Line(foot, span.role, 2))
    return [*marks, *_span_text(span, start, end, middle, room)] if span.text else marks


def _span_text(
    span: Span, start: float, end: float, middle: float, room: tuple[float, float]
) -> list[Mark]:
    """Return the text in a bar, or beside it within `room`, or nothing: the title says it."""
    size = sizes.TICK.size
    for text in filter(None, (span.text, span.short)):
        if text_width(text, size) + 2 * SPACE <= end - start:
            inside = replace(sizes.TICK, role="ink")
            return [text_at(start + SPACE, middle, text, inside, pick=span.pick)]
    for text in filter(None, (span.text, span.short)):
        needed = text_width(text, size) + SPACE
        if end + needed <= room[1]:
            return [text_at(end + SPACE, middle, text, sizes.TICK, pick=span.pick)]
        if start - needed >= room[0]:
            return [text_at(start - SPACE, middle, text, sizes.TICK, "end", pick=span.pick)]
    return []


def _bar(span: Span, scale: Time, middle: float, height: float) -> list[Mark]:
    start, end = scale(span.start), scale(span.end or scale.last)
    change = min(scale(span.outlined_from), end) if span.outlined_from else end
    long, rest = max(change - start, _LEAST), end - change
    top = middle - height / 2
    outline = Box(
        change, top, rest, height, span.role, outline=True, title=span.title, radius=1
    )  # fmt: skip
    tail = [outline] if rest > 0 else []
    if not span.text and not span.form:
        return [*bar(start, middle, long, span.role, span.fill, span.title, span.pick), *tail]
    pale = Box(
        start, top, long, height, span.role, _PALE, title=span.title, pick=span.pick, radius=1
    )  # fmt: skip
    edge = Box(start, top, _APART * 1.5, height, span.role, radius=1)
    return [pale, *([] if span.form else [edge]), *tail]


def _band(band: Band | None, scale: Time, top: float, foot: float) -> list[Mark]:
    if band is None or band.last <= scale.first or band.first >= scale.last:
        return []
    left, right = scale(band.first), scale(band.last)
    return [Box(left, top, max(right - left, _LEAST), foot - top, "grid", opacity=0.6)]


def _grid(scale: Time, top: float, foot: float) -> list[Mark]:
    spots = [scale(date(year, 1, 1)) for year in scale.years()]
    return [Line(((x, top), (x, foot))) for x in spots]


def _rules(rules: Sequence[Rule], scale: Time, top: float, foot: float) -> list[Mark]:
    return [
        Line(((scale(rule.on), top), (scale(rule.on), foot)), rule.role, 1.5, dashed=True)
        for rule in rules
    ]
