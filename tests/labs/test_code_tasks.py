"""The check of a lab's task says what is wrong with an answer."""

import pandas as pd
import pytest

from lessons.core.paths import UnknownName
from lessons.course import labs
from lessons.labs import code_tasks

WITH_TASK = [lab.slug for lab in labs()]
FRAME = pd.DataFrame({"iso3": ["BHR", "KWT"], "joined": ["2005-02", "2004-12"]}, index=[7, 9])

CROSS = FRAME.set_index("iso3")


@pytest.mark.parametrize("lesson", WITH_TASK)
def test_the_solution_solves_the_task(lesson: str) -> None:
    assert code_tasks.check(lesson, code_tasks.expected(lesson)).startswith("Right.")


@pytest.mark.parametrize("lesson", WITH_TASK)
def test_an_untouched_task_is_not_a_mistake(lesson: str) -> None:
    assert code_tasks.check(lesson, ...).startswith("Nothing to check yet")


@pytest.mark.parametrize("lesson", WITH_TASK)
def test_nothing_at_all_does_not_solve_the_task(lesson: str) -> None:
    assert code_tasks.check(lesson, None).startswith("Not yet.")


@pytest.mark.parametrize(
    ("got", "wanted", "said"),
    [
        (41, 41.0, ""),
        ("41", 41, "A number is asked for; your answer is text."),
        (40, 41, "Your number, 40, is too small."),
        (float("nan"), 41, "Your answer is not a number (NaN)."),
        (["a"], ["a", "b"], "Missing: b."),
        (["a", "b", "c"], ["a", "b"], "Not wanted: c."),
        (["b", "a"], ["a", "b"], "The items are right, but they are in another order."),
        ({"b", "a"}, {"a", "b"}, ""),
        (["a", "a"], ["a"], "You have 2 items, 1 are expected: some occur twice."),
        (5, ["a"], "A list is asked for; your answer is a single number."),
        (12, 12.3456, "Your number, 12, is close: leave it as Python computes it, unrounded."),
        (
            12.35,
            12.3456,
            "Your number, 12.35, is close: leave it as Python computes it, unrounded.",
        ),
        (20330200, 20320100, "Your number, 20,330,200, is too large."),
        (FRAME, FRAME, ""),
        (FRAME.reset_index(drop=True), FRAME, ""),
        (FRAME[["iso3"]], FRAME, "Look at the columns. Missing: joined."),
        (
            FRAME.set_index("iso3").T,
            FRAME.set_index("iso3"),
            "Rows and columns have changed places.",
        ),
        (["2"], [2], "Missing: 2. Not wanted: '2'."),
        (FRAME.head(1), FRAME, "Your table has 1 row; 2 are expected."),
        ([1], FRAME, "A table (a DataFrame) is asked for; your answer is a list."),
        (FRAME["iso3"], FRAME["iso3"], ""),
        (True, True, ""),
        ("Malta", "Georgia", "Your answer is 'Malta'; that is not it."),
    ],
)
def test_a_difference_is_said_in_words(got: object, wanted: object, said: str) -> None:
    assert code_tasks.difference(got, wanted) == said


def test_the_first_wrong_cell_is_named() -> None:
    wrong = FRAME.assign(joined=["2005-02", "2005-12"])
    assert code_tasks.difference(wrong, FRAME) == (
        "The column 'joined' is off, first in row 1: there you have '2005-12'."
    )


def test_an_unknown_lesson_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'the_network'"):
        code_tasks.check("the_netwrk", 1)
