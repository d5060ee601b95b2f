"""What every declared chart promises, on a wide page and on a phone, in many states."""

import re
from html import escape

import pytest
from sampling import exhaustive
from writing import clashes, drawn, strays, struck, texts

from lessons import charts, explore
from lessons.charts.engine.drawing import Box, Drawing
from lessons.charts.engine.index import declared
from lessons.charts.engine.table import as_table
from lessons.data import record

NAMES = sorted(declared())
SMALLEST = 11  # px of type
TARGET = 24  # px: WCAG 2.2 asks for as much


@pytest.mark.parametrize("narrow", [False, exhaustive(True)], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_in_every_state(name: str, narrow: bool) -> None:
    found = [chart for chart in drawn(name, narrow) if isinstance(chart.picture, Drawing)]
    assert clashes(found) == []
    assert strays(found) == []
    assert struck(found) == []
    small = {mark.text for chart in found for mark in texts(chart) if mark.size < SMALLEST}
    assert not small


@pytest.mark.parametrize("name", NAMES)
def test_a_finger_hits_the_lines_that_can_be_clicked(name: str) -> None:
    for chart in drawn(name, narrow=True):
        marks = chart.picture.marks if isinstance(chart.picture, Drawing) else []
        unseen = [
            mark for mark in marks if isinstance(mark, Box) and mark.pick and not mark.opacity
        ]
        assert min((mark.height for mark in unseen), default=TARGET) >= TARGET


def test_every_table_says_in_the_same_words_how_sure_a_row_is() -> None:
    for name in NAMES:
        # One chart counts rows by level and so explains what the levels of the tables mean.
        table = as_table(getattr(charts, name)().data) if name != "how_sure" else ()
        cells = {cell for row in table for cell in row.values()}
        assert cells.isdisjoint({"high", "medium", "low"}), name


def test_what_is_opened_in_a_picture_can_be_heard() -> None:
    chart = charts.operations_time_line(look="OAE")
    summary = record("operations", "OAE").summary
    assert summary in chart.opened
    assert summary in explore.operations_time_line(look="OAE").view["opened"]
    assert f'alt="{escape(chart.says)} {escape(chart.opened)}"' in chart.html()


@pytest.mark.parametrize("name", NAMES)
def test_says_what_it_shows_with_title_and_source(name: str) -> None:
    for chart in drawn(name, narrow=False):
        assert chart.title and chart.says
        assert chart.rows()["columns"]
        assert chart.source


@pytest.mark.parametrize("name", NAMES)
def test_a_title_counts_or_dates_something_or_asks(name: str) -> None:
    # A title that only names its thing, such as "Georgia: a partner", says nothing about it.
    titles = {chart.title for chart in drawn(name, narrow=False)}
    named = {title for title in titles if not re.search(r"\d|\?$|^No", title)}
    assert not named
