"""Questions on when things happened, and what came first."""

import re
from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from lessons.data import cached_on, source_ids
from lessons.questions import Ordering, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import JOIN, NATO, Event, label, name
from lessons.questions.generated.template import Case, Template, some, years

YEAR = re.compile(r"\b(19|20)\d\d\b")
ROUNDS = 12


def _event(row: Any) -> Event:
    return Event(row.date, row.confidence, source_ids([row]))


def joined_cases() -> Iterator[Case]:
    """Yield a framework and a country that joined it on a day known well enough."""
    for framework in JOIN:
        yield from ((framework, iso3) for iso3 in facts.joined()[framework])


def ask_joined(id: str, luck: Random, framework: str, iso3: str) -> Question | None:
    """Ask in which year a country joined."""
    to_do, did = JOIN[framework]
    event, who = facts.joined()[framework][iso3], label(iso3)
    told = {
        facts.joined()[it][iso3].year: f"In that year it {JOIN[it][1]}."
        for it in JOIN
        if it != framework and iso3 in facts.joined()[it]
    }
    for code, other in facts.joined()[framework].items():
        told.setdefault(other.year, f"In that year {name(code)} {did}.")
    told.pop(event.year, None)
    gap = 1 if event.confidence == "high" else 2
    wrong = years(luck, event.year, told, gap)
    if len(wrong) < 2:
        return None
    right = f"{who} {did} {event.said()}."
    return Single(
        id=id,
        ask=f"In which year did {name(iso3)} {to_do}?",
        source=event.source,
        right={str(event.year): right},
        wrong={str(year): f"{why} {right}" for year, why in wrong.items()},
    )


def first_cases() -> Iterator[Case]:
    """Yield a framework and a country that came before at least three others."""
    for framework in (NATO, "PFP", "MD", "ICI"):
        events = facts.joined()[framework]
        yield from ((framework, iso3) for iso3 in events if len(_later(framework, iso3)) >= 3)


def _later(framework: str, iso3: str) -> list[str]:
    """Return who surely came later, the nearest first."""
    events = facts.joined()[framework]
    last = events[iso3].last
    later = [code for code, event in events.items() if event.first > last]
    return sorted(later, key=lambda code: (events[code].text, code))


def ask_first(id: str, luck: Random, framework: str, iso3: str) -> Question:
    """Ask who came first."""
    to_do, did = JOIN[framework]
    events = facts.joined()[framework]
    others = some(luck, _later(framework, iso3)[:7], 3)
    return Single(
        id=id,
        ask=f"Which of these countries was the first to {to_do}?",
        source=facts.sourced(*(events[code] for code in [iso3, *others])),
        right={label(iso3): f"It {did} {events[iso3].said()}, before the other three."},
        wrong={label(code): f"It {did} later, {events[code].said()}." for code in others},
    )


def order_cases() -> Iterator[Case]:
    """Yield a framework and a round."""
    yield from ((framework, turn) for framework in (NATO, "PFP") for turn in range(ROUNDS))


def ask_order(id: str, luck: Random, framework: str, _turn: int) -> Question | None:
    """Ask to put four countries in the order in which they joined."""
    to_do, did = JOIN[framework]
    events = facts.joined()[framework]
    drawn = _in_order(luck, events)
    if len(drawn) < 4:
        return None
    return Ordering(
        id=id,
        ask=f"In which order did these countries {to_do}? Put the earliest first.",
        source=facts.sourced(*(events[code] for code in drawn)),
        items=tuple(label(code) for code in drawn),
        why={label(code): f"{label(code)} {did} {events[code].said()}." for code in drawn},
    )


def _in_order(luck: Random, events: Mapping[Any, Event], many: int = 4) -> list[Any]:
    """Return some keys whose events surely follow each other, in order."""
    chosen: list[Any] = []
    for key in some(luck, events, len(events)):
        if len(chosen) < many and all(_apart(events[key], events[it]) for it in chosen):
            chosen.append(key)
    return sorted(chosen, key=lambda key: events[key].first)


def _apart(one: Event, other: Event) -> bool:
    return one.last < other.first or other.last < one.first


@cached_on("policy_milestones")
def milestones() -> Mapping[str, Any]:
    """Return the milestones of partnership policy whose name does not tell the year."""
    by_name = {row.document: row for row in facts.rows("policy_milestones")}
    by_name.pop("Brussels Summit", None)  # there were several
    return MappingProxyType({n: row for n, row in by_name.items() if not YEAR.search(n)})


def milestone_cases() -> Iterator[Case]:
    """Yield the milestones."""
    yield from ((document,) for document in milestones())


