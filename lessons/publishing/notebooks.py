"""Print each lesson's text as a notebook.

`lesson.md` is the source; the notebook is printed from it and never edited.
Cell ids come from the headings, so a cell keeps its id when its text changes.
"""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from lessons.charts.engine.chart import STILLS
from lessons.core.paths import LESSONS, NOTEBOOKS, lesson_folders
from lessons.publishing.glossary_links import link_terms
from lessons.publishing.prose import fill

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
LIVE_VIEW = "application/vnd.jupyter.widget-view+json"
HOME = "COOPERATIVE_SECURITY_HOME"
EXTRAS = LESSONS / "extras"  # texts that stand beside the sequence, such as review
SOLUTION = re.compile(r"^```python solution\n(.*?)^```", re.DOTALL | re.MULTILINE)
TASK = re.compile(r"^```python task$", re.MULTILINE)


def texts() -> list[Path]:
    """Return every folder whose text is printed: the lessons, then what stands beside them."""
    return [*lesson_folders(), *sorted(path.parent for path in EXTRAS.glob("*/lesson.md"))]


def compose(lesson: Path) -> NotebookNode:
    """Return the notebook for a lesson's folder, not yet run."""
    text = TASK.sub("```python", SOLUTION.sub(_folded, fill(lesson)))
    if lesson.name != "glossary":
        text = link_terms(text)
    notebook = jupytext.reads(text, fmt={"extension": ".md", "split_at_heading": True})
    notebook.metadata = NotebookNode(kernelspec=KERNEL, language_info={"name": "python"})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _name_cells(notebook.cells)
    nbformat.validate(notebook)
    return notebook


def run(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with its outputs, as a reader without a kernel sees it."""
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    with _set(STILLS, "png"), _empty_journal():
        quiet = ["--log-level=ERROR"]  # a new kernel warns of what only matters on shared machines
        NotebookClient(
            notebook,
            resources=place,
            extra_arguments=quiet,
            store_widget_state=False,
            timeout=120,
        ).execute()
    notebook.metadata.language_info = NotebookNode(name="python")
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # time stamps
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE_VIEW, None)  # the picture stays
    return notebook


def print_notebook(lesson: Path) -> Path:
    """Write a lesson's notebook and return where it is."""
    path = notebook_path(lesson)
    path.parent.mkdir(exist_ok=True)
    nbformat.write(run(compose(lesson)), path)
    return path


def is_stale(lesson: Path) -> bool:
    """Return whether a lesson's notebook is missing or its cells differ from the text."""
    path = notebook_path(lesson)
    if not path.exists():
        return True
    stored = nbformat.read(path, as_version=4)
    return _text_of(stored) != _text_of(compose(lesson))


def notebook_path(lesson: Path) -> Path:
    """Return where a lesson's notebook lives."""
    return NOTEBOOKS / f"{lesson.name}.ipynb"


def _text_of(notebook: NotebookNode) -> list[tuple[str, str, str]]:
    return [(cell.id, cell.cell_type, cell.source) for cell in notebook.cells]


def _folded(solution: re.Match[str]) -> str:
    code = escape(solution[1].rstrip(), quote=False)
    return f"<details><summary>Show a solution</summary><pre><code>{code}</code></pre></details>"


def _name_cells(cells: list[NotebookNode]) -> None:
    section, used = "start", Counter[str]()
    for cell in cells:
        heading = re.match(r"#+ +(.+)", cell.source)
        if heading and cell.cell_type == "markdown":
            section = _slug(heading[1])
        used[section] += 1
        cell["id"] = section if used[section] == 1 else f"{section}-{used[section]}"


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:48].rstrip("-")


@contextmanager
def _empty_journal() -> Iterator[None]:
    # An author's own answers must not be printed into the course.
    with tempfile.TemporaryDirectory() as home, _set(HOME, home):
        yield


@contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before
