"""The browser's own Python, run in node, runs every cell and says the same as Jupyter."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lessons.core.paths import NOTEBOOKS, ROOT
from web.test_session import NAMES, sentences

pytestmark = pytest.mark.xdist_group("website")


@pytest.fixture(scope="module")
def shown(website: Path) -> dict[str, dict[str, Any]]:
    """Return what every cell of the built site shows, by the page and the cell's id."""
    command = ["node", str(Path(__file__).with_name("run_cells.js")), str(website)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_every_cell_runs_in_the_browsers_python(name, shown):
    assert not {cell: it["error"] for cell, it in shown[name].items() if "error" in it}


@pytest.mark.parametrize("name", NAMES)
def test_charts_say_there_what_they_say_in_jupyter(name, shown):
    for cell, sentence in sentences(NOTEBOOKS / f"{name}.ipynb").items():
        assert shown[name][cell]["state"]["view"]["says"] == sentence
