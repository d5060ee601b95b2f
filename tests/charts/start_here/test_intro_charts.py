"""What the first lesson shows: distances, help in disasters, signs, and how sure we are."""

import re

import pytest
from writing import words_of

from lessons import explore, questions
from lessons.charts import distances, help_in_disasters, how_sure, signs
from lessons.charts.engine.drawing import Drawing, Shape, Text, text_width
from lessons.charts.engine.theme import GROUPS, page
from lessons.charts.start_here.disaster_relief import cases, said
from lessons.charts.start_here.intro_charts import far_capitals, rated
from lessons.core.paths import lesson_folder, lesson_folders
from lessons.data import table
from lessons.questions.types import question_types

# As the crow flies, from a public distance calculator, to the nearest 50 km.
KNOWN = {"FRA": 250, "TUN": 1650, "JPN": 9450, "NZL": 18700}


def test_the_distances_are_those_on_a_globe():
    km = far_capitals().set_index("iso3")["km"]
    for code, expected in KNOWN.items():
        assert abs(km[code] - expected) <= 50, code


def test_every_country_of_the_course_but_belgium_has_a_distance():
    rows = far_capitals()
    assert set(rows["iso3"]) == set(table("countries")["iso3"]) - {"BEL"}
    assert rows["km"].is_monotonic_increasing


def test_order_and_number_of_capitals_follow_the_controls():
    near, far = distances(5, "near").data, distances(3, "far").data
    assert list(near["Capital"])[:3] == ["Amsterdam", "Luxembourg", "Paris"]
    assert list(far["Capital"]) == ["Wellington", "Canberra", "Tokyo"]
    assert "from Wellington (New Zealand), 18," in distances(3).says


@pytest.mark.parametrize("narrow", [False, True])
def test_no_word_of_a_distance_runs_into_its_bar(narrow):
    with page(narrow=narrow):
        picture = distances(15, "far", ["country", "region"]).picture
    assert isinstance(picture, Drawing)
    room = 400 if narrow else 344
    for mark in picture.marks:
        if isinstance(mark, Text) and mark.x == 4 and mark.size == 12:
            assert 4 + text_width(mark.text) < room, mark.text


def test_each_example_of_help_opens_its_own_card():
    rows = cases()
    assert {row["area_id"] for row in rows} == {8}
    for number, row in enumerate(rows, start=1):
        chart = help_in_disasters(number)
        assert row["what"] in re.sub(r"\s+", " ", words_of(chart))
        assert row["what"] not in chart.says  # said once, on the card
        assert row["what"] in chart.data["What was done"].tolist()
        assert said(row) in chart.says
    years = [row["year_start"] for row in rows]
    assert years == sorted(years)


def test_the_open_example_has_the_only_rim_and_all_can_be_clicked():
    picture = help_in_disasters(2).picture
    assert isinstance(picture, Drawing)
    dots = [mark for mark in picture.marks if isinstance(mark, Shape)]
    assert [dot.role for dot in dots].count("ink") == 1
    picks = [dot.pick for dot in dots if dot.pick]
    assert picks == [f"case={n}" for n in range(1, len(cases()) + 1)]


def test_the_flights_to_darfur_are_no_help_in_a_disaster():
    assert "ex084" not in {row["example_id"] for row in cases()}
    assert len(cases()) == 10


def test_every_group_has_its_sign():
    listed = list(signs().data["Meaning"])
    assert all(any(group.words in words for words in listed) for group in list(GROUPS.values())[1:])
    assert listed[0] == "Ally: a member of NATO"


@pytest.mark.parametrize("name", rated())
def test_the_rows_of_a_table_are_all_counted(name):
    data = how_sure(name).data
    assert data["Rows"].sum() == len(table(name))
    assert list(data["Confidence"]) == ["high", "medium", "low"]


def test_the_slider_says_the_example_aloud():
    explorer = explore.help_in_disasters()
    assert explorer.controls[0]["words"]["1"] == said(cases()[0])


def test_the_estimate_is_the_distance_in_the_picture():
    asked = questions.estimate("start_here")
    assert asked.answer == far_capitals()["km"].max()


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
    linked = re.findall(r"\((\d\d_\w+)\.ipynb\)", text)
    assert linked == sorted(linked)
    assert {folder.name for folder in lesson_folders()} - {"00_start_here"} <= set(linked)
