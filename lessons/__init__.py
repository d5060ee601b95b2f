"""Cooperative Security: the learner's door. `from lessons import charts, explore, quiz, table`."""

from typing import Any

from lessons import charts, explore, tasks
from lessons.chart import Chart
from lessons.classroom.form import hand_in
from lessons.data import cite, table
from lessons.desk import my_progress, review
from lessons.quizzes import estimate, quiz

__all__ = [
    "charts",
    "check",
    "cite",
    "estimate",
    "explore",
    "hand_in",
    "my_progress",
    "quiz",
    "review",
    "table",
]


def check(lesson: str, answer: Any) -> None:
    """Print whether `answer` solves the code task of a lesson, and if not, what is off."""
    print(tasks.check(lesson, answer))


def _show_charts_in_their_frame() -> None:
    # In a notebook a chart gets the explorers' frame: same look, table and keys. Charts
    # themselves know nothing of widgets.
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        formatter = shell.display_formatter.mimebundle_formatter
        formatter.for_type(
            Chart, lambda chart, **options: explore.framed(chart)._repr_mimebundle_(**options)
        )


_show_charts_in_their_frame()
