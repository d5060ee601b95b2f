"""Questions on when things happened, and what came first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

from lessons.data import source_ids
from lessons.questions import Ordering, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import JOIN, NATO, Event, label, name
from lessons.questions.generated.template import Case, Template, sample

YEAR = re.compile(r"\b(19|20)\d\d\b")
ROUNDS = 12  # questions on the order of the same things, each with another choice of them
IN_ORDER = 4  # things to put in order
JOINING_KINDS = {"joined_framework", "acceded"}  # of status events
# Distractors are drawn from the nearest of the most tempting years.
MOST_TEMPTING, NEAREST = 6, 4
NEIGHBOURS = 5  # milestones before and after one that are distractors for it


def ask_year(
    id: str, rng: Random, ask: str, event: Event, right: str, others: Iterable[tuple[int, str]]
) -> Question | None:
    """Ask for the year of an event, with up to three wrong years.

    `others` are years with the feedback for choosing them, the most tempting first. None where
    fewer than two of them are clearly wrong.
    """
    feedback: dict[int, str] = {}
    for year, text in others:
        feedback.setdefault(year, text)
    # The year of an uncertain event may be off by one.
    gap = 1 if event.confidence == "high" else 2
    clear = [year for year in feedback if abs(year - event.year) >= gap][:MOST_TEMPTING]
    near = sorted(clear, key=lambda year: abs(year - event.year))[:NEAREST]
    wrong = sorted(sample(rng, near, 3))
    if len(wrong) < 2:
        return None
    return Single(
        id=id,
        ask=ask,
        source=event.source,
        right={str(event.year): right},
        wrong={str(year): feedback[year] for year in wrong},
    )


def ask_year_of_record(
    id: str, rng: Random, ask: str, row: Any, others: Iterable[Any]
) -> Question | None:
    """Ask for the year of a record with an event; `others` are such records, tempting ones first.

    The feedback to a wrong year says what happened then.
    """
    event = Event.of(row)
    texts = (
        (int(o.date[:4]), f"Something else was in {o.date[:4]}: {o.event.rstrip('.')}.")
        for o in others
    )
    return ask_year(id, rng, ask, event, f"It was {event.when}.", texts)


def ask_joined(id: str, rng: Random, framework: str, iso3: str) -> Question | None:
    """Ask in which year a country joined a framework."""
    infinitive, past = JOIN[framework]
    event = facts.joined()[framework][iso3]
    right = f"{label(iso3)} {past} {event.when}."
    others = [
        (other.year, f"In that year it {JOIN[it][1]}. {right}")
        for it in JOIN
        if it != framework and (other := facts.join_event(it, iso3))
    ]
    others += [
        (other.year, f"In that year {name(code)} {past}. {right}")
        for code, other in facts.joined()[framework].items()
    ]
    ask = f"In which year did {name(iso3)} {infinitive}?"
    return ask_year(id, rng, ask, event, right, others)


def first_cases() -> Iterator[Case]:
    """Yield a framework and a country that came before at least three others."""
    for framework in (NATO, "PFP", "MD", "ICI"):
        events = facts.joined()[framework]
        yield from ((framework, iso3) for iso3 in events if len(_later(framework, iso3)) >= 3)


def _later(framework: str, iso3: str) -> list[str]:
    """Return the countries that surely came later, the nearest first."""
    events = facts.joined()[framework]
    last = events[iso3].last
    later = [code for code, event in events.items() if event.first > last]
    return sorted(later, key=lambda code: (events[code].text, code))


def ask_first(id: str, rng: Random, framework: str, iso3: str) -> Question:
    """Ask which of four countries joined a framework first."""
    infinitive, past = JOIN[framework]
    events = facts.joined()[framework]
    others = sample(rng, _later(framework, iso3)[:7], 3)
    return Single(
        id=id,
        ask=f"Which of these countries was the first to {infinitive}?",
        source=facts.sources_of(events[code] for code in [iso3, *others]),
        right={label(iso3): f"It {past} {events[iso3].when}, before the other three."},
        wrong={label(code): f"It {past} later, {events[code].when}." for code in others},
    )


def ask_order(id: str, rng: Random, framework: str, _round: int) -> Question | None:
    """Ask to put four countries in the order in which they joined a framework."""
    infinitive, past = JOIN[framework]
    events = facts.joined()[framework]
    chosen = _in_order(rng, events)
    if len(chosen) < IN_ORDER:
        return None
    return Ordering(
        id=id,
        ask=f"In which order did these countries {infinitive}? Put the earliest first.",
        source=facts.sources_of(events[code] for code in chosen),
        items=tuple(map(label, chosen)),
        why={label(code): f"{label(code)} {past} {events[code].when}." for code in chosen},
    )


def _in_order(rng: Random, events: Mapping[str, Event]) -> list[str]:
    """Return up to four keys at random whose events surely follow each other, in order."""
    chosen: list[str] = []
    for key in sample(rng, events, len(events)):
        if len(chosen) < IN_ORDER and all(_is_clear(events[key], events[it]) for it in chosen):
            chosen.append(key)
    return sorted(chosen, key=lambda key: events[key].first)


def _is_clear(one: Event, other: Event) -> bool:
    """Return whether it is certain which of two events came first."""
    return one.last < other.first or other.last < one.first


def milestones() -> dict[str, Any]:
    """Return the milestones of partnership policy whose name does not give their year away."""
    by_name = facts.records("policy_milestones", "document")
    ambiguous = "Brussels Summit"  # there were several
    return {
        document: row
        for document, row in by_name.items()
        if not YEAR.search(document) and document != ambiguous
    }


def ask_milestone_year(id: str, rng: Random, document: str) -> Question | None:
    """Ask in which year a milestone was."""
    row = milestones()[document]
    event = Event.of(row)
    near = sorted(
        (other for other in milestones().values() if other is not row),
        key=lambda other: abs(Event.of(other).year - event.year),
    )
    others = (
        (Event.of(o).year, f"Another step was near it: {o.document} was {Event.of(o).when}.")
        for o in near
    )
    right = f"It was {event.when}: {row.what_changed}"
    return ask_year(id, rng, f"In which year was this? {document}", event, right, others)


def ask_milestone_effect(id: str, rng: Random, document: str) -> Question:
    """Ask what a milestone changed. The distractors are of similar length, and near it in time."""
    row, documents = milestones()[document], list(milestones())
    index = documents.index(document)
    near = documents[max(0, index - NEIGHBOURS) : index] + documents[index + 1 :][:NEIGHBOURS]
    neighbours = [milestones()[it] for it in near]
    length = len(row.what_changed)
    neighbours.sort(key=lambda other: abs(len(other.what_changed) - length))
    others = sample(rng, neighbours[:5], 3)
    return Single(
        id=id,
        ask=f"What came with this step? {document}",
        source=source_ids([row, *others]),
        right={row.what_changed: f"It was {Event.of(row).when}, in {row.place}."},
        wrong={
            other.what_changed: f"True of another step near it: {other.document}, "
            f"{Event.of(other).when}."
            for other in others
        },
    )


def ask_milestone_order(id: str, rng: Random, _round: int) -> Question:
    """Ask to put four milestones in order."""
    events = {document: Event.of(row) for document, row in milestones().items()}
    chosen = _in_order(rng, events)
    return Ordering(
        id=id,
        ask="In which order did these steps come? Put the earliest first.",
        source=facts.sources_of(events[document] for document in chosen),
        items=tuple(chosen),
        why={
            document: f"{facts.capitalised(events[document].when)}: "
            f"{milestones()[document].what_changed}"
            for document in chosen
        },
    )


def status_events() -> dict[str, Any]:
    """Return the events of single countries whose text does not give their year away.

    Joining is left out: `ask_joined` asks about it.
    """
    single = {(iso3,) for iso3 in facts.countries()}
    return {
        text: row
        for text, row in facts.records("status_events", "event").items()
        if row.iso3 in single and row.kind not in JOINING_KINDS and not YEAR.search(text)
    }


def ask_status_event(id: str, rng: Random, text: str) -> Question | None:
    """Ask in which year something happened; the years of events of the same country tempt most.

    A year in which the same kind of thing happened to the country is no distractor.
    """
    row = status_events()[text]
    others = [other for other in status_events().values() if other is not row]
    same = {o.date[:4] for o in others if (o.iso3, o.kind) == (row.iso3, row.kind)}
    others = [other for other in others if other.date[:4] not in same]
    year = int(row.date[:4])
    others.sort(key=lambda other: (other.iso3 != row.iso3, abs(int(other.date[:4]) - year)))
    return ask_year_of_record(id, rng, f"In which year was this? {text}.", row, others)


def _joined_cases() -> Iterator[Case]:
    return ((framework, iso3) for framework in JOIN for iso3 in facts.joined()[framework])


TEMPLATES = (
    Template("year_joined", "euro_atlantic", _joined_cases, ask_joined),
    Template("first_to_join", "euro_atlantic", first_cases, ask_first),
    Template(
        "order_joined", "euro_atlantic", lambda: product((NATO, "PFP"), range(ROUNDS)), ask_order
    ),
    Template("step_year", "how_partnership_grew", lambda: zip(milestones()), ask_milestone_year),
    Template("step_what", "how_partnership_grew", lambda: zip(milestones()), ask_milestone_effect),
    Template(
        "step_order", "how_partnership_grew", lambda: zip(range(2 * ROUNDS)), ask_milestone_order
    ),
    Template("event_year", "then_and_now", lambda: zip(status_events()), ask_status_event),
)
