"""Make questions on what the terms of the glossary mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from lessons import course
from lessons.core import paths
from lessons.data import cached_on_tables
from lessons.questions import Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.template import Case, Template, sample

# Pairs of terms so similar that each definition could be taken for the other's.
SIMILAR_TERMS = (
    {"contact countries", "partners across the globe"},
    {"capacity building", "Defence and Related Security Capacity Building Initiative"},
)
OPERATION = re.compile(r"^Operation | (Force|Mission)$")
NEAREST = 25  # terms of the most similar length, from which unrelated distractors are drawn


def glossary() -> Mapping[str, Any]:
    """Return the records of the glossary by their terms."""
    return facts.records("glossary", "term")


def cases() -> Iterator[Case]:
    """Return the terms that the lessons use: others are not asked about."""
    return zip(_used_terms(tuple(paths.lesson_folders())))


def ask_meaning(id: str, rng: Random, term: str) -> Question:
    """Ask what a term means."""
    row = glossary()[term]
    wrong = _distractors(rng, row, lambda other: len(other.definition))
    return Single(
        id=id,
        ask=f"What does “{_full(row)}” mean?",
        source=("glossary",),
        right={row.definition: _related(row)},
        wrong={other.definition: f"That is “{_full(other)}”." for other in wrong},
    )


def ask_term(id: str, rng: Random, term: str) -> Question:
    """Ask for the term that a definition belongs to."""
    row = glossary()[term]
    wrong = _distractors(rng, row, lambda other: len(_full(other)))
    return Single(
        id=id,
        ask=f"Which term has this meaning? “{row.definition}”",
        source=("glossary",),
        right={_full(row): _related(row)},
        wrong={_full(other): f"It means: {other.definition}" for other in wrong},
    )


def is_operation(row: Any) -> bool:
    """Return whether a term names an operation: among other terms it would be conspicuous."""
    return bool(OPERATION.search(row.term))


def _distractors(rng: Random, row: Any, length: Callable[[Any], int]) -> list[Any]:
    """Return three distractors: related terms first, then those of the most similar length."""
    # Learners confuse related terms, so these are the best distractors.
    fitting = [other for other in glossary().values() if _is_wrong_for(row, other)]
    related = [t for t in fitting if t.term in row.see_also or row.term in t.see_also]
    rest = [other for other in fitting if other not in related]
    rest.sort(key=lambda other: abs(length(other) - length(row)))
    chosen = sample(rng, related, 3)
    return chosen + sample(rng, rest[:NEAREST], 3 - len(chosen))


def _is_wrong_for(row: Any, other: Any) -> bool:
    """Return whether a term and its definition are wrong where another term is asked about."""
    if row is other or is_operation(row) != is_operation(other):
        return False
    if {row.term, other.term} in SIMILAR_TERMS:
        return False
    return not (_mentions(other, row) or _mentions(row, other))


def _mentions(row: Any, other: Any) -> bool:
    definition = row.definition.casefold()
    return any(name and name.casefold() in definition for name in (other.term, other.abbreviation))


def _full(row: Any) -> str:
    """Return a term with its abbreviation: `Partnership for Peace (PfP)`."""
    return f"{row.term} ({row.abbreviation})" if row.abbreviation else str(row.term)


def _related(row: Any) -> str:
    """Return the terms to compare a term with, so that feedback adds to the answer."""
    return f"Compare it with: {', '.join(f'“{term}”' for term in row.see_also)}."


@cached_on_tables()
def _used_terms(lessons: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the terms that a lesson uses in its text, in full or abbreviated."""
    text = _words("\n".join(course.read_lesson(folder).text for folder in lessons))
    names = {term: (term, row.abbreviation) for term, row in glossary().items()}
    # The search has no blank at the end, so that it also finds plurals.
    return tuple(
        term for term in names if any(_words(name) in text for name in names[term] if name)
    )


def _words(text: str) -> str:
    """Return the words of a text, in lower case, each with a blank before it."""
    return "".join(f" {word}" for word in re.findall(r"[\w'-]+", text.casefold()))


TEMPLATES = (Template("term", "", cases, ask_meaning), Template("name", "", cases, ask_term))
