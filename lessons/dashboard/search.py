"""Search the course, and link to the places that were found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import traitlets

from lessons.core.paths import UnknownName, nearest, similar
from lessons.core.text import counted
from lessons.dashboard.places import Place, all_places, terms
from lessons.widgets.card import Card, Message, still

MAX_RESULTS = 12  # more than anybody reads; another word narrows a search
EXCERPT = 160  # characters of text shown below a title
WORD = re.compile(r"\w+")
SCOPES = {
    "course": ("Search the course", "Search lessons, labs and the glossary.", all_places),
    "terms": ("Search the glossary", "Search the terms and their meanings.", terms),
}
# Points for each word of a search, by where it is found: a name counts more than a mention.
WHOLE_TITLE, IN_TITLE, IN_TEXT = 20, 5, 1


def search(what: str = "course") -> "Search":
    """Let a learner search the "course" or only the "terms" of its glossary.

    Raise UnknownName for anything else.
    """
    if what not in SCOPES:
        raise UnknownName(f"There is no search of '{what}'.{nearest(what, SCOPES)}")
    return Search(what)


def find(text: str, places: Iterable[Place]) -> list[Place]:
    """Return the places in which each word of a text begins a word, the best first.

    Capitals and accents make no difference: "worner" finds Manfred Wörner.
    """
    wanted = WORD.findall(folded(text))
    points = {place: _points(place, wanted) for place in places} if wanted else {}
    # Sorting keeps the order of the course among places that fit equally well.
    return sorted((place for place in points if points[place]), key=lambda place: -points[place])


@lru_cache(maxsize=4096)  # the same texts are needed at every search
def folded(text: str) -> str:
    """Return a text in small letters without accents, each character in its old place."""
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


class Search(Card):
    """A field to type words into, and links to the places where the course has them."""

    hint = traitlets.Unicode().tag(sync=True)

    def __init__(self, what: str) -> None:
        """Offer a search of one of SCOPES; nothing is read before something is typed."""
        title, hint, self._places = SCOPES[what]
        super().__init__("search", title=title, hint=hint)

    def page(self) -> str:
        """Return what a notebook without a kernel shows in place of the search."""
        return still(f"{self.title}.")

    def hear(self, message: Message) -> list[Message]:
        """Return the results for a text, with a sentence that counts them."""
        text = str(message.get("text", "")).strip()
        if message["do"] != "find" or not text:
            return []
        found = find(text, self._places())
        shown = [_shown(place, text) for place in found[:MAX_RESULTS]]
        return [{"results": shown, "summary": _summary(text, len(found), self._places())}]


def _points(place: Place, wanted: list[str]) -> int:
    """Return how well a place fits; 0 where one of the words is missing."""
    title, text = folded(place.title), folded(place.text)
    points = [
        IN_TITLE if _has(title, word) else IN_TEXT if _has(text, word) else 0 for word in wanted
    ]
    whole = WHOLE_TITLE if WORD.findall(title)[: len(wanted)] == wanted else 0
    return sum(points) + whole if all(points) else 0


def _has(text: str, word: str) -> bool:
    # The quick test first: most texts do not contain the letters at all.
    return word in text and re.search(rf"\b{re.escape(word)}", text) is not None


def _shown(place: Place, text: str) -> list[str]:
    """Return what the browser shows: kind, title, excerpt, address, and which lesson it is."""
    return [place.kind, place.title, excerpt(place.text, text), place.href, place.where]


def _summary(text: str, number: int, places: Iterable[Place]) -> str:
    if number > MAX_RESULTS:
        return f"The best {MAX_RESULTS} of {number} places. Another word narrows the search."
    if number:
        return f"{counted(number, 'place')} found."
    # With the nearest word of the course, if one is near.
    return f"Nothing found for “{text}”.{similar(folded(text), set(_words(places)))}"


def _words(places: Iterable[Place]) -> Iterator[str]:
    for place in places:
        yield from WORD.findall(folded(place.title))
        yield from (word for word in WORD.findall(folded(place.text)) if len(word) > 3)
