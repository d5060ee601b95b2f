"""Compare a picture that a learner drew with matplotlib with the one that the solution draws.

The axes are examined: the kind of marks, their data, the labels and the title. The wording of
labels does not matter, nor do colours and sizes. matplotlib is not imported here: unless a cell has
imported it, no answer can be a picture.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from lessons.core.text import counted, listed
from lessons.labs.differences import TOLERANCE, is_near, names_difference

BARS, LINES, POINTS, ELSE = "bars", "lines", "points", "something else"
RANGES = "error bars"
NAMING = ("FixedLocator", "StrCategoryLocator")  # of axes whose ticks are names
HOW_TO_GIVE = (
    "Put what the drawing gives back into `answer`, as in answer = df.plot.bar(), or plt.gca()."
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


@dataclass(frozen=True)
class Panel:
    """What one pair of axes shows; `x` and `y` are the axis labels, `names` the text on its axes.

    `limits` are the ends of the axis of values, and `grid` is the number of rows and columns of
    panels in the figure. `rules` are straight lines across the panel, such as "y 41". On an axis of
    periods, which pandas makes, positions have units of their own and cannot be compared.
    """

    series: tuple[Series, ...]
    rules: frozenset[str]
    names: tuple[str, ...]
    x: str
    y: str
    title: str
    legend: int
    limits: tuple[float, float]
    grid: tuple[int, int] | None
    has_periods: bool
    is_upright: bool
    is_stacked: bool

    @property
    def kinds(self) -> list[str]:
        """The kinds of marks in it, each once."""
        return list(dict.fromkeys(series.kind for series in self.series))


def is_picture(value: Any) -> bool:
    """Return whether a value is a figure of matplotlib, axes, or something drawn on axes."""
    return "matplotlib.figure" in sys.modules and bool(_axes_of(value))


def picture_faults(got: Any, wanted: Any, ordered: bool = False) -> Iterator[str]:
    """Yield a sentence for each thing in which a picture differs from the one that is wanted.

    The order of bars and of names on an axis is compared only if `ordered`.
    """
    if not is_picture(got):
        yield f"A picture is asked for. {HOW_TO_GIVE}"
        return
    yours, ours = [*map(_panel, _axes_of(got))], [*map(_panel, _axes_of(wanted))]
    if not any(panel.series for panel in yours):
        yield "Nothing is drawn yet between the axes of `answer`."
    elif len(yours) != len(ours):
        yield f"Your picture has {counted(len(yours), 'panel')}; it should have {len(ours)}."
    elif len(ours) == 1:
        yield from _panel_faults(yours[0], ours[0], ordered)
    else:
        yield from _faults_of_panels(yours, ours, ordered)


def _faults_of_panels(yours: list[Panel], ours: list[Panel], ordered: bool) -> Iterator[str]:
    for number, (your, our) in enumerate(zip(yours, ours, strict=True), 1):
        faults = [*_panel_faults(your, our, ordered)]
        if your.title and our.title.casefold() not in " ".join(your.title.casefold().split()):
            faults.append(f"Its title is '{your.title}', which does not say what it shows.")
        if faults:  # a mistake in one panel is mostly in all of them
            yield from [f"Look at panel {number}.", *faults]
            return
    if yours[0].grid and yours[0].grid != ours[0].grid:
        yield "Your panels stand in other rows and columns than the task asks for."
    if len({panel.limits for panel in ours}) == 1 < len({panel.limits for panel in yours}):
        yield "Your panels have different scales, so that their lengths cannot be compared."


def _panel_faults(yours: Panel, ours: Panel, ordered: bool) -> Iterator[str]:
    if fault := _data_fault(yours, ours, ordered) or _rules_fault(yours, ours):
        yield fault
    for axis in ("x", "y"):
        if getattr(ours, axis) and not getattr(yours, axis):
            yield f"The {axis} axis has no label: say what it shows, and in which unit."
    if ours.title and not yours.title:
        yield "The picture has no title: say what a reader should see in it."
    if yours.legend < ours.legend:
        named = f"{yours.legend} of {ours.legend}"
        yield f"The legend names {named}: a reader cannot tell which marks stand for what."
    if yours.limits[0] > 0 and (BARS in yours.kinds or ours.limits[0] == 0):
        yield f"The axis of values begins at {yours.limits[0]:g}; let it begin at 0."


def _data_fault(yours: Panel, ours: Panel, ordered: bool) -> str:
    """Return the first thing that is wrong in the marks; others may follow from it."""
    # Marks of different kinds cannot be compared: a line has no bars that could be missing.
    if set(yours.kinds) != set(ours.kinds):
        return f"Draw {listed(ours.kinds)}; you have drawn {listed(yours.kinds) or 'nothing'}."
    if BARS in ours.kinds and yours.is_upright != ours.is_upright:
        return f"Draw {'upright' if ours.is_upright else 'horizontal'} bars."
    if yours.is_stacked and not ours.is_stacked:
        return "Your bars are stacked; let each begin at 0."
    same_places = not (yours.has_periods or ours.has_periods)
    fault = _marks_fault(yours.series, ours.series, same_places, ordered)
    turned = [series.turned() for series in yours.series]
    if fault and BARS not in ours.kinds and not _marks_fault(turned, ours.series, True, ordered):
        return "The two axes have changed places."
    if not fault and ordered and yours.names != ours.names:
        return "The points are right, but the names on the axis are in another order."
    return fault


def _marks_fault(
    yours: Sequence[Series], ours: Sequence[Series], same_places: bool, ordered: bool
) -> str:
    if len(yours) != len(ours):
        number = counted(len(yours), "series of marks", "series of marks")
        return f"You have drawn {number}; the task asks for {len(ours)}."
    pairs = zip(_sorted(yours), _sorted(ours), strict=True)
    faults = (_series_fault(your, our, same_places, ordered) for your, our in pairs)
    return next(filter(None, faults), "")


def _rules_fault(yours: Panel, ours: Panel) -> str:
    found = ours.rules & yours.rules
    if found == ours.rules or yours.has_periods:
        return ""
    lines = counted(len(ours.rules), "straight line")
    return f"The task asks for {lines} across the picture; in its place you have {len(found)}."


def _series_fault(yours: Series, ours: Series, same_places: bool, ordered: bool) -> str:
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
        if ours.kind == BARS and not is_near(y, right_y):
            return f"The bar of {name} is {y:,.6g} long; that is not what the table gives."
        if ours.kind == RANGES and not (is_near(x, right_x) and is_near(y, right_y)):
            return f"The error bar of {name} runs from {x:,.6g} to {y:,.6g}; it should not."
        is_off = not is_near(y, right_y) or (same_places and not is_near(x, right_x))
        if ours.kind != BARS and is_off:
            return f"There is a point at {name} that should not be there."
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


def _axes_of(value: Any) -> list[Any]:
    """Return the axes of a figure, of an artist, or of a list of these; no colour bars."""
    # Recognised by their methods, so that neither pandas nor numpy is imported here.
    if isinstance(value, str | dict) or hasattr(value, "iloc"):  # text, a table of pandas
        return []
    if type(value).__module__.startswith("matplotlib"):
        found = value if isinstance(value, tuple) else getattr(value, "axes", None)  # a container
        if hasattr(value, "get_xlim"):
            return [value]
        found = found if isinstance(found, list | tuple) else [found]
    elif isinstance(value, list | tuple) or hasattr(value, "ravel"):
        found = value.ravel().tolist() if hasattr(value, "ravel") else value
    else:
        return []
    axes = dict.fromkeys(panel for item in found for panel in _axes_of(item))
    return [panel for panel in axes if panel.get_label() != "<colorbar>"]


def _panel(axes: Any) -> Panel:
    axes.figure.canvas.figure.draw_without_rendering()  # ticks get their labels only now
    bars = [c for c in axes.containers if type(c).__name__ == "BarContainer"]
    upright = not any(bar.orientation == "horizontal" for bar in bars)
    starts = [bar.get_y() if upright else bar.get_x() for container in bars for bar in container]
    low, high = sorted(axes.get_ylim() if upright else axes.get_xlim())
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend]
    spec = axes.get_subplotspec()
    return Panel(
        series=tuple(_series(axes, bars)) or _something(axes),
        rules=frozenset(_rules(axes)),
        names=(*_categories(axes.xaxis), *_categories(axes.yaxis)) if not bars else (),
        x=axes.get_xlabel(),
        y=axes.get_ylabel(),
        title=axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        legend=sum(len(legend.get_texts()) for legend in legends),
        limits=(float(low), float(high)),
        grid=spec.get_gridspec().get_geometry() if spec else None,
        has_periods=hasattr(axes, "freq"),
        is_upright=upright,
        is_stacked=any(abs(start) > TOLERANCE for start in starts),
    )


def _series(axes: Any, bars: list[Any]) -> Iterator[Series]:
    for container in bars:
        yield Series(BARS, tuple(_bars(axes, container)))
    errors = [c for c in axes.containers if type(c).__name__ == "ErrorbarContainer"]
    for container in errors:
        yield from _ranges(axes, container)
    caps = [cap for container in errors for cap in container.lines[1]]
    for line in axes.get_lines():
        # A line that does not use the units of the data is a reference line across the panel.
        if line.get_transform() == axes.transData and line not in caps and not _rule(line):
            places = zip(line.get_xdata(False), line.get_ydata(False), strict=True)
            yield _placed(axes, LINES if _is_drawn(line) else POINTS, places, line.get_drawstyle())
    for collection in axes.collections:
        if type(collection).__name__ == "PathCollection":
            yield _placed(axes, POINTS, collection.get_offsets())


def _rules(axes: Any) -> Iterator[str]:
    """Yield the straight lines across a panel: the axis that each crosses, and where."""
    yield from filter(None, map(_rule, axes.get_lines()))
    errors = [c.lines[2] for c in axes.containers if type(c).__name__ == "ErrorbarContainer"]
    for collection in {*axes.collections} - {*chain(*errors)}:
        if type(collection).__name__ == "LineCollection":  # of vlines or hlines
            for ends in collection.get_segments():
                yield from filter(None, [_crossing(*zip(*ends, strict=True))])


def _rule(line: Any) -> str:
    return _crossing(line.get_xdata(False), line.get_ydata(False)) if _is_drawn(line) else ""


def _crossing(x: Any, y: Any) -> str:
    """Return which axis a line between two points crosses at a right angle, and where: "x 41"."""
    if len(x) != 2 or (x[0] == x[1]) == (y[0] == y[1]):
        return ""
    return f"x {x[0]:.6g}" if x[0] == x[1] else f"y {y[0]:.6g}"


def _is_drawn(line: Any) -> bool:
    """Return whether the points of a line are joined."""
    return line.get_linestyle() not in ("None", " ", "")


def _something(axes: Any) -> tuple[Series, ...]:
    """Return a series without marks if anything is drawn, such as the pieces of a pie."""
    return (Series(ELSE, ()),) if axes.patches or axes.images or axes.collections else ()


def _bars(axes: Any, container: Any) -> Iterator[Mark]:
    upright = container.orientation == "vertical"
    axis = axes.xaxis if upright else axes.yaxis
    names = _tick_labels(axis)
    # The bars of a group share the name of its tick.
    reach = 0.5 if type(axis.get_major_locator()).__name__ in NAMING else TOLERANCE
    marks = []
    for bar in container:
        place = bar.get_x() + bar.get_width() / 2 if upright else bar.get_y() + bar.get_height() / 2
        length = bar.get_height() if upright else bar.get_width()
        if length == length:  # a missing value draws nothing
            tick = min(names, key=lambda tick: abs(tick - place), default=place + 1)
            name = names[tick] if abs(tick - place) < reach else f"{place:g}"
            marks.append((name, float(place), float(length)))
    yield from sorted(marks, key=lambda mark: mark[1], reverse=bool(axis.get_inverted()))


def _ranges(axes: Any, container: Any) -> Iterator[Series]:
    """Yield the error bars along either axis, each with the name of the tick that it belongs to."""
    directions = [0] * container.has_xerr + [1] * container.has_yerr
    for along, drawn in zip(directions, container.lines[2], strict=True):
        names = _tick_labels(axes.xaxis if along else axes.yaxis)
        marks = []
        for one, other in drawn.get_segments():
            place, ends = float(one[1 - along]), sorted((float(one[along]), float(other[along])))
            marks.append((place, ends[0], ends[1]))
        yield Series(
            RANGES, tuple((names.get(x, f"{x:g}"), low, high) for x, low, high in sorted(marks))
        )


def _tick_labels(axis: Any) -> dict[float, str]:
    """Return what stands at each tick, also where panels share an axis and only one shows it."""
    places = axis.get_ticklocs()
    labels = axis.get_major_formatter().format_ticks(places)
    return {float(place): label for place, label in zip(places, labels, strict=False)}


def _categories(axis: Any) -> list[str]:
    """Return the names that stand for positions on an axis, from its lowest position on."""
    has_names = type(axis.get_major_locator()).__name__ == "StrCategoryLocator"
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
