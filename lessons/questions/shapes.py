"""Questions in the shapes that other systems know.

The course has its own types of question. Elsewhere six shapes come back again and again: a
choice, a verdict, pairs, an order, a number and a text. A question is one shape or several;
each export format writes these six. Options stand mixed, the same way each time: not every
system shuffles, and authors write the right one first.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A PNG file: its name, its bytes, and what it shows in words."""

    name: str
    png: bytes
    alt: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What every shape has. `weight` is its share of the question's mark, `kind` the type.

    `name` is what a teacher reads in a list of questions; it is empty until a list is made.
    """

    id: str
    ask: str
    kind: str
    name: str = ""
    objective: str = ""
    hint: str = ""
    sources: tuple[str, ...] = ()
    weight: float = 1.0
    picture: Picture | None = None

    def reasons(self) -> list[str]:
        """Return the feedback on each row or item, which everyone reads after answering."""
        return []


@dataclass(frozen=True)
class Option:
    """Something to choose, the feedback for it, and what it adds to the mark."""

    text: str
    right: bool
    why: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """Choose one of the options, or, if `many`, all that are right.

    `places` are the countries whose capitals a map marks, where the options are places on it.
    """

    options: tuple[Option, ...]
    many: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict(Part):
    """A statement that is true or false. `why` is the feedback for it."""

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
class Near:
    """A wrong number that people arrive at, and why; it is met within a distance."""

    value: float
    why: str
    within: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Number(Part):
    """A number, and the feedback for right, near and other answers."""

    answer: float
    tolerance: float
    unit: str
    right: str
    wrong: str
    near: tuple[Near, ...]


@dataclass(frozen=True, kw_only=True)
class Essay(Part):
    """A text to write; afterwards a model answer, and criteria to judge one's own text by."""

    model: str
    criteria: tuple[str, ...]

    def reasons(self) -> list[str]:
        """Return the model answer, then the criteria."""
        return [f"A model answer: {self.model}", *(f"Criterion: {text}" for text in self.criteria)]


def mixed(texts: Iterable[str], seed: str) -> list[str]:
    """Return texts in an order that tells nothing, and is the same each time."""
    # By a hash and not at random: an export that is made again has no differences.
    return sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest())


def _bare(text: str) -> str:
    return text.removesuffix(".")
