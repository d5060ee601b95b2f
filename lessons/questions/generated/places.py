"""Questions on where countries are on the map."""

from random import Random

from lessons.core.dates import day
from lessons.data import membership
from lessons.questions import Locate, Question
from lessons.questions.generated import facts
from lessons.questions.generated.template import Template

MARKERS = 6
SURROUNDINGS = 14  # of the nearest countries, from which the other markers are drawn
MIN_DEGREES = 3.0  # between two markers, so that each can be seen and touched


def ask_where(id: str, rng: Random, iso3: str) -> Question:
    """Ask to find a country on the map among others of its surroundings."""
    near = [code for code in facts.nearest_to([iso3], facts.countries()) if code != iso3]
    chosen = [iso3]
    for code in rng.sample(near[:SURROUNDINGS], SURROUNDINGS) + near[SURROUNDINGS:]:
        is_free = all(facts.degrees_apart(code, other) >= MIN_DEGREES for other in chosen)
        if len(chosen) < MARKERS and is_free:
            chosen.append(code)
    return Locate(
        id=id,
        ask=f"Which marker on the map shows {facts.name(iso3)}?",
        source=("countries",),
        answer=(iso3,),
        candidates=tuple(chosen),
        why={code: f"This is {facts.name(code)}. {_status_today(code)}" for code in chosen},
    )


def _status_today(iso3: str) -> str:
    group = membership.group_of(iso3, day("2026"))
    return f"Today it is {facts.GROUP[group] if group else 'neither Ally nor partner'}."


TEMPLATES = (Template("where", "the_network", lambda: zip(facts.countries()), ask_where),)
