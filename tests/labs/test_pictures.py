"""A picture drawn in a lab is compared by what it shows, whichever way it was drawn."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

from lessons.charts.engine.theme import COLOURS  # noqa: E402
from lessons.course import labs  # noqa: E402
from lessons.labs import code_tasks  # noqa: E402
from lessons.labs.differences import difference  # noqa: E402

PLACES = pd.Series({"Rome": 1, "Paris": 2, "Madrid": 3})
DAYS = pd.Series([1, 3, 2], index=pd.to_datetime(["1991-01-01", "1999-01-01", "2010-01-01"]))
TABLE = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=["x", "y"])
POINTS = pd.DataFrame({"a": [1, 2, 3], "b": [3, 4, 5]})
TURNED = "axes have changed places"
NO_X, NO_Y = "x axis has no", "y axis has no"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close all figures after a test."""
    yield
    plt.close("all")


def labelled(axes: Any) -> Any:
    axes.set(xlabel="Place", ylabel="Papers", title="Most were agreed in Madrid")
    return axes


def drawn(draw: Callable[[], Any]) -> Any:
    """Return what drawing on a new figure returns."""
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


def panels(*values: Any, rows: int = 1, **options: Any) -> Any:
    """Draw a panel of bars for each of the values, and return the figure."""
    figure, places = plt.subplots(rows, len(values) // rows, **options)
    for axes, lengths in zip(places, values, strict=True):
        axes.barh([*PLACES.index], lengths)
    return figure


def half_empty() -> Any:
    figure, (_, full) = plt.subplots(1, 2)
    full.barh([*PLACES.index], PLACES)
    return figure


def zoomed() -> Any:
    figure = panels(PLACES, PLACES)
    figure.axes[1].set_xlim(0, 99)
    return figure


def named(*names: str) -> Any:
    """Draw a point for each name, from the bottom to the top in the order of the names."""
    for name in names:
        plt.plot([len(name)], [name], "o")
    return plt.gca()


def legended() -> Any:
    plt.plot([1, 2], label="one")
    plt.legend()
    return plt.gca()


def ruled(*places: float, draw: Callable[..., Any] = plt.axvline) -> Any:
    """Draw points, and a line across the panel at each of the places."""
    plt.plot([1, 2, 3], [4, 5, 6], "o")
    for place in places:
        draw(place, 0, 1)
    return plt.gca()


def stepped(where: Any = "post") -> Any:
    return plt.step([1, 2], [3, 4], where=where)


def cut_line(low: float) -> Any:
    plt.plot([1, 2, 4])
    plt.ylim(low, 5)
    return plt.gca()


@pytest.mark.parametrize("is_inverted", [True, False])
def test_bars_are_read_from_the_bottom_to_the_top_as_drawn(is_inverted: bool) -> None:
    lengths = PLACES[::-1] if is_inverted else PLACES
    axes = labelled(drawn(lengths.plot.barh))
    if is_inverted:
        axes.invert_yaxis()
    wanted = labelled(drawn(PLACES.plot.barh))
    assert difference(axes, wanted, ordered=True) == ""
    axes.invert_yaxis()
    assert "in another order" in difference(axes, wanted, ordered=True)
    assert difference(axes, wanted) == ""


def test_error_bars_belong_to_their_names_in_any_order() -> None:
    def ranged(places: pd.Series, errors: list[int]) -> Any:
        plt.bar([*places.index], places, yerr=errors)
        return plt.gca()

    wanted = drawn(lambda: ranged(PLACES, [0, 1, 2]))
    assert difference(drawn(lambda: ranged(PLACES[::-1], [2, 1, 0])), wanted) == ""


def test_the_order_of_names_on_an_axis_counts_where_a_task_says_so() -> None:
    got, wanted = drawn(lambda: named("Paris", "Rome")), drawn(lambda: named("Rome", "Paris"))
    assert "in another order" in difference(got, wanted, ordered=True)


def test_the_title_of_a_panel_names_what_it_shows() -> None:
    got, wanted = panels(PLACES, PLACES), panels(PLACES, PLACES)
    for axes, title in zip(wanted.axes, ["Gulf", "Europe"], strict=True):
        axes.set_title(title)
    for axes, title in zip(got.axes, ["The Gulf", "x"], strict=True):
        axes.set_title(title)
    found = difference(got, wanted)
    assert "panel 2" in found and "'x'" in found


def test_the_hint_of_the_first_lab_leads_to_a_right_picture() -> None:
    (lab,) = labs(["cooperative_security"])
    first, *_, task = code_tasks.tasks(lab)
    names: dict[str, Any] = {}
    exec(first.solution.text, names)
    exec(task.start.text, names)
    answer = names["gaps"].plot.bar(title="Gaps", xlabel="Year", ylabel="Years")
    assert code_tasks.check(lab.slug, answer, 4).startswith("Right.")


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
        lambda: bars() and plt.gcf(),
        lambda: (labelled(plt.gca()), plt.bar([*PLACES.index], PLACES))[1],
    ],
)
def test_the_same_bars_are_right_however_they_were_drawn(draw: Callable[[], Any]) -> None:
    assert difference(drawn(draw), drawn(lambda: labelled(PLACES.plot.bar()))) == ""


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda: bars(values=(1, 2, 4)), "Madrid is 4 long"),
        (lambda: bars(["Rome", "Paris"], [1, 2]), "Missing: 1 item"),
        (lambda: labelled(PLACES.plot()), "drawn lines"),
        (lambda: labelled(PLACES.plot.pie()), "drawn something else"),
        (lambda: labelled(POINTS.plot.scatter("a", "b")), "drawn points"),
        (lambda: labelled(PLACES.plot.hist()), "Missing: 3 items"),
        (cut, "begins at 0.5"),
        (lambda: plt.bar([*PLACES.index], PLACES), NO_X),
        (lambda: plt.bar([*PLACES.index], PLACES), NO_Y),
        (lambda: labelled(PLACES.plot.barh()), "Draw upright bars"),
        (lambda: plt.bar([*PLACES.index], PLACES), "has no title"),
        (lambda: labelled(TABLE.plot.bar()), "2 series of marks"),
        (lambda: plt.subplots(1, 2)[1], "Nothing is drawn yet"),
        (lambda: [axes.plot([1], [1])[0] for axes in plt.subplots(1, 2)[1]], "has 2 panels"),
        (plt.figure, "A picture"),
        (plt.gca, "Nothing is drawn yet"),
        (lambda: None, "A picture"),
        (lambda: PLACES, "A picture"),
        (lambda: "a bar chart", "A picture"),
    ],
)
def test_mistakes_in_a_picture_of_bars_are_reported(draw: Callable[[], Any], says: str) -> None:
    assert says in difference(drawn(draw), drawn(bars))


