"""Questions on names and what they stand for: terms, frameworks, programmes."""

import re
from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from lessons.data import cached_on, source_ids
from lessons.questions import Matching, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.template import Case, Template, pick, some

# Two terms so near that either definition could pass for the other's.
ALIKE = (
    {"contact countries", "partners across the globe"},
    {"capacity building", "Defence and Related Security Capacity Building Initiative"},
)
OPERATION = re.compile(r"^Operation | (Force|Mission)$")
ROUNDS = 8


@cached_on("glossary")
def glossary() -> Mapping[str, Any]:
    """Return the glossary's rows by their terms."""
    return MappingProxyType({row.term: row for row in facts.rows("glossary")})


def term_cases() -> Iterator[Case]:
    """Yield the glossary's terms."""
    yield from ((term,) for term in glossary())


def near_terms(term: str) -> tuple[list[str], list[str]]:
    """Return the terms that the glossary ties to one, and others of its kind.

    A definition that speaks of the term itself may not stand beside it.
    """
    row = glossary()[term]
    fit = [other for other in glossary() if _same(term, other) and _fits(term, other)]
    tied = [it for it in fit if it in row.see_also or term in glossary()[it].see_also]
    long = len(row.definition)
    own = [it for it in fit if kind(it) == kind(term)]
    rest = sorted(own, key=lambda it: abs(len(glossary()[it].definition) - long))[:25]
    return tied, rest


def kind(term: str) -> str:
    """Return what sort of thing a term names: an operation, another name of its own, or an idea."""
    if OPERATION.search(term):
        return "operation"
    return (
        "name" if term[0].isupper() and (" " in term or glossary()[term].abbreviation) else "idea"
    )


def _same(term: str, other: str) -> bool:
    """Return whether two terms may stand side by side: a force is no answer for an idea."""
    kinds = {kind(term), kind(other)}
    return term != other and (len(kinds) == 1 or "operation" not in kinds)


def _fits(term: str, other: str) -> bool:
    one, two = glossary()[term], glossary()[other]
    if any({term, other} <= pair for pair in ALIKE):
        return False
    told = two.definition.casefold()
    return not any(it and it.casefold() in told for it in (term, one.abbreviation))


def full(term: str) -> str:
    """Return a term with its abbreviation: `Partnership for Peace (PfP)`."""
    short = glossary()[term].abbreviation
    return f"{term} ({short})" if short else term


def ask_term(id: str, luck: Random, term: str) -> Question:
    """Ask what a term means."""
    tied, rest = near_terms(term)
    others = pick(luck, tied, rest, 3)
    return Single(
        id=id,
        ask=f"What does “{full(term)}” mean?",
        source=("glossary",),
        right={glossary()[term].definition: f"That is what “{term}” means."},
        wrong={glossary()[it].definition: _instead(it, term, tied) for it in others},
    )


def ask_name(id: str, luck: Random, term: str) -> Question:
    """Ask for the term that a definition belongs to."""
    tied, _ = near_terms(term)
    fit = [it for it in glossary() if _same(term, it)]
    apart = [it for it in fit if _fits(term, it) and _fits(it, term)]
    own = [it for it in apart if kind(it) == kind(term)]
    rest = sorted(own, key=lambda it: abs(len(full(it)) - len(full(term))))[:25]
    others = pick(luck, [it for it in tied if it in apart], rest, 3)
    definition = glossary()[term].definition
    return Single(
        id=id,
        ask=f"Which term has this meaning? “{definition}”",
        source=("glossary",),
        right={full(term): f"Yes: that is what “{term}” means."},
        wrong={full(it): f"“{full(it)}” means: {glossary()[it].definition}" for it in others},
    )


def _instead(other: str, term: str, tied: list[str]) -> str:
    near = f" The two have to do with each other, but are not the same as “{term}”."
    return f"That is “{full(other)}”.{near if other in tied else ''}"


@cached_on("frameworks")
def frameworks() -> Mapping[str, Any]:
    """Return the frameworks' rows by their names."""
    return MappingProxyType({row.name: row for row in facts.rows("frameworks")})


def framework_cases() -> Iterator[Case]:
    """Yield what is matched, and a round."""
    yield from ((column, turn) for column in ("launched", "launch_place") for turn in range(ROUNDS))


def ask_frameworks(id: str, luck: Random, column: str, _turn: int) -> Question:
    """Ask to match frameworks with the year, or the place, of their beginning."""
    value = _year if column == "launched" else _place
    values: dict[str, str] = {}
    for name in some(luck, frameworks(), len(frameworks())):
        if len(values) < 4 and value(name) not in values.values():
            values[name] = value(name)
    spare = sorted({value(name) for name in frameworks()} - set(values.values()))
    what = "the year in which it began" if column == "launched" else "the place where it began"
    return Matching(
        id=id,
        ask=f"Match each framework with {what}.",
        source=source_ids(frameworks()[framework] for framework in values),
        pairs=dict(sorted(values.items())),
        why={name: _began(name) for name in values},
        extra=tuple(some(luck, spare, 1)),
    )


def _year(name: str) -> str:
    return str(frameworks()[name].launched[:4])


def _place(name: str) -> str:
    return str(frameworks()[name].launch_place)


def _began(name: str) -> str:
    row = frameworks()[name]
    began = f"It began {facts.when(row.launched)} in {row.launch_place}"
    return f"{began}: {row.launch_document}."


def programme_cases() -> Iterator[Case]:
    """Yield the programmes whose purpose does not name them."""
    yield from ((name,) for name, row in programmes().items() if not tells(row.purpose, row))


@cached_on("programmes")
def programmes() -> Mapping[str, Any]:
    """Return the programmes' rows by their names."""
    return MappingProxyType({row.name: row for row in facts.rows("programmes")})


def tells(text: str, row: Any) -> bool:
    """Return whether a text gives a programme away: by its short name or its own words."""
    common = {"partnership", "programme", "individual", "plan", "action", "partners", "partner"}
    own = {word for word in words_of(row.name) if len(word) > 3} - common
    said = tuple(words_of(text))
    given = [word for word in own if any(it.startswith(word) for it in said)]
    return row.programme_id in text or len(given) >= 2


def words_of(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    return set(re.findall(r"[a-z]+", text.casefold()))


def ask_programme(id: str, luck: Random, name: str) -> Question:
    """Ask which programme a description is about."""
    row = programmes()[name]
    apart = {frozenset(("PfP Trust Fund", "Partnership Trust Funds"))}
    others = [
        it
        for it, other in programmes().items()
        if it != name
        and frozenset((it, name)) not in apart
        and other.programme_id not in row.purpose
    ]
    return Single(
        id=id,
        ask=f"Which of NATO's tools is this? {row.purpose}",
        source=source_ids([row]),
        right={name: f"Open to: {_small(row.open_to)}."},
        wrong={
            it: f"That tool is another: {programmes()[it].purpose}" for it in some(luck, others, 3)
        },
    )


def _small(text: str) -> str:
    return text if text[:3].isupper() or text[:3] == "PfP" else text[:1].lower() + text[1:]


TEMPLATES = (
    Template("term", "", term_cases, ask_term),
    Template("name", "", term_cases, ask_name),
    Template("frameworks", "how_partnership_grew", framework_cases, ask_frameworks),
    Template("programme", "euro_atlantic", programme_cases, ask_programme),
)
