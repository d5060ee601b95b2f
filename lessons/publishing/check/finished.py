"""Check what a finished lesson must have: its parts, its length, its slides and its estimate."""

import re
from collections.abc import Iterator

from lessons.core.paths import shown
from lessons.course import Lesson
from lessons.publishing.prose import as_prose

# The parts of a lesson, and what to write where one is missing.
PARTS = {
    "recap": "no recap. Write sentences in a list below ## Recap.",
    "terms": "no new terms. Write a line **New terms:** below the recap.",
    "discussion": "nothing to discuss. Write **To discuss in class** and a list below the recap.",
    "sources": "no sources. Write cite(...) with names of tables below ## Where this comes from.",
}
MIN_WORDS, MAX_WORDS = 900, 1800  # of a lesson
INTRODUCTORY = ("start_here", "capstone")  # the first page and the role play
MIN_WORDS_INTRODUCTORY = 500
MIN_ON_SLIDE = 12  # words on a slide without a picture
TO_DO = "TODO"  # marks in the files of a new lesson what its author has to write
LESSONS_NAMED = re.compile(r"[Ll]essons? \d[\d, and]*")


def finished_faults(lesson: Lesson, filled: Lesson) -> Iterator[str]:
    """Yield what a lesson lacks; `filled` is the lesson with its expressions filled in."""
    for part, message in PARTS.items():
        if not getattr(lesson, part):
            yield f"{lesson.path}: {message}"
    if not any(section.figures for section in lesson.topics):
        yield f"{lesson.path}: no picture. Write a call such as explore.world_map() in a topic."
    words = len(as_prose(filled.text).split())
    minimum = MIN_WORDS_INTRODUCTORY if lesson.slug in INTRODUCTORY else MIN_WORDS
    if not minimum <= words <= MAX_WORDS:
        yield f"{lesson.path}: {words} words. Write from {minimum} to {MAX_WORDS:,}."
    for section in filled.topics:
        items = section.items if len(section.slide) < 2 else ()
        texts = (section.heading, *section.slide, *items)
        if not section.figures and len(" ".join(texts).split()) < MIN_ON_SLIDE:
            yield (
                f"{lesson.path}, line {section.line}: the slide of '{section.heading}' has no "
                f"picture and fewer than {MIN_ON_SLIDE} words. Write more lines in <!-- slide: -->."
            )
    yield from _estimate_faults(lesson, filled)
    yield from _to_do(lesson)


def _estimate_faults(lesson: Lesson, filled: Lesson) -> Iterator[str]:
    """Yield why a lesson does not let its readers guess."""
    guess = lesson.bank.estimate
    above, asked, _ = filled.text.partition("\nestimate(")
    if not guess:
        yield f"{shown(lesson.folder / 'quiz.toml')}: no estimate. Write [estimate]."
    elif not asked:
        yield f'{lesson.path}: no cell asks for the estimate. Write estimate("{lesson.slug}").'
    else:
        answer = re.compile(rf"(?<![\d,.]){guess.answer:g}(?![\d,.]*\d)")
        lines = LESSONS_NAMED.sub("", above).splitlines()
        if line := next(filter(answer.search, lines), ""):
            yield (
                f"{lesson.path}: '{line.strip()}' gives the answer to the estimate away, "
                f"{guess.answer:g}. Write it below the estimate."
            )


def _to_do(lesson: Lesson) -> Iterator[str]:
    """Yield the lines of a new lesson's files that its author has not replaced yet."""
    for path in sorted(lesson.folder.glob("*.*")):
        text = path.read_text("utf-8-sig", "replace") if path.suffix in (".md", ".toml") else ""
        for number, line in enumerate(text.splitlines(), 1):
            if TO_DO in line:
                yield f"{shown(path)}, line {number}: '{line.strip()}'. Write this, or delete it."
