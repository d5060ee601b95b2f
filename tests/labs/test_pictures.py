"""A picture drawn in a lab is compared by what it shows, whichever way it was drawn."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

from lessons.charts.engine.theme import COLOURS  # noqa: E402
from lessons.labs import code_tasks  # noqa: E402
from lessons.labs.differences import difference  # noqa: E402

PLACES = pd.Series({"Rome": 1, "Paris": 2, "Madrid": 3})
DAYS = pd.Series([1, 3, 2], index=pd.to_datetime(["1991-01-01", "1999-01-01", "2010-01-01"]))
TABLE = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=["x", "y"])
POINTS = pd.DataFrame({"a": [1, 2, 3], "b": [3, 4, 5]})
NO_X, NO_Y = "The x axis has no label", "The y axis has no label"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close all figures after a test."""
    yield
    plt.close("all")


def labelled(axes: Any) -> Any:
    axes.set(xlabel="Place", ylabel="Papers", title="Most were agreed in Madrid")
    return axes


def drawn(draw: Callable[[], Any]) -> Any:
    """Return what drawing on a new figure gives back."""
    plt.figure()
    return draw()


def bars(names: Any = tuple(PLACES.index), values: Any = (1, 2, 3)) -> Any:
    plt.bar(list(names), values)
    return labelled(plt.gca())


def cut() -> Any:
    axes = bars()
    axes.set_ylim(0.5, 3)
    return axes


def doubted(low: Any = (0, 1, 1), draw: Callable[..., Any] = plt.bar, **options: Any) -> Any:
    """Draw bars with error bars from `low` to the bar's end and one more."""
    error = "xerr" if draw is plt.barh else "yerr"
    below = [value - end for value, end in zip(PLACES, low, strict=True)]
    draw([*PLACES.index], PLACES, **{error: [below, [1, 1, 1]]}, **options)
    return plt.gca()


def panels(*values: Any, **options: Any) -> Any:
    """Draw a panel of bars for each of the values, and return the figure."""
    figure, places = plt.subplots(1, len(values), **options)
    for axes, lengths in zip(places, values, strict=True):
        axes.barh([*PLACES.index], lengths)
    return figure


def with_a_rule() -> Any:
    axes = bars()
    axes.axhline(2)
    axes.axvspan(0, 1)
    return axes


@pytest.mark.parametrize(
    "draw",
    [
        bars,
        with_a_rule,
        lambda: labelled(PLACES.plot.bar()),
        lambda: labelled(PLACES.plot.barh()),
        lambda: bars() and plt.gcf(),
        lambda: (labelled(plt.gca()), plt.bar([*PLACES.index], PLACES))[1],
    ],
)
def test_the_same_bars_are_right_however_they_were_drawn(draw: Callable[[], Any]) -> None:
    assert difference(drawn(draw), drawn(lambda: labelled(PLACES.plot.bar()))) == ""


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda: bars(values=(1, 2, 4)), "The bar of Madrid is 4 long"),
        (lambda: bars(["Rome", "Paris"], [1, 2]), "Missing: Madrid"),
        (lambda: bars(["Paris", "Rome", "Madrid"], [2, 1, 3]), "in another order"),
        (lambda: labelled(PLACES.plot()), "Draw bars; you have drawn lines"),
        (lambda: labelled(PLACES.plot.pie()), "Draw bars; you have drawn something else"),
        (lambda: labelled(POINTS.plot.scatter("a", "b")), "Draw bars; you have drawn points"),
        (lambda: labelled(PLACES.plot.hist()), "Missing: Rome"),
        (cut, "Your bars begin at 0.5"),
        (lambda: plt.bar([*PLACES.index], PLACES), NO_X),
        (lambda: plt.bar([*PLACES.index], PLACES), NO_Y),
        (lambda: PLACES.plot.barh(ylabel="Place"), NO_X),
        (lambda: plt.bar([*PLACES.index], PLACES), "The picture has no title"),
        (lambda: labelled(TABLE.plot.bar()), "2 series of marks; the task asks for 1"),
        (lambda: plt.subplots(1, 2)[1], "Nothing is drawn yet"),
        (lambda: [it.plot([1], [1])[0] for it in plt.subplots(1, 2)[1]], "has 2 panels"),
        (plt.figure, "A picture is asked for"),
        (plt.gca, "Nothing is drawn yet"),
        (lambda: None, "A picture is asked for"),
        (lambda: PLACES, "A picture is asked for"),
        (lambda: "a bar chart", "A picture is asked for"),
    ],
)
def test_what_is_off_in_a_picture_of_bars_is_said(draw: Callable[[], Any], says: str) -> None:
    assert says in difference(drawn(draw), drawn(bars))


