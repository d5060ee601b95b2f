"""The pictures of the scenes with which lessons begin."""

import pytest
from writing import frame

from lessons import charts, course
from lessons.charts.engine.drawing import Line, Shape
from lessons.charts.engine.index import declared
from lessons.data import rows
from lessons.data.distances import kilometres

MODULE = "lessons.charts.start_here.scenes"
SCENES = sorted(name for name, module in declared().items() if module == MODULE)
NUMBERED = [lesson.slug for lesson in course.lessons()]


@pytest.mark.parametrize("slug", NUMBERED)
def test_every_lesson_begins_with_a_picture(slug: str) -> None:
    opening = course.lesson(slug).text.partition("## What you will be able to do")[0]
    assert "\nexplore." in opening


def test_every_scene_of_the_table_is_drawn_in_its_lesson() -> None:
    drawn = [getattr(charts, name)().title for name in SCENES]
    assert len(drawn) == len(set(drawn)) == len({row.lesson for row in rows("scenes")})
    texts = [course.lesson(row.lesson).text for row in rows("scenes") if row.finding]
    assert all(any(f"explore.{name}()" in text for name in SCENES) for text in texts)


def test_a_scene_has_one_finding_and_is_a_map_or_steps_in_time() -> None:
    for lesson in {row.lesson for row in rows("scenes")}:
        found = [row for row in rows("scenes") if row.lesson == lesson]
        assert sum(bool(row.finding) for row in found) == 1, lesson
        assert len({row.latitude is None for row in found}) == 1, lesson
        if found[0].latitude is None:
            assert [row.date for row in found] == sorted(row.date for row in found)


def test_the_number_of_a_title_is_measured() -> None:
    assert charts.days_of_siege().title.endswith(" 94 days")
    assert charts.months_of_a_veto().title.endswith("6 months")  # the first day is not known
    # Between capitals, which another table places, to a hundred kilometres.
    km = round(kilometres("MNG", "IRL"), -2)
    assert f"{km:,.0f} km" in charts.two_distant_partners().title


def test_steps_of_the_world_are_on_the_days_of_its_events() -> None:
    days = {row.event_id: row.date for row in rows("world_events")}
    dates = {row.date for row in rows("scenes")}
    assert {days[key] for key in ("w11", "w26", "w29", "w32", "w38", "w42", "w44")} <= dates


def test_a_line_leads_to_the_moment_of_a_map() -> None:
    chart = charts.far_from_new_zealand()
    marks = chart.picture.marks
    [line] = [mark for mark in marks if isinstance(mark, Line) and mark.dashed]
    ends = [(mark.x, mark.y) for mark in marks if isinstance(mark, Shape) and not mark.hollow]
    assert list(line.points) == ends
    assert list(frame(chart)["Place"])[:2] == ["New Zealand", "Afghanistan"]
