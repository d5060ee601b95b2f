"""What the first lesson shows: distances, help in disasters, signs, and how sure we are."""

import re
from collections import Counter

import pytest
from writing import words_of

from lessons import explore, questions
from lessons.charts import distances, help_in_disasters, how_sure, signs
from lessons.charts.engine.drawing import Drawing, Shape
from lessons.charts.engine.legends import GROUP_KEYS
from lessons.charts.start_here.help_in_disasters import heading
from lessons.charts.start_here.intro_charts import rated
from lessons.core.paths import lesson_folder
from lessons.course import lessons
from lessons.data import rows
from lessons.data.distances import capitals_by_distance
from lessons.data.examples import disaster_relief
from lessons.questions.types import question_types


def test_order_and_number_of_capitals_follow_the_controls():
    near, far = distances(5, "near").data, distances(3, "far").data
    assert near.column("Capital")[:3] == ["Amsterdam", "Luxembourg", "Paris"]
    assert far.column("Capital") == ["Wellington", "Canberra", "Tokyo"]
    assert "from Wellington, New Zealand (18," in distances(3).says


def test_each_example_of_help_opens_its_own_card():
    for number, example in enumerate(disaster_relief(), start=1):
        chart = help_in_disasters(number)
        assert example.area_id == 8
        assert example.what in re.sub(r"\s+", " ", words_of(chart))
        assert example.what not in chart.says  # once, on the card
        assert example.what in chart.data.column("What was done")
        assert heading(example) in chart.says
    years = [example.year_start for example in disaster_relief()]
    assert years == sorted(years)


def test_the_open_example_has_the_only_ring_and_all_can_be_clicked():
    picture = help_in_disasters(2).picture
    assert isinstance(picture, Drawing)
    dots = [mark for mark in picture.marks if isinstance(mark, Shape)]
    assert [dot.role for dot in dots].count("ink") == 1
    picks = [dot.pick for dot in dots if dot.pick]
    assert picks == [f"case={n}" for n in range(1, len(disaster_relief()) + 1)]


def test_the_flights_to_darfur_are_no_help_in_a_disaster():
    assert "ex084" not in {example.example_id for example in disaster_relief()}
    assert len(disaster_relief()) == 10


def test_every_group_has_its_sign():
    listed = signs().data.column("Meaning")
    assert all(
        any(group.text in words for words in listed) for group in list(GROUP_KEYS.values())[1:]
    )
    assert listed[0].startswith("Ally: ")


@pytest.mark.parametrize("name", rated())
def test_the_rows_of_a_table_are_all_counted(name):
    data = how_sure(name).data
    counts = dict(zip(data.column("Confidence"), data.column("Rows"), strict=True))
    found = Counter(row.confidence for row in rows(name))
    assert counts == {level: found[level] for level in ("high", "medium", "low")}
    assert sum(counts.values()) == len(rows(name))


def test_the_slider_says_the_example_aloud():
    explorer = explore.help_in_disasters()
    assert explorer.controls[0]["words"]["1"] == heading(disaster_relief()[0])


def test_the_estimate_is_the_distance_in_the_picture():
    asked = questions.estimate("start_here")
    assert asked.answer == round(capitals_by_distance()[-1][1])


def test_the_first_lesson_shows_one_question_of_each_kind():
    kinds = [each.type for each in questions.questions("start_here") if not each.place]
    assert sorted(kinds) == sorted(name for name, it in question_types().items() if it.is_marked)


def test_twelve_questions_are_asked_before_the_course():
    before = [each for each in questions.questions("start_here") if each.place == "before"]
    assert len(before) == 12
    assert not any(each.hint for each in before), "a hint would help those who take it"
    text = (lesson_folder("start_here") / "lesson.md").read_text(encoding="utf-8")
    assert 'quiz("start_here", "before", sealed=True)' in text


def test_the_path_leads_to_every_lesson():
    text = (lesson_folder("start_here") / "lesson.md").read_text(encoding="utf-8")
    linked = re.findall(r"\((\d\d_\w+)(?<!_lab)\.ipynb\)", text)
    assert linked == sorted(linked)
    assert {lesson.name for lesson in lessons()} - {"00_start_here"} <= set(linked)
