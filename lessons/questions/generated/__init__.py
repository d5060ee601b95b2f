"""Make questions from the tables, for as much practice as a learner wants.

Each question has an id, `practice.<template>.<hash of the case>`, from which it can be
made again. A journal may hold ids of templates that no longer exist: their questions are not asked
again.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice, zip_longest
from random import Random
from types import MappingProxyType

from lessons.core.paths import UnknownName, nearest
from lessons.questions import Question
from lessons.questions.generated import membership, order, places, terms
from lessons.questions.generated.template import Template

__all__ = ["GLOSSARY", "Template", "in_turn", "iterate", "make", "question", "templates"]

GLOSSARY = ("term", "name")  # the templates that ask about the glossary


@cache
def templates() -> Mapping[str, Template]:
    """Return the templates by name."""
    modules = (membership, order, terms, places)
    return MappingProxyType({one.name: one for module in modules for one in module.TEMPLATES})


def make(
    number: int, seed: object = None, *, only: Sequence[str] = (), without: Container[str] = ()
) -> list[Question]:
    """Return `number` questions from the tables; fewer only when nothing is left: see `iterate`."""
    return list(islice(iterate(seed, only=only, without=without), number))


def iterate(
    seed: object = None, *, only: Sequence[str] = (), without: Container[str] = ()
) -> Iterator[Question]:
    """Yield questions from the tables as they are asked for, the same ones for the same seed.

    Templates take turns; `only` names those to use. Questions whose ids are in `without` are left
    out. Raise UnknownName for a template that does not exist.
    """
    rng = Random(None if seed is None else str(seed))  # noqa: S311  (nothing secret)
    names = [_template(name).name for name in only] or list(templates())
    sequences = [
        _shuffled(templates()[name], rng.random(), without)
        for name in rng.sample(names, len(names))
    ]
    # In turns, so that a session asks about many things.
    return in_turn(*sequences)


def in_turn(*lists: Iterable[Question]) -> Iterator[Question]:
    """Yield the first question of each list, then the second of each, and so on."""
    return filter(None, chain.from_iterable(zip_longest(*lists)))


def question(id: str) -> Question:
    """Return the question with an id. Raise UnknownName if it can no longer be made."""
    template = _template(id.split(".")[1])
    for case in template.cases():
        if template.id_of(case) == id and (made := template.question(case)):
            return made
    raise UnknownName(f"The tables no longer hold the question '{id}'.")


def _shuffled(template: Template, seed: float, without: Container[str]) -> Iterator[Question]:
    """Yield the questions of a template in random order, as they are asked for."""
    cases = list(template.cases())
    Random(seed).shuffle(cases)  # noqa: S311  (nothing secret)
    for case in cases:
        if template.id_of(case) not in without and (made := template.question(case)):
            yield made


def _template(name: str) -> Template:
    if name not in templates():
        raise UnknownName(f"There is no template '{name}'.{nearest(name, templates())}")
    return templates()[name]
