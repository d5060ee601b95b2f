"""Define the shapes of questions that other systems have.

The course has its own types of question, other systems have six shapes: a choice, a verdict,
pairs, an order, a number and a text. A question becomes one or several of them, and each export
writes these six. Options are shuffled, in the same way each time: not every system shuffles, and
authors write the right one first.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lessons.questions.entries import Declared, FeedbackText, Number, entry

if TYPE_CHECKING:
    from lessons.questions.types.base import Question


class Picture(NamedTuple):
    """A PNG file: its name, its bytes, and what it shows in words."""

    name: str
    png: bytes
    alt: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What every shape has. `weight` is its share of the question's mark.

    `name` is shown to teachers in lists of questions; it is empty until a list is made.
    """

    question: "Question"
    id: str
    ask: str
    name: str = ""
    weight: float = 1.0
    picture: Picture | None = None

    def reasons(self) -> list[str]:
        """Return the feedback on each row or item, which is shown after every answer."""
        return []


class Option(NamedTuple):
    """An option, the feedback on it, and what it adds to the mark."""

    text: str
    right: bool
    why: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """Choose one of the options, or, if `is_multiple`, all that are right.

    `places` are the countries whose capitals a map marks, where the options are places on it.
    """

    options: tuple[Option, ...]
    is_multiple: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict(Part):
    """A statement that is true or false. `why` is the feedback for it."""

    answer: bool
    why: tuple[str, str]  # to whoever says false, to whoever says true

    @property
    def options(self) -> tuple[Option, ...]:
        """The two verdicts as the options of a choice."""
        right = self.answer
        return tuple(Option(str(v), v == right, self.why[v], v == right) for v in (True, False))


class PairRow(NamedTuple):
    """One row of pairs: the left side, the right side that belongs to it, and why."""

    left: str
    right: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Pairs(Part):
    """Give each row one of `rights`; some may belong to several rows, or to none."""

    rows: tuple[PairRow, ...]
    rights: tuple[str, ...]

    def reasons(self) -> list[str]:
        """Return what belongs to each row, and why."""
        return [f"{_bare(row.left)}: {_bare(row.right)}. {row.why}" for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Order(Part):
    """Items in the right order, each with its reason."""

    items: tuple[tuple[str, str], ...]

    def reasons(self) -> list[str]:
        """Return the items in their order, each with its reason."""
        return [f"{n}. {_bare(item)}. {why}" for n, (item, why) in enumerate(self.items, 1)]


@dataclass(frozen=True)
class Near(Declared):
    """A common wrong number, the feedback on it, and how far off an answer still counts as it."""

    value: float = entry(Number("The number."))
    why: str = entry(FeedbackText("The feedback on it."))
    within: float = entry(Number("How far off an answer still counts as it."), 0)


@dataclass(frozen=True, kw_only=True)
class NumberPart(Part):
    """A number, and the feedback for right, near and other answers."""

    answer: float
    tolerance: float
    unit: str
    right: str
    wrong: str
    near: tuple[Near, ...]


@dataclass(frozen=True, kw_only=True)
class Essay(Part):
    """A text to write; afterwards a model answer, and criteria for judging one's own text."""

    model: str
    criteria: tuple[str, ...]

    def reasons(self) -> list[str]:
        """Return the model answer, then the criteria."""
        return [f"A model answer: {self.model}", *(f"Criterion: {text}" for text in self.criteria)]


def mixed(texts: Iterable[str], seed: str) -> list[str]:
    """Return texts in an order that gives nothing away and is the same each time."""
    # Sorted by a hash, not at random, so that an export that is made again has no differences.
    return sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest())


def _bare(text: str) -> str:
    return text.removesuffix(".")
