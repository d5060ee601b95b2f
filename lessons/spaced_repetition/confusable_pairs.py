"""Put questions on easily confused subjects side by side, such as those on the MD and the ICI."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lessons.core.frozen import freeze
from lessons.core.toml import read_toml
from lessons.questions import Question

FILE = Path(__file__).with_name("confused.toml")


class Pair(NamedTuple):
    """Two subjects, each with its names, and the templates that can ask about either."""

    terms: Sequence[Sequence[str]]
    templates: Sequence[str]


def pairs() -> tuple[Pair, ...]:
    """Return the pairs of `confused.toml`."""
    return tuple(Pair(**freeze(row)) for row in read_toml(FILE)["pair"])


def side(question: Question, pair: Pair) -> int | None:
    """Return which subject of a pair a question is about, 0 or 1; None for neither or both."""
    text = question.subject()
    mentioned = [
        any(re.search(rf"\b{re.escape(term)}\b", text) for term in terms) for terms in pair.terms
    ]
    return mentioned.index(True) if mentioned.count(True) == 1 else None


def opposite(question: Question, others: Iterable[Question], pair: Pair) -> Question | None:
    """Return the first of the others that is about the other subject of a pair."""
    own = side(question, pair)
    if own is None:
        return None
    return next((other for other in others if side(other, pair) == 1 - own), None)


def side_by_side(questions: Sequence[Question]) -> list[Question]:
    """Return the questions with those on the two subjects of a pair next to each other."""
    left, order, found = list(questions), [], pairs()
    while left:
        first = left.pop(0)
        order.append(first)
        partners = (opposite(first, left, pair) for pair in found)
        if partner := next(filter(None, partners), None):
            left.remove(partner)
            left.insert(0, partner)
    return order
