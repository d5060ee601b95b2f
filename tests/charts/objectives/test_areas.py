"""Areas by objectives, examples on the map and by year, as lesson 10 shows them."""

import pytest
from writing import words_of

from lessons import explore
from lessons.charts import areas_by_objectives, examples_by_year, examples_map
from lessons.charts.engine.drawing import Shape
from lessons.charts.engine.maps import in_region
from lessons.charts.engine.theme import page
from lessons.charts.objectives.all_examples import group
from lessons.charts.objectives.areas_by_objectives import cells
from lessons.core.paths import UnknownName
from lessons.data import expressions, table
from lessons.data.examples import all_examples, count_by_country, examples, short_names
from lessons.data.membership import name
from lessons.labs import code_tasks

NAMES = expressions.names()
NUMBERS = list("12345678")


def test_forty_three_cells_hold_an_example_and_thirteen_is_the_most():
    counts = cells()
    assert len(counts) == 43
    assert sorted(counts.values())[-3:] == [13, 13, 13]
    assert "43 of 64 cells" in areas_by_objectives().says


def test_the_cross_table_of_the_code_task_is_that_of_the_picture():
    answer = code_tasks.expected("priority_areas")
    for (area, goal), count in cells().items():
        assert answer.loc[int(area), goal] == count
    assert answer.to_numpy().sum() == sum(cells().values())


@pytest.mark.parametrize("area", NUMBERS)
def test_a_cell_opens_the_examples_that_stand_in_it(area: str):
    for goal in NUMBERS:
        chart = areas_by_objectives(area, goal)
        count = cells().get((area, goal), 0)
        assert f", {count} example{'s' * (count != 1)}." in chart.says
        if count:
            assert set(chart.data.column("Area")) == {short_names("priority_areas")[area]}
            assert len(chart.data) == count
        else:
            assert "We found no example." in words_of(chart)


def test_a_whole_row_and_a_whole_column_can_be_opened():
    assert len(areas_by_objectives("3", "all").data) == 24
    assert len(areas_by_objectives("all", "7").data) == 6
    assert len(areas_by_objectives("all", "all").data) == len(table("practice_examples"))


def test_a_click_on_a_cell_turns_two_knobs():
    explorer = explore.areas_by_objectives()
    picks = {mark.pick for mark in explorer.chart.picture.marks if getattr(mark, "pick", "")}
    assert {f"area={area}/{goal}" for area in NUMBERS for goal in NUMBERS} <= picks
    explorer.set_state({"values": {**explorer.values, "area": "2/6"}})  # as the browser does
    assert explorer.values == {"area": "2", "objective": "6"}
    assert "help in operations, 10 examples" in explorer.view["says"]
    explorer.values = {**explorer.values, "area": "5"}
    assert explorer.values == {"area": "5", "objective": "6"}


def test_an_unknown_area_says_what_there_is():
    with pytest.raises(UnknownName, match="Area cannot be '9'"):
        areas_by_objectives("9")


def test_each_country_counts_once_for_each_of_its_examples():
    counts = count_by_country(all_examples())
    column = table("practice_examples")["iso3"].dropna()
    for code, count in counts.items():
        assert count == column.str.contains(code).sum()
    assert next(iter(counts)) == "JOR"
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_a_larger_marker_has_more_examples():
    drawn = {}
    here = {name(code) for code in in_region("south", count_by_country(all_examples()))}
    for mark in examples_map("all", "south").picture.marks:
        if isinstance(mark, Shape) and "example" in mark.title:
            country, rest = mark.title.split(": ")
            if country not in here:
                continue  # on the small map of the world beside it
            drawn[country] = (int(rest.split()[0]), mark.size)
    sizes = [size for _, size in sorted(drawn.values())]
    assert sizes == sorted(sizes)
    assert drawn["Jordan"][1] == max(sizes)


def test_a_map_of_a_region_speaks_of_the_region():
    europe = examples_map("all", "europe").says
    assert "Jordan" not in europe
    assert ": 19 countries, elsewhere 23" in europe
    top = max(
        (c for c in count_by_country(all_examples()) if name(c) in europe),
        key=lambda c: count_by_country(all_examples())[c],
    )
    assert f"Most examples: {name(top)}, {count_by_country(all_examples())[top]}" in europe
    assert explore.examples_map().values["region"] == "europe"


@pytest.mark.parametrize("narrow", [False, True])
def test_labels_of_the_world_are_those_with_the_most_examples(narrow):
    with page(narrow=narrow):
        drawn = words_of(examples_map("all", "world"))
    for place, code in enumerate(count_by_country(all_examples())):
        if place >= 10:
            assert name(code) not in drawn


def test_a_country_that_joined_later_keeps_its_group_of_2012_and_colombia_has_todays():
    assert (group("SWE"), group("ALB"), group("COL")) == ("euro_atlantic", "ally", "patg")


@pytest.mark.parametrize("area", NUMBERS)
def test_each_example_of_an_area_has_one_filled_mark(area: str):
    chart = examples_by_year(area)
    marks = [m for m in chart.picture.marks if isinstance(m, Shape) and m.pick]
    filled = [mark for mark in marks if not mark.hollow]
    hollow = [mark for mark in marks if mark.hollow]
    assert len(filled) == len(examples(area)) == len(chart.data)
    assert len(filled) + len(hollow) == len(table("practice_examples"))


def test_most_new_threats_began_in_2013_or_later():
    assert "of 95 examples" in examples_by_year("7").says
    assert "11 of 13 began in 2013" in examples_by_year("7").says


def test_membership_appears_in_two_areas_only():
    assert {example.area_id for example in examples(objective="4")} == {1, 3}


def test_every_part_stands_in_the_list_of_the_lesson():
    from lessons.course import lesson
    from lessons.publishing.prose import filled

    text = filled(lesson("objectives")).text
    for row in table("priority_areas").itertuples():
        assert f"| **{row.short_name}** | {row.sub_areas.replace(';', ',')} |\n" in text
