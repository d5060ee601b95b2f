"""Compare a picture that a learner drew with matplotlib with the one that the solution draws.

The axes are examined: the kind of marks, their data, the labels and the title. The wording of
labels does not matter, nor do colours and sizes. matplotlib is not imported here: unless a cell has
imported it, no answer can be a picture.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lessons.core.text import counted, listed
from lessons.labs.differences import TOLERANCE, names_difference

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
    error bars their ends.
    """

    kind: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Panel:
    """What one pair of axes shows; `x` and `y` are the axis labels, swapped for horizontal bars.

    `begins` is the lowest value on the axis of the bars' lengths; None without bars. On an axis of
    periods, which pandas makes, positions have units of their own and cannot be compared.
    """

    series: tuple[Series, ...]
    x: str
    y: str
    title: str
    has_legend: bool
    begins: float | None
    has_periods: bool
    is_upright: bool

    @property
    def kinds(self) -> list[str]:
        """The kinds of marks in it, each once."""
        return list(dict.fromkeys(series.kind for series in self.series))


def is_picture(value: Any) -> bool:
    """Return whether a value is a figure of matplotlib, axes, or something drawn on axes."""
    return "matplotlib.figure" in sys.modules and bool(_axes_of(value))


def picture_faults(got: Any, wanted: Any) -> Iterator[str]:
    """Yield a sentence for each thing in which a picture differs from the one that is wanted."""
    if not is_picture(got):
        yield f"A picture is asked for. {HOW_TO_GIVE}"
        return
    yours, ours = [*map(_panel, _axes_of(got))], [*map(_panel, _axes_of(wanted))]
    if not any(panel.series for panel in yours):
        yield "Nothing is drawn yet between the axes of `answer`."
    elif len(yours) != len(ours):
        yield f"Your picture has {counted(len(yours), 'panel')}; it should have {len(ours)}."
    else:
        for number, (your, our) in enumerate(zip(yours, ours, strict=True), 1):
            faults = [*_panel_faults(your, our)]
            if faults:  # a mistake in one panel is mostly in all of them
                yield from [f"Look at panel {number}."] * (len(ours) > 1) + faults
                return


def _panel_faults(yours: Panel, ours: Panel) -> Iterator[str]:
    yield from _data_faults(yours, ours)
    for axis, lying in (("x", "y"), ("y", "x")):
        if getattr(ours, axis) and not getattr(yours, axis):
            name = axis if yours.is_upright else lying
            yield f"The {name} axis has no label: say what it shows, and in which unit."
    if ours.title and not yours.title:
        yield "The picture has no title: say what a reader should see in it."
    if ours.has_legend and not yours.has_legend:
        yield "There is no legend: a reader cannot tell which marks stand for what."
    if yours.begins is not None and yours.begins > 0:
        yield (
            f"Your bars begin at {yours.begins:g}. Let them begin at 0: readers compare their "
            "lengths."
        )


def _data_faults(yours: Panel, ours: Panel) -> Iterator[str]:
    """Yield the first thing that is wrong in the marks; others may follow from it."""
    # Marks of different kinds cannot be compared: a line has no bars that could be missing.
    if set(yours.kinds) != set(ours.kinds):
        yield f"Draw {listed(ours.kinds)}; you have drawn {listed(yours.kinds)}."
        return
    if len(yours.series) != len(ours.series):
        number = counted(len(yours.series), "series of marks", "series of marks")
        yield f"You have drawn {number}; the task asks for {len(ours.series)}."
        return
    same_places = not (yours.has_periods or ours.has_periods)
    for your, our in zip(_sorted(yours.series), _sorted(ours.series), strict=True):
        if fault := _series_fault(your, our, same_places):
            yield fault
            return


