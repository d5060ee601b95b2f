"""A notebook runs without pandas, numpy and matplotlib: its kernel starts fast and stays small."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.core.paths import NOTEBOOKS, ROOT

HEAVY = ("pandas", "numpy", "matplotlib", "scipy", "polars", "jinja2")
# The cells of a code task, which teach pandas and may import it.
TASK = re.compile(r"\btable\(|\banswer\b|^import pandas", re.MULTILINE)

RUNNER = """
import importlib.abc, json, sys

HEAVY = set(sys.argv[1].split())

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HEAVY:
            raise ModuleNotFoundError(f"{name} may not be imported in a lesson", name=name)

sys.meta_path.insert(0, Refuse())

from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
for source in json.load(sys.stdin):
    outcome = shell.run_cell(source)
    outcome.raise_error()
    if outcome.result is not None:
        shell.display_formatter.format(outcome.result)
"""


def cells(notebook: Path) -> list[str]:
    """Return the code cells of a notebook but those of code tasks."""
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]
    return [source for source in sources if not TASK.search(source)]


def run(sources: list[str]) -> subprocess.CompletedProcess[str]:
    """Run cells in a new interpreter that refuses the heavy packages."""
    return subprocess.run(
        [sys.executable, "-c", RUNNER, " ".join(HEAVY)],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
def test_a_notebook_runs_without_the_heavy_packages(name):
    outcome = run(cells(NOTEBOOKS / f"{name}.ipynb"))
    assert outcome.returncode == 0, outcome.stderr[-2000:] or outcome.stdout[-2000:]


@pytest.mark.parametrize("package", HEAVY)
def test_an_import_of_a_heavy_package_is_refused(package):
    outcome = run([f"import {package}"])
    assert outcome.returncode != 0
    assert f"{package} may not be imported" in outcome.stdout + outcome.stderr


def test_the_cells_of_code_tasks_are_left_out():
    sources = cells(NOTEBOOKS / "09_organisations.ipynb")
    assert any("quiz(" in source for source in sources)
    assert not any("table(" in source for source in sources)
