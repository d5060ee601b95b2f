"""Maps: every country stands on one of two maps, and names leave all markers to be seen."""

from itertools import product

import pytest
from writing import drawn, ends

from lessons.charts import world_map
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Line, Shape, Text
from lessons.charts.engine.land import WORLD, Frame, Region, outlines
from lessons.charts.engine.maps import REGIONS, in_region
from lessons.charts.engine.sizes import DOT
from lessons.charts.engine.theme import NARROW, WIDE, page

MAPS = ["world_map", "examples_map"]
WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
OVERLAP = 1  # px that a name may reach into the box around a marker


def markers(chart) -> list[Shape]:
    """Return the markers of the countries on a map."""
    return [mark for mark in chart.picture.marks if isinstance(mark, Shape) and ": " in mark.title]


def names(chart) -> list[Text]:
    """Return the names on a map."""
    countries = {mark.title.split(": ")[0] for mark in markers(chart)}
    texts = [mark for mark in chart.picture.marks if isinstance(mark, Text)]
    return [mark for mark in texts if mark.text.rstrip(" 0123456789") in countries]


def covers(name: Text, x: float, y: float, reach: float = 0.0) -> bool:
    """Return whether a name lies over a point, or over the box of `reach` around it."""
    left, right = ends(name)
    beside = left + OVERLAP < x + reach and x - reach < right - OVERLAP
    return beside and name.y - 0.75 * name.size + OVERLAP < y + reach and y - reach < name.y


@pytest.fixture(scope="module", params=product(MAPS, [False, True]), ids=str)
def maps(request: pytest.FixtureRequest) -> list[Chart]:
    """Return a map in many states, on a wide page or on a phone."""
    return list(drawn(*request.param))


def test_no_name_covers_a_marker_in_any_state(maps: list[Chart]) -> None:
    for chart in maps:
        covered = {
            (chart.subtitle, text.text, mark.title)
            for text, mark in product(names(chart), markers(chart))
            if covers(text, mark.x, mark.y, 0.8 * mark.size)
        }
        assert covered == set()


def test_no_line_to_a_name_crosses_another_name(maps: list[Chart]) -> None:
    for chart in maps:
        written = names(chart)
        for line in (mark for mark in chart.picture.marks if isinstance(mark, Line)):
            (x, y), (end_x, end_y) = line.points
            on_it = [(x + (end_x - x) * n / 20, y + (end_y - y) * n / 20) for n in range(20)]
            crossed = {t.text for t in written for at in on_it if covers(t, *at)}
            assert crossed == set(), chart.subtitle


@WIDTHS
@pytest.mark.parametrize("region", REGIONS)
def test_every_country_stands_on_one_of_the_two_maps(region: str, narrow: bool) -> None:
    with page(narrow=narrow):
        chart = world_map(2012, region=region)
    titles = [mark.title for mark in markers(chart)]
    assert len(titles) == len(set(titles)) == len(chart.data)


def test_a_wide_map_of_a_part_of_the_world_names_all_that_stand_there() -> None:
    for region in (region for region in REGIONS if region != "world"):
        chart = world_map(2012, region=region)
        codes = {mark.pick: mark.title.split(": ")[0] for mark in markers(chart)}
        here = in_region(region, [pick.removeprefix("country=") for pick in codes])
        assert {text.text for text in names(chart)} == {codes[f"country={code}"] for code in here}


def test_on_a_phone_the_map_of_europe_is_higher_than_wide() -> None:
    with page(narrow=True):
        drawing = world_map(2012, region="europe").picture
    assert drawing.height > NARROW


@pytest.mark.parametrize("region", [WORLD, REGIONS["europe"], Region("Gulf", 45, 57, 22, 31)])
def test_land_ends_at_the_edges_of_its_frame(region: Region) -> None:
    frame = Frame(region, 20, 30, 300)
    left, top, right, bottom = frame.edges
    points = [point for ring in outlines(frame) for point in ring]
    assert points
    assert all(left - 0.01 <= x <= right + 0.01 for x, _ in points)
    assert all(top - 0.01 <= y <= bottom + 0.01 for _, y in points)


@pytest.mark.parametrize("region", REGIONS)
def test_no_capital_lies_under_the_second_map(region: str) -> None:
    chart = world_map(2012, region=region)
    inset = next(
        box
        for box in chart.picture.backdrop.marks
        if isinstance(box, Box) and box.role == "sea" and box.width < WIDE
    )
    first = [mark for mark in markers(chart) if mark.size == DOT]
    under = [
        m.title
        for m in first
        if 0 < m.x - inset.x < inset.width and 0 < m.y - inset.y < inset.height
    ]
    assert under == []


@pytest.mark.parametrize("country", ["ISR", "JOR"])
def test_neighbours_on_a_phone_keep_their_names_when_one_is_chosen(country: str) -> None:
    with page(narrow=True):
        shown = {text.text for text in names(world_map(2012, region="south", country=country))}
    assert {"Israel", "Jordan"} <= shown
