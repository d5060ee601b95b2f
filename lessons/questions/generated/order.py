"""Make questions on what came first, and on what happened at the same time."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

from lessons.core.dates import day
from lessons.core.text import capitalised
from lessons.data import source_ids
from lessons.data.membership import end_of
from lessons.questions import Ordering, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import FRAMEWORKS, NATO, Event, label
from lessons.questions.generated.template import Case, Template, sample

YEAR = re.compile(r"\b(19|20)\d\d\b")
ROUNDS = 12  # questions on the order in one framework, each with another choice of countries
STEP_ROUNDS = 24  # the same for milestones
IN_ORDER = 4  # events to put in order
AMBIGUOUS = "Brussels Summit"  # a name of several summits
YEARS_OF_OPERATIONS = (1997, 2000, 2003, 2006, 2009, 2012, 2016, 2018, 2020)
NEAREST = 6  # the operations nearest in time, which make good distractors


def ask_countries(id: str, rng: Random, framework: str, _round: int) -> Question:
    """Ask to put four countries in the order in which they joined a framework."""
    known = FRAMEWORKS[framework]
    return _ordering(
        id,
        rng,
        f"In which order did these countries {known.join}? Put the earliest first.",
        {label(iso3): event for iso3, event in facts.joined()[framework].items()},
        lambda who, event: f"{who} {known.joined} {event.when}.",
    )


def ask_steps(id: str, rng: Random, _round: int) -> Question:
    """Ask to put four milestones of partnership policy in order."""
    steps = {
        document: Event(row, row.date)
        for document, row in facts.records("policy_milestones", "document").items()
        if not YEAR.search(document) and document != AMBIGUOUS
    }
    return _ordering(
        id,
        rng,
        "In which order did these steps come? Put the earliest first.",
        steps,
        lambda _, step: f"{capitalised(step.when)}: {step.row.what_changed}",
    )


def _ordering(id: str, rng: Random, ask: str, events: Mapping[str, Event], why: Any) -> Question:
    """Ask to put four events at random in order; `why(label, event)` returns the feedback."""
    chosen: list[str] = []
    # An event is left out unless it certainly came before or after each chosen one: where uncertain
    # dates overlap, two orders would be right.
    for key in sample(rng, events, len(events)):
        if len(chosen) < IN_ORDER and all(_disjoint(events[key], events[name]) for name in chosen):
            chosen.append(key)
    chosen.sort(key=lambda key: events[key].first)
    return Ordering(
        id=id,
        ask=ask,
        source=source_ids(events[key].row for key in chosen),
        items=tuple(chosen),
        why={key: why(key, events[key]) for key in chosen},
    )


def _disjoint(first: Event, second: Event) -> bool:
    """Return whether two events' dates do not overlap, so that it is certain which came first."""
    return first.last < second.first or second.last < first.first


def operations() -> Mapping[str, Any]:
    """Return the records of operations by their names."""
    return facts.records("operations", "name")


def was_running(name: str, year: int) -> bool | None:
    """Return whether an operation was going on at the end of a year; None where doubtful."""
    row = operations()[name]
    return facts.was_current(row, row.start, row.end, end_of(year))


def running_cases() -> Iterator[Case]:
    """Yield a year and an operation that was going on at its end."""
    for year in YEARS_OF_OPERATIONS:
        yield from ((year, name) for name in operations() if was_running(name, year))


def ask_running(id: str, rng: Random, year: int, name: str) -> Question | None:
    """Ask which operation was going on at the end of a year, among others that are near in time."""
    others = [other for other in operations() if was_running(other, year) is False]
    others.sort(key=lambda other: abs(day(operations()[other].start).year - year))
    chosen = sample(rng, others[:NEAREST], 3)
    if len(chosen) < 3:
        return None
    return Single(
        id=id,
        ask=f"Which of these operations was going on at the end of {year}?",
        source=source_ids(operations()[key] for key in [name, *chosen]),
        right={name: _duration(name)},
        wrong={other: _duration(other) for other in chosen},
    )


def _duration(name: str) -> str:
    """Return when an operation began and ended, and where."""
    row = operations()[name]
    start = Event(row, row.start).when
    end = f"ended {Event(row, row.end).when}" if row.end else "has not ended yet"
    return f"It began {start} and {end}. Place: {row.place}."


TEMPLATES = (
    Template(
        "order_joined",
        "euro_atlantic",
        lambda: product((NATO, "PFP"), range(ROUNDS)),
        ask_countries,
    ),
    Template("step_order", "how_partnership_grew", lambda: zip(range(STEP_ROUNDS)), ask_steps),
    Template("running", "operations", running_cases, ask_running),
)
