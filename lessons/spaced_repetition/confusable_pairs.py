"""Things that are easily confused, brought side by side."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lessons.questions import Question

FILE = Path(__file__).with_name("confused.toml")


class Pair(NamedTuple):
    """Two sides by their words, and the templates that can ask about either."""

    words: tuple[tuple[str, ...], tuple[str, ...]]
    templates: tuple[str, ...]


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the pairs of `confused.toml`."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"]
    return tuple(
        Pair((tuple(row["words"][0]), tuple(row["words"][1])), tuple(row["templates"]))
        for row in rows
    )


def side(question: Question, pair: Pair) -> int | None:
    """Return 0 or 1 for the side of a pair that a question is about; None for neither or both."""
    text = question.subject()
    on = [any(re.search(rf"\b{re.escape(word)}\b", text) for word in words) for words in pair.words]
    return on.index(True) if on.count(True) == 1 else None


def opposite(question: Question, others: Iterable[Question], pair: Pair) -> Question | None:
    """Return the first of the others that stands on the other side of a pair."""
    here = side(question, pair)
    if here is None:
        return None
    return next((it for it in others if side(it, pair) == 1 - here), None)


def side_by_side(asked: Sequence[Question]) -> list[Question]:
    """Return the questions with those that are easily confused next to each other."""
    left, order = list(asked), []
    while left:
        one = left.pop(0)
        order.append(one)
        partner = next((it for pair in pairs() if (it := opposite(one, left, pair))), None)
        if partner:
            left.remove(partner)
            left.insert(0, partner)
    return order
