"""A lesson runs without pandas, numpy and matplotlib: its kernel starts fast and stays small."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.core.paths import ROOT
from lessons.course import extras, lessons
from lessons.publishing.cells import notebook_path

HEAVY = ("pandas", "numpy", "matplotlib", "scipy", "polars", "jinja2")
PAGES = {page.name: page for page in (*lessons(), *extras())}  # labs teach pandas

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
    """Return the code cells of a notebook."""
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]


def run(sources: list[str]) -> subprocess.CompletedProcess[str]:
    """Run cells in a new interpreter that refuses the heavy packages."""
    return subprocess.run(
        [sys.executable, "-c", RUNNER, " ".join(HEAVY)],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_runs_without_the_heavy_packages(name):
    outcome = run(cells(notebook_path(PAGES[name])))
    assert outcome.returncode == 0, outcome.stderr[-2000:] or outcome.stdout[-2000:]


@pytest.mark.parametrize("package", HEAVY)
def test_an_import_of_a_heavy_package_is_refused(package):
    outcome = run([f"import {package}"])
    assert outcome.returncode != 0
    assert f"{package} may not be imported" in outcome.stdout + outcome.stderr
