"""The browser's own Python, run in node, runs every cell and says the same as Jupyter."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from explorer_states import NAMES as EXPLORERS
from explorer_states import states
from simulated_class import right, wrong

from lessons import explore, quiz
from lessons.core.paths import NOTEBOOKS, ROOT, lesson_folders, slug
from lessons.course import extras, lessons
from lessons.publishing.clean_run import empty_journal
from lessons.questions import questions

pytestmark = pytest.mark.exhaustive
NAMES = [page.name for page in (*lessons(), *extras())]


@dataclass
class Dialogue:
    """A cell that shows a widget, what a learner does with it, and what Jupyter shows each time."""

    cell: str
    does: list[dict[str, Any]] = field(default_factory=list)
    sees: list[Any] = field(default_factory=list)


def moved(name: str) -> Dialogue:
    """Return an explorer in all states that tests visit, and its sentences."""
    found, explorer = Dialogue(f"explore.{name}()"), getattr(explore, name)()
    for state in states(explorer):
        values = explorer.values | state
        explorer.values = values
        found.does.append({"state": {"values": values}})
        found.sees.append(explorer.view["says"])
    return found


def answered(lesson: str) -> Dialogue:
    """Return all questions of a lesson, answered wrong and then right, and the feedback."""
    asked = questions(lesson)
    only = [question.id.partition(".")[2] for question in asked]
    card = quiz(lesson, only=only)
    found = Dialogue(f"quiz({lesson!r}, only={only!r})")
    for number, question in enumerate(asked):
        for answer in (wrong(question, random.Random(question.id)), right(question)):
            values = card.layouts[number].values(answer)
            message = {"do": "check", "card": number, "answer": values, "sure": "sure"}
            found.does.append({"message": message})
            found.sees.append(card.handle(message))
    return found


@pytest.fixture(scope="module")
def dialogues() -> dict[str, Dialogue]:
    """Return what learners do with every explorer and question."""
    with empty_journal():
        explored = {name: moved(name) for name in EXPLORERS}
        quizzes = [slug(folder) for folder in lesson_folders() if questions(slug(folder))]
        return explored | {f"quiz of {name}": answered(name) for name in quizzes}


@pytest.fixture(scope="module")
def there(website: Path, dialogues: dict[str, Dialogue]) -> dict[str, Any]:
    """Return what the browser's Python shows: of every cell of a page, and in every dialogue."""
    command = ["node", str(Path(__file__).with_name("run_cells.js")), str(website)]
    text = json.dumps(
        {name: [dialogue.cell, dialogue.does] for name, dialogue in dialogues.items()}
    )
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sentences(notebook: Path) -> dict[str, str]:
    """Return what each chart of a stored notebook says, by the cell that shows it."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    data = {c["id"]: output.get("data", {}) for c in cells for output in c.get("outputs", [])}
    found = {id: "".join(shown["text/plain"]) for id, shown in data.items() if "text/html" in shown}
    return {id: text for id, text in found.items() if "<img" in "".join(data[id]["text/html"])}


def seen(replies: list[list[dict[str, Any]]]) -> Iterator[Any]:
    """Yield what the page shows at first and after each step: a sentence, or what is replied."""
    shown = None
    for events in replies:
        for event in events:
            view = event.get("state", {}).get("view")
            shown = event.get("message", view["says"] if view else shown)
        yield shown


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_every_cell_runs_in_the_browsers_python(name, there):
    cells = there["pages"][name]
    assert not {name: cell["error"] for name, cell in cells.items() if "error" in cell}


def test_no_page_lets_the_browser_compile_the_standard_library(there):
    assert not there["sources"]


@pytest.mark.parametrize("name", NAMES)
def test_charts_say_there_what_they_say_in_jupyter(name, there):
    for cell, sentence in sentences(NOTEBOOKS / f"{name}.ipynb").items():
        assert there["pages"][name][cell]["state"]["view"]["says"] == sentence


def test_same_steps_give_the_same_sentences_marks_and_feedback_as_in_jupyter(there, dialogues):
    for name, dialogue in dialogues.items():
        as_json = json.loads(json.dumps(dialogue.sees))
        _at_first, *shown = seen(there["dialogues"][name])
        assert shown == as_json, name
