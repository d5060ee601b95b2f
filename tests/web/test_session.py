"""Without Jupyter the same cells show the same sentences, and the same answers get the same marks.

The session runs here in CPython, in a process of its own because it takes the place of ipywidgets.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.course import extras, lessons
from lessons.publishing.web.pages import page_of

RUNNER = """
import json, sys
from lessons.web import session

assert "IPython" not in sys.modules
for step in json.load(sys.stdin):
    done = session.run(step) if isinstance(step, str) else session.receive(*step)
    print(json.dumps(json.loads(done)))
"""
NAMES = [page.name for page in (*lessons(), *extras())]


def run(*steps: str | tuple[int, str]) -> list[Any]:
    """Run cells, given as text, and messages, given as a widget's number and JSON."""
    command = [sys.executable, "-c", RUNNER]
    text = json.dumps(steps)
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def sentences(notebook: Path) -> dict[str, str]:
    """Return what each chart of a stored notebook says, by the cell that shows it."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    data = {c["id"]: output.get("data", {}) for c in cells for output in c.get("outputs", [])}
    found = {id: "".join(it["text/plain"]) for id, it in data.items() if "text/html" in it}
    return {id: text for id, text in found.items() if "<img" in "".join(data[id]["text/html"])}


@pytest.fixture(scope="module")
def shown() -> dict[str, dict[str, Any]]:
    """Return what every cell of the course shows, by the page and the cell's id."""
    pages = {page.name: page_of(page) for page in (*lessons(), *extras())}
    results = iter(run(*(source for page in pages.values() for _, source in page.cells)))
    return {
        name: {cell: next(results)["shows"] for cell, _ in page.cells}
        for name, page in pages.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_runs_and_charts_say_what_they_say_in_jupyter(name, shown):
    for cell, shows in shown[name].items():
        assert "error" not in shows, f"{name}, {cell}: {shows}"
    for cell, sentence in sentences(NOTEBOOKS / f"{name}.ipynb").items():
        assert shown[name][cell]["state"]["view"]["says"] == sentence


def test_an_answer_is_marked_and_comes_back_to_the_next_card() -> None:
    quiz = 'from lessons import quiz; quiz("the_network", only=["square"])'
    first = run(quiz)[0]["shows"]
    labels = first["state"]["cards"][0]["fields"][0]["labels"]
    right = labels.index("It became an Ally")
    check = {"do": "check", "card": 0, "answer": [right], "sure": ""}
    (reply,), hello = run(
        quiz,
        (first["model"], json.dumps({"message": check})),
        (first["model"], json.dumps({"message": {"do": "hello"}})),
    )[1:]
    assert reply["message"][0]["tone"] == "good"
    assert hello[0]["message"][0]["answer"] == [right]


def test_a_moved_control_gives_one_new_view_and_no_echo() -> None:
    cell = "from lessons import explore; explore.world_map(year=2012)"
    shows = run(cell)[0]["shows"]
    values = shows["state"]["values"] | {"year": 1999}
    (events,) = run(cell, (shows["model"], json.dumps({"state": {"values": values}})))[1:]
    assert [list(event["state"]) for event in events] == [["view"]]
    assert "1999" in events[0]["state"]["view"]["says"]


def test_what_goes_wrong_in_a_cell_is_shown_and_the_next_one_runs() -> None:
    wrong, fine = run("from lessons import quiz; quiz('no_lesson')", "quiz('the_network')")
    assert "no_lesson" in wrong["shows"]["error"]
    assert fine["shows"]["model"]
