"""Build the notebook of a lesson or a lab: compose it, run it once, store what a reader sees.

`lesson.md` or `lab.md` is the source; a notebook is generated from it and never edited.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lessons.charts.engine.chart import STILLS
from lessons.core import paths
from lessons.core.files import write_text
from lessons.core.notebooks import KERNEL
from lessons.course import BrokenLesson, Lesson
from lessons.publishing import inputs
from lessons.publishing.cells import FOLDED, Cell, compose, is_stale, notebook_path
from lessons.publishing.clean_run import empty_journal, environment

LIVE_VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS = 120  # after which a cell is stopped
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
AT_LINE = re.compile(r"Cell In\[\d+\], line (\d+)|File <ipython-[^>]*>:(\d+)")


def build(lesson: Lesson) -> Path:
    """Run a lesson's notebook, store it with its outputs, and return its path.

    Raise BrokenLesson, with the line of the text, where an expression or a cell fails.
    """
    cells = compose(lesson)
    with inputs.recorded(lesson):
        text = nbformat.writes(run(notebook(cells), lesson, cells))
        return write_text(notebook_path(lesson), f"{text}\n")


def changed(lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    """Yield the lessons whose notebook has to be built again.

    Its cells differ from the text, or the notebook or a file that it read when it was last built
    on this computer has changed since, or it was never built here.
    """
    return (lesson for lesson in lessons if is_stale(lesson) or inputs.have_changed(lesson))


def notebook(cells: Iterable[Cell]) -> NotebookNode:
    """Return a notebook of these cells, not yet run."""
    made = nbformat.v4.new_notebook(
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}},
        cells=[_node(cell) for cell in cells],
    )
    made.nbformat_minor = 5
    nbformat.validate(made)
    return made


def run(made: NotebookNode, lesson: Lesson, cells: list[Cell]) -> NotebookNode:
    """Return a notebook with its outputs, as a reader without a kernel sees it."""
    with environment(STILLS, "png"), empty_journal():
        try:
            NotebookClient(
                made,
                resources={"metadata": {"path": str(paths.NOTEBOOKS)}},
                # Without this, each new kernel prints a warning that matters on shared computers.
                extra_arguments=["--log-level=ERROR", *inputs.KERNEL_ARGUMENTS],
                store_widget_state=False,
                coalesce_streams=True,  # the pieces of one print are one output
                timeout=SECONDS,
            ).execute()
        except CellExecutionError as error:
            raise BrokenLesson(_failure(made, lesson, cells, error)) from error
        except (CellTimeoutError, DeadKernelError) as error:
            late = f"a cell took more than {SECONDS} seconds"
            reason = late if isinstance(error, CellTimeoutError) else "its kernel stopped"
            raise BrokenLesson(f"{lesson.path} could not be run: {reason}.") from error
    made.metadata.language_info = NotebookNode(name="python")
    for cell in made.cells:
        cell.metadata.pop("execution", None)  # time stamps
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE_VIEW, None)  # the picture stays
    return made


def _node(cell: Cell) -> NotebookNode:
    """Return a cell as nbformat holds it, under the id that its heading gives it."""
    new = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
    node = new(cell.source)
    node["id"] = cell.id
    if cell.is_folded:
        node.metadata.update(nbformat.from_dict(FOLDED))
    if cell.kind == "code" and cell.source.rstrip().endswith(";"):
        # The semicolon hides the result, except in nbval's kernel, which has no history.
        node.metadata["tags"] = ["nbval-ignore-output"]
    return node


def _failure(
    made: NotebookNode, lesson: Lesson, cells: list[Cell], error: CellExecutionError
) -> str:
    """Return in one sentence which line of the text failed, and why."""
    # nbclient does not say which cell failed: it is the one whose output is an error.
    failed = next(
        n
        for n, cell in enumerate(made.cells)
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    )
    found = AT_LINE.search(COLOURS.sub("", error.traceback))
    within = int(next(filter(None, found.groups()))) if found else 1
    message = COLOURS.sub("", error.evalue).strip()
    # A `Mistake` is shown without a traceback: its message is all there is.
    is_mistake = error.ename not in error.traceback
    reason = message if is_mistake else f"{error.ename}: {message}"
    code = cells[failed].source.splitlines()[within - 1].strip()
    return f"{lesson.path}, line {cells[failed].line + within - 1}: {code}: {reason}"
