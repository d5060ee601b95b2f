"""What is due again: from the first tries of each sitting, across lessons, side by side."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from past_answers import NOW, write_answer

from lessons import journal, questions, spaced_repetition
from lessons.core.paths import lesson_folders, lesson_number, slug
from lessons.journal.records import Answer
from lessons.questions import generated
from lessons.spaced_repetition.confusable_pairs import opposite, pairs, side, side_by_side
from lessons.spaced_repetition.memory import rating, sittings

NETWORK = questions.questions("the_network")
FIRST = NETWORK[0].id


def memory(question=FIRST):
    return spaced_repetition.memories(journal.answers(), NOW)[question]


def test_a_right_answer_is_not_due_the_next_day_and_is_a_week_later():
    write_answer(FIRST, days=1)
    assert spaced_repetition.due(NOW) == []
    assert spaced_repetition.due(NOW + timedelta(days=7)) == [FIRST]


def test_a_wrong_answer_is_due_sooner_than_a_right_one():
    write_answer(NETWORK[0].id, score=0)
    write_answer(NETWORK[1].id, score=1)
    assert memory(NETWORK[0].id).due < memory(NETWORK[1].id).due


def test_each_success_at_its_time_makes_the_next_gap_longer():
    gaps = []
    for days in (60, 57, 45):
        write_answer(FIRST, days=days)
        gaps.append(memory().due - (NOW - timedelta(days=days)))
    assert gaps[0] < gaps[1] < gaps[2]


def test_a_second_try_in_the_same_sitting_changes_nothing():
    write_answer(FIRST, days=3, score=0)
    before = memory()
    write_answer(FIRST, days=3 - 0.005, score=1)
    assert memory() == before


def test_the_order_of_sittings_is_the_order_written_and_not_the_clocks():
    write_answer(FIRST, days=9, score=0)
    write_answer(FIRST, days=3, score=1)
    write_answer(FIRST, days=30, score=0)
    assert [attempt.score for attempt in sittings(journal.answers(), NOW)[FIRST]] == [0, 1]


def test_an_answer_dated_years_ahead_does_not_put_off_the_next_review():
    write_answer(FIRST, days=40)
    write_answer(FIRST, days=-365 * 10)
    assert spaced_repetition.due(NOW) == [FIRST]
    write_answer(FIRST, days=1)
    assert NOW < memory().due < NOW + timedelta(days=60)
    assert len(sittings(journal.answers(), NOW)[FIRST]) == 2


def test_a_clock_that_was_wrong_in_the_past_makes_no_long_pause():
    for days in (12, 4000, 1):
        write_answer(FIRST, days=days)
    assert len(sittings(journal.answers(), NOW)[FIRST]) == 2
    assert spaced_repetition.due(NOW) == []


def test_a_guess_or_a_hint_counts_less_than_knowing():
    def rated(**what):
        given = {"score": 1.0, "confidence": "", "hint": False, **what}
        return rating(Answer("i", "t", "answered", "q", "x", success=True, **given))

    assert rated() == rated(confidence="sure") == 3
    assert rated(confidence="guess") == rated(hint=True) == rated(score=0.6) == 2
    assert rated(score=0.4) == 1


def test_what_is_most_nearly_forgotten_comes_first():
    write_answer(NETWORK[0].id, days=30)
    write_answer(NETWORK[1].id, days=300)
    assert spaced_repetition.due(NOW) == [NETWORK[1].id, NETWORK[0].id]


def test_a_question_that_is_no_longer_asked_is_not_due():
    write_answer("the_network.gone", days=300)
    write_answer("no_lesson.one", days=300)
    write_answer("practice.term.00000000", days=300)
    write_answer("practice.gone.00000000", days=300)
    assert spaced_repetition.due(NOW) == []


def test_a_question_made_from_the_tables_comes_back_as_it_was():
    (made,) = generated.make(1, "back", only=["group"])
    write_answer(made.id, days=300)
    write_answer(FIRST, days=0)
    assert spaced_repetition.due(NOW) == [made.id]
    assert made.id in {question.id for question in spaced_repetition.session(now=NOW)}


def test_the_checks_before_and_after_the_course_are_not_practised():
    for question in questions.questions("start_here"):
        write_answer(question.id, days=300, confidence="sure")
    assert spaced_repetition.due(NOW) == spaced_repetition.new_questions() == []
    assert spaced_repetition.started_lessons() == []
    assert not [entry for entry in spaced_repetition.mastery(NOW) if entry.lesson == "start_here"]
    assert spaced_repetition.calibration()["sure"] == (0, 0)


def test_with_an_empty_journal_there_is_no_session():
    assert spaced_repetition.session() == []
    assert spaced_repetition.due() == spaced_repetition.new_questions() == []
    assert spaced_repetition.started_lessons() == []


def test_one_answer_in_one_lesson_is_enough_for_a_session():
    write_answer(FIRST)
    asked = spaced_repetition.session(5, "first", NOW)
    assert 8 <= len(asked) <= 10
    lessons = {question.id.partition(".")[0] for question in asked}
    assert lessons == {"the_network", "practice"}
    assert any(question.id.split(".")[1] in generated.GLOSSARY for question in asked)
    assert any(question in spaced_repetition.new_questions() for question in asked)


def test_practice_comes_from_lessons_that_have_been_begun():
    write_answer(FIRST)
    for seed in range(4):
        for question in spaced_repetition.session(5, seed, NOW):
            if question.id.startswith("practice."):
                name = question.id.split(".")[1]
                partner = any(name in pair.templates for pair in pairs())
                assert generated.templates()[name].lesson in ("", "the_network") or partner


def test_due_questions_fill_most_of_a_session_and_all_of_them_stay():
    for question in NETWORK[:6]:
        write_answer(question.id, days=40)
    asked = {question.id for question in spaced_repetition.session(5, 1, NOW)}
    assert {question.id for question in NETWORK[:6]} <= asked
    assert len(asked) == 9


def test_many_due_questions_do_not_make_a_session_longer():
    for lesson in ("the_network", "operations"):
        for question in questions.questions(lesson):
            write_answer(question.id, days=40)
    assert len(spaced_repetition.session(5, 1, NOW)) == 9
    assert len(spaced_repetition.session(2, 1, NOW)) == 4


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(), minutes=st.integers(1, 12))
def test_a_session_asks_nothing_twice_and_is_the_same_for_its_seed(seed, minutes):
    write_answer(FIRST, days=2)
    asked = [question.id for question in spaced_repetition.session(minutes, seed, NOW)]
    assert len(set(asked)) == len(asked)
    assert asked == [question.id for question in spaced_repetition.session(minutes, seed, NOW)]


def test_what_is_easily_confused_comes_side_by_side():
    write_answer(FIRST)
    together = 0
    for seed in range(8):
        asked = spaced_repetition.session(5, seed, NOW)
        together += any(opposite(a, [b], pair) for a, b in pairwise(asked) for pair in pairs())
    assert together >= 6, f"only {together} of 8 sessions put a pair side by side"


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.terms[0][0])
def test_each_pair_has_templates_that_can_ask_about_it(pair):
    made = generated.iterate(0, only=pair.templates)
    assert not pair.templates or any(side(question, pair) is not None for question in made)


def test_a_question_on_both_subjects_belongs_to_neither():
    pair = pairs()[0]
    both = questions.Single(id="a.b", ask="Is PfP the EAPC?", right={"No": "."}, wrong={"Yes": "."})
    assert side(both, pair) is None
    assert side_by_side([both]) == [both]


def test_side_by_side_keeps_every_question():
    asked = generated.make(30, "keep")
    assert {question.id for question in side_by_side(asked)} == {question.id for question in asked}


def test_a_warm_up_asks_about_earlier_lessons_and_the_same_to_all_who_begin():
    asked = spaced_repetition.warm_up("operations")
    assert [question.id for question in asked] == [
        question.id for question in spaced_repetition.warm_up("08_operations")
    ]
    assert len(asked) == 2
    assert "operations" not in {question.id.partition(".")[0] for question in asked}


@pytest.mark.parametrize("folder", lesson_folders(), ids=lambda folder: folder.name)
def test_a_warm_up_asks_only_about_the_lessons_named_as_needed(folder):
    lesson = (folder / "lesson.md").read_text(encoding="utf-8")
    named = re.search(r"Before this: lessons? ([^.]*)\.", lesson)
    numbers = set(map(int, re.findall(r"\d+", named[1]))) if named else set()
    assert set(questions.bank(slug(folder)).needs) == numbers
    asked = spaced_repetition.warm_up(slug(folder), number=30)
    assert {lesson_number(question.lesson) for question in asked} == numbers
    assert len({question.type for question in asked[:2]}) == len(asked[:2])
    assert all(question.review for question in asked)


def test_a_warm_up_prefers_what_is_due():
    write_answer(NETWORK[3].id, days=60)
    write_answer(questions.questions("operations")[0].id, days=60)
    first, second = spaced_repetition.warm_up("operations", now=NOW)
    assert first.id == NETWORK[3].id
    assert not second.id.startswith("operations.")


def test_states_distinguish_strong_shaky_due_and_open():
    for number, (score, days) in enumerate([(1, 0), (0, 0), (1, 60)]):
        write_answer(NETWORK[number].id, score=score, days=days)
    states = {entry.question: entry.state for entry in spaced_repetition.mastery(NOW)}
    assert [states[question.id] for question in NETWORK[:4]] == ["strong", "shaky", "due", "open"]


def test_right_after_a_retry_is_a_state_of_its_own_until_the_next_sitting():
    minute = 1 / 24 / 60
    for score, days in ((0, 2 * minute), (1, minute)):
        write_answer(NETWORK[0].id, score=score, days=days)
        write_answer(NETWORK[1].id, score=score, days=20 + days)
    write_answer(NETWORK[1].id, score=1, days=0)
    for score, days in ((1, 2 * minute), (0, minute)):
        write_answer(NETWORK[2].id, score=score, days=days)
    states = {entry.question: entry.state for entry in spaced_repetition.mastery(NOW)}
    assert [states[question.id] for question in NETWORK[:3]] == ["retried", "strong", "shaky"]


def test_every_question_of_every_bank_has_a_state():
    found = spaced_repetition.mastery(NOW)
    assert len({entry.question for entry in found}) == len(found) >= len(NETWORK)
    assert {entry.state for entry in found} == {"open"}
    assert all(entry.objective.startswith(entry.lesson) for entry in found)


def test_calibration_counts_first_answers_by_confidence():
    write_answer(NETWORK[0].id, score=0, days=2, confidence="sure")
    write_answer(NETWORK[0].id, score=1, days=1, confidence="sure")
    write_answer(NETWORK[1].id, score=1, confidence="sure")
    write_answer(NETWORK[2].id, score=1, confidence="guess")
    write_answer(NETWORK[3].id, score=1)
    assert spaced_repetition.calibration() == {"sure": (2, 1), "think so": (0, 0), "guess": (1, 1)}
