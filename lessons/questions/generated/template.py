"""A template: how one sort of question is made from rows."""

import hashlib
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.questions import Question

Case = tuple[Any, ...]
Ask = Callable[..., Question | None]


@dataclass(frozen=True)
class Template:
    """One sort of question, the lesson that it practises, its cases, and how a case is asked.

    `ask(id, luck, *case)` returns None where a case would be ambiguous.
    """

    name: str
    lesson: str
    cases: Callable[[], Iterable[Case]]
    ask: Ask

    def id_of(self, case: Case) -> str:
        """Return the id of a case's question: the same as long as the case means the same."""
        text = "/".join(map(str, case))
        return f"practice.{self.name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def question(self, case: Case) -> Question | None:
        """Return the question of a case. What it draws by lot depends on its id alone."""
        name = self.id_of(case)
        return self.ask(name, random.Random(name), *case)  # noqa: S311  (nothing secret)


def some(luck: random.Random, things: Iterable[Any], many: int) -> list[Any]:
    """Return `many` of the things by lot, or all if there are fewer."""
    known = list(things)
    return luck.sample(known, min(many, len(known)))


def pick(luck: random.Random, first: Sequence[Any], rest: Sequence[Any], many: int) -> list[Any]:
    """Return `many` things: tempting ones `first`, then the `rest`."""
    chosen = some(luck, first, many)
    others = [thing for thing in rest if thing not in chosen]
    return chosen + some(luck, others, many - len(chosen))


def differ(*labels: Iterable[str]) -> bool:
    """Return whether all labels differ, however they are written."""
    known = [label.casefold().strip() for group in labels for label in group]
    return len(set(known)) == len(known)


def years(luck: random.Random, right: int, told: Mapping[int, str], gap: int = 1) -> dict[int, str]:
    """Return three wrong years with what is true of them, each `gap` or more from the right one.

    The first years of `told` tempt most: those of the same country or document come first.
    """
    apart = [year for year in told if abs(year - right) >= gap]
    near = sorted(apart[:6], key=lambda year: abs(year - right))[:4]
    return {year: told[year] for year in sorted(some(luck, near, 3))}
