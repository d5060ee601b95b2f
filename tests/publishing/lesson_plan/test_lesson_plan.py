"""Lesson plans: a page and a text for a lesson, opened from a disk."""

import re
from pathlib import Path

import pytest
from single_files import OUTSIDE, read

from lessons.course import lesson
from lessons.publishing import lesson_plan

LESSON = lesson("south_and_gulf")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return lesson_plan.write_plan(LESSON, tmp_path_factory.mktemp("plans"))


def test_a_plan_holds_the_lessons_data_and_the_teachers_notes(planned):
    text = planned[1].read_text(encoding="utf-8")
    assert f"**Minutes:** {LESSON.minutes}" in text
    assert all(goal in text for goal in LESSON.objectives)
    notes = (LESSON.folder / "teacher.md").read_text(encoding="utf-8")
    assert notes.partition("\n")[2].strip() in text, "the notes come through whole"


def test_a_plans_page_says_the_same_and_asks_for_nothing(planned):
    text = planned[0].read_text(encoding="utf-8")
    assert not OUTSIDE.search(text)
    shown = " ".join(" ".join(read(planned[0]).text).split())
    notes = (LESSON.folder / "teacher.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", notes, re.MULTILINE)
    assert headings
    assert all(heading in shown for heading in headings)
    assert text.count("<tr>") == len(re.findall(r"^\|(?!-)", notes, re.MULTILINE))
    assert '<th scope="col"' in text


def test_markup_in_the_notes_stays_text():
    text = lesson_plan.page("A plan", "# x\n\n<script>alert(1)</script>")
    assert "<script>" not in text


@pytest.mark.browser
@pytest.mark.exhaustive
def test_a_plan_keeps_the_rules_of_accessibility_and_fits_a_phone(browser, planned):
    from browser.lab import violations

    view = browser.new_page(viewport={"width": 390, "height": 844})
    view.goto(planned[0].as_uri())
    for look in ("light", "dark"):
        view.emulate_media(color_scheme=look)
        assert violations(view, "body") == [], look
    assert view.evaluate("document.documentElement.scrollWidth") <= 390
    view.close()
