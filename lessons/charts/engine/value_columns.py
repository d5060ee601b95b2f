"""Draw values over years or other steps: stacked columns, and lines that climb in steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from lessons.charts.engine import sizes
from lessons.charts.engine.bar_rows import Segment
from lessons.charts.engine.drawing import Box, Line, Mark, Shape
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import SOLID
from lessons.charts.engine.scales import Bands, Linear, Time
from lessons.charts.engine.sizes import DOT, DOT_LARGE, PLOT_HEIGHT, SPACE, TICK, Style
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.time_lanes import Point, Rule

_BELOW = 3.0  # px between an axis and its labels
_END = sizes.SUBHEAD  # the text at the end of a line
_PALE = 0.45  # opacity of the columns that are not chosen


@dataclass(frozen=True)
class Column:
    """A column: segments stacked upwards, others downwards, and what a click on it chooses.

    `text` stands above it, `below` under what hangs down.
    """

    label: str
    up: Sequence[Segment] = ()
    down: Sequence[Segment] = ()
    text: str = ""
    below: str = ""
    pick: str = ""
    chosen: bool = False
    title: str = ""


def columns(plot: Plot, columns: Sequence[Column], height: float = PLOT_HEIGHT) -> None:
    """Draw columns over a value axis, with as many labels below as fit, and move on.

    If one is chosen, the others are paler; if they hang down, all are equally strong and the
    chosen one stands on a band.
    """
    tops = [sum(s.value for s in column.up) for column in columns]
    feet = [sum(s.value for s in column.down) for column in columns]
    scale = _values(plot, max(tops, default=0), -max(feet, default=0), height)
    bands = Bands(columns, plot.left + _axis_width(scale), plot.right)
    pale = any(column.chosen for column in columns) and not any(feet)
    for place, column in enumerate(columns):
        strong = column.chosen or not pale
        plot.add(*_column(column, bands(place), bands.step, scale, strong))
    plot.behind(_bands(columns, bands, scale))
    _labels(plot, columns, bands, scale.start)


def _values(plot: Plot, high: float, low: float, height: float) -> Linear:
    # Room for the texts above and below the columns is part of the scale.
    head, foot = TICK.line, TICK.line if low < 0 else 0.0
    scale = Linear(low, high or 1, plot.y + height - foot, plot.y + head)
    start = plot.left + _axis_width(scale)
    for value in scale.ticks():
        y = scale(value)
        plot.add(
            Line(((start, y), (plot.right, y)), "grid" if value else "quiet"),
            text_at(start - SPACE, y, f"{abs(value):,g}", TICK, "end"),
        )
    plot.y += height
    return scale


def _axis_width(scale: Linear) -> float:
    return max(text_width(f"{abs(value):,g}", TICK.size) for value in scale.ticks()) + SPACE


def _column(column: Column, x: float, step: float, scale: Linear, strong: bool) -> list[Mark]:
    gap = min(step / 5, 2.0)
    marks = [
        *_stack(column.up, 1, x + gap / 2, step - gap, scale, strong),
        *_stack(column.down, -1, x + gap / 2, step - gap, scale, strong),
    ]
    top, foot = min(scale.start, scale.end), max(scale.start, scale.end)
    area = Box(x, top, step, foot - top, "paper", 0.0, title=column.title, pick=column.pick)
    style = replace(TICK, role="ink", bold=column.chosen)
    high, low = sum(s.value for s in column.up), -sum(s.value for s in column.down)
    texts = [
        text_at(x + step / 2, scale(value) + side * TICK.size * 0.8, words, style, "middle")
        for words, value, side in ((column.text, high, -1), (column.below, low, 1))
        if words
    ]
    return [*marks, *texts, area]


def _stack(
    segments: Sequence[Segment], side: int, x: float, width: float, scale: Linear, strong: bool
) -> list[Mark]:
    marks: list[Mark] = []
    under = 0.0
    for segment in segments:
        ends = sorted((scale(side * under), scale(side * (under + segment.value))))
        outline = segment.fill != SOLID
        opacity = 1.0 if strong else _PALE
        box = Box(
            x, ends[0], width, ends[1] - ends[0], segment.role, opacity, outline,
            title=segment.title, radius=0,
        )  # fmt: skip
        marks.append(box)
        under += segment.value
    return marks


def _bands(columns: Sequence[Column], bands: Bands, scale: Linear) -> list[Mark]:
    return [
        Box(bands(n), scale.end, bands.step, scale.start - scale.end, "grid", opacity=0.6)
        for n, column in enumerate(columns)
        if column.chosen
    ]


def _labels(plot: Plot, columns: Sequence[Column], bands: Bands, foot: float) -> None:
    shown = set(bands.labelled([column.label for column in columns]))
    middle = plot.y + TICK.line / 2 + _BELOW
    for place in shown:
        long = text_width(columns[place].label, TICK.size)
        x = min(bands.middle(place), plot.right - long / 2)
        plot.add(text_at(x, middle, columns[place].label, TICK, "middle"))
    plot.skip(TICK.line + sizes.GAP)


@dataclass(frozen=True)
class Series:
    """A line that changes in steps: (day, value) pairs in order of time; its text at its end."""

    text: str
    role: str
    values: Sequence[tuple[date, float]]
    dashed: bool = False


def step_lines(
    plot: Plot,
    series: Sequence[Series],
    first: date,
    last: date,
    *,
    limit: float = 0,
    points: Sequence[tuple[Point, float]] = (),
    rules: Sequence[Rule] = (),
    height: float = PLOT_HEIGHT,
) -> None:
    """Draw lines over an axis of years, marks with their values upon them, and move on."""
    if rules:
        plot.skip(TICK.line)
    high = max([limit, *(value for line in series for _, value in line.values)])
    scale = _values(plot, high, 0, height)
    texts = max(text_width(line.text, _END.size, _END.bold) for line in series)
    end = plot.right - DOT_LARGE - SPACE - texts
    time = Time(first, last, plot.left + _axis_width(scale) + DOT, end)
    for rule in rules:
        plot.add(*_rule(rule, time, scale, plot))
    for line in series:
        plot.add(Line(_stairs(line, time, scale), line.role, 2.5, line.dashed))
    for point, value in points:
        plot.add(*_marked(point, time(point.on), scale(value)))
    _end_texts(plot, series, time, scale)
    for year in time.years():
        middle = plot.y + TICK.line / 2 + _BELOW
        plot.add(text_at(time(date(year, 1, 1)), middle, str(year), TICK, "middle"))
    plot.skip(TICK.line + sizes.GAP)


def _rule(rule: Rule, time: Time, scale: Linear, plot: Plot) -> list[Mark]:
    x, style = time(rule.on), Style(TICK.size, rule.role, bold=True)
    half = text_width(rule.text, style.size, bold=True) / 2
    at = min(max(x, plot.left + half), plot.right - half)
    top = scale.end - TICK.line * 1.5
    return [
        Line(((x, scale.start), (x, scale.end - TICK.line)), rule.role, 1.5, dashed=True),
        text_at(at, top, rule.text, style, "middle"),
    ]


def _stairs(line: Series, time: Time, scale: Linear) -> tuple[tuple[float, float], ...]:
    points = [(time(line.values[0][0]), scale(line.values[0][1]))]
    for (_, before), (on, value) in pairwise(line.values):
        points += [(time(on), scale(before)), (time(on), scale(value))]
    return tuple(points)


def _marked(point: Point, x: float, y: float) -> list[Mark]:
    size = DOT_LARGE if point.opened else DOT
    mark = Shape(x, y, size, point.form, point.role, point.title, point.pick, point.hollow)
    return [Shape(x, y, size + 2, point.form, "ink"), mark] if point.opened else [mark]


def _end_texts(plot: Plot, series: Sequence[Series], time: Time, scale: Linear) -> None:
    # From the highest line down, each text at least a line below the one before.
    lowest = scale.end - TICK.line
    for line in sorted(series, key=lambda line: -line.values[-1][1]):
        on, value = line.values[-1]
        lowest = max(scale(value), lowest + _END.line)
        x = time(on) + DOT_LARGE + SPACE
        plot.add(text_at(x, lowest, line.text, replace(_END, role=line.role), halo=True))
