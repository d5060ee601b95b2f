"""Link each term of the glossary where a lesson uses it first; its definition shows on hover."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lessons.data import cached_on, rows

# Where no term is linked: code, comments, headings, tables, links and what is marked as code.
APART = re.compile(
    r"^```.*?^```|<!--.*?-->|^#.*?$|^\|.*?$|`[^`]*`|\[[^\]]*\]\([^)]*\)|<details>.*?</details>"
    r"|^\*Row .*?$",
    re.DOTALL | re.MULTILINE,
)
PAGE = "glossary.ipynb"


def link_terms(text: str, linked: set[str] | None = None) -> str:
    """Return Markdown with the first use of each term linked to the glossary.

    `linked` holds the terms that have their link already; new ones are added to it.
    """
    done: set[str] = set() if linked is None else linked
    return "".join(_linked(piece, done) if is_prose else piece for piece, is_prose in _pieces(text))


def anchor(term: str) -> str:
    """Return the fragment of a term's heading, as JupyterLab and GitHub make it."""
    return term.replace(" ", "-")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for apart in APART.finditer(text):
        yield text[start : apart.start()], True
        yield apart[0], False
        start = apart.end()
    yield text[start:], True


def _linked(piece: str, linked: set[str]) -> str:
    pattern, terms = _terms()

    def link(found: re.Match[str]) -> str:
        term, definition = terms[found[0]]
        if term in linked:
            return found[0]
        linked.add(term)
        # The title of a link shows on hover, so that nobody has to leave the lesson.
        return f'[{found[0]}]({PAGE}#{anchor(term)} "{definition}")'

    return pattern.sub(link, piece)


@cached_on("glossary")
def _terms() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """Return a pattern that finds every form of a term, and for each form term and definition."""
    forms: dict[str, tuple[str, str]] = {}
    for row in rows("glossary"):
        for name in filter(None, (row.term, row.abbreviation)):
            meaning = (row.term, row.definition.replace('"', "'"))
            forms = dict.fromkeys(_forms(name), meaning) | forms | {name: meaning}
    # The longest first: "Partnership for Peace" before "partner".
    body = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])"), MappingProxyType(forms)


def _forms(name: str) -> Iterator[str]:
    """Yield a name and its plural; a common word with a capital and without."""
    for form in (name, f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"):
        yield form
        if name.islower():
            yield form[0].swapcase() + form[1:]
