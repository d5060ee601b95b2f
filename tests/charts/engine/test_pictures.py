"""What every declared chart promises, on a wide page and on a phone, in many states."""

import re

import pytest
from writing import clashes, drawn, strays, texts

from lessons import charts
from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.index import declared

NAMES = sorted(declared())
SMALLEST = 11  # px of type


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_in_every_state(name: str, narrow: bool) -> None:
    found = [chart for chart in drawn(name, narrow) if isinstance(chart.picture, Drawing)]
    assert clashes(found) == []
    assert strays(found) == []
    small = {mark.text for chart in found for mark in texts(chart) if mark.size < SMALLEST}
    assert not small


@pytest.mark.parametrize("name", NAMES)
def test_says_what_it_shows_with_title_and_source(name: str) -> None:
    for chart in drawn(name, narrow=False):
        assert chart.title and chart.says
        assert chart.rows()["columns"]
        assert chart.source


# Those that leave something to find out, and the key to the signs of the course.
TASKS = {
    "before_and_after", "claim_checker", "place_the_event", "signs", "sort_the_example",
    "south_compared", "three_aims", "three_tools",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(NAMES) - TASKS))
def test_the_title_states_a_finding(name: str) -> None:
    chart = getattr(charts, name)()
    cells = " ".join(str(cell) for row in chart.data for cell in row.values())
    words = set(re.findall(r"\w{4,}", cells))
    assert re.search(r"\d", chart.title) or words & set(re.findall(r"\w{4,}", chart.title))
