"""A lesson runs without pandas, numpy and matplotlib: its kernel starts fast and stays small."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sampling import is_sample

from lessons.core.paths import ROOT
from lessons.course import extras, lessons
from lessons.publishing.cells import notebook_path

HEAVY = ("pandas", "numpy", "matplotlib", "scipy", "polars", "jinja2")
PAGES = {page.name: page for page in (*lessons(), *extras())}  # labs teach pandas

# Run the cells of each page in one interpreter, for its start takes longer than most pages, and
# print as JSON what went wrong with which page.
RUNNER = """
import contextlib, importlib.abc, json, sys, traceback

HEAVY = set(sys.argv[1].split())

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HEAVY:
            raise ModuleNotFoundError(f"{name} may not be imported in a lesson", name=name)

sys.meta_path.insert(0, Refuse())

from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()

def run(sources):
    shell.reset(new_session=False)
    for source in sources:
        outcome = shell.run_cell(source)
        outcome.raise_error()
        if outcome.result is not None:
            shell.display_formatter.format(outcome.result)

wrong = {}
with contextlib.redirect_stdout(sys.stderr):
    for page, sources in json.load(sys.stdin).items():
        try:
            run(sources)
        except Exception:
            wrong[page] = traceback.format_exc()[-2000:]
print(json.dumps(wrong))
"""


def cells(notebook: Path) -> list[str]:
    """Return the code cells of a notebook."""
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]


def failures(pages: dict[str, list[str]]) -> dict[str, str]:
    """Run the cells of pages where the heavy packages are refused; return the trouble of each."""
    printed = subprocess.check_output(
        [sys.executable, "-c", RUNNER, " ".join(HEAVY)],
        input=json.dumps(pages),
        text=True,
        cwd=ROOT,
    )
    return dict(json.loads(printed))


def test_every_notebook_runs_without_the_heavy_packages(request: pytest.FixtureRequest) -> None:
    names = [*PAGES][::4] if is_sample(request) else [*PAGES]
    assert failures({name: cells(notebook_path(PAGES[name])) for name in names}) == {}


def test_an_import_of_a_heavy_package_is_refused() -> None:
    found = failures({package: [f"import {package}"] for package in HEAVY})
    assert list(found) == list(HEAVY)
    for package, trouble in found.items():
        assert f"{package} may not be imported" in trouble
