"""Each page says where it is in the course; its code is folded, but not that of a lab."""

import re

import pytest

from lessons.course import extras, labs, lessons
from lessons.publishing import notebooks
from lessons.publishing.cells import FOLDED, compose

PAGES = lessons()


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_a_lesson_leads_to_the_lessons_around_it_and_to_what_to_repeat(lesson):
    links = re.findall(r"\]\((\S+)\.ipynb\)", compose(lesson)[-1].source)
    place = PAGES.index(lesson)
    before = [page.name for page in PAGES[max(place - 1, 0) : place]]
    if lesson is PAGES[-1]:  # the end of the course is not the end of learning
        assert links == ["my-progress", *before, "review"]
    else:
        assert links == [PAGES[place + 1].name, *before, "my-progress", "review"]


def test_a_lesson_says_its_number_and_how_long_it_takes():
    first = compose(PAGES[3])[0].source
    assert f"Lesson 3 of {PAGES[-1].number}" in first
    assert f"{PAGES[3].minutes} minutes" in first


@pytest.mark.parametrize("page", [*PAGES, *extras()], ids=lambda page: page.name)
def test_no_code_is_in_sight_in_a_lesson(page):
    cells = notebooks.notebook(compose(page)).cells
    assert all(cell.metadata == FOLDED for cell in cells if cell.cell_type == "code")


@pytest.mark.parametrize("lab", labs(), ids=lambda lab: lab.name)
def test_a_lab_shows_its_code_and_leads_back(lab):
    cells = compose(lab)
    assert not any(cell.is_folded for cell in cells)
    assert f"({lab.folder.name}.ipynb)" in cells[-1].source


def test_each_page_with_code_starts_by_one_button():
    for page in (*PAGES, *extras()):
        starts = compose(page)[0].source.count("<button")
        assert starts == bool(page.code), page.name


def test_a_learner_sees_the_result_before_handing_in():
    code = [cell.source for cell in compose(PAGES[1]) if cell.kind == "code"]
    assert [re.sub(r"\W.*", "", cell.split("\n")[-1]) for cell in code[-3:]] == [
        "lesson_result",
        "hand_in",
        "cite",
    ]
