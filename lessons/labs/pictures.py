"""Compare a picture that a learner drew with matplotlib with the one that the solution draws.

The axes are examined: the kind of marks, their data, the labels and the title. The wording of
labels does not matter, nor do colours and sizes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.category import StrCategoryLocator
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.figure import FigureBase
from matplotlib.ticker import FixedLocator

from lessons.core.text import counted, listed
from lessons.labs.differences import TOLERANCE, is_near, names_difference

BARS, LINES, POINTS, OTHER = "bars", "lines", "points", "something else"
RANGES = "error bars"
OFF = {
    BARS: "The bar of {name} is {y:,.6g} long; that is not what the table gives.",
    RANGES: "The error bar of {name} runs from {x:,.6g} to {y:,.6g}; it should not.",
    **dict.fromkeys((LINES, POINTS), "There is a point at {name} that should not be there."),
}
HOW_TO_ANSWER = (
    "Assign what the drawing returns to `answer`, as in answer = df.plot.bar(), or plt.gca()."
)
Mark = tuple[str, float, float]  # its name in messages, then its x and y, or both its ends


@dataclass(frozen=True)
class Series:
    """Marks that belong together: bars of one colour, a line, a cloud of points, or error bars.

    The name of a bar is the label of its tick. For bars only names and lengths are compared, for
    error bars their ends. `style` is matplotlib's drawstyle of a line, such as "steps-post".
    """

    kind: str
    marks: tuple[Mark, ...]
    style: str = "default"

    def turned(self) -> "Series":
        """Return the points with x and y in each other's place."""
        marks = [(name, y, x) for name, x, y in self.marks]
        in_order = sorted(marks, key=lambda mark: mark[1:]) if self.kind == POINTS else marks
        return Series(self.kind, tuple(in_order), self.style)


def axes_of(value: Any) -> list[Axes]:
    """Return the axes of a figure, of an artist, or of a list of these; no colour bars."""
    match value:
        case Axes():
            return [value]
        case FigureBase():
            found = value.axes
        case Artist():
            found = [value.axes]
        case np.ndarray():
            found = value.ravel().tolist()
        case list() | tuple():  # matplotlib's containers, such as one of bars, are tuples, too
            found = value
        case _:
            return []
    axes = dict.fromkeys(panel for item in found for panel in axes_of(item))
    return [panel for panel in axes if panel.get_label() != "<colorbar>"]


def picture_faults(got: Any, wanted: Any, ordered: bool = False) -> Iterator[str]:
    """Yield a sentence for each thing in which a picture differs from the one that is wanted.

    The order of bars and of names on an axis is compared only if `ordered`.
    """
    yours, ours = axes_of(got), axes_of(wanted)
    if not yours:
        yield f"A picture is asked for. {HOW_TO_ANSWER}"
    elif not any(map(_series, yours)):
        yield "Nothing is drawn yet between the axes of `answer`."
    elif len(yours) != len(ours):
        yield f"Your picture has {counted(len(yours), 'panel')}; it should have {len(ours)}."
    elif len(ours) == 1:
        yield from _panel_faults(yours[0], ours[0], ordered)
    else:
        yield from _faults_of_panels(yours, ours, ordered)


def _faults_of_panels(yours: list[Axes], ours: list[Axes], ordered: bool) -> Iterator[str]:
    for number, (your, our) in enumerate(zip(yours, ours, strict=True), 1):
        faults = [*_panel_faults(your, our, ordered)]
        title = " ".join(_title(your).split())
        if title and _title(our).casefold() not in title.casefold():
            faults.append(f"Its title is '{title}', which does not say what it shows.")
        if faults:  # a mistake in one panel is mostly in all of them
            yield from [f"Look at panel {number}.", *faults]
            return
    your_grid, our_grid = _grid(yours[0]), _grid(ours[0])
    if your_grid and your_grid != our_grid:
        yield "Your panels are not in the rows and columns that the task asks for."
    if len(set(map(_limits, ours))) == 1 < len(set(map(_limits, yours))):
        yield "Your panels have different scales, so that their lengths cannot be compared."


def _panel_faults(yours: Axes, ours: Axes, ordered: bool) -> Iterator[str]:
    if fault := _data_fault(yours, ours, ordered) or _rules_fault(yours, ours):
        yield fault
    if ours.get_xlabel() and not yours.get_xlabel():
        yield "The x axis has no label: say what it shows, and in which unit."
    if ours.get_ylabel() and not yours.get_ylabel():
        yield "The y axis has no label: say what it shows, and in which unit."
    if _title(ours) and not _title(yours):
        yield "The picture has no title: say what a reader should see in it."
    if _names_in_legends(yours) < _names_in_legends(ours):
        named = f"{_names_in_legends(yours)} of {_names_in_legends(ours)}"
        yield f"The legend names {named}: a reader cannot tell what each mark means."
    low = _limits(yours)[0]
    if low > 0 and (_bars(yours) or _limits(ours)[0] == 0):
        yield f"The axis of values begins at {low:g}; let it begin at 0."


