"""What lesson 3 shows: the sum of four groups, the map, who came when."""

import pytest
from writing import clashes, strays, words_of

from lessons.charts import membership_table, sum_apart, world_map
from lessons.charts.engine.drawing import Shape, Text
from lessons.charts.engine.maps import REGIONS
from lessons.charts.engine.theme import page
from lessons.charts.the_network.partner_sum import PARTNER_GROUPS


@pytest.mark.parametrize("region", [key for key in REGIONS if key != "world"])
def test_a_part_of_the_map_counts_allies_and_partners_apart(region: str):
    chart = world_map(2012, region=region)
    marks = [m for m in chart.picture.marks if isinstance(m, Shape) and m.pick]
    allies = sum(m.title.endswith("Allies") for m in marks)
    partners = len(marks) - allies
    assert f"holds {allies} Allies and {partners} partners." in chart.says


def test_the_suspended_are_hollow_and_the_map_says_so():
    assert "hollow: suspended" in words_of(world_map(2026))
    assert "hollow" not in words_of(world_map(2012))


@pytest.mark.parametrize(
    ("framework", "first", "latest"),
    [
        ("EAPC", "28 countries on 30 May 1997", "Malta on 3 April 2008"),
        ("PFP", "Romania on 26 January 1994", "Malta on 3 April 2008"),
        ("MD", "5 countries in February 1995", "Algeria on 14 March 2000"),
        ("PATG", "6 countries on 15 April 2011", "Colombia in May 2017"),
    ],
)
def test_first_and_latest_are_told_in_words(framework: str, first: str, latest: str):
    assert f"First: {first}. Latest: {latest}." in membership_table(framework).says


def test_a_bare_year_comes_after_the_full_dates_of_that_year():
    countries = membership_table("PATG").data.column("Country")
    assert countries.index("Iraq") == 6


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_headings_neither_meet_nor_leave_the_page(narrow: bool):
    with page(narrow=narrow):
        charts = [sum_apart(year, PARTNER_GROUPS) for year in (1996, 2000, 2012, 2026)]
    assert strays(charts) == []
    assert clashes(charts) == []


def test_lines_that_meet_are_found():
    chart = sum_apart(2012, PARTNER_GROUPS)
    heading = next(m for m in chart.picture.marks if isinstance(m, Text) and m.y == 64)
    chart.picture.add(Text(heading.x + 20, heading.y + 3, "over it"))
    assert clashes([chart]) == [(chart.title, heading.text, "over it")]


def test_the_whole_world_names_only_who_stands_apart():
    chart = world_map(2026)
    marks = {m.pick: m for m in chart.picture.marks if isinstance(m, Shape) and m.pick}
    names = [m for m in chart.picture.marks if isinstance(m, Text) and m.pick]
    assert {"Canada", "Colombia", "Japan"} <= {m.text for m in names}
    assert "Choose a part of the map to see all names." in words_of(chart)
    for label in names:
        near = min(
            marks, key=lambda pick: abs(marks[pick].x - label.x) + abs(marks[pick].y - label.y)
        )
        assert near == label.pick, label.text
