"""Write the lessons' code tasks as assignments that nbgrader releases and grades by itself.

nbgrader needs an environment of its own, as it adds itself to every JupyterLab beside it.
In the course's folder, once:

    uv venv build/nbgrader-env
    uv pip install --python build/nbgrader-env -r tests/nbgrader-requirements.txt

Then, in the folder that this command writes (build/nbgrader, or --out DIR):

    nbgrader generate_assignment the_network     makes the pupils' notebook, without solutions
    nbgrader autograde the_network               runs and marks what lies in submitted/NAME/
    nbgrader generate_feedback the_network       writes a page for each pupil

Each task is worth one point, given by a test that says what is off. `autograde` runs the code that
pupils handed in: do it where that can do no harm. If you have written assignments here before,
your nbgrader_config.py stays as it is.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons.core.paths import ROOT, lesson_folder, lesson_folders, slug
from lessons.labs import code_tasks
from lessons.publishing.prose import fill

SECTION = re.compile(r"^## Dig deeper[^\n]*\n(.*?)^```python task\n(.*?)^```", re.DOTALL | re.M)
EXAMPLE = re.compile(r"^```python\n(.*?)^```\s*?$", re.DOTALL | re.MULTILINE)
POINTS = 1
STUB = "answer = ...  # replace the three dots; more lines above are welcome"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
TEST = """\
# This cell says whether your answer is right and, if not, what is off. Leave it as it is.
from lessons.labs import code_tasks as tasks

assert answer is not ..., "Nothing to check yet: write your code above and put it into `answer`."
fault = tasks.difference(answer, tasks.expected("{slug}"))
assert not fault, fault
"""
CONFIG = """\
# Written by `python -m lessons nbgrader` where there was none. It is yours to change.
# `nbgrader autograde` runs the code that pupils handed in: do it where that can do no harm.
import os

c = get_config()
c.CourseDirectory.course_id = "cooperative-security"
c.ClearSolutions.code_stub = {{"python": {stub!r}}}

# Pupils' notebooks import the course: here is where it stands.
paths = [{root!r}, os.environ.get("PYTHONPATH", "")]
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
"""


def command(arguments: list[str]) -> int:
    """Write the code tasks of lessons into an nbgrader course folder; print where they are."""
    parser = argparse.ArgumentParser(
        prog="python -m lessons nbgrader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lessons", nargs="*", help="such as 3 or the_network; none means all")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "nbgrader", metavar="DIR")
    wish = parser.parse_args(arguments)
    folders = [lesson_folder(name) for name in wish.lessons] or list(_with_task())
    for path in write_course(folders, wish.out):
        print(path, flush=True)
    print(f"Next, in {wish.out}: nbgrader generate_assignment {slug(folders[0])}")
    print("How to install nbgrader, and what comes then: python -m lessons nbgrader --help")
    return 0


def write_course(folders: list[Path], out: Path) -> list[Path]:
    """Write an nbgrader course with one assignment a lesson into `out`; return its files.

    A configuration that is already there stays, as the teacher may have changed it.
    """
    assignments = {slug(folder): assignment(folder) for folder in folders}
    config = out / "nbgrader_config.py"
    out.mkdir(parents=True, exist_ok=True)
    if not config.exists():
        config.write_text(CONFIG.format(stub=STUB, root=str(ROOT)), encoding="utf-8")
    written = [config]
    for name, notebook in assignments.items():
        path = out / "source" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        written.append(path)
    return written


def assignment(folder: Path) -> NotebookNode:
    """Return the teacher's notebook of a lesson's task, from which nbgrader makes the pupils'."""
    name = slug(folder)
    answer = code_tasks.solution(name)  # says in words if there is none
    text = fill(folder)
    found = SECTION.search(text)
    if not found:
        raise ValueError(f"{folder.name}/lesson.md has a solution, but no task before it.")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    cells = [
        new_markdown_cell(f"# {title[1] if title else name}: the code task"),
        new_code_cell("from lessons import table"),
        *_told(found[1]),
        _marked(new_code_cell(_solved(found[2], answer)), f"{name}-answer", solution=True),
        _marked(new_code_cell(TEST.format(slug=name).rstrip()), f"{name}-test", points=POINTS),
    ]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"{name}-{number}"
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.validate(notebook)
    return notebook


def _with_task() -> Iterator[Path]:
    for folder in lesson_folders():
        if code_tasks.SOLUTION.search((folder / "lesson.md").read_text(encoding="utf-8")):
            yield folder


def _told(text: str) -> Iterator[NotebookNode]:
    # The pattern has one group, so what is split alternates: words, code, words, code, words.
    for number, part in enumerate(EXAMPLE.split(text)):
        if part.strip():
            yield (new_code_cell if number % 2 else new_markdown_cell)(part.strip())


def _solved(start: str, answer: str) -> str:
    # What stands above `answer = ...` is given to the pupil; the rest is the pupil's to write.
    given = start.partition("answer = ...")[0].strip()
    hidden = f"### BEGIN SOLUTION\n{answer.strip()}\n### END SOLUTION"
    return f"{given}\n\n{hidden}" if given else hidden


def _marked(
    cell: NotebookNode, name: str, *, solution: bool = False, points: int | None = None
) -> NotebookNode:
    graded = points is not None
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": graded,
        "solution": solution,
        "locked": graded,
        "task": False,
        **({"points": points, "cell_type": "code"} if graded else {}),
    }
    return cell
