"""Link each term of the glossary where a lesson uses it first, and sort the terms for its page.

The definition is the title of the link. The course's extension of JupyterLab shows it when the
link is opened by click, key or touch; elsewhere it shows under the pointer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from lessons.course import Lesson, heading_fragment, lessons
from lessons.data import cached_on_tables, rows

# No term is linked in code, comments, headings, tables, links, folded details and expressions.
NOT_PROSE = re.compile(
    r"(^```.*?^```|<!--.*?-->|^#.*?$|^\|.*?$|`[^`]*`|\[[^\]]*\]\([^)]*\)|<details>.*?</details>"
    r"|^\*Row .*?$|\{[{%].*?[%}]\})",
    re.DOTALL | re.MULTILINE,
)
PAGE = "glossary.ipynb"


def link_terms(text: str, linked: set[str]) -> str:
    """Return Markdown with the first use of each term linked to the glossary.

    `linked` holds the terms that have their link already; new ones are added to it.
    """
    # Prose alternates with parts that are not prose, prose first.
    pieces = NOT_PROSE.split(text)
    pieces[::2] = [_linked(prose, linked) for prose in pieces[::2]]
    return "".join(pieces)


def terms_by_lesson() -> list[tuple[Lesson | None, list[Any]]]:
    """Return the glossary's rows by the lesson that uses them first; the others under None."""
    terms = _by_name(rows("glossary"))
    linked: set[str] = set()
    found: list[tuple[Lesson | None, list[Any]]] = []
    for lesson in lessons():
        before = set(linked)
        for section in lesson.sections:
            link_terms(section.prose, linked)
        found.append((lesson, [row for row in terms if row.term in linked - before]))
    found.append((None, [row for row in terms if row.term not in linked]))
    return [(lesson, new) for lesson, new in found if new]


def terms_by_letter() -> list[tuple[str, list[Any]]]:
    """Return the glossary's rows by their first letter, as a capital."""
    by_letter = groupby(_by_name(rows("glossary")), key=lambda row: row.term[0].upper())
    return [(letter, list(terms)) for letter, terms in by_letter]


def _by_name(terms: Iterable[Any]) -> list[Any]:
    return sorted(terms, key=lambda row: row.term.casefold())


def _linked(piece: str, linked: set[str]) -> str:
    pattern, terms = _terms()

    def link(found: re.Match[str]) -> str:
        term, definition = terms[found[0]]
        if term in linked:
            return found[0]
        linked.add(term)
        return f'[{found[0]}]({PAGE}#{heading_fragment(term)} "{definition}")'

    return pattern.sub(link, piece)


@cached_on_tables()
def _terms() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """Return a pattern that finds every form of a term, and for each form term and definition."""
    forms: dict[str, tuple[str, str]] = {}
    for row in rows("glossary"):
        definition = row.definition.replace('"', "'")
        named = {row.term: definition}
        if row.abbreviation:
            # For an abbreviation, the meaning begins with the whole name.
            named[row.abbreviation] = f"{row.term}: {definition}"
        for name, meaning in named.items():
            both = (row.term, meaning)
            forms = dict.fromkeys(_forms(name), both) | forms | {name: both}
    # The longest first: "Partnership for Peace" before "partner".
    body = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])"), MappingProxyType(forms)


def _forms(name: str) -> Iterator[str]:
    """Yield a name and its plural; a common word with a capital and without."""
    for form in (name, f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"):
        yield form
        if name.islower():
            yield form[0].swapcase() + form[1:]