def _data_fault(yours: Axes, ours: Axes, ordered: bool) -> str:
    """Return the first thing that is wrong in the marks; others may follow from it."""
    your_series, our_series = _series(yours), _series(ours)
    your_kinds, our_kinds = _kinds(your_series), _kinds(our_series)
    # Marks of different kinds cannot be compared: a line has no bars that could be missing.
    if set(your_kinds) != set(our_kinds):
        return f"Draw {listed(our_kinds)}; you have drawn {listed(your_kinds) or 'nothing'}."
    if _bars(ours) and _is_upright(yours) != _is_upright(ours):
        return f"Draw {'upright' if _is_upright(ours) else 'horizontal'} bars."
    if _is_stacked(yours) and not _is_stacked(ours):
        return "Your bars are stacked; let each begin at 0."
    fault = _marks_fault(your_series, our_series, ordered)
    turned = [series.turned() for series in your_series]
    if fault and not _bars(ours) and not _marks_fault(turned, our_series, ordered):
        return "The two axes have changed places."
    if not fault and ordered and not _bars(ours) and _names(yours) != _names(ours):
        return "The points are right, but the names on the axis are in another order."
    return fault


def _marks_fault(yours: Sequence[Series], ours: Sequence[Series], ordered: bool) -> str:
    if len(yours) != len(ours):
        number = counted(len(yours), "series of marks", "series of marks")
        return f"You have drawn {number}; the task asks for {len(ours)}."
    pairs = zip(_sorted(yours), _sorted(ours), strict=True)
    faults = (_series_fault(your, our, ordered) for your, our in pairs)
    return next(filter(None, faults), "")


def _rules_fault(yours: Axes, ours: Axes) -> str:
    wanted = _rules(ours)
    found = wanted & _rules(yours)
    if found == wanted:
        return ""
    lines = counted(len(wanted), "straight line")
    return f"The task asks for {lines} across the picture; in its place you have {len(found)}."


def _series_fault(yours: Series, ours: Series, ordered: bool) -> str:
    if ours.kind == BARS:
        your_names, our_names = ([mark[0] for mark in own.marks] for own in (yours, ours))
        names = names_difference(your_names, our_names, ordered)
        if names:
            return f"Look at the bars. {names}"
    your_marks, our_marks = _by_name(yours), _by_name(ours)
    if len(your_marks) != len(our_marks):
        what = RANGES if ours.kind == RANGES else POINTS
        return f"You have drawn {len(your_marks)} {what}; the task asks for {len(our_marks)}."
    for (name, x, y), (_, right_x, right_y) in zip(your_marks, our_marks, strict=True):
        if not is_near(y, right_y) or (ours.kind != BARS and not is_near(x, right_x)):
            return OFF[ours.kind].format(name=name, x=x, y=y)
    if ours.style.startswith("steps") and yours.style != ours.style:
        return (
            'Your line changes before its day: draw steps with `where="post"`, or in pandas '
            'with `drawstyle="steps-post"`.'
        )
    return ""


def _sorted(series: Iterable[Series]) -> list[Series]:
    """Return series in an order that does not depend on the order of drawing."""
    return sorted(series, key=lambda own: (own.kind, [mark[-1] for mark in _by_name(own)]))


def _by_name(series: Series) -> tuple[Mark, ...]:
    """Return bars and error bars sorted by their names; the marks of other series as they are."""
    named = series.kind in (BARS, RANGES)
    return tuple(sorted(series.marks)) if named else series.marks


def _kinds(series: Iterable[Series]) -> list[str]:
    return list(dict.fromkeys(own.kind for own in series))


def _title(axes: Axes) -> str:
    return str(axes.get_title() or axes.get_title("left") or axes.get_title("right"))


def _grid(axes: Axes) -> tuple[int, int] | None:
    """Return the number of rows and columns of panels in the figure."""
    spec = axes.get_subplotspec()
    return spec.get_gridspec().get_geometry() if spec else None


def _limits(axes: Axes) -> tuple[float, float]:
    """Return the ends of the axis of values."""
    low, high = sorted(axes.get_ylim() if _is_upright(axes) else axes.get_xlim())
    return float(low), float(high)


def _names_in_legends(axes: Axes) -> int:
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend]
    return sum(len(legend.get_texts()) for legend in legends)


def _bars(axes: Axes) -> list[BarContainer]:
    return [bars for bars in axes.containers if isinstance(bars, BarContainer)]


def _is_upright(axes: Axes) -> bool:
    return not any(bars.orientation == "horizontal" for bars in _bars(axes))


def _is_stacked(axes: Axes) -> bool:
    every = [bar for bars in _bars(axes) for bar in bars]
    starts = [bar.get_y() if _is_upright(axes) else bar.get_x() for bar in every]
    return any(abs(start) > TOLERANCE for start in starts)


