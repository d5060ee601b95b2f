"""Print what a quiz costs: python tests/benchmarks/quiz.py

Ten questions of four options, as other quiz tools for notebooks are measured. Those tools
are measured in the same run if they are installed (pip install jupyterquiz ipyquizjb); plain
ipywidgets always are.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output

ROOT = Path(__file__).resolve().parent.parent.parent
OPTIONS = ["Mediterranean Dialogue", "Partnership for Peace", "Istanbul Initiative", "NACC"]
ASK = "Which framework did the country number {} sign up to in the year 1994?"
BARE = """
import sys, time, types, ipywidgets
course = types.ModuleType("lessons"); course.__path__ = [{root!r} + "/lessons"]
sys.modules["lessons"] = course  # the room itself, not the course's door
start = time.perf_counter()
import {module}
print((time.perf_counter() - start) * 1000)
"""
Built = tuple[int, int]  # models, bytes


def main() -> None:
    """Measure and print."""
    os.environ["COOPERATIVE_SECURITY_HOME"] = tempfile.mkdtemp()
    InteractiveShell.instance()  # what a cell shows goes through it
    rows = [("ours", "lessons.widgets.quiz_card", ours), ("plain ipywidgets", "", plain)]
    rows += [("jupyterquiz", "jupyterquiz", jupyterquiz)] * installed("jupyterquiz")
    rows += [("ipyquizjb", "ipyquizjb", ipyquizjb)] * installed("ipyquizjb")
    print(
        f"{'ten questions, four options':28} {'import':>8} {'build':>8} {'models':>7} {'bytes':>8}"
    )
    for name, module, build in rows:
        took, (models, size) = timed(build)
        arrived = f"{importing(module):5.1f} ms" if module else "-"
        print(f"{name:28} {arrived:>8} {took:5.1f} ms {models:7} {size:8,}")
    took = journal()
    print(f"{'journal of 10,000 answers':28} {took:5.0f} ms to open and sum up")


def timed(build: Callable[[], Built]) -> tuple[float, Built]:
    """Return the median time to build and show, in milliseconds, and what was built."""
    times, built = [], build()
    for _ in range(9):
        start = time.perf_counter()
        build()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), built


def importing(module: str) -> float:
    """Return the median time to import a module after ipywidgets, in milliseconds."""
    code = BARE.format(root=str(ROOT), module=module)
    around = os.environ | {"PYTHONPYCACHEPREFIX": os.environ["COOPERATIVE_SECURITY_HOME"]}
    around.pop("PYTHONDONTWRITEBYTECODE", None)  # the first run compiles, as an installer does
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, env=around) for _ in range(6)]
    return statistics.median(float(run.stdout) for run in runs[1:])


def installed(module: str) -> int:
    """Return 1 if a module can be imported, else 0."""
    return int(importlib.util.find_spec(module) is not None)


def ours() -> Built:
    """Build the quiz of this course."""
    from lessons.questions import Single
    from lessons.widgets.quiz_card import Quiz

    wrong = {option: f"Not {option}." for option in OPTIONS[1:]}
    asked = [
        Single(id=f"b.{n}", ask=ASK.format(n), right={OPTIONS[0]: "Yes."}, wrong=wrong)
        for n in range(10)
    ]
    before = len(models())
    _shown(lambda: display(Quiz("Quiz", asked)))
    return counted(before)


def plain() -> Built:
    """Build the same quiz of plain ipywidgets: question, options, button, feedback."""
    import ipywidgets

    before = len(models())
    cards = [
        ipywidgets.VBox(
            [
                ipywidgets.HTML(ASK.format(number)),
                ipywidgets.RadioButtons(options=OPTIONS, value=None),
                ipywidgets.Button(description="Check"),
                ipywidgets.HTML(),
            ]
        )
        for number in range(10)
    ]
    _shown(lambda: display(ipywidgets.VBox(cards)))
    return counted(before)


def jupyterquiz() -> Built:
    """Build the same quiz with jupyterquiz, which draws it from one script in the output."""
    import contextlib
    import io

    import jupyterquiz as other

    answers = [{"answer": option, "correct": option == OPTIONS[0]} for option in OPTIONS]
    asked = [
        {"question": ASK.format(n), "type": "multiple_choice", "answers": answers}
        for n in range(10)
    ]
    with contextlib.redirect_stdout(io.StringIO()):
        shown = _shown(lambda: other.display_quiz(asked))
    return 0, len(json.dumps(shown, default=str, ensure_ascii=False).encode())


def ipyquizjb() -> Built:
    """Build the same quiz with ipyquizjb."""
    from ipyquizjb.questions import display_package

    before = len(models())
    asked = [
        {
            "type": "MULTIPLE_CHOICE",
            "body": ASK.format(n),
            "answers": OPTIONS,
            "answer": [OPTIONS[0]],
            "notes": [],
        }
        for n in range(10)
    ]
    _shown(lambda: display_package({"questions": asked}, as_group=False))
    return counted(before)


def _shown(show: Callable[[], object]) -> list[Any]:
    with capture_output() as output:
        show()
    return [each.data for each in output.outputs]


@cache
def models() -> list[Any]:
    """Return the list of the widget models that have been made since the first call."""
    from ipywidgets import Widget

    made: list[Any] = []
    Widget.on_widget_constructed(made.append)
    return made


def counted(before: int) -> Built:
    """Return how many models have been made since there were so many, and their state in bytes."""
    made = models()[before:]
    states = [json.dumps(model.get_state(), default=str, ensure_ascii=False) for model in made]
    return len(made), sum(len(state.encode()) for state in states)


def journal() -> float:
    """Return the time to open 10,000 answers and sum them up, in milliseconds."""
    from lessons import journal as progress

    progress.record("b.0", "yes", score=1, success=True, confidence="sure")
    line = progress.path().read_text("utf-8")
    lines = (line.replace("b.0", f"b{n % 14}.{n % 170}") for n in range(10_000))
    text, times = "".join(lines), []
    for number in range(5):  # a journal that was read before is not read again
        os.environ["COOPERATIVE_SECURITY_LEARNER"] = f"learner-{number}"
        progress.path().parent.mkdir(parents=True)
        progress.path().write_text(text, "utf-8")
        start = time.perf_counter()
        progress.right_at_first()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
