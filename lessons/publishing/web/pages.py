"""Make the website's pages: from a lesson and its stored notebook, and the home page.

They can be read before anything runs.
"""

import base64
import hashlib
import io
import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

import mistune
from markupsafe import Markup
from PIL import Image

from lessons.course import Lesson, heading_fragment, lessons
from lessons.publishing import prose
from lessons.publishing.cells import Cell, compose, stored_cells
from lessons.publishing.readme import on_binder
from lessons.publishing.templates import rendered
from lessons.widgets.card import RUN_ALL

STILL = re.compile(r'src="data:image/(png|svg)[^;]*;base64,([^"]+)"')
NOTEBOOK_LINK = re.compile(r'href="([\w-]+)\.ipynb')
# In the browser the list of lessons on the home page shows how far its reader has come.
HOME_CELLS = [
    ("import", "from lessons import my_progress, search"),
    ("go-on", 'my_progress("path")'),
    ("search", "search()"),
]

Output = dict[str, Any]


@dataclass
class Page:
    """A page's name, title and body, the cells that its worker runs, and its pictures by name.

    The pictures are as the notebook stores them: the website's `.webp` is made from a PNG.
    """

    name: str
    title: str
    body: str = ""
    cells: list[tuple[str, str]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)


def home_page() -> Page:
    """Return the page that lists all lessons, each with its question."""
    body = rendered("web/home.html.j2", lessons=lessons())
    return Page("index", "Cooperative Security", Markup(body), list(HOME_CELLS))  # noqa: S704


def page_of(lesson: Lesson) -> Page:
    """Return the web page of a lesson, or of a lab, which is only read.

    Cells of Markdown become HTML. A cell of code becomes what its stored notebook shows for it;
    in a lesson it is run in the browser, unless it only prints.
    """
    page = Page(lesson.name, lesson.heading)
    outputs = _stored_outputs(lesson)
    parts = []
    for cell in compose(lesson):
        if cell.kind == "markdown":
            parts.append(_text(_for_web(cell.source, lesson)))
            continue
        shown = outputs.get(cell.id, [])
        if lesson.is_lab:
            parts.append(f"<pre><code>{escape(cell.source)}</code></pre>")
        elif not shown or any("data" in output for output in shown):
            page.cells.append((cell.id, cell.source))
        parts.append(_output(cell, shown, page))
    page.body = Markup("\n".join(parts))  # noqa: S704 (the course's own text)
    return page


def _for_web(markdown: str, lesson: Lesson) -> str:
    """Return the Markdown of a cell; what it says about JupyterLab is left out or replaced."""
    names, binder = prose.names(lesson), on_binder(lesson.name)
    to_run = rendered("web/to_run_a_lab.md.j2", name=lesson.name, binder=binder).rstrip()
    return markdown.replace(names["how_to_run"], "").replace(names["how_to_work"], to_run)


class _Headings(mistune.HTMLRenderer):
    """Give headings the ids that links to them use, as JupyterLab does."""

    def heading(self, text: str, level: int, **_attributes: Any) -> str:
        id = heading_fragment(re.sub("<[^>]*>", "", text))
        return f'<h{level} id="{id}">{text}</h{level}>\n'


_markdown = mistune.create_markdown(renderer=_Headings(escape=False), plugins=["table"])


def _text(markdown: str) -> str:
    # A table that is wider than a phone is scrolled by keys, too.
    html = str(_markdown(markdown)).replace("<table>", '<table tabindex="0">')
    return NOTEBOOK_LINK.sub(r'href="\1.html', html)


def _stored_outputs(lesson: Lesson) -> dict[str, list[Output]]:
    """Return what each code cell of a lesson's notebook shows, by the cell's id."""
    cells = (cell for cell in stored_cells(lesson) if cell["cell_type"] == "code")
    return {cell["id"]: cell["outputs"] for cell in cells}


def _output(cell: Cell, outputs: list[Output], page: Page) -> str:
    shown = "".join(_shown(output, page) for output in outputs)
    return f'<div class="web-output" id="output-{cell.id}">{shown}</div>' if shown else ""


def _shown(output: Output, page: Page) -> str:
    """Return an output as HTML; its pictures become files of their own."""
    data = output.get("data", {})
    html = "".join(data.get("text/html", "")).replace(RUN_ALL, "")
    if png := "".join(data.get("image/png", "")):  # what the code of a lab draws
        html = f'<img alt="The picture that this code draws" src="data:image/png;base64,{png}">'
    if html:
        return NOTEBOOK_LINK.sub(r'href="\1.html', STILL.sub(lambda m: _file(m, page), html))
    text = "".join(data.get("text/plain") or output.get("text", ""))
    return f"<pre>{escape(text)}</pre>"


def _file(found: re.Match[str], page: Page) -> str:
    content = base64.b64decode(found[2])
    name = f"{hashlib.sha256(content).hexdigest()[:16]}.{found[1].replace('png', 'webp')}"
    page.pictures[name] = content
    return f'loading="lazy" src="pictures/{name}"'


def webp(png: bytes) -> bytes:
    """Return a picture as WebP without any loss, which takes a fifth less than PNG."""
    buffer = io.BytesIO()
    # Without loss, the quality is the effort: more of it takes time and saves nothing.
    Image.open(io.BytesIO(png)).convert("RGB").save(
        buffer, "webp", lossless=True, quality=40, method=2
    )
    return buffer.getvalue()
