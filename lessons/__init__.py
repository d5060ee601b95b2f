"""Cooperative Security: the learner's door. `from lessons import charts, explore, quiz, table`."""

from typing import Any

from lessons import charts, explore, tasks
from lessons.chart import Chart
from lessons.doors import door

# What a learner meets, by the room that it lives in; opened when it is asked for.
HOMES = {
    "classroom.form": ["hand_in"],
    "data": ["cite", "table"],
    "desk": ["my_progress", "review"],
    "quizzes": ["estimate", "quiz"],
}

__getattr__, __dir__, _names = door(__name__, HOMES, "name in the course")
__all__ = ["charts", "check", "explore", *_names]


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