@pytest.mark.parametrize(
    ("yours", "ours", "says"),
    [
        (lambda: plt.plot(DAYS.index, DAYS), DAYS.plot, ""),
        (lambda: plt.plot(DAYS.index[::-1], DAYS), DAYS.plot, "a point at 2010"),
        (lambda: plt.plot(DAYS.index[:2], DAYS[:2]), DAYS.plot, "2 points; "),
        (lambda: plt.plot([3, 1, 2], [5, 3, 4], "o"), lambda: POINTS.plot.scatter("a", "b"), ""),
        (
            lambda: plt.scatter([3, 1, 2], [5, 3, 4.5]),
            lambda: POINTS.plot.scatter("a", "b"),
            "with the value 4.5",
        ),
        (lambda: TABLE[["b", "a"]].plot.bar(), TABLE.plot.bar, ""),
        (lambda: TABLE.plot.bar(legend=False), TABLE.plot.bar, "The legend names 0 of"),
        (lambda: plt.hist([1, 2, 2, 3]), lambda: pd.Series([1, 2, 2, 3]).plot.hist(), ""),
        (lambda: plt.hist([1, 2, 2, 3], bins=3), lambda: plt.hist([1, 2, 2, 3]), "Missing: "),
        (lambda: (bars(), cut())[0], bars, "begins at 0.5"),
        (lambda: doubted(capsize=3), doubted, ""),
        (lambda: doubted(draw=plt.barh, capsize=3), lambda: doubted(draw=plt.barh), ""),
        (
            lambda: plt.plot([5, 3, 4], [3, 1, 2], "o"),
            lambda: POINTS.plot.scatter("a", "b"),
            TURNED,
        ),
        (lambda: named("Paris", "Rome"), lambda: named("Rome", "Paris"), ""),
        (lambda: TABLE.plot.bar(stacked=True), TABLE.plot.bar, "Your bars are stacked"),
        (
            lambda: (plt.plot([1, 2]), plt.legend([]))[0],
            lambda: legended(),
            "The legend names 0 of",
        ),
        (lambda: ruled(1), lambda: ruled(1, 3), "you have 1"),
        (lambda: ruled(1, 2), lambda: ruled(1, 3), "you have 1"),
        (lambda: ruled(3, 1, draw=plt.vlines), lambda: ruled(1, 3), ""),
        (lambda: ruled(1, draw=plt.axhline), lambda: ruled(1), "you have 0"),
        (lambda: plt.plot([1, 2], [3, 4]), stepped, "draw steps"),
        (lambda: stepped("pre"), stepped, "draw steps"),
        (stepped, lambda: stepped(), ""),
        (lambda: cut_line(1), lambda: cut_line(0), "begins at 1"),
        (lambda: panels(PLACES, [1, 2, 3], sharex=True), lambda: panels(PLACES, PLACES), ""),
        (lambda: zoomed(), lambda: panels(PLACES, PLACES), "different scales"),
        (
            lambda: panels(PLACES, PLACES, rows=2),
            lambda: panels(PLACES, PLACES),
            "rows and columns",
        ),
        (half_empty, lambda: panels(PLACES, PLACES), "drawn nothing"),
        (lambda: PLACES.plot.bar(yerr=[[1, 1, 2], [1, 1, 1]]), doubted, ""),
        (lambda: doubted(low=(0, 0, 1)), doubted, "Paris runs from 0 to 3"),
        (lambda: panels(PLACES, PLACES), lambda: panels(PLACES, PLACES, sharey=True), ""),
        (
            lambda: panels(PLACES, [1, 2, 4]),
            lambda: panels(PLACES, PLACES),
            "at panel 2. The bar",
        ),
        (bars, doubted, "bars and error bars"),
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

    assert "1,989 with the value Rome" in difference(points(-1), points(0))


def test_a_solution_neither_leaves_a_figure_open_nor_draws_on_an_open_one() -> None:
    bars()
    open_before, current = plt.get_fignums(), plt.gcf()
    assert code_tasks.expected("cooperative_security", 4).figure is not current
    assert plt.get_fignums() == open_before and plt.gcf() is current


def test_the_style_of_labs_has_the_colours_of_the_course() -> None:
    with plt.style.context("lessons.labs.course"):
        used = {f"#{style['color'].removeprefix('#')}" for style in plt.rcParams["axes.prop_cycle"]}
    assert used <= {light for light, *_ in COLOURS.values()}
