"""Search the course, and link to the sections and terms that were found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import traitlets

from lessons import course
from lessons.core.paths import UnknownName, nearest, similar
from lessons.core.text import counted
from lessons.course import heading_fragment, plain, section_address
from lessons.data import cached_on_tables, rows
from lessons.widgets.card import Card, Message, still

MAX_RESULTS = 12  # more than anybody reads: another word narrows the search
EXCERPT = 160  # characters of text shown below a title
WORD = re.compile(r"\w+")
GLOSSARY = "glossary.ipynb"
# Expressions, which only the build fills in: a learner's kernel has no Jinja.
EXPRESSION = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Folded hints, which a search must not reveal, and the markup of lists and tables.
LEFT_OUT = re.compile(r"<details>.*?</details>|^(?:[-*]|\d+\.) +|\|", re.DOTALL | re.MULTILINE)
# Points for each word of a search, by where it is found: a title counts more than a mention.
WHOLE_TITLE, IN_TITLE, IN_TEXT = 20, 5, 1


@dataclass(frozen=True)
class Entry:
    """An entry of the search: a section of a lesson or a lab, or a term of the glossary.

    `kind` is "Lesson", "Lab" or "Term"; `href` is the address of the notebook and the heading, and
    `where` the heading of that lesson, or "" for a term.
    """

    kind: str
    title: str
    text: str
    href: str
    where: str


def search(what: str = "course") -> "Search":
    """Let a learner search the "course" or only the "terms" of its glossary.

    Raise UnknownName for anything else.
    """
    if what not in SCOPES:
        raise UnknownName(f"There is no search of '{what}'.{nearest(what, SCOPES)}")
    return Search(what)


def find(text: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in which each word of a text begins a word, the best first.

    Capitals and accents make no difference: "worner" finds Manfred Wörner.
    """
    wanted = WORD.findall(folded(text))
    points = {entry: _points(entry, wanted) for entry in entries} if wanted else {}
    # Sorting keeps the order of the course among entries that fit equally well.
    return sorted((entry for entry in points if points[entry]), key=lambda entry: -points[entry])


@lru_cache(maxsize=4096)  # every search needs the same texts
def folded(text: str) -> str:
    """Return a text in small letters without accents, each character at its old index."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)


def excerpt(text: str, words: str) -> str:
    """Return a part of a text, around the first place where it has one of the words."""
    if len(text) <= EXCERPT:
        return text
    pattern = "|".join(rf"\b{re.escape(word)}" for word in WORD.findall(folded(words)))
    match = re.search(pattern, folded(text)) if pattern else None
    start = max(0, match.start() - EXCERPT // 3) if match else 0
    # The excerpt begins and ends between words.
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.rfind(" ", start, start + EXCERPT) if start + EXCERPT < len(text) else len(text)
    return f"{'… ' * bool(start)}{text[start:end]}{' …' * (end < len(text))}"


def all_entries() -> list[Entry]:
    """Return all entries: sections in the order of the course, then terms."""
    return [*_sections(), *terms()]


def terms() -> list[Entry]:
    """Return the terms of the glossary; their abbreviations are part of the titles."""
    return [
        Entry(
            "Term",
            f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term,
            row.definition,
            f"{GLOSSARY}#{heading_fragment(row.term)}",
            "",
        )
        for row in rows("glossary")
    ]


@cached_on_tables()
def _sections() -> tuple[Entry, ...]:
    return tuple(
        Entry(
            "Lab" if lesson.is_lab else "Lesson",
            section.heading or lesson.heading,
            plain(EXPRESSION.sub("…", LEFT_OUT.sub("", section.prose))),
            section_address(lesson, section),
            lesson.heading,
        )
        for lesson in (*course.lessons(), *course.labs())
        for section in lesson.sections
    )


SCOPES = {
    "course": ("Search the course", "Search lessons, labs and the glossary.", all_entries),
    "terms": ("Search the glossary", "Search the terms and their meanings.", terms),
}


class Search(Card):
    """A search field, and links to the sections and terms with the words typed into it."""

    hint = traitlets.Unicode().tag(sync=True)

    def __init__(self, what: str) -> None:
        """Offer a search of one of SCOPES; nothing is read before something is typed."""
        title, hint, self._entries = SCOPES[what]
        super().__init__("search", title=title, hint=hint)

    def page(self) -> str:
        """Return what a notebook without a kernel shows in place of the search."""
        return still(f"{self.title}.")

    def handle(self, message: Message) -> list[Message]:
        """Return the results for a text, with a sentence that counts them."""
        text = str(message.get("text", "")).strip()
        if message["do"] != "find" or not text:
            return []
        entries = self._entries()
        found = find(text, entries)
        shown = [
            [entry.kind, entry.title, excerpt(entry.text, text), entry.href, entry.where]
            for entry in found[:MAX_RESULTS]
        ]
        return [{"results": shown, "summary": _summary(text, len(found), entries)}]


def _points(entry: Entry, wanted: list[str]) -> int:
    """Return how well an entry fits; 0 if one of the words is missing."""
    title, text = folded(entry.title), folded(entry.text)
    points = [
        IN_TITLE if _has(title, word) else IN_TEXT if _has(text, word) else 0 for word in wanted
    ]
    title_points = WHOLE_TITLE if WORD.findall(title)[: len(wanted)] == wanted else 0
    return sum(points) + title_points if all(points) else 0


def _has(text: str, word: str) -> bool:
    # The quick test first: most texts do not contain the letters at all.
    return word in text and re.search(rf"\b{re.escape(word)}", text) is not None


def _summary(text: str, number: int, entries: Iterable[Entry]) -> str:
    if number > MAX_RESULTS:
        return f"The best {MAX_RESULTS} of {number} places. Another word narrows the search."
    if number:
        return f"{counted(number, 'place')} found."
    # With the most similar word of the course, if there is one.
    words = {word for entry in entries for word in WORD.findall(folded(entry.title))}
    for entry in entries:
        words.update(word for word in WORD.findall(folded(entry.text)) if len(word) > 3)
    return f"Nothing found for “{text}”.{similar(folded(text), words)}"
