"""The browser's own Python, run in node, runs every cell and says the same as Jupyter."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.course import extras, lessons

NAMES = [page.name for page in (*lessons(), *extras())]


@pytest.fixture(scope="module")
def shown(website: Path) -> dict[str, dict[str, Any]]:
    """Return what every cell of the website shows, by the page and the cell's id."""
    command = ["node", str(Path(__file__).with_name("run_cells.js")), str(website)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def sentences(notebook: Path) -> dict[str, str]:
    """Return what each chart of a stored notebook says, by the cell that shows it."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    data = {c["id"]: output.get("data", {}) for c in cells for output in c.get("outputs", [])}
    found = {id: "".join(it["text/plain"]) for id, it in data.items() if "text/html" in it}
    return {id: text for id, text in found.items() if "<img" in "".join(data[id]["text/html"])}


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_every_cell_runs_in_the_browsers_python(name, shown):
    assert not {cell: it["error"] for cell, it in shown[name].items() if "error" in it}


@pytest.mark.parametrize("name", NAMES)
def test_charts_say_there_what_they_say_in_jupyter(name, shown):
    for cell, sentence in sentences(NOTEBOOKS / f"{name}.ipynb").items():
        assert shown[name][cell]["state"]["view"]["says"] == sentence
