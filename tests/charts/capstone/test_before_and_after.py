"""The comparison before and after the course, and what luck does to a short test."""

import math

import pytest
from writing import words_of

from lessons import journal
from lessons.charts import before_and_after, chance_in_a_test, what_was_done
from lessons.charts.capstone.before_and_after import TOPICS, answered, both
from lessons.charts.capstone.chance_in_a_test import SIZES, distribution, usual, usual_difference
from lessons.charts.capstone.what_was_done import partners
from lessons.data import table
from lessons.questions import questions

TWELVE = [q.id.partition(".")[2] for q in questions("start_here") if q.place == "before"]


def answer(lesson, name, score, **more):
    journal.record(f"{lesson}.{name}", "x", score=score, success=score == 1, **more)


def test_without_answers_nothing_is_compared():
    chart = before_and_after()
    assert "0 of 12 questions answered" in chart.says
    topics = [TOPICS[name.removesuffix("-2")] for name in TWELVE]
    assert list(chart.data.column("Question")) == topics


def test_no_result_is_shown_before_the_final_check_is_done():
    for place, name in enumerate(TWELVE):
        answer("start_here", name, float(place % 2))
    blank = before_and_after()
    for name in TWELVE[:-1]:
        answer("capstone", name, 1.0)
    waiting = before_and_after()
    assert "11 of 12 questions answered" in waiting.says
    for chart in (blank, waiting):
        shown = chart.title + chart.says + words_of(chart) + str(list(chart.data))
        assert "point" not in shown and "then" not in shown
        assert {cell for row in chart.data.rows for cell in row[1:]} <= {"", "answered"}
    answer("capstone", TWELVE[-1], 1.0)
    title = before_and_after().title
    assert title.startswith("6 points before") and ", 12 after" in title


def test_the_first_answer_counts_both_times():
    name = TWELVE[0]
    for lesson, scores in (("start_here", (0.0, 1.0)), ("capstone", (1.0, 0.0))):
        for score in scores:
            answer(lesson, name, score)
    pair = answered()[0]
    assert (pair.before, pair.after) == (0.0, 1.0)


def test_only_what_was_answered_twice_is_compared():
    for name in TWELVE[:5]:
        answer("start_here", name, 0.0)
    for name in TWELVE:
        answer("capstone", name, 1.0)
    assert len(both(answered())) == 5
    says = before_and_after().says
    assert "5 were answered twice" in says
    assert "0 points before" in says and ", 5 after" in says


@pytest.mark.parametrize(
    ("right_before", "right_after", "said"),
    [
        (6, 7, "so this says little"),
        (3, 11, "more, but 12 questions"),
        (11, 2, "more, but 12 questions"),
        (5, 5, "so this says little"),
    ],
)
def test_the_sentence_does_not_promise_more_than_twelve_questions_hold(
    right_before, right_after, said
):
    for place, name in enumerate(TWELVE):
        answer("start_here", name, float(place < right_before))
        answer("capstone", name, float(place < right_after))
    says = before_and_after().says
    assert said in says
    assert "chance" in says


def test_answers_of_the_first_edition_are_compared():
    changed = [name for name in TWELVE if name.endswith("-2")]
    assert changed
    for name in TWELVE:
        answer("start_here", name.removesuffix("-2"), 0.0)
        answer("capstone", name.removesuffix("-2"), 1.0)
    assert len(both(answered())) == 12


def test_how_sure_one_was_stands_in_the_table():
    answer("start_here", TWELVE[1], 0.0, confidence="guess")
    for name in TWELVE:
        answer("capstone", name, 1.0, confidence="sure")
    row = list(before_and_after().data)[1]
    assert (row["How sure before"], row["How sure after"]) == ("guess", "sure")


# -- Luck


@pytest.mark.parametrize("many", [int(size) for size in SIZES])
@pytest.mark.parametrize("know", [10, 60, 95])
def test_the_chances_are_those_of_the_binomial_distribution(know, many):
    chances = distribution(know, many)
    assert math.isclose(sum(chances), 1)
    mean = sum(right * chance for right, chance in enumerate(chances))
    assert math.isclose(mean, many * know / 100)
    low, high = usual(know, many)
    assert sum(chances[low : high + 1]) >= 0.9
    assert sum(chances[low + 1 : high]) < 0.9


def test_more_questions_leave_less_to_luck():
    shares = [usual_difference(60, many) / many for many in map(int, SIZES)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.25, "with twelve questions a quarter may be luck"
    assert "differ by up to 4" in chance_in_a_test(60, "12").says


# -- What was done


def test_the_examples_of_a_partner_are_those_of_the_table():
    rows = table("practice_examples")
    for code in partners():
        listed = set(what_was_done(code).data.column("Row"))
        in_table = rows["iso3"].fillna("").str.split(";").map(lambda codes, c=code: c in codes)
        assert listed == set(rows[in_table]["example_id"])
        assert listed, "every partner of today has an example"
    assert "Jordan: 15 examples" in what_was_done("JOR").says
