"""Run the solutions of labs, which takes as long as all other checks together."""

import traceback
from collections.abc import Iterator, Sequence

from lessons.core.mistakes import Mistake
from lessons.core.paths import lesson_folder, lesson_folders
from lessons.course import Block, BrokenLesson, Lesson, read_lesson
from lessons.data import BrokenTable
from lessons.labs import code_tasks
from lessons.questions.checks import NOT_CHECKED


def solution_faults(names: Sequence[str] = ()) -> list[str]:
    """Return why solutions fail in the labs of the named lessons, or in all labs.

    Another process can run this function. What is wrong with a lab itself is reported by
    `lab_faults`.
    """
    found: list[str] = []
    for folder in map(lesson_folder, names) if names else lesson_folders():
        try:
            lab = read_lesson(folder).lab
            found += _of_lab(lab) if lab else ()
        except BrokenLesson:
            pass
    return found


def _of_lab(lab: Lesson) -> Iterator[str]:
    """Yield why solutions of a lab fail. Raise BrokenLesson where tasks lack a solution."""
    for task in code_tasks.tasks(lab):
        try:
            code_tasks.solved(task)
        except SyntaxError:
            pass  # reported by the check of the code
        except BrokenTable:
            yield f"{lab.path}: {NOT_CHECKED}"
            return
        except (Exception, SystemExit) as error:  # whatever the author's code may raise
            yield _failure(lab, task.solution, error)


def _failure(lab: Lesson, solution: Block, error: BaseException) -> str:
    """Return in one sentence at which line of a lab its solution failed, and why."""
    # The last step inside the solution: what it calls may fail deep in a library.
    steps = traceback.extract_tb(error.__traceback__)
    line = next((step.lineno for step in steps if step.filename == lab.path), None) or 1
    reason = " ".join(str(error).split())
    if isinstance(error, SystemExit):
        reason = "this solution ends Python here. Leave this line out."
    elif not isinstance(error, Mistake):
        reason = f"{type(error).__name__}: {reason}"
    return f"{lab.path}, line {solution.line + line - 1}: {reason}"
