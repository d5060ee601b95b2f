"""What lesson 3 shows: the sum of four groups, the map, who came when."""

import pytest
from writing import clashes, words_of

from lessons.charts import membership_table, partner_sum, world_map
from lessons.charts.engine.drawing import Box, Shape, Text
from lessons.charts.engine.legends import PARTNER_GROUPS
from lessons.charts.engine.maps import REGIONS
from lessons.data import membership


@pytest.mark.parametrize("region", REGIONS)
def test_the_map_counts_all_countries_whatever_part_is_enlarged(region: str):
    chart = world_map(2012, region=region)
    marks = [m for m in chart.picture.marks if isinstance(m, Shape) and m.pick]
    assert len({mark.pick for mark in marks}) == 28 + 41
    assert chart.title == "28 Allies and 41 partners"
    assert chart.says == world_map(2012, region="world").says


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


def test_a_suspended_partner_is_outlined_and_has_not_left():
    chart = membership_table("PATG")
    outlines = [m for m in chart.picture.marks if isinstance(m, Box) and m.outline and m.title]
    assert [mark.title.split(":")[0] for mark in outlines] == ["Afghanistan"]
    assert "suspended" in words_of(chart)
    assert "suspended" not in words_of(membership_table("MD"))
    assert set(chart.data.column("Why it left")) == {""}


def test_a_start_is_hollow_where_the_day_is_not_known_and_stands_in_its_order():
    def starts(framework: str) -> dict[str, Shape]:
        marks = membership_table(framework).picture.marks
        shapes = [m for m in marks if isinstance(m, Shape) and ": joined" in m.title]
        return {mark.title.split(":")[0]: mark for mark in shapes}

    globe, peace = starts("PATG"), starts("PFP")
    assert {name for name, mark in globe.items() if mark.hollow} == {"Iraq", "Colombia"}
    assert not peace["Finland"].hollow and not peace["Sweden"].hollow
    assert globe["Japan"].x < globe["Iraq"].x < globe["Mongolia"].x


def test_a_closed_group_stays_a_question_mark_and_names_nobody():
    closed, opened = partner_sum(2012, ["md"]), partner_sum(2012, list(PARTNER_GROUPS))
    assert words_of(closed).count("?") == 3
    assert set(closed.data.column("Group")) == {"Mediterranean Dialogue"}
    assert "Japan" not in words_of(closed) and "Japan" in words_of(opened)
    assert len(opened.data) == len(membership.partners_on("2012"))


def test_lines_that_meet_are_found():
    chart = partner_sum(2012, list(PARTNER_GROUPS))
    line = next(mark for mark in chart.picture.marks if isinstance(mark, Text))
    chart.picture.add(Text(line.x + 20, line.y + 3, "over it"))
    assert clashes([chart]) == [(chart.title, line.text, "over it")]


def test_the_whole_world_names_only_who_stands_apart():
    chart = world_map(2026, region="world")
    marks = {m.pick: m for m in chart.picture.marks if isinstance(m, Shape) and m.pick}
    names = [m for m in chart.picture.marks if isinstance(m, Text) and m.pick]
    assert {"Canada", "Colombia", "Japan"} <= {m.text for m in names}
    for label in names:
        near = min(
            marks, key=lambda pick: abs(marks[pick].x - label.x) + abs(marks[pick].y - label.y)
        )
        assert near == label.pick, label.text
