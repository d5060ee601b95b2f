"""What every declared chart promises, on a wide page and on a phone, in many states."""

import re
from html import escape

import pytest
from writing import clashes, drawn, strays, struck, texts

from lessons import charts, explore
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box
from lessons.charts.engine.index import declared
from lessons.charts.engine.table import as_table
from lessons.data import record

NAMES = sorted(declared())
SMALLEST = 11  # px of type
TARGET = 24  # px: WCAG 2.2 asks for as much


# Each chart is drawn once in all its states for all tests of a width.


@pytest.fixture(scope="module", params=NAMES)
def wide(request: pytest.FixtureRequest) -> list[Chart]:
    """Return a chart in many states, on a wide page."""
    return list(drawn(request.param, narrow=False))


@pytest.fixture(scope="module", params=NAMES)
def narrow(request: pytest.FixtureRequest) -> list[Chart]:
    """Return a chart in many states, on a phone."""
    return list(drawn(request.param, narrow=True))


def test_text_can_be_read_in_every_state(wide: list[Chart]) -> None:
    assert_can_be_read(wide)


@pytest.mark.exhaustive
def test_text_can_be_read_on_a_phone(narrow: list[Chart]) -> None:
    assert_can_be_read(narrow)


def assert_can_be_read(charts: list[Chart]) -> None:
    """Assert that no text collides with another, leaves the page, is struck through or small."""
    assert clashes(charts) == []
    assert strays(charts) == []
    assert struck(charts) == []
    small = {mark.text for chart in charts for mark in texts(chart) if mark.size < SMALLEST}
    assert not small


def test_a_finger_hits_the_lines_that_can_be_clicked(narrow: list[Chart]) -> None:
    for chart in narrow:
        boxes = [mark for mark in chart.picture.marks if isinstance(mark, Box)]
        unseen = [box.height for box in boxes if box.pick and not box.opacity]
        assert min(unseen, default=TARGET) >= TARGET


def test_every_table_says_in_the_same_words_how_sure_a_row_is() -> None:
    for name in NAMES:
        # One chart counts rows by level and so explains what the levels of the tables mean.
        table = as_table(getattr(charts, name)().data) if name != "how_sure" else ()
        cells = {cell for row in table for cell in row.values()}
        assert cells.isdisjoint({"high", "medium", "low"}), name


def test_what_is_opened_in_a_picture_can_be_heard() -> None:
    chart = charts.operations_timeline(look="OAE")
    summary = record("operations", "OAE").summary
    assert summary in chart.opened
    assert summary in explore.operations_timeline(look="OAE").view["opened"]
    assert f'alt="{escape(chart.says)} {escape(chart.opened)}"' in chart.html()


def test_says_what_it_shows_with_title_and_source(wide: list[Chart]) -> None:
    for chart in wide:
        assert chart.title and chart.says
        assert chart.rows()["columns"]
        assert chart.source


def test_a_title_counts_or_dates_something_or_asks(wide: list[Chart]) -> None:
    # A title that only names its thing, such as "Georgia: a partner", says nothing about it.
    titles = {chart.title for chart in wide}
    named = {title for title in titles if not re.search(r"\d|\?$|^No", title)}
    assert not named
