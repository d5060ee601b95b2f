"""The check of a lab's task says what is wrong with an answer."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sampling import pairs

from lessons.core.paths import UnknownName
from lessons.course import BrokenLesson, labs, read_lesson
from lessons.labs import code_tasks
from lessons.labs.differences import difference

TASKS = [(lab.slug, task.number) for lab in labs() for task in code_tasks.tasks(lab)]
FRAME = pd.DataFrame({"iso3": ["BHR", "KWT"], "joined": ["2005-02", "2004-12"]}, index=[7, 9])

CROSS = FRAME.set_index("iso3")
COUNTS = pd.DataFrame({"no": [1, 2], "yes": [4, 0]}, index=["x", "y"])
ORDERED = [("how_partnership_grew", 1, True), ("south_and_gulf", 2, True), ("objectives", 1, True)]


expected = cache(code_tasks.expected)  # for reading only


@pytest.mark.parametrize(("lesson", "task"), TASKS)
def test_the_solution_solves_the_task(lesson: str, task: int) -> None:
    assert code_tasks.check(lesson, expected(lesson, task), task).startswith("Right.")


@pytest.mark.parametrize(("lesson", "task"), TASKS)
def test_an_untouched_task_is_not_a_mistake(lesson: str, task: int) -> None:
    assert code_tasks.check(lesson, ..., task).startswith("Nothing to check yet")


@pytest.mark.parametrize(("lesson", "task"), TASKS)
def test_nothing_at_all_does_not_solve_the_task(lesson: str, task: int) -> None:
    assert code_tasks.check(lesson, None, task).startswith("Not yet.")


@pytest.mark.parametrize(("lesson", "task"), TASKS)
def test_every_task_begins_with_an_answer_that_is_open(lesson: str, task: int) -> None:
    (lab,) = labs([lesson])
    assert "answer = ..." in code_tasks.tasks(lab)[task - 1].start.text


@pytest.mark.parametrize("task", [0, 5, -1, "2"])
def test_a_task_that_does_not_exist_is_reported(task: object) -> None:
    with pytest.raises(UnknownName, match="has 4 tasks"):
        code_tasks.check("cooperative_security", 1, task)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "roles",
    [["solution"], ["task"], ["task", "task", "solution"], ["task", "solution", "solution"]],
)
def test_a_task_without_its_solution_is_named_with_its_line(
    tmp_path: Path, roles: list[str]
) -> None:
    (tmp_path / "lab.md").write_text(
        "".join(f"```python {role}\nanswer = 1\n```\n" for role in roles)
    )
    (tmp_path / "lesson.md").touch()
    lab = read_lesson(tmp_path).lab
    assert lab
    with pytest.raises(BrokenLesson, match=r"lab\.md, line \d: this (task|solution) "):
        code_tasks.tasks(lab)


@pytest.mark.parametrize(
    ("got", "wanted", "message"),
    [
        (41, 41.0, ""),
        ("41", 41, "number .+ text"),
        (40, 41, "40, is too small"),
        (float("nan"), 41, r"missing \(NaN\)"),
        (["a"], ["a", "b"], "Missing: 1 item."),
        (["a", "b", "c"], ["a", "b"], "Not wanted: 'c'."),
        (["b", "a"], ["a", "b"], ""),
        ({"b", "a"}, {"a", "b"}, ""),
        (["a", "a"], ["a"], "2 items, not 1"),
        (5, ["a"], "list .+ single number"),
        (12, 12.3456, "12, is close"),
        (12.35, 12.3456, r"12\.35, is close"),
        (20330200, 20320100, "20,330,200, is too large"),
        (FRAME, FRAME, ""),
        (FRAME.reset_index(drop=True), FRAME, ""),
        (FRAME[["iso3"]], FRAME, r"columns.+ Missing: 1 item\."),
        (FRAME.set_index("iso3").T, FRAME.set_index("iso3"), "Rows and columns"),
        (["2"], [2], "Numbers .+ 2 and '2'"),
        (FRAME.head(1), FRAME, "1 row; 2 are"),
        ([1], FRAME, "DataFrame.+ list"),
        (FRAME["iso3"], FRAME["iso3"], ""),
        (True, True, ""),
        ("Malta", "Georgia", "You have 'Malta'"),
    ],
)
def test_a_difference_is_described(got: object, wanted: object, message: str) -> None:
    found = difference(got, wanted)
    assert re.search(message, found) if message else found == ""


@pytest.mark.parametrize(
    ("got", "wanted", "message"),
    [
        (["b", "a"], ["a", "b"], "All .+ another order"),
        ({"b", "a"}, ["a", "b"], "list .+ set"),
        (FRAME[::-1], FRAME, "rows.+ All .+ another order"),
        (CROSS[::-1], CROSS, "rows.+ All .+ another order"),
        (CROSS["joined"][::-1], CROSS["joined"], "row labels.+ another order"),
    ],
)
def test_the_order_counts_only_where_a_task_says_so(got: Any, wanted: Any, message: str) -> None:
    assert difference(got, wanted) == ""
    assert re.search(message, difference(got, wanted, ordered=True))


@pytest.mark.parametrize(("lesson", "task", "is_ordered"), [("the_network", 3, False), *ORDERED])
def test_a_solution_says_that_the_order_counts(lesson: str, task: int, is_ordered: bool) -> None:
    found = code_tasks.check(lesson, expected(lesson, task)[::-1], task)
    assert found.startswith("Not yet." if is_ordered else "Right.")


@pytest.mark.parametrize(
    ("got", "wanted", "message"),
    [
        (CROSS.set_axis(["x", "y"]), CROSS, r"rows\. Missing: 2 items\. .+: "),
        (pd.concat({"n": COUNTS}, axis=1), COUNTS, ""),
        (
            COUNTS.replace(0, float("nan")),
            COUNTS,
            "'yes' .+ row 'y'.+ missing",
        ),
        (COUNTS / 3, COUNTS / 3, ""),
        (
            (COUNTS / 3).round(2),
            COUNTS / 3,
            r"'no' .+ row 'x'.+, 0\.",
        ),
        (["b", " a"], ["b"], "Not wanted: ' a'."),
        (["c", "b", "d"], ["b"], "Not wanted: 'c', 'd'."),
        (FRAME, ["b"], "list .+ table"),
        (iter("b"), ["b"], "list .+ kind"),
        (pd.Timedelta(days=2), 2, r"number .+`\.day"),
        (COUNTS["no"].max, 2, "number .+ a method"),
    ],
)
def test_tables_are_compared_by_label_and_messages_fit(got: Any, wanted: Any, message: str) -> None:
    found = difference(got, wanted)
    assert re.search(message, found) if message else found == ""


class Unequal:
    """Something that cannot even be compared."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


ODD = [
    ["a", [FRAME], FRAME["iso3"].to_numpy()],
    FRAME["iso3"].to_numpy(),
    pd.concat({"n": COUNTS, "m": COUNTS}, axis=1),
    pd.Series([FRAME], index=[("a", 1)]),
    pd.NaT,
    10**400,
    Unequal(),
]


@pytest.mark.parametrize(("place", "number"), pairs(TASKS, range(len(ODD))))
def test_no_answer_is_too_odd_for_a_check(place: tuple[str, int], number: int) -> None:
    lesson, task = place
    assert code_tasks.check(lesson, ODD[number], task).startswith("Not yet.")


def test_missing_items_are_not_named() -> None:
    for lesson, task in TASKS:
        wanted = expected(lesson, task)
        if isinstance(wanted, list):
            found = code_tasks.check(lesson, [], task)
            assert not any(str(item) in found for item in wanted)


def test_the_first_wrong_cell_is_named() -> None:
    wrong = FRAME.assign(joined=["2005-02", "2005-12"])
    assert re.search("'joined' .+ 'KWT'.+ '2005-12'", difference(wrong, FRAME))


def test_an_unknown_lesson_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'the_network'"):
        code_tasks.check("the_netwrk", 1)
