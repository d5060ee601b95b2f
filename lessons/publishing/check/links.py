"""Check that links in Markdown lead to files that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lessons.core import paths

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)")
# Links to the web, or to a place on the same page, are not checked.
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#|//", re.IGNORECASE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


def link_faults() -> Iterator[str]:
    """Yield the links of the course's pages that lead to no file."""
    for page in sorted([*paths.ROOT.glob("*.md"), *paths.ROOT.glob("docs/**/*.md")]):
        text = page.read_text(encoding="utf-8", errors="replace")
        yield from dead_links(text, paths.shown(page), page.parent)


def dead_links(text: str, place: str, folder: Path) -> Iterator[str]:
    """Yield a sentence for each link in a text to a file that is not in a folder."""
    # Fenced code is removed, but its line ends stay, so that later lines keep their numbers.
    text = FENCED.sub(lambda fenced: "\n" * fenced[0].count("\n"), text)
    for found in LINK.finditer(text):
        target = unquote(found[1].partition("#")[0])
        if ELSEWHERE.match(found[1]) or "{{" in found[1] or (folder / target).exists():
            continue
        line = text.count("\n", 0, found.start()) + 1
        yield f"{place}, line {line}: this link leads to no file: {found[1]}."
