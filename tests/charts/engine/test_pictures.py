"""What every declared chart promises, on a wide page and on a phone, in many states."""

import itertools
from collections.abc import Iterator

import pytest
from writing import clashes, strays, texts

from lessons import charts
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.index import declared
from lessons.charts.engine.theme import page

NAMES = sorted(declared())
SMALLEST = 11  # px of type


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
        for turn in itertools.zip_longest(*sweeps):
            values = dict(pair for pair in turn if pair is not None)
            start = {control.name: control.value for control in declaration.bound()}
            after = {**start, **values}
            if declaration.link:
                after = declaration.link(start, after)
            yield getattr(charts, name)(**after)


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
