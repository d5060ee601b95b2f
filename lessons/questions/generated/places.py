"""Make questions on where countries are on the map."""

from random import Random

from lessons.data import membership
from lessons.questions import Locate, Question
from lessons.questions.generated import facts
from lessons.questions.generated.template import Template

MARKERS = 6
SURROUNDINGS = 14  # nearest countries, from which the other markers are drawn
MIN_DEGREES = 3.0  # between two markers, so that each can be seen and touched


def ask_where(id: str, rng: Random, iso3: str) -> Question:
    """Ask to find a country on the map among others of its surroundings."""
    near = [code for code in facts.nearest_to([iso3], facts.countries()) if code != iso3]
    chosen = [iso3]
    # Where too few of these are far enough apart, the next nearest countries follow.
    for code in rng.sample(near[:SURROUNDINGS], SURROUNDINGS) + near[SURROUNDINGS:]:
        if len(chosen) == MARKERS:
            break
        if all(facts.degrees_apart(code, other) >= MIN_DEGREES for other in chosen):
            chosen.append(code)
    return Locate(
        id=id,
        ask=f"Which marker on the map shows {facts.name(iso3)}?",
        source=("countries",),
        answer=(iso3,),
        candidates=tuple(chosen),
        why={code: f"This is {facts.name(code)}. {_status(code)}" for code in chosen},
    )


def _status(iso3: str) -> str:
    """Return what a country was on the last day that the tables cover."""
    on = membership.last_day()
    return f"In {on.year} it {facts.status(iso3, on)}."


TEMPLATES = (Template("where", "the_network", lambda: zip(facts.countries()), ask_where),)