@pytest.mark.parametrize(
    ("yours", "ours", "says"),
    [
        (lambda: plt.plot(DAYS.index, DAYS), DAYS.plot, ""),
        (lambda: plt.plot(DAYS.index[::-1], DAYS), DAYS.plot, "a point at 2010"),
        (lambda: plt.plot(DAYS.index[:2], DAYS[:2]), DAYS.plot, "2 points; the task asks for 3"),
        (lambda: plt.plot([3, 1, 2], [5, 3, 4], "o"), lambda: POINTS.plot.scatter("a", "b"), ""),
        (
            lambda: plt.scatter([3, 1, 2], [5, 3, 4.5]),
            lambda: POINTS.plot.scatter("a", "b"),
            "with the value 4.5",
        ),
        (lambda: TABLE[["b", "a"]].plot.bar(), TABLE.plot.bar, ""),
        (lambda: TABLE.plot.bar(legend=False), TABLE.plot.bar, "There is no legend"),
        (lambda: plt.hist([1, 2, 2, 3]), lambda: pd.Series([1, 2, 2, 3]).plot.hist(), ""),
        (lambda: plt.hist([1, 2, 2, 3], bins=3), lambda: plt.hist([1, 2, 2, 3]), "Missing: "),
        (lambda: (bars(), cut())[0], bars, "begin at 0.5"),
        (lambda: doubted(draw=plt.barh, capsize=3), doubted, ""),
        (lambda: PLACES.plot.bar(yerr=[[1, 1, 2], [1, 1, 1]]), doubted, ""),
        (lambda: doubted(low=(0, 0, 1)), doubted, "The error bar of Paris runs from 0 to 3"),
        (lambda: panels(PLACES, PLACES), lambda: panels(PLACES, PLACES, sharey=True), ""),
        (
            lambda: panels(PLACES, [1, 2, 4]),
            lambda: panels(PLACES, PLACES),
            "Look at panel 2. The bar of Madrid is 4 long",
        ),
        (bars, doubted, "Draw bars and error bars; you have drawn bars"),
        (lambda: plt.errorbar([1], [2], xerr=1)[0], lambda: plt.plot([1], [2]), "Draw lines; you"),
    ],
)
def test_lines_points_and_several_series_are_compared(
    yours: Callable[[], Any], ours: Callable[[], Any], says: str
) -> None:
    got, wanted = drawn(yours), drawn(ours)
    for axes in plt.gcf().axes:
        axes.set(xlabel="", ylabel="", title="")
    found = difference(got, wanted)
    assert says in found if says else found == ""


def test_a_point_is_named_as_the_axes_write_it() -> None:
    def points(shift: int) -> Any:
        _, axes = plt.subplots()
        axes.plot([1990 + shift, 1991], ["Rome", "Paris"], "o")
        axes.set_xticks([1990], ["the year 1990"])
        return axes

    assert "at 1,989 with the value Rome that" in difference(points(-1), points(0))


def test_a_solution_neither_leaves_a_figure_open_nor_draws_on_an_open_one() -> None:
    bars()
    open_before, current = plt.get_fignums(), plt.gcf()
    assert code_tasks.expected("cooperative_security", 4).figure is not current
    assert plt.get_fignums() == open_before and plt.gcf() is current


def test_the_style_of_labs_has_the_colours_of_the_course() -> None:
    with plt.style.context("lessons.labs.course"):
        used = {f"#{it['color'].removeprefix('#')}" for it in plt.rcParams["axes.prop_cycle"]}
    assert used <= {light for light, _ in COLOURS.values()}
