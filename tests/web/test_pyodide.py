"""The browser's own Python, run in node, runs every cell and says the same as Jupyter."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.publishing.web import build_site
from lessons.publishing.web.site import PYODIDE
from web.test_session import NAMES, sentences

REQUIRED = os.environ.get("COURSE_REQUIRE_NODE") == "1"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what every cell of the built site shows, by the page and the cell's id."""
    if not PYODIDE.is_dir() and not REQUIRED:
        pytest.skip("npm install has not been run: Python for the browser is missing")
    site = tmp_path_factory.mktemp("site")
    build_site(site)
    command = ["node", str(Path(__file__).with_name("run_cells.js")), str(site)]
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
