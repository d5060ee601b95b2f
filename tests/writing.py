"""What is written in a picture, and whether it stays on the page."""

from collections.abc import Iterable, Iterator
from itertools import combinations, zip_longest

import pandas as pd

from lessons import charts
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.drawing import Box, Drawing, Line, Text
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import page

ROUNDING = 1  # px


def frame(chart: Chart) -> pd.DataFrame:
    """Return the rows behind a chart as a DataFrame, to be asked about."""
    if isinstance(chart.data, pd.DataFrame):
        return chart.data
    return pd.DataFrame(list(chart.data.rows), columns=list(chart.data.columns))


def drawn(name: str, narrow: bool) -> Iterator[Chart]:
    """Yield a chart in states in which every control takes every value, long sliders about ten."""
    declaration = declaration_of(getattr(charts, name))
    sweeps = []
    for control in declaration.bound():
        choices = list(control.choices())
        step = max(1, len(choices) // 10)
        sweeps.append([(control.name, value) for value in (*choices[::step], choices[-1])])
    with page(narrow=narrow):
        yield getattr(charts, name)()
        for turn in zip_longest(*sweeps):
            values = dict(pair for pair in turn if pair is not None)
            start = {control.name: control.value for control in declaration.bound()}
            after = {**start, **values}
            if declaration.link:
                after = declaration.link(start, after)
            yield getattr(charts, name)(**after)


def texts(seen: Chart | Drawing) -> list[Text]:
    """Return the lines of text in a chart or its drawing."""
    drawing = seen.picture if isinstance(seen, Chart) else seen
    assert isinstance(drawing, Drawing)
    return [mark for mark in drawing.marks if isinstance(mark, Text)]


def words_of(seen: Chart | Drawing) -> str:
    """Return all that is written in a chart or its drawing."""
    return " ".join(mark.text for mark in texts(seen))


def ends(mark: Text) -> tuple[float, float]:
    """Return where a line of text begins and ends."""
    long = text_width(mark.text, mark.size, mark.bold)
    left = mark.x - {"start": 0, "middle": long / 2, "end": long}[mark.anchor]
    return left, left + long


def clashes(charts: Iterable[Chart]) -> list[tuple[str, str, str]]:
    """Return title and words of each two lines of text that lie over each other."""
    return [
        (chart.title, one, other)
        for chart in charts
        for (one, *box), (other, *other_box) in combinations(map(_placed, texts(chart)), 2)
        if _apart(*box, *other_box) < -ROUNDING
    ]


def _placed(mark: Text) -> tuple[str, float, float, float, float]:
    """Return the words of a line, and the left, right, upper and lower edge of its letters."""
    return mark.text, *ends(mark), mark.y - 0.75 * mark.size, mark.y


def _apart(
    left: float, right: float, head: float, foot: float,
    other_left: float, other_right: float, other_head: float, other_foot: float,
) -> float:  # fmt: skip
    # The free space between two lines, beside or above each other; below 0 where they meet.
    beside = max(left, other_left) - min(right, other_right)
    return max(beside, max(head, other_head) - min(foot, other_foot))


def struck(charts: Iterable[Chart]) -> list[tuple[str, str]]:
    """Return title and words of each line of text through which a dashed line runs upright."""
    return [
        (chart.title, text.text)
        for chart in charts
        for text in texts(chart)
        if not text.halo and any(_runs_through(rule, text, chart.picture) for rule in _rules(chart))
    ]


def _rules(chart: Chart) -> list[Line]:
    lines = [mark for mark in chart.picture.marks if isinstance(mark, Line) and mark.dashed]
    return [
        line for line in lines if len(line.points) == 2 and line.points[0][0] == line.points[1][0]
    ]


def _runs_through(rule: Line, text: Text, drawing: Drawing) -> bool:
    """Return whether a line crosses a text, and no box of paper lies over it there."""
    (x, head), (_, foot) = rule.points
    middle = text.y - 0.36 * text.size
    if not (ends(text)[0] < x < ends(text)[1] and head < middle < foot):
        return False
    later = drawing.marks[drawing.marks.index(rule) : drawing.marks.index(text)]
    covers = (
        mark
        for mark in later
        if isinstance(mark, Box) and mark.role == "paper" and mark.opacity == 1
    )
    return not any(
        box.x <= x <= box.x + box.width and box.y <= middle <= box.y + box.height for box in covers
    )


def strays(charts: Iterable[Chart]) -> list[tuple[str, str]]:
    """Return title and words of each line that leaves its page, to the sides or below."""
    return [
        (chart.title, mark.text)
        for chart in charts
        for mark in texts(chart)
        if ends(mark)[0] < -ROUNDING
        or ends(mark)[1] > chart.picture.width + ROUNDING
        or mark.y > chart.picture.height
    ]
