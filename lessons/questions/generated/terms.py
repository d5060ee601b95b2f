"""Questions on names and what they stand for: terms, frameworks, programmes."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from random import Random
from typing import Any

from lessons.data import cached_on, source_ids
from lessons.questions import Matching, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.template import Template, sample, sample_first

# Two things so near that the description of either could pass for the other's.
ALIKE = (
    {"contact countries", "partners across the globe"},
    {"capacity building", "Defence and Related Security Capacity Building Initiative"},
    {"PfP Trust Fund", "Partnership Trust Funds"},
)
OPERATION = re.compile(r"^Operation | (Force|Mission)$")
ROUNDS = 8  # questions that match frameworks, each with another choice of them
SIMILAR_LENGTH = 25  # distractors are drawn from so many of the most similar length
COMMON = {"partnership", "programme", "individual", "plan", "action", "partners", "partner"}


def glossary() -> Mapping[str, Any]:
    """Return the records of the glossary by their terms."""
    return facts.records("glossary", "term")


def kind(row: Any) -> str:
    """Return what sort of thing a term names: an "operation", another "name", or an "idea"."""
    if OPERATION.search(row.term):
        return "operation"
    return "name" if row.term[0].isupper() and (" " in row.term or row.abbreviation) else "idea"


@cached_on("glossary", maxsize=1_000)
def distractors(term: str) -> tuple[Any, ...]:
    """Return the records of the terms whose definitions can be distractors for a term.

    An operation stands among operations only; a definition that mentions the term itself, and
    one that would be true of it, are left out.
    """
    row, is_operation = glossary()[term], kind(glossary()[term]) == "operation"
    return tuple(
        other
        for other in glossary().values()
        if other is not row
        and (kind(other) == "operation") == is_operation
        and _is_clear(row, other)
    )


def _is_clear(row: Any, other: Any) -> bool:
    if any({row.term, other.term} <= pair for pair in ALIKE):
        return False
    definition = other.definition.casefold()
    return not any(name and name.casefold() in definition for name in (row.term, row.abbreviation))


def _are_related(row: Any, other: Any) -> bool:
    return other.term in row.see_also or row.term in other.see_also


def full_term(row: Any) -> str:
    """Return a term with its abbreviation: `Partnership for Peace (PfP)`."""
    return f"{row.term} ({row.abbreviation})" if row.abbreviation else str(row.term)


def ask_term(id: str, rng: Random, term: str) -> Question:
    """Ask what a term means."""
    row = glossary()[term]
    chosen = _choose(rng, row, distractors(term), lambda it: len(it.definition))
    near = f" The two have to do with each other, but are not the same as “{term}”."
    return Single(
        id=id,
        ask=f"What does “{full_term(row)}” mean?",
        source=("glossary",),
        right={row.definition: f"That is what “{term}” means."},
        wrong={
            other.definition: f"That is “{full_term(other)}”."
            f"{near if _are_related(row, other) else ''}"
            for other in chosen
        },
    )


def ask_name(id: str, rng: Random, term: str) -> Question:
    """Ask for the term that a definition belongs to."""
    row = glossary()[term]
    clear = [other for other in distractors(term) if _is_clear(other, row)]
    return Single(
        id=id,
        ask=f"Which term has this meaning? “{row.definition}”",
        source=("glossary",),
        right={full_term(row): f"Yes: that is what “{term}” means."},
        wrong={
            full_term(other): f"“{full_term(other)}” means: {other.definition}"
            for other in _choose(rng, row, clear, lambda it: len(full_term(it)))
        },
    )


def _choose(
    rng: Random, row: Any, others: Sequence[Any], length: Callable[[Any], int]
) -> list[Any]:
    """Return three distractors: related terms first, then those of the same kind and length."""
    related = [other for other in others if _are_related(row, other)]
    rest = [other for other in others if kind(other) == kind(row)]
    rest.sort(key=lambda other: abs(length(other) - length(row)))
    return sample_first(rng, related, rest[:SIMILAR_LENGTH], 3)


def ask_frameworks(id: str, rng: Random, column: str, _round: int) -> Question:
    """Ask to match four frameworks with the year, or the place, of their beginning."""
    is_year = column == "launched"
    frameworks = facts.records("frameworks", "name")
    values = {
        name: row.launched[:4] if is_year else row.launch_place for name, row in frameworks.items()
    }
    pairs: dict[str, str] = {}
    for name in sample(rng, frameworks, len(frameworks)):
        if len(pairs) < 4 and values[name] not in pairs.values():
            pairs[name] = values[name]
    unused = sorted(set(values.values()) - set(pairs.values()))
    what = "the year in which it began" if is_year else "the place where it began"
    return Matching(
        id=id,
        ask=f"Match each framework with {what}.",
        source=source_ids(frameworks[name] for name in pairs),
        pairs=dict(sorted(pairs.items())),
        why={name: _beginning(frameworks[name]) for name in pairs},
        extra=tuple(sample(rng, unused, 1)),
    )


def _beginning(row: Any) -> str:
    began = f"It began {facts.when(row.launched)} in {row.launch_place}"
    return f"{began}: {row.launch_document}."


def programmes() -> Mapping[str, Any]:
    """Return the records of programmes by their names."""
    return facts.records("programmes", "name")


def is_given_away(row: Any) -> bool:
    """Return whether a programme's purpose gives its name away: by its id or its own words."""
    own = {word for word in words_of(row.name) if len(word) > 3} - COMMON
    words = tuple(words_of(row.purpose))
    repeated = [stem for stem in own if any(word.startswith(stem) for word in words)]
    return row.programme_id in row.purpose or len(repeated) >= 2


def words_of(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    return set(re.findall(r"[a-z]+", text.casefold()))


def ask_programme(id: str, rng: Random, name: str) -> Question:
    """Ask which programme a description is about."""
    row = programmes()[name]
    others = [
        other
        for other, it in programmes().items()
        if other != name and {other, name} not in ALIKE and it.programme_id not in row.purpose
    ]
    open_to = row.open_to
    if not (open_to[:3].isupper() or open_to.startswith("PfP")):
        open_to = open_to[:1].lower() + open_to[1:]
    return Single(
        id=id,
        ask=f"Which of NATO's tools is this? {row.purpose}",
        source=source_ids([row]),
        right={name: f"Open to: {open_to}."},
        wrong={
            other: f"That tool is another: {programmes()[other].purpose}"
            for other in sample(rng, others, 3)
        },
    )


TEMPLATES = (
    Template("term", "", lambda: zip(glossary()), ask_term),
    Template("name", "", lambda: zip(glossary()), ask_name),
    Template(
        "frameworks",
        "how_partnership_grew",
        lambda: product(("launched", "launch_place"), range(ROUNDS)),
        ask_frameworks,
    ),
    Template(
        "programme",
        "euro_atlantic",
        lambda: ((name,) for name, row in programmes().items() if not is_given_away(row)),
        ask_programme,
    ),
)
