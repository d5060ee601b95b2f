"""Define a template, which makes one kind of question from the rows of tables."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from lessons.questions import Question

Item = TypeVar("Item")
Case = tuple[Any, ...]


@dataclass(frozen=True)
class Template:
    """One kind of question: its name, the lesson that it practises, its cases and its function.

    `lesson` is a slug, or "" for a template that belongs to no lesson. `cases()` returns tuples
    of what may be asked about, such as a framework and a country. `ask(id, rng, *case)` returns
    the question of a case, or None where it would be ambiguous.
    """

    name: str
    lesson: str
    cases: Callable[[], Iterable[Case]]
    ask: Callable[..., Question | None]

    def id_of(self, case: Case) -> str:
        """Return the id of a case's question.

        Journals hold these ids: if the name of a template or the parts of a case change, earlier
        answers to its questions no longer count.
        """
        text = "/".join(map(str, case))
        return f"practice.{self.name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def question(self, case: Case) -> Question | None:
        """Return the question of a case. What is drawn at random depends on its id alone."""
        id = self.id_of(case)
        return self.ask(id, Random(id), *case)  # noqa: S311  (nothing secret)


def sample(rng: Random, items: Iterable[Item], number: int) -> list[Item]:
    """Return `number` of the items at random, or all if there are fewer."""
    population = list(items)
    return rng.sample(population, min(number, len(population)))
