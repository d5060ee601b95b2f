"""Split a lesson's Markdown into headings, prose and code, each with its line.

This is not a full Markdown parser: lessons use headings, paragraphs, lists and fenced code, and a
learner's kernel should not import a parser only to show a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# As CommonMark has them, as far as lessons use them: no indented code, no underlined headings.
HEADING = re.compile(r"(#{1,6}) +(.+?) *#*$")
FENCE = re.compile(r"(```+|~~~+) *([^`]*)$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ITEM = re.compile(r"^(?:[-*]|\d+\.) +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A heading, a stretch of prose or a fenced block of Python.

    `kind` is "heading", "prose" or "code"; `line` counts from 1 and is that of the first line of
    `text`. A heading's text comes without its number signs, whose number is `level`; code comes
    without its fences, and `role` is the word after `python`: "" (a cell), "task" or "solution".
    """

    kind: str
    text: str
    line: int
    level: int = 0
    role: str = ""


@dataclass
class _Prose:
    """Lines of prose that are being collected, and the number of the first."""

    line: int = 1
    lines: list[str] = field(default_factory=list)

    def take(self) -> Iterator[Block]:
        """Yield the collected lines as a block, unless all are blank, and begin anew."""
        text = "\n".join(self.lines)
        if text.strip():
            # Blank lines at the beginning are removed, so the first line has a higher number.
            blank = len(text) - len(text.lstrip("\n"))
            yield Block("prose", text.strip("\n"), self.line + blank)
        self.lines = []

    def add(self, number: int, line: str) -> None:
        """Add a line of the file, which is its `number`th."""
        if not self.lines:
            self.line = number
        self.lines.append(line)


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; stretches of blank lines are left out.

    A fence that is never closed reaches to the end of the text, as in every Markdown reader.
    Fences of other languages belong to the prose: they are shown and never run.
    """
    # The loop and `_until` share one iterator, so that the loop skips the lines of a fence.
    prose = _Prose()
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        if heading := HEADING.match(line):
            yield from prose.take()
            yield Block("heading", heading[2], number, len(heading[1]))
        elif (fence := FENCE.match(line)) is None:
            prose.add(number, line)
        else:
            language, _, role = fence[2].strip().partition(" ")
            code = list(_until(fence[1], lines))
            if language == "python":
                yield from prose.take()
                yield Block("code", "\n".join(code), number + 1, role=role.strip())
            else:
                # Code in another language stays part of the prose, with its fences.
                for below, inner in enumerate((line, *code, fence[1])):
                    prose.add(number + below, inner)
    yield from prose.take()


def _until(fence: str, lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    """Yield the lines of a fenced block, and take the closing fence from `lines`."""
    for _, line in lines:
        # A closing fence is at least as long as the opening one, and has nothing behind it.
        if line.startswith(fence) and not line.strip(fence[0] + " "):
            return
        yield line


def plain(markdown: str) -> str:
    """Return a piece of Markdown as plain text on one line, without comments and markup."""
    # Links and pictures leave their text, emphasis and code what is inside the marks.
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", COMMENT.sub("", markdown))
    text = re.sub(r"<[^>]+>", "", text)
    return " ".join(re.sub(r"(\*\*|\*|`)(.+?)\1", r"\2", text).split())


def heading_fragment(heading: str) -> str:
    """Return the fragment of a heading's address, as JupyterLab and GitHub make it."""
    return heading.replace(" ", "-")


def without_comments(markdown: str) -> str:
    """Return Markdown without the author's remarks, `<!-- ... -->`, and the lines they leave."""
    return re.sub(r"\n{3,}", "\n\n", COMMENT.sub("", markdown)).strip()


def items(markdown: str) -> tuple[str, ...]:
    """Return the items of the lists in a piece of Markdown, as plain text."""
    return tuple(map(plain, ITEM.findall(COMMENT.sub("", markdown))))
