"""Read the tasks of a lab from lab.md, and check a learner's answers."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from lessons import course
from lessons.core.paths import UnknownName
from lessons.core.text import counted
from lessons.course import Block, BrokenLesson, Lesson

ORDERED = "# The order counts."  # in a solution: the order of items, rows or bars is compared


@dataclass(frozen=True)
class Task:
    """A task of a lab: its number, the cell to begin with, and the solution's code.

    `path` is the file's name in messages.
    """

    number: int
    start: Block
    solution: Block
    path: str


def check(lesson: str, answer: Any, task: int = 1) -> str:
    """Return a sentence: whether an answer solves a task of a lab, and if not, what is wrong.

    Raise UnknownName where there is no such lesson or task.
    """
    from lessons.labs.differences import shown  # when needed: it imports pandas

    wanted = task_of(lesson, task)
    if answer is ...:
        return "Nothing to check yet: write your code above and put the result into `answer`."
    ours = solved(wanted)
    try:
        fault = difference(answer, ours, ORDERED in wanted.solution.text)
    except Exception:
        fault = f"Your answer is of the kind '{type(answer).__name__}', which cannot be compared."
    if not fault:
        return "Right. That is the same as our solution gives."
    return f"Not yet. {fault} (This was about `answer` as it is now: {shown(answer)}.)"


def difference(got: Any, wanted: Any, ordered: bool = False) -> str:
    """Return in a sentence how an answer differs from what is wanted; empty if it does not.

    The tests in assignments for nbgrader call it, also those that teachers made long ago.
    """
    from lessons.labs import differences  # when needed: it imports pandas

    return differences.difference(got, wanted, ordered)


def expected(lesson: str, task: int = 1) -> Any:
    """Return what `answer` holds after the lab's own solution of a task has run."""
    return solved(task_of(lesson, task))


def solved(task: Task) -> Any:
    """Return what `answer` holds after the solution of a task has run."""
    from matplotlib import pyplot  # when needed: it takes time to import

    # In a namespace of its own, the solution can neither use nor change the learner's variables.
    names: dict[str, Any] = {}
    # It draws on a new figure, not on one that is open. A notebook would show figures that were
    # left open below the cell, so all that it opens are closed.
    before = pyplot.get_fignums()
    pyplot.figure()
    try:
        exec(compile(task.solution.text, task.path, "exec"), names)  # noqa: S102 (our own text)
    finally:
        for number in set(pyplot.get_fignums()) - set(before):
            pyplot.close(number)
    if "answer" not in names:
        raise ValueError(f"The solution of task {task.number} does not set `answer`.")
    return names["answer"]


def tasks(lab: Lesson) -> tuple[Task, ...]:
    """Return the tasks of a lab in order: each is a cell to begin with and the next solution.

    Raise BrokenLesson where the two do not take turns.
    """
    found = [block for block in lab.code if block.role in ("task", "solution")]
    pairs = list(zip_longest(found[::2], found[1::2]))
    for start, solved in pairs:
        if start.role != "task" or solved is None or solved.role != "solution":
            raise BrokenLesson(
                f"{lab.path}, line {start.line}: this {start.role} is not paired. Each ```python "
                "task needs a ```python solution before the next task."
            )
    return tuple(Task(number, *pair, lab.path) for number, pair in enumerate(pairs, 1))


def task_of(lesson: str, number: int = 1) -> Task:
    """Return a task of a lesson's lab by its number. Raise UnknownName where there is none."""
    lab = course.lesson(lesson).lab
    found = tasks(lab) if lab else ()
    if not found:
        raise UnknownName(f"The lesson '{lesson}' has no code task.")
    if number not in range(1, len(found) + 1):
        has = counted(len(found), "task")
        raise UnknownName(f"The lab of '{lesson}' has {has}, and no task {number}.")
    return found[number - 1]
