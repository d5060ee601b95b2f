"""Questions in the shapes that other systems know.

The course has eight types. Elsewhere five shapes come back again and again: a choice, a verdict,
pairs, an order and a number. Each format writes these five. Options stand mixed, the same way each
time: not every system shuffles, and authors write the right one first.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from lessons import course, data, questions
from lessons.data.membership import name
from lessons.publishing.exports import maps
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Near,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)

NOT_A_PAIR = "These two do not go together."
MORE_TO_TICK = "There is more to tick."


@dataclass(frozen=True, kw_only=True)
class Part:
    """What every shape has. `weight` is its share of the question's mark."""

    id: str
    ask: str
    kind: str
    objective: str = ""
    hint: str = ""
    sources: tuple[str, ...] = ()
    weight: float = 1.0
    picture: maps.Picture | None = None


@dataclass(frozen=True)
class Option:
    """Something to choose, what is said to whoever chooses it, and what it adds to the mark."""

    text: str
    right: bool
    why: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """Choose one of the options, or, if `many`, all that are right."""

    options: tuple[Option, ...]
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict(Part):
    """A statement that is true or false. `why` is said to whoever says so."""

    answer: bool
    why: tuple[str, str]  # to whoever says false, to whoever says true


@dataclass(frozen=True)
class Row:
    """One row of pairs: what stands left, what belongs to it, and why."""

    left: str
    right: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Pairs(Part):
    """Give each row one of `rights`; some may serve several rows, or none."""

    rows: tuple[Row, ...]
    rights: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Order(Part):
    """Items in the right order, each with its reason."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Number(Part):
    """A number, and what is said to right, near and other answers."""

    answer: float
    tolerance: float
    unit: str
    right: str
    wrong: str
    near: tuple[Near, ...]


def parts(question: Question, *, pictures: bool = True) -> list[Part]:
    """Return a question as one part, or as two: a verdict and its reason.

    Without `pictures`, places on a map are offered by name.
    """
    common = Part(
        id=question.id,
        ask=question.ask,
        kind=question.type,
        objective=question.objective,
        hint=question.hint,
        sources=tuple(cited(key) for key in question.source),
    )
    return [_shaped(shape, common) for shape in _shapes(question, pictures)]


def lesson_parts(lesson: str, *, pictures: bool = True) -> list[Part]:
    """Return all questions of a lesson as parts."""
    asked = questions.questions(lesson)
    return [part for question in asked for part in parts(question, pictures=pictures)]


def title(lesson: str) -> str:
    """Return a lesson's title with its number in two digits: other systems sort 10 before 2."""
    return re.sub(r"^(?=\d\D)", "0", course.lesson(lesson).heading)


def aim(part: Part) -> str:
    """Return the objective that a part serves, in words."""
    lesson = part.id.partition(".")[0]
    return questions.objectives(lesson).get(part.objective, "")


def afterwards(part: Part) -> tuple[list[str], list[str]]:
    """Return what is said to everyone: the reason of each row, then the aim and the sources."""
    goal = [f"Objective: {aim(part)}"] if aim(part) else []
    lines = [*goal, *(f"Source: {source}" for source in part.sources)]
    match part:
        case Pairs():
            told = [f"{_bare(row.left)}: {_bare(row.right)}. {row.why}" for row in part.rows]
            return told, lines
        case Order():
            return [
                f"{n}. {_bare(item)}. {why}" for n, (item, why) in enumerate(part.items, 1)
            ], lines
    return [], lines


@cache
def cited(key: str) -> str:
    """Return one source as a line of text."""
    return data.cite(key)


def _shaped(shape: tuple[type[Part], dict[str, object]], common: Part) -> Part:
    kind, own = shape
    shared = {key: value for key, value in vars(common).items() if key not in own}
    return kind(**shared, **own)  # type: ignore[arg-type]


def _shapes(question: Question, pictures: bool) -> Iterator[tuple[type[Part], dict[str, object]]]:
    match question:
        case Single():
            yield Choice, {"options": _one_of(question.right, question.wrong, question.id)}
        case Multiple():
            yield Choice, {"options": _all_of(question), "many": True}
        case TrueFalse():
            why = (question.truth[False], question.truth[True])
            yield Verdict, {"answer": question.answer, "why": why, "weight": 0.5}
            yield Choice, _reason(question)
        case Matching():
            rights = mixed({*question.pairs.values(), *question.extra}, question.id)
            yield Pairs, {"rows": _rows(question.pairs, question.why), "rights": tuple(rights)}
        case Classify():
            yield Pairs, {"rows": _rows(question.items, question.why), "rights": question.groups}
        case Ordering():
            yield Order, {"items": tuple((item, question.why[item]) for item in question.items)}
        case Numeric():
            yield Number, _number(question)
        case Locate():
            yield Choice, _places(question, pictures)


def mixed(texts: Iterable[str], seed: str) -> list[str]:
    """Return texts in an order that tells nothing, and is the same each time."""
    return sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest())


def _bare(text: str) -> str:
    return text.removesuffix(".")


def _one_of(right: Mapping[str, str], wrong: Mapping[str, str], seed: str) -> tuple[Option, ...]:
    whys = {**right, **wrong}
    return tuple(
        Option(text, text in right, whys[text], float(text in right)) for text in mixed(whys, seed)
    )


def _all_of(question: Multiple) -> tuple[Option, ...]:
    """Return options whose shares add up to the mark of lessons.questions.marking."""
    gain, loss = 1 / len(question.right), -1 / max(1, len(question.wrong))
    return tuple(
        replace(option, share=gain if option.right else loss)
        for option in _one_of(question.right, question.wrong, question.id)
    )


def _reason(question: TrueFalse) -> dict[str, object]:
    ask = f"{question.ask} Which reason is right?"
    options = _one_of(question.right, question.wrong, question.id)
    return {"id": f"{question.id}.reason", "ask": ask, "options": options, "weight": 0.5}


def _rows(goes_with: Mapping[str, str], why: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(Row(left, right, why[left]) for left, right in goes_with.items())


def _number(question: Numeric) -> dict[str, object]:
    return {
        "answer": question.answer,
        "tolerance": question.tolerance,
        "unit": question.unit,
        "right": question.right,
        "wrong": question.wrong,
        "near": question.near,
    }


def _places(question: Locate, pictures: bool) -> dict[str, object]:
    called = labels(question, pictures)
    places = [
        Option(called[code], right := code in question.answer, question.why[code], float(right))
        for code in question.candidates
    ]
    by_label = {option.text: option for option in places}
    order = sorted(by_label) if pictures else mixed(by_label, question.id)
    picture = maps.draw(question.id, question.candidates) if pictures else None
    return {"options": tuple(by_label[label] for label in order), "picture": picture}


def labels(question: Locate, pictures: bool) -> dict[str, str]:
    """Return how the places are told apart, by code: letters on the map, else names.

    Where the question names a right place, names would give it away: coordinates stand instead.
    """
    if pictures:
        return maps.letters(question.candidates)
    if any(name(code) in question.ask for code in question.answer):
        return maps.coordinates(question.candidates)
    return {code: name(code) for code in question.candidates}
