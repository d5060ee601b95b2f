"""Define a section of a lesson: its kind, and the figures, checks, code and remarks in it.

A new kind of section is one row of `KINDS`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lessons.course.markdown import Block, items, plain

SLIDE = re.compile(r"<!--\s*slide:(.*?)-->", re.DOTALL)
COVERS = re.compile(r"<!--\s*covers:(.*?)-->", re.DOTALL)
FIGURES = ("explore", "charts")  # what a lesson draws: explore.world_map(...), charts.signs()


KINDS = {  # how the heading of a section begins, and its kind; every other section is a "topic"
    "What you will be able to do": "objectives",
    "Warm-up": "warm_up",
    "A case": "case",
    "Dig deeper": "lab",
    "Check yourself": "quiz",
    "Recap": "recap",
    "Where this comes from": "sources",
}
WITH_SLIDE = ("topic", "case")


@dataclass(frozen=True)
class Call:
    """A call in a lesson's code, such as `explore.world_map(year=2012)`.

    `name` is what is called, with dots; `source` is the call as it is written, `line` its line in
    the lesson's file, and `is_cell_output` says whether it is a statement of its own, so that a
    notebook shows what it returns.
    """

    name: str
    source: str
    line: int
    node: ast.Call
    is_cell_output: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether this draws a chart or an explorer that the notebook shows."""
        return self.is_cell_output and self.name.partition(".")[0] in FIGURES

    def text(self, position: int) -> str | None:
        """Return the argument at a position if it is written as a text, else None."""
        match self.node.args[position : position + 1]:
            case [ast.Constant(value=str(text))]:
                return text
        return None


@dataclass(frozen=True)
class Section:
    """A part of a lesson from one `##` heading to the next.

    `kind` is one of KINDS, "topic", or "start" for the part before the first such heading.
    """

    kind: str
    heading: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def prose(self) -> str:
        """The section's Markdown without its code."""
        return "\n\n".join(block.text for block in self.blocks if block.kind == "prose")

    @property
    def code(self) -> tuple[Block, ...]:
        """The section's code in order: cells, the task and its solution."""
        return tuple(block for block in self.blocks if block.kind == "code")

    @property
    def slide(self) -> tuple[str, ...]:
        """The sentences that the author marked for the slide, in `<!-- slide: ... -->`.

        The first line of such a mark is the sentence above the picture; a section without a
        picture may have more lines.
        """
        # Marks may be several: their lines follow each other on the slide.
        lines = "\n".join(SLIDE.findall(self.prose)).splitlines()
        return tuple(plain(line) for line in lines if line.strip())

    @property
    def items(self) -> tuple[str, ...]:
        """The items of the section's lists, as plain text."""
        return items(self.prose)

    @property
    def covers(self) -> tuple[str, ...]:
        """What the author says that this section teaches: `<!-- covers: claim c05, ... -->`."""
        named = ",".join(COVERS.findall(self.prose)).split(",")
        return tuple(name.strip() for name in named if name.strip())

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls in the section's cells, in order; a cell that is not valid Python has none."""
        return tuple(call for cell in self.code if not cell.role for call in calls(cell))

    @property
    def figures(self) -> tuple[Call, ...]:
        """The charts and explorers that the section shows, in order."""
        return tuple(call for call in self.calls if call.is_figure)

    @property
    def checks(self) -> tuple[str, ...]:
        """The places of the questions in the section, such as "check-1"."""
        places = (call.text(1) for call in self.calls if call.name == "quiz")
        return tuple(place for place in places if place)


def section_of(heading: Block | None, blocks: list[Block]) -> Section:
    """Return the section that a heading begins; without one, the start of the lesson."""
    if heading is None:
        return Section("start", "", 1, tuple(blocks))
    text = plain(heading.text)
    # By its beginning: "A case: gunners who knew the guns" is a case.
    kind = next((kind for start, kind in KINDS.items() if text.startswith(start)), "topic")
    return Section(kind, text, heading.line, tuple(blocks))


def calls(cell: Block) -> Iterator[Call]:
    """Yield the calls of named functions in a block of code, outer ones first."""
    try:
        tree = ast.parse(cell.text)
    except (SyntaxError, ValueError):  # `python -m lessons check` reports it, with its line
        return
    # By identity: the same call may occur twice in a cell, once as its output.
    shown = {id(node.value) for node in tree.body if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            source = ast.get_source_segment(cell.text, node) or ""
            yield Call(name, source, cell.line + node.lineno - 1, node, id(node) in shown)


def dotted(node: ast.expr) -> str:
    """Return a name with its dots, such as `explore.world_map`, or "" for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""
