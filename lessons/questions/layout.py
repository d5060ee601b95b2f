"""From a question to the fields of its card, and from what was ticked back to an answer.

Fields carry labels in an order of their own: neither the labels nor the order tell which is
right. What is ticked comes back as positions, one value for each field.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)

VERDICTS = ("True", "False")


@dataclass(frozen=True)
class Form:
    """A question as it is laid out: `items` are listed, `options` are chosen from."""

    question: Question
    items: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Return a spec for each field of the card, as the script of its kind reads it."""
        match self.question:
            case Single():
                return [{"kind": "pick", "labels": self.items}]
            case Multiple():
                return [{"kind": "pick", "labels": self.items, "many": True}]
            case TrueFalse():
                reasons = {"kind": "pick", "labels": self.items, "legend": "Because:"}
                return [{"kind": "pick", "labels": VERDICTS}, reasons]
            case Matching() | Classify():
                return [{"kind": "rows", "items": self.items, "options": self.options}]
            case Ordering():
                return [{"kind": "order", "items": self.items}]
            case Numeric(unit=unit):
                return [{"kind": "number", "unit": unit}]
            case _:
                return [{"kind": "map", "count": len(self.items)}]

    def read(self, raw: list[Any]) -> Any:
        """Return the answer, as marking reads it, for what was ticked."""
        value = raw[0]
        match self.question:
            case Multiple():
                return [self.items[i] for i in value]
            case TrueFalse():
                return _verdict(value) | _reason(self.items, raw[1])
            case Matching() | Classify():
                pairs = zip(self.items, value, strict=True)
                return {item: self.options[i] for item, i in pairs if i is not None}
            case Ordering():
                return [self.items[i] for i in value or ()]
            case Numeric():
                return str(value)
            case _:
                return None if value is None else self.items[value]

    def write(self, answer: Any) -> list[Any] | None:
        """Return what to tick for an answer, or None if the question has changed since."""
        try:
            return self._write(answer)
        except (ValueError, TypeError, AttributeError, KeyError):
            return None

    def _write(self, answer: Any) -> list[Any]:
        match self.question:
            case Multiple():
                return [[self.items.index(option) for option in answer]]
            case TrueFalse():
                verdict = 0 if answer["verdict"] else 1
                return [verdict, self.items.index(answer["reason"])]
            case Matching() | Classify():
                if not set(answer) <= set(self.items):
                    raise KeyError("an item is gone")
                given = [answer.get(item) for item in self.items]
                return [[None if it is None else self.options.index(it) for it in given]]
            case Ordering():
                if len(answer) != len(self.items):
                    raise ValueError("an item is gone")
                return [[self.items.index(item) for item in answer]]
            case Numeric():
                return [str(answer)]
            case _:
                return [self.items.index(answer)]


def form(question: Question, seed: int | None = None) -> Form:
    """Lay a question out: shuffled, but the same each time for the same seed."""
    luck = random.Random(f"{question.id}/{seed or 0}")  # noqa: S311  (nothing secret)
    match question:
        case Single() | Multiple() | TrueFalse():
            return Form(question, _shuffled([*question.right, *question.wrong], luck))
        case Matching():
            options = _shuffled([*question.pairs.values(), *question.extra], luck)
            return Form(question, tuple(question.pairs), options)
        case Classify():
            return Form(question, _shuffled([*question.items], luck), question.groups)
        case Ordering():
            return Form(question, _disordered(question.items, luck))
        case Locate():
            return Form(question, _shuffled(question.candidates, luck))
        case _:
            return Form(question, ())


def _shuffled(labels: Sequence[str], luck: random.Random) -> tuple[str, ...]:
    return tuple(luck.sample(labels, len(labels)))


def _disordered(items: tuple[str, ...], luck: random.Random) -> tuple[str, ...]:
    mixed = _shuffled(items, luck)
    while mixed == items:
        mixed = _shuffled(items, luck)
    return mixed


def _verdict(value: int | None) -> dict[str, bool]:
    return {} if value is None else {"verdict": value == 0}


def _reason(items: tuple[str, ...], value: int | None) -> dict[str, str]:
    return {} if value is None else {"reason": items[value]}