def _series_fault(yours: Series, ours: Series, same_places: bool) -> str:
    if ours.kind == BARS:
        names = names_difference([m[0] for m in yours.marks], [m[0] for m in ours.marks])
        if names:
            return f"Look at the bars. {names}"
    if len(yours.marks) != len(ours.marks):
        what = RANGES if ours.kind == RANGES else POINTS
        return f"You have drawn {len(yours.marks)} {what}; the task asks for {len(ours.marks)}."
    for (name, x, y), (_, right_x, right_y) in zip(yours.marks, ours.marks, strict=True):
        if ours.kind == BARS and not _is_near(y, right_y):
            return f"The bar of {name} is {y:,.6g} long; that is not what the table gives."
        if ours.kind == RANGES and not (_is_near(x, right_x) and _is_near(y, right_y)):
            return f"The error bar of {name} runs from {x:,.6g} to {y:,.6g}; it should not."
        is_off = not _is_near(y, right_y) or (same_places and not _is_near(x, right_x))
        if ours.kind != BARS and is_off:
            return f"There is a point at {name} that should not be there."
    return ""


def _sorted(series: Iterable[Series]) -> list[Series]:
    """Return series in an order that does not depend on the order of drawing."""
    return sorted(series, key=lambda own: (own.kind, [mark[-1] for mark in own.marks]))


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(1.0, abs(other))


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
    x, y = axes.get_xlabel(), axes.get_ylabel()
    return Panel(
        series=tuple(_series(axes, bars)) or _something(axes),
        x=x if upright else y,
        y=y if upright else x,
        title=axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        has_legend=bool(axes.get_legend() or axes.figure.legends),
        begins=min(axes.get_ylim() if upright else axes.get_xlim()) if bars else None,
        has_periods=hasattr(axes, "freq"),
        is_upright=upright,
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
        if line.get_transform() == axes.transData and line not in caps:
            kind = POINTS if line.get_linestyle() in ("None", " ", "") else LINES
            yield _placed(
                axes, kind, zip(line.get_xdata(False), line.get_ydata(False), strict=True)
            )
    for collection in axes.collections:
        if type(collection).__name__ == "PathCollection":
            yield _placed(axes, POINTS, collection.get_offsets())


def _something(axes: Any) -> tuple[Series, ...]:
    """Return a series without marks if anything is drawn, such as the pieces of a pie."""
    return (Series(ELSE, ()),) if axes.patches or axes.images or axes.collections else ()


def _bars(axes: Any, container: Any) -> Iterator[Mark]:
    upright = container.orientation == "vertical"
    axis = axes.xaxis if upright else axes.yaxis
    names = _tick_labels(axis)
    # The bars of a group share the name of its tick.
    reach = 0.5 if type(axis.get_major_locator()).__name__ in NAMING else TOLERANCE
    for bar in container:
        place = bar.get_x() + bar.get_width() / 2 if upright else bar.get_y() + bar.get_height() / 2
        length = bar.get_height() if upright else bar.get_width()
        if length == length:  # a missing value draws nothing
            tick = min(names, key=lambda tick: abs(tick - place), default=place + 1)
            name = names[tick] if abs(tick - place) < reach else f"{place:g}"
            yield name, float(place), float(length)


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


def _placed(axes: Any, kind: str, places: Iterable[Any]) -> Series:
    found = [(float(x), float(y)) for x, y in places if x == x and y == y]
    if kind == POINTS:
        found.sort()  # their order means nothing
    return Series(kind, tuple((_place_name(axes, x, y), x, y) for x, y in found))


def _place_name(axes: Any, x: float, y: float) -> str:
    """Return the position of a point as the axes format it: days and names, or else numbers."""
    has_names = type(axes.yaxis.get_major_locator()).__name__ == "StrCategoryLocator"
    value = axes.format_ydata(y) if has_names else f"{y:,.6g}"
    # Between ticks with labels set by hand, matplotlib formats no text.
    return f"{axes.format_xdata(x).strip() or f'{x:,.6g}'} with the value {value}"
