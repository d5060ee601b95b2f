"""Cooperative Security: the names that a notebook imports.

`from lessons import charts, explore, quiz, table` is how most lessons begin.
"""

import importlib
import sys
from typing import Any

from lessons import charts, explore
from lessons.charts.engine.chart import Chart
from lessons.core.lazy_imports import lazy_names
from lessons.labs import code_tasks

# The names that learners use, by the module that offers them; imported at their first use.
NAMES_OF_MODULES = {
    "classroom.hand_in_form": ["hand_in"],
    "data": ["cite", "table"],
    "dashboard.lesson_result": ["lesson_result"],
    "dashboard.progress_page": ["my_progress"],
    "dashboard.review": ["review"],
    "dashboard.search": ["search"],
    "teaching.page": ["for_teachers"],
    "widgets.estimate": ["estimate"],
    "widgets.quiz_card": ["quiz"],
}

FORMER_NAMES = {"progress": "lessons.journal"}  # notebooks of the first edition import these
_MODULES = {name: module for module, names in NAMES_OF_MODULES.items() for name in names}


def _load(name: str) -> Any:
    if name in FORMER_NAMES:
        return importlib.import_module(FORMER_NAMES[name])
    if name not in _MODULES:
        return None
    return getattr(importlib.import_module(f"lessons.{_MODULES[name]}"), name)


__getattr__, __dir__ = lazy_names(__name__, _load, lambda: sorted(_MODULES), "name in the course")
__all__ = ["charts", "check", "explore", *_MODULES]


def check(lesson: str, answer: Any, task: int = 1) -> None:
    """Print whether `answer` solves a task of a lesson's lab, and if not, what is wrong."""
    print(code_tasks.check(lesson, answer, task))


def _set_up_display() -> None:
    # In a notebook a chart gets the explorers' frame with its look, table and keys; charts do not
    # depend on widgets. pandas' numbers are shown as 1949, not as np.int64(1949). Outside a
    # notebook nothing has imported IPython, and nothing needs it.
    ipython = sys.modules.get("IPython")
    if ipython is not None and (shell := ipython.get_ipython()) is not None:
        formatter = shell.display_formatter.mimebundle_formatter
        formatter.for_type(
            Chart, lambda chart, **options: explore.framed(chart)._repr_mimebundle_(**options)
        )
        plain = shell.display_formatter.formatters["text/plain"]
        for name in ("int64", "float64"):
            plain.for_type_by_name("numpy", name, lambda n, printer, _cycle: printer.text(str(n)))


_set_up_display()
