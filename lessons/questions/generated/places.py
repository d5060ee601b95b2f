"""Questions on where countries lie."""

from collections.abc import Iterator
from random import Random

from lessons.core.dates import day
from lessons.data import membership
from lessons.questions import Locate, Question
from lessons.questions.generated import facts
from lessons.questions.generated.template import Case, Template

CANDIDATES = 6
APART = 3.0  # degrees between two markers, so that each can be told and touched


def where_cases() -> Iterator[Case]:
    """Yield every country."""
    yield from ((iso3,) for iso3 in facts.countries())


def ask_where(id: str, luck: Random, iso3: str) -> Question:
    """Ask to find a country among others of its surroundings."""
    near = [code for code in facts.nearest_to([iso3], facts.countries()) if code != iso3]
    drawn = [iso3]
    for code in luck.sample(near[:14], 14) + near[14:]:
        if len(drawn) < CANDIDATES and all(facts.apart(code, it) >= APART for it in drawn):
            drawn.append(code)
    return Locate(
        id=id,
        ask=f"Which marker on the map shows {facts.name(iso3)}?",
        source=("countries",),
        answer=(iso3,),
        candidates=tuple(drawn),
        why={code: f"This is {facts.name(code)}. {_group(code)}" for code in drawn},
    )


def _group(iso3: str) -> str:
    group = membership.group_of(iso3, day("2026"))
    return (
        f"Today it is {facts.GROUP[group]}." if group else "Today it is neither Ally nor partner."
    )


TEMPLATES = (Template("where", "the_network", where_cases, ask_where),)
