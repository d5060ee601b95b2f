"""Questions made from the tables, for practice without end.

Each has an id, `practice.<template>.<hash of the case>`, and can be made again from it.
"""

import random
from collections.abc import Container, Iterator, Sequence
from functools import cache

from lessons.core.paths import UnknownName, nearest
from lessons.questions import Question
from lessons.questions.generated import dates, membership, numbers, organisations, places, terms
from lessons.questions.generated.template import Template

__all__ = ["GLOSSARY", "Template", "every", "make", "question", "templates"]

GLOSSARY = ("term", "name")


@cache
def templates() -> dict[str, Template]:
    """Return the sorts of question by name."""
    rooms = (membership, dates, numbers, terms, organisations, places)
    return {template.name: template for room in rooms for template in room.TEMPLATES}


def make(
    many: int,
    seed: object = None,
    *,
    only: Sequence[str] = (),
    without: Container[str] = (),
) -> list[Question]:
    """Return questions from the tables: the same seed, the same questions.

    Templates take turns; `only` names those to use. Ids in `without` are passed over. Fewer than
    `many` come back only when nothing is left to ask. Raise UnknownName for a wrong name.
    """
    luck = random.Random(None if seed is None else str(seed))  # noqa: S311  (nothing secret)
    names = list(map(_known, only)) or list(templates())
    decks = [
        _drawn(templates()[name], luck.random(), without) for name in luck.sample(names, len(names))
    ]
    made: list[Question] = []
    while decks and len(made) < many:
        deck = decks.pop(0)
        card = next(deck, None)
        if card is not None:
            made.append(card)
            decks.append(deck)
    return made


def question(id: str) -> Question:
    """Return the question with an id. Raise UnknownName if the tables no longer ask it."""
    _, _, rest = id.partition(".")
    template = templates()[_known(rest.partition(".")[0])]
    for case in template.cases():
        if template.id_of(case) == id and (made := template.question(case)):
            return made
    raise UnknownName(f"The tables no longer ask '{id}'.")


def every(name: str) -> Iterator[Question]:
    """Yield all questions of one template."""
    template = templates()[_known(name)]
    yield from filter(None, map(template.question, template.cases()))


def _drawn(template: Template, seed: float, without: Container[str]) -> Iterator[Question]:
    cases = list(template.cases())
    random.Random(seed).shuffle(cases)  # noqa: S311  (nothing secret)
    for case in cases:
        if template.id_of(case) not in without and (made := template.question(case)):
            yield made


def _known(name: str) -> str:
    if name not in templates():
        raise UnknownName(f"There is no template '{name}'.{nearest(name, templates())}")
    return name
