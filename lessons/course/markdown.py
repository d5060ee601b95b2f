"""Split a lesson's Markdown into headings, prose and code, each with its line.

This is not a full Markdown parser: lessons use headings, paragraphs, lists and fenced code, and a
learner's kernel should not import a parser only to show a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A heading or a fenced block, as CommonMark has them, as far as lessons use them: no indented code,
# no underlined headings. A closing fence is at least as long as the opening one.
BLOCK = re.compile(
    r"^(?P<level>#{1,6}) +(?P<heading>[^\n]+?) *#*$"
    r"|^(?P<fence>```+|~~~+) *(?P<language>[^`\n]*)(?:\n(?P<code>.*?))??(?:\n(?P=fence)[`~ ]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
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


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; stretches of blank lines are left out.

    A fence that is never closed reaches to the end of the text, as in every Markdown reader.
    Fences of other languages belong to the prose: they are shown and never run.
    """
    text = "\n".join(text.splitlines())
    end = 0  # of the last heading or code
    for found in BLOCK.finditer(text):
        language, _, role = (found["language"] or "").strip().partition(" ")
        if found["fence"] and language != "python":
            continue
        yield from _prose(text, end, found.start())
        line = _line(text, found.start())
        if found["fence"]:
            yield Block("code", found["code"] or "", line + 1, role=role.strip())
        else:
            yield Block("heading", found["heading"], line, len(found["level"]))
        end = found.end()
    yield from _prose(text, end, len(text))


def _prose(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield a part of a text as a block without blank lines around it, unless all are blank."""
    within = text[start:end]
    if within.strip():
        blank = len(within) - len(within.lstrip("\n"))
        yield Block("prose", within.strip("\n"), _line(text, start + blank))


def _line(text: str, position: int) -> int:
    """Return the number of the line at a position in a text, from 1."""
    return text.count("\n", 0, position) + 1


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
