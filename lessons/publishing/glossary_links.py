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
        term, definition = terms[_key(found[0])]
        if term in linked:
            return found[0]
        linked.add(term)
        return f'[{found[0]}]({PAGE}#{anchor(term)} "{definition}")'

    return pattern.sub(link, piece)


@cached_on("glossary")
def _terms() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    terms = {}
    for row in rows("glossary"):
        definition = row.definition.replace('"', "'")
        for name in filter(None, (row.term, row.abbreviation)):
            terms[_key(name)] = (row.term, definition)
    # The longest first: "Partnership for Peace" before "partner"; a plural is the same term.
    names = sorted(terms, key=len, reverse=True)
    body = "|".join(_forms(name) for name in names)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])"), MappingProxyType(terms)


def _forms(name: str) -> str:
    # A common word may begin with a capital, and every name may stand in the plural.
    first = name[0]
    start = f"[{first.lower()}{first.upper()}]" if first.isalpha() else re.escape(first)
    whole = (start if name.islower() else re.escape(first)) + re.escape(name[1:])
    return f"{whole[:-1]}(?:y|ies)" if name.endswith("y") else f"{whole}s?"


def _key(found: str) -> str:
    known = _names()
    for word in (found, found[0].lower() + found[1:]):
        for spelt in (word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"):
            if spelt in known:
                return spelt
    return found


@cached_on("glossary")
def _names() -> frozenset[str]:
    names = [name for row in rows("glossary") for name in (row.term, row.abbreviation)]
    return frozenset(filter(None, names))
