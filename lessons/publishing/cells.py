"""Compose the cells of a notebook from the text of a lesson or a lab.

A cell's id comes from its section's heading, so a cell keeps its id when its text changes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.course import Block, Lesson, without_comments
from lessons.course.markdown import blocks
from lessons.publishing import page_frame
from lessons.publishing.glossary_links import link_terms
from lessons.publishing.prose import filled

GLOSSARY = "glossary"  # on this page no term is linked, because it explains them itself
RESULT = "your-result"  # the id of the cell above the lesson's result
FOOTER = "footer-of-the-page"  # the id of the last cell
FOLDED = {"jupyter": {"source_hidden": True}}  # the metadata of a cell whose code is folded
ID_LENGTH = 48  # characters; a notebook allows 64, and a number may follow


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    `kind` is "markdown" or "code", `line` the cell's line in the text, and `is_folded` says whether
    only its output is shown until a reader opens the code.
    """

    id: str
    kind: str
    source: str
    line: int
    is_folded: bool = False


def compose(lesson: Lesson, ready: Lesson | None = None) -> list[Cell]:
    """Return the cells of a lesson's notebook; `ready` is what `filled` returns, if it is known.

    Expressions are filled in, terms are linked to the glossary, and the author's comments are left
    out. Solutions are folded away, and so is all code except a lab's. The first cell shows the
    page's place in the course, the last one links to other pages; the result comes before the
    hand-in. Raise BrokenLesson where an expression fails.
    """
    linked: set[str] = set()
    # Filled in, the text may have more lines than the author's; blocks of code keep their order.
    lines = iter([block.line for block in lesson.code if block.role != "solution"])
    cells = []
    for kind, source, line in _pieces(ready or filled(lesson)):
        if kind == "code":
            cells.append(Cell("", kind, source, next(lines, line), is_folded=not lesson.is_lab))
        else:
            text = source if lesson.slug == GLOSSARY else link_terms(source, linked)
            cells.append(Cell("", kind, text, line))
    return _framed(lesson, list(_with_ids(cells)))


def notebook_path(lesson: Lesson) -> Path:
    """Return where a lesson's notebook is stored."""
    return paths.NOTEBOOKS / f"{lesson.name}.ipynb"


def stored_cells(lesson: Lesson) -> list[dict[str, Any]]:
    """Return the cells of a lesson's stored notebook, as its JSON holds them."""
    notebook = json.loads(notebook_path(lesson).read_text(encoding="utf-8"))
    return notebook["cells"]  # type: ignore[no-any-return]


def is_stale(lesson: Lesson, ready: Lesson | None = None) -> bool:
    """Return whether a lesson's notebook is missing or its cells differ from the text.

    `ready` is as in `compose`. Raise BrokenLesson where an expression of the text fails.
    """
    cells = compose(lesson, ready)
    try:
        found = [
            (c["id"], c["cell_type"], "".join(c["source"]), FOLDED.items() <= c["metadata"].items())
            for c in stored_cells(lesson)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True
    return found != [(cell.id, cell.kind, cell.source, cell.is_folded) for cell in cells]


def _framed(lesson: Lesson, cells: list[Cell]) -> list[Cell]:
    """Return the cells of a page with its place in the course, its result and its links."""
    if not cells or not page_frame.has_frame(lesson):
        return cells
    first = replace(cells[0], source=page_frame.opening(lesson, cells[0].source))
    footer = Cell(FOOTER, "markdown", page_frame.footer(lesson), cells[-1].line)
    framed = [first, *cells[1:], footer]
    if code := page_frame.result(lesson):
        # Above the text that introduces the hand-in; without a hand-in, above the footer.
        hand_in = (n for n, cell in enumerate(framed) if cell.source.startswith("hand_in("))
        index = next(hand_in, len(framed)) - 1
        line = framed[index].line
        heading = Cell(RESULT, "markdown", "## Your result", line)
        framed[index:index] = [heading, Cell(f"{RESULT}-2", "code", code, line, is_folded=True)]
    return framed


def _pieces(lesson: Lesson) -> Iterator[tuple[str, str, int]]:
    """Yield kind, source and line of each cell: a heading begins a new cell of Markdown."""
    waiting: list[str] = []
    first = 1
    for block in blocks(lesson.text):
        is_cell = block.kind == "code" and block.role != "solution"
        if waiting and (is_cell or block.kind == "heading"):
            yield "markdown", "\n\n".join(waiting), first
            waiting = []
        if is_cell:
            yield "code", block.text.strip("\n"), block.line
        elif text := _markdown(block):
            first = first if waiting else block.line
            waiting.append(text)
    if waiting:
        yield "markdown", "\n\n".join(waiting), first


def _markdown(block: Block) -> str:
    """Return a block as Markdown of a notebook; the solution of a lab is folded away."""
    if block.kind == "heading":
        return f"{'#' * block.level} {block.text}"
    if block.kind == "code":
        # HTML, because a reader must open it first; Markdown inside would not be shown as code.
        code = escape(block.text.rstrip(), quote=False)
        summary = "<summary>Show a solution</summary>"
        return f"<details>{summary}<pre><code>{code}</code></pre></details>"
    return without_comments(block.text)


def _with_ids(cells: Iterable[Cell]) -> Iterator[Cell]:
    # A code cell takes the name of the heading above it.
    section, used = "start", Counter[str]()
    for cell in cells:
        if cell.kind == "markdown" and (heading := re.match(r"#+ +(.+)", cell.source)):
            section = _id(heading[1])
        used[section] += 1
        number = f"-{used[section]}" if used[section] > 1 else ""
        yield replace(cell, id=f"{section}{number}")


def _id(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:ID_LENGTH].rstrip("-")
