"""Draw values over years or other steps: stacked columns, and lines that climb in steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil

from lessons.charts.engine import sizes
from lessons.charts.engine.bar_rows import Segment
from lessons.charts.engine.drawing import Box, Line, Mark
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import filled
from lessons.charts.engine.scales import YEAR_STEPS, Linear, Time
from lessons.charts.engine.sizes import DOT, DOT_LARGE, GAP, PLOT_HEIGHT, RING, SPACE, TICK
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.time_lanes import Point, Rule, point_marks, rule_texts, year_labels

_BELOW = 3.0  # px between an axis and its labels
_END = sizes.SUBHEAD  # the text at the end of a line


@dataclass(frozen=True)
class Column:
    """A column: segments stacked upwards, others downwards, and what a click on it chooses.

    `text` is above it, `below` under what hangs down.
    """

    label: str
    up: Sequence[Segment] = ()
    down: Sequence[Segment] = ()
    text: str = ""
    below: str = ""
    pick: str = ""
    chosen: bool = False


def columns(plot: Plot, columns: Sequence[Column], *, rules: Sequence[Rule] = ()) -> None:
    """Draw columns over a value axis, with as many labels below as fit, and move on.

    A chosen one has a band behind it. A rule is in the column that is labelled with its year.
    """
    tops = [sum(s.value for s in column.up) for column in columns]
    feet = [sum(s.value for s in column.down) for column in columns]
    low, high = -max(feet, default=0), max(tops, default=0) or 1
    left = _left(plot, low, high)
    step = (plot.right - left) / max(len(columns), 1)
    places, labels = [left + step * n for n in range(len(columns))], [c.label for c in columns]
    at = [(places[labels.index(str(rule.on.year))] + step / 2, rule) for rule in rules]
    scale = _value_axis(plot, low, high, at)
    for column, x in zip(columns, places, strict=True):
        area = Box(x, scale.end, step, scale.start - scale.end, "paper", 0.0)
        if column.chosen:
            plot.behind([replace(area, role="grid", opacity=0.6)])
        plot.add(*_column(column, x, step, scale), replace(area, pick=column.pick))
    middle = plot.y + TICK.line / 2 + _BELOW
    for place in _labelled(labels, step):
        x = min(places[place] + step / 2, plot.right - text_width(labels[place], TICK.size) / 2)
        plot.add(text_at(x, middle, labels[place], TICK, "middle"))
    plot.skip(TICK.line + GAP)


def _ticks(low: float, high: float) -> dict[float, str]:
    """Return the round values on an axis, each with its text."""
    return {value: f"{abs(value):,g}" for value in Linear(low, high, 0, 1).ticks()}


def _left(plot: Plot, low: float, high: float) -> float:
    """Return the pixel at which a plot begins, right of the widest value on its axis."""
    return plot.left + SPACE + max(text_width(t, TICK.size) for t in _ticks(low, high).values())


def _value_axis(plot: Plot, low: float, high: float, rules: Sequence[tuple[float, Rule]]) -> Linear:
    """Draw gridlines with their values, and rules at their pixels; move on; return the scale."""
    rule_texts(plot, rules)
    # The texts above and below the columns are inside the height of the plot.
    head, foot = TICK.line, TICK.line if low < 0 else 0.0
    scale = Linear(low, high, plot.y + PLOT_HEIGHT - foot, plot.y + head)
    for x, rule in rules:
        plot.add(Line(((x, plot.y), (x, scale.start)), rule.role, 1.5, dashed=True))
    left = _left(plot, low, high)
    for value, text in _ticks(low, high).items():
        y = scale(value)
        plot.add(Line(((left, y), (plot.right, y)), "grid" if value else "quiet"))
        plot.add(text_at(left - SPACE, y, text, TICK, "end"))
    plot.skip(PLOT_HEIGHT)
    return scale


def _column(column: Column, x: float, step: float, scale: Linear) -> list[Mark]:
    """Return the segments of a column, up and down from 0, and the texts beyond them."""
    gap, style = min(step / 5, 2.0), replace(TICK, role="ink", bold=column.chosen)
    marks: list[Mark] = []
    for side, segments, text in ((1, column.up, column.text), (-1, column.down, column.below)):
        total = 0.0
        for one in (one for one in segments if one.value):
            start, total = total, total + side * one.value
            foot, top = sorted((scale(start), scale(total)), reverse=True)
            box = Box(x + gap / 2, top, step - gap, foot - top, one.role, title=one.title, radius=0)
            marks += filled(box, one.fill)
        if text:
            beyond = scale(total) - side * TICK.size * 0.8
            marks.append(text_at(x + step / 2, beyond, text, style, "middle", halo=True))
    return marks


def _labelled(labels: Sequence[str], step: float) -> list[int]:
    """Return the places whose labels are shown so that none touches the next: round years."""
    widest = max((text_width(text, TICK.size) for text in labels), default=0.0)
    least = ceil((widest + GAP) / step)
    every = next((n for n in YEAR_STEPS if n >= least), least)
    numbers = [int(text) if text.isdigit() else place for place, text in enumerate(labels)]
    return [place for place, number in enumerate(numbers) if number % every == 0]


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
    points: Sequence[Point] = (),
    rules: Sequence[Rule] = (),
) -> None:
    """Draw lines over an axis of years, marks upon the first of them, and move on.

    `limit` is the least value at the top of the axis; rules are lines through the plot.
    """
    high = max([limit, *(value for line in series for _, value in line.values)]) or 1
    texts = max(text_width(line.text, _END.size, _END.bold) for line in series)
    start, end = _left(plot, 0, high) + DOT, plot.right - DOT_LARGE - SPACE - texts
    time = Time(first, last, start, end)
    scale = _value_axis(plot, 0, high, [(time(rule.on), rule) for rule in rules])
    for line in series:
        plot.add(Line(_step_points(line, time, scale), line.role, 2.5, line.dashed))
    for point in points:
        value = next(value for on, value in reversed(series[0].values) if on <= point.on)
        plot.add(*point_marks(point, time(point.on), scale(value)))
    _end_texts(plot, series, time, scale)
    # Below the ring of a mark that is opened on the axis.
    year_labels(plot, time, plot.y + TICK.line / 2 + (RING if points else _BELOW))
    plot.skip(TICK.line + RING + SPACE)


def _step_points(line: Series, time: Time, scale: Linear) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line: a value holds until the day of the next one."""
    points = [(time(line.values[0][0]), scale(line.values[0][1]))]
    for (_, before), (on, value) in pairwise(line.values):
        points += [(time(on), scale(before)), (time(on), scale(value))]
    return tuple(points)


def _end_texts(plot: Plot, series: Sequence[Series], time: Time, scale: Linear) -> None:
    # From the highest line down, each text at least a line below the one before.
    lowest = scale.end - TICK.line
    for line in sorted(series, key=lambda line: -line.values[-1][1]):
        on, value = line.values[-1]
        lowest = max(scale(value), lowest + _END.line)
        x = time(on) + DOT_LARGE + SPACE
        plot.add(text_at(x, lowest, line.text, replace(_END, role=line.role), halo=True))
