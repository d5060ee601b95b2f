"""Write the code tasks of labs as assignments that nbgrader releases and grades by itself.

nbgrader needs an environment of its own, as it adds itself to every JupyterLab beside it.
In the course's folder, once:

    .venv/bin/uv venv build/nbgrader-env
    .venv/bin/uv pip install --python build/nbgrader-env -r tests/nbgrader-requirements.txt

Then, in the folder that this command writes (build/nbgrader, or --out DIR):

    nbgrader generate_assignment the_network     makes the pupils' notebook, without solutions
    nbgrader autograde the_network               runs and marks the notebooks in submitted/NAME/
    nbgrader generate_feedback the_network       writes a page for each pupil

Each task is worth one point, given by a test that says what is off. `autograde` runs the code that
pupils handed in: do it where that can do no harm. If you have written assignments here before,
your nbgrader_config.py stays as it is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode, validate, writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons.core.files import write_files
from lessons.core.notebooks import KERNEL
from lessons.core.paths import ROOT
from lessons.course import Block, Lesson, labs, without_comments
from lessons.labs import code_tasks
from lessons.publishing.prose import filled
from lessons.publishing.templates import rendered

POINTS = 1
STUB = "answer = ...  # replace the three dots; more lines above are welcome"
CONFIG = "nbgrader_config.py"


def write_course(lessons: Iterable[Lesson], out: Path) -> list[Path]:
    """Write an nbgrader course with one assignment a lesson into `out`; return its files.

    A configuration that is already there stays, as the teacher may have changed it.
    """
    files = {
        f"source/{lesson.slug}/{lesson.slug}.ipynb": f"{writes(assignment(lesson))}\n"
        for lesson in lessons
    }
    if not (out / CONFIG).exists():
        files[CONFIG] = rendered(f"{CONFIG}.j2", stub=repr(STUB), root=repr(str(ROOT)))
    return write_files(out, files)


def assignment(lesson: Lesson) -> NotebookNode:
    """Return the teacher's notebook of a lab's tasks, from which nbgrader makes the pupils'.

    Raise UnknownName where the lesson has no lab with a task.
    """
    name = lesson.slug
    code_tasks.task_of(name)  # says so where there is none
    lab = filled(labs([name])[0])
    cells = [
        new_markdown_cell(f"# {lab.heading}"),
        *map(_cell, lab.sections[0].code),  # what the lab imports
        *_cells_of_tasks(lab),
    ]
    # Fixed ids, so that the same lab is the same file.
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"{name}-{number}"
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    validate(notebook)
    return notebook


def _cells_of_tasks(lab: Lesson) -> Iterator[NotebookNode]:
    """Yield the cells of the sections that have a task; a test replaces each solution."""
    # The cell that calls `check` is left out: the test below takes its place.
    tasks = {task.start: task for task in code_tasks.tasks(lab)}
    checks = {call.line for call in lab.calls if call.name == "check"}
    for section in lab.sections:
        if not tasks.keys() & {*section.blocks}:
            continue
        for block in section.blocks:
            if block in tasks:
                yield from _graded_cells(lab.slug, tasks[block])
            elif block.role != "solution" and block.line not in checks:
                yield _cell(block)


def _graded_cells(slug: str, task: code_tasks.Task) -> Iterator[NotebookNode]:
    # The first task keeps the name that it had when labs had a single one.
    number = f"-{task.number}" if task.number > 1 else ""
    solved = new_code_cell(_solved(task.start.text, task.solution.text))
    yield _marked(solved, f"{slug}-answer{number}", solution=True)
    test = rendered("nbgrader_test.py.j2", slug=slug, task=task.number).rstrip()
    graded = {"grade": True, "locked": True, "points": POINTS, "cell_type": "code"}
    yield _marked(new_code_cell(test), f"{slug}-test{number}", **graded)


def _cell(block: Block) -> NotebookNode:
    if block.kind == "code":
        return new_code_cell(block.text)
    return new_markdown_cell(without_comments(block.text))


def _solved(start: str, answer: str) -> str:
    # The code above `answer = ...` is given to the pupil, who writes the rest.
    given = start.partition("answer = ...")[0].strip()
    hidden = f"### BEGIN SOLUTION\n{answer.strip()}\n### END SOLUTION"
    return f"{given}\n\n{hidden}" if given else hidden


def _marked(cell: NotebookNode, name: str, **metadata: object) -> NotebookNode:
    """Return a cell with what nbgrader has to know about it."""
    # https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html
    common = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False}
    cell.metadata["nbgrader"] = {**common, "locked": False, "task": False, **metadata}
    return cell
