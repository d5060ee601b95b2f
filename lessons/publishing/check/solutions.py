"""Run the solutions of labs, which takes as long as all other checks together."""

import traceback
from collections.abc import Iterator

from lessons.core.mistakes import Mistake
from lessons.course import Lesson
from lessons.data import BrokenTable
from lessons.labs import code_tasks


def solution_faults(lesson: Lesson) -> Iterator[str]:
    """Yield why solutions in the lab of a lesson fail.

    Raise BrokenLesson where tasks lack a solution, and BrokenTable where one reads a table with
    mistakes.
    """
    for task in code_tasks.tasks(lesson.lab) if lesson.lab else ():
        try:
            code_tasks.solved(task)
        except SyntaxError:
            pass  # reported by the check of the code
        except (BrokenTable, KeyboardInterrupt):
            raise
        except BaseException as error:  # whatever the author's code may raise
            yield _failure(task, error)


def _failure(task: code_tasks.Task, error: BaseException) -> str:
    """Return in one sentence at which line the solution of a task failed, and why."""
    # The last step inside the solution: what it calls may fail deep in a library.
    steps = traceback.extract_tb(error.__traceback__)
    line = next((step.lineno for step in steps if step.filename == task.path), None) or 1
    reason = " ".join(str(error).split())
    if not isinstance(error, Exception):
        reason = "this solution ends Python here. Leave this line out."
    elif not isinstance(error, Mistake):
        reason = f"{type(error).__name__}: {reason}"
    return f"{task.path}, line {task.solution.line + line - 1}: {reason}"