def _series(axes: Axes) -> list[Series]:
    found = [Series(BARS, tuple(_bar_marks(axes, bars))) for bars in _bars(axes)]
    errors = _errors(axes)
    found += [ranges for error in errors for ranges in _ranges(axes, error)]
    caps = [cap for error in errors for cap in error.lines[1]]
    for line in axes.get_lines():
        # A line that does not use the units of the data is a reference line across the panel.
        if line.get_transform() == axes.transData and line not in caps and not _rule(line):
            kind = LINES if _is_drawn(line) else POINTS
            found.append(_placed(axes, kind, line.get_xydata(), line.get_drawstyle()))
    for collection in axes.collections:
        if isinstance(collection, PathCollection):
            found.append(_placed(axes, POINTS, collection.get_offsets()))
    # Anything else that is drawn, such as the pieces of a pie, has no marks to compare.
    is_blank = not (axes.patches or axes.images or axes.collections)
    return found or ([] if is_blank else [Series(OTHER, ())])


def _errors(axes: Axes) -> list[ErrorbarContainer]:
    return [error for error in axes.containers if isinstance(error, ErrorbarContainer)]


def _rules(axes: Axes) -> set[str]:
    """Return the straight lines across a panel: the axis that each crosses, and where."""
    errors = [bar for error in _errors(axes) for bar in error.lines[2]]
    drawn = [c for c in axes.collections if isinstance(c, LineCollection) and c not in errors]
    crossings = [_crossing(ends) for lines in drawn for ends in lines.get_segments()]
    return {*map(_rule, axes.get_lines()), *crossings} - {""}


def _rule(line: Any) -> str:
    return _crossing(line.get_xydata()) if _is_drawn(line) else ""


def _crossing(points: Sequence[Any]) -> str:
    """Return which axis a line between two points crosses at a right angle, and where: "x 41"."""
    if len(points) != 2:
        return ""
    (x, y), (other_x, other_y) = points
    if (x == other_x) == (y == other_y):
        return ""
    return f"x {x:.6g}" if x == other_x else f"y {y:.6g}"


def _is_drawn(line: Any) -> bool:
    """Return whether the points of a line are joined."""
    return line.get_linestyle() not in ("None", " ", "")


def _bar_marks(axes: Axes, bars: BarContainer) -> Iterator[Mark]:
    upright = bars.orientation == "vertical"
    axis = axes.xaxis if upright else axes.yaxis
    has_names = isinstance(axis.get_major_locator(), FixedLocator | StrCategoryLocator)
    names = _tick_labels(axis) if has_names else {}
    marks = []
    for bar in bars:
        x, y, width, height = bar.get_bbox().bounds
        place, length = (x + width / 2, height) if upright else (y + height / 2, width)
        if length == length:  # a missing value draws nothing
            tick = min(names, key=lambda tick: abs(tick - place), default=place + 1)
            # The bars of a group share the name of its tick.
            name = names[tick] if abs(tick - place) < 0.5 else f"{place:g}"
            marks.append((name, float(place), float(length)))
    yield from sorted(marks, key=lambda mark: mark[1], reverse=bool(axis.get_inverted()))


def _ranges(axes: Axes, errors: ErrorbarContainer) -> Iterator[Series]:
    """Yield the error bars along either axis, each with the name of the tick that it belongs to."""
    directions = [0] * errors.has_xerr + [1] * errors.has_yerr
    for along, drawn in zip(directions, errors.lines[2], strict=True):
        names = _tick_labels(axes.xaxis if along else axes.yaxis)
        marks = []
        for ends in drawn.get_segments():
            place, (low, high) = float(ends[0][1 - along]), sorted(map(float, ends[:, along]))
            marks.append((place, names.get(place, f"{place:g}"), low, high))
        yield Series(RANGES, tuple(mark[1:] for mark in sorted(marks)))


def _names(axes: Axes) -> list[str]:
    """Return the names of positions on the axes, from the lowest position on."""
    return [*_categories(axes.xaxis), *_categories(axes.yaxis)]


def _tick_labels(axis: Any) -> dict[float, str]:
    """Return the label of each tick, also where panels share an axis and only one shows it."""
    places = axis.get_ticklocs()
    labels = axis.get_major_formatter().format_ticks(places)
    return {float(place): label for place, label in zip(places, labels, strict=False)}


def _categories(axis: Any) -> list[str]:
    has_names = isinstance(axis.get_major_locator(), StrCategoryLocator)
    return list(_tick_labels(axis).values()) if has_names else []


def _placed(axes: Any, kind: str, places: Iterable[Any], style: str = "default") -> Series:
    """Return points as a series. Names get numbers that do not depend on the order of drawing."""
    x_names, y_names = _categories(axes.xaxis), _categories(axes.yaxis)
    marks = [
        (_place_name(axes, x, y), _rank(x, x_names), _rank(y, y_names))
        for x, y in places
        if x == x and y == y
    ]
    if kind == POINTS:
        marks.sort(key=lambda mark: mark[1:])  # their order means nothing
    return Series(kind, tuple(marks), style)


def _rank(place: Any, names: list[str]) -> float:
    return float(sorted(names).index(names[int(place)]) if names else place)


def _place_name(axes: Any, x: float, y: float) -> str:
    """Return the position of a point as the axes format it: days and names, or else numbers."""
    value = axes.format_ydata(y) if _categories(axes.yaxis) else f"{y:,.6g}"
    # Between ticks with labels set by hand, matplotlib formats no text.
    return f"{axes.format_xdata(x).strip() or f'{x:,.6g}'} with the value {value}"
