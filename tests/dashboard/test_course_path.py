"""The way through the course: what is done, where to go on, and what is due."""

import re
from html import escape

from past_answers import write_answer

from lessons import my_progress, questions
from lessons.course import heading_fragment, lessons
from lessons.dashboard.course_path import course_path

NETWORK = questions.questions("the_network")
LINK = re.compile(r'href="([^"]+)"')


def step(slug):
    return next(step for step in course_path().steps if step.lesson.slug == slug)


def answer_all(asked):
    for question in asked:
        write_answer(question.id)


def test_every_question_of_every_lesson_belongs_to_one_part():
    for lesson_step in course_path().steps:
        asked = questions.questions(lesson_step.lesson.slug)
        assert sum(part.questions for part in lesson_step.parts) == len(asked)


def test_an_empty_path_leads_to_the_first_lesson():
    shown = my_progress("path")
    assert 'href="00_start_here.ipynb">Begin' in shown._repr_html_()
    assert "✓" not in repr(shown)
    assert {step.state for step in shown.steps} == {"open"}


def test_a_lesson_is_done_when_each_question_is_answered_right_or_wrong():
    for question in NETWORK[:-1]:
        write_answer(question.id, score=0)
    assert step("the_network").state == "begun"
    write_answer(NETWORK[-1].id, score=0)
    assert step("the_network").state == "done"
    assert "✓ 3 · " in repr(my_progress("path"))


def test_the_path_goes_on_at_the_first_part_that_is_not_done():
    answer_all(question for question in NETWORK if question.place == "check-1")
    shown = my_progress("path")
    first, second, *_ = step("the_network").parts
    assert (first.state, second.state) == ("done", "open")
    assert f'href="{second.address}">Go on: lesson 3, part 2' in shown._repr_html_()
    assert my_progress("path").go_on.notebook == second.address


def test_a_gap_in_an_earlier_lesson_does_not_hold_a_learner_back():
    write_answer(questions.questions("cooperative_security")[0].id)
    answer_all(NETWORK)
    assert my_progress("path").go_on.link_text.startswith("Go on: lesson 4")
    for lesson in lessons():
        answer_all(questions.questions(lesson.slug)[lesson.slug == "operations" :])
    assert my_progress("path").go_on.link_text.startswith("Go on: lesson 8")
    answer_all(questions.questions("operations")[:1])
    assert my_progress("path").go_on.notebook == "review.ipynb"


def test_an_old_question_that_is_asked_again_does_not_lead_back():
    write_answer(questions.questions("cooperative_security")[0].id, days=300)
    write_answer(NETWORK[0].id, days=200)
    write_answer(questions.questions("cooperative_security")[0].id)
    assert my_progress("path").go_on.link_text.startswith("Go on: lesson 3")


def test_a_lesson_shows_its_question_and_time_until_it_is_begun():
    write_answer(NETWORK[0].id)
    shown = my_progress("path")._repr_html_()
    for lesson_step in course_path().steps:
        has_question = escape(lesson_step.lesson.big_question) in shown
        assert has_question == (lesson_step.state == "open")
        assert has_question <= (lesson_step.state_text in shown)


def test_a_lesson_without_a_part_that_is_done_says_how_many_answers_it_has():
    write_answer(NETWORK[0].id)
    assert step("the_network").state_text == "1 question answered"


def test_what_is_due_leads_to_the_review():
    assert "review.ipynb" not in my_progress("path")._repr_html_()
    write_answer(NETWORK[0].id, days=300)
    assert "review.ipynb" in my_progress("path")._repr_html_()
    assert "1 question is due" in repr(my_progress("path"))


def test_each_part_links_to_a_heading_of_its_notebook():
    for lesson_step in course_path().steps:
        sections = lesson_step.lesson.sections
        headings = {heading_fragment(s.heading) for s in sections if s.heading}
        assert {part.address.partition("#")[2] for part in lesson_step.parts} <= headings
    write_answer(NETWORK[0].id)
    shown = my_progress("path")._repr_html_()
    assert len(LINK.findall(shown)) > len(course_path().steps) + len(step("the_network").parts)


def test_with_the_journal_off_the_path_still_leads_through_the_course(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    assert len(my_progress("path").steps) == len(lessons())