def ask_milestone_year(id: str, luck: Random, document: str) -> Question:
    """Ask in which year a milestone was."""
    row = milestones()[document]
    event = _event(row)
    told = {int(it.date[:4]): f"{it.document} {_was(it)}." for it in milestones().values()}
    told.pop(event.year)
    near = dict(sorted(told.items(), key=lambda item: abs(item[0] - event.year)))
    wrong = years(luck, event.year, near, 1 if event.confidence == "high" else 2)
    right = f"It was {event.said()}: {row.what_changed}"
    return Single(
        id=id,
        ask=f"In which year was this? {document}",
        source=event.source,
        right={str(event.year): right},
        wrong={
            str(year): f"That year is near, but another step: {why}" for year, why in wrong.items()
        },
    )


def _was(row: Any) -> str:
    return f"was {_event(row).said()}"


def ask_milestone_what(id: str, luck: Random, document: str) -> Question:
    """Ask what a milestone changed."""
    row = milestones()[document]
    at = list(milestones())
    place = at.index(document)
    near = [it for it in at[max(0, place - 5) : place + 6] if it != document]
    alike = sorted(
        near, key=lambda it: abs(len(milestones()[it].what_changed) - len(row.what_changed))
    )
    others = [milestones()[it] for it in some(luck, alike[:5], 3)]
    return Single(
        id=id,
        ask=f"What came with this step? {document}",
        source=source_ids([row, *others]),
        right={row.what_changed: f"It {_was(row)}, in {row.place}."},
        wrong={
            it.what_changed: f"True of another step near it: {it.document}, {_event(it).said()}."
            for it in others
        },
    )


def milestone_order_cases() -> Iterator[Case]:
    """Yield rounds."""
    yield from ((turn,) for turn in range(2 * ROUNDS))


def ask_milestone_order(id: str, luck: Random, _turn: int) -> Question:
    """Ask to put four milestones in order."""
    events = {document: _event(row) for document, row in milestones().items()}
    drawn = _in_order(luck, events)
    return Ordering(
        id=id,
        ask="In which order did these steps come? Put the earliest first.",
        source=facts.sourced(*(events[it] for it in drawn)),
        items=tuple(drawn),
        why={
            it: f"{facts.capital(events[it].said())}: {milestones()[it].what_changed}"
            for it in drawn
        },
    )


@cached_on("status_events", "countries")
def happenings() -> Mapping[str, Any]:
    """Return the events of single countries whose text does not tell the year.

    Joining is left out: `ask_joined` asks about it.
    """
    known = {(code,) for code in facts.countries()}
    rows = [row for row in facts.rows("status_events") if row.iso3 in known]
    joining = {"joined_framework", "acceded"}
    asked = [row for row in rows if row.kind not in joining and not YEAR.search(row.event)]
    return MappingProxyType({row.event: row for row in asked})


def happening_cases() -> Iterator[Case]:
    """Yield the events."""
    yield from ((event,) for event in happenings())


def ask_happening(id: str, luck: Random, text: str) -> Question | None:
    """Ask in which year something happened; other years of the same country tempt."""
    row = happenings()[text]
    event = _event(row)
    others = [it for it in happenings().values() if it is not row]
    others.sort(key=lambda it: (it.iso3 != row.iso3, abs(int(it.date[:4]) - event.year)))
    alike = {it.date[:4] for it in others if _alike(it, row)}
    told: dict[int, str] = {}
    for it in others:
        if it.date[:4] not in alike:
            told.setdefault(int(it.date[:4]), it.event)
    told.pop(event.year, None)
    wrong = years(luck, event.year, told, 1 if event.confidence == "high" else 2)
    return Single(
        id=id,
        ask=f"In which year was this? {text}.",
        source=event.source,
        right={str(event.year): f"It was {event.said()}."},
        wrong={str(year): f"Something else was in {year}: {why}." for year, why in wrong.items()},
    )


def _alike(one: Any, other: Any) -> bool:
    return (one.iso3, one.kind) == (other.iso3, other.kind)


TEMPLATES = (
    Template("year_joined", "euro_atlantic", joined_cases, ask_joined),
    Template("first_to_join", "euro_atlantic", first_cases, ask_first),
    Template("order_joined", "euro_atlantic", order_cases, ask_order),
    Template("step_year", "how_partnership_grew", milestone_cases, ask_milestone_year),
    Template("step_what", "how_partnership_grew", milestone_cases, ask_milestone_what),
    Template("step_order", "how_partnership_grew", milestone_order_cases, ask_milestone_order),
    Template("event_year", "then_and_now", happening_cases, ask_happening),
)
