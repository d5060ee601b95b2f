"""Questions on other organisations, and on operations."""

import re
from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from lessons.core.dates import day
from lessons.data import cached_on, source_ids
from lessons.questions import Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import Event
from lessons.questions.generated.template import Case, Template, some, years
from lessons.questions.generated.terms import words_of

RUNNING_YEARS = (1997, 2000, 2003, 2006, 2009, 2012, 2016, 2018, 2020)


@cached_on("organisations")
def organisations() -> Mapping[str, Any]:
    """Return the organisations' rows by their names."""
    return MappingProxyType({row.name: row for row in facts.rows("organisations")})


def organisation_cases() -> Iterator[Case]:
    """Yield what is asked, and an organisation."""
    for name in organisations():
        yield from ((asked, name) for asked in ("kind", "seat"))


def ask_organisation(id: str, luck: Random, asked: str, name: str) -> Question:
    """Ask what an organisation is, or where it has its seat."""
    row = organisations()[name]
    others: dict[str, Any] = {}
    for other in some(luck, organisations().values(), len(organisations())):
        value = getattr(other, asked)
        if value != getattr(row, asked) and not _overlap(asked, other, row):
            others.setdefault(value, other)
    drawn = some(luck, others.values(), 3)
    short = f" ({row.org_id})" if row.org_id.isupper() and row.org_id != "COE" else ""
    full_name = f"the {name}{short}" if not name.startswith("INTERPOL") else name
    ask = {
        "kind": f"What sort of organisation is {full_name}?",
        "seat": f"In which city does {full_name} have its seat?",
    }[asked]
    return Single(
        id=id,
        ask=ask,
        source=source_ids([row, *drawn]),
        right={facts.capital(getattr(row, asked)): f"Founded in {row.founded}. {row.summary}"},
        wrong={
            facts.capital(getattr(other, asked)): f"That is true of the {other.name}."
            for other in drawn
        },
    )


def _overlap(asked: str, one: Any, other: Any) -> bool:
    """Return whether a general kind such as 'UN office' would be true of the other as well."""
    if asked == "seat":
        return False
    general, narrow = sorted(
        (words_of(getattr(one, asked)), words_of(getattr(other, asked))), key=len
    )
    return len(general & narrow) >= len(general) - 1 or "un" in general & narrow


def link_cases() -> Iterator[Case]:
    """Yield the milestones with other organisations whose text does not tell the year."""
    yield from ((event,) for event in links())


@cached_on("organisation_milestones", "organisations")
def links() -> Mapping[str, Any]:
    """Return what happened between NATO and other organisations, by its text."""
    known = {row.org_id for row in organisations().values()}
    rows = [row for row in facts.rows("organisation_milestones") if row.org_id in known]
    undated = [row for row in rows if not re.search(r"\b(19|20)\d\d\b", row.event)]
    return MappingProxyType({row.event: row for row in undated})


def ask_link(id: str, luck: Random, text: str) -> Question:
    """Ask in which year something happened between NATO and another organisation."""
    row = links()[text]
    event = Event(row.date, row.confidence, source_ids([row]))
    others = sorted(
        (it for it in links().values() if it is not row),
        key=lambda it: (it.org_id != row.org_id, abs(int(it.date[:4]) - event.year)),
    )
    told: dict[int, str] = {}
    for it in others:
        told.setdefault(int(it.date[:4]), it.event)
    told.pop(event.year, None)
    wrong = years(luck, event.year, told, 1 if event.confidence == "high" else 2)
    return Single(
        id=id,
        ask=f"In which year was this step between NATO and the {_org(row)}? {text}",
        source=event.source,
        right={str(event.year): f"It was {event.said()}."},
        wrong={str(year): f"Something else was in {year}: {why}" for year, why in wrong.items()},
    )


def _org(row: Any) -> str:
    return next(name for name, it in organisations().items() if it.org_id == row.org_id)


@cached_on("operations")
def operations() -> Mapping[str, Any]:
    """Return the operations' rows by their names."""
    return MappingProxyType({row.name: row for row in facts.rows("operations")})


def running(name: str, year: int) -> bool | None:
    """Return whether an operation was going on at the end of a year; None where in doubt."""
    row, on = operations()[name], facts.end_of(year)
    start = Event(row.start, row.confidence, ())
    end = Event(row.end, row.confidence, ()) if row.end else None
    if on < start.first or (end and on > end.last):
        return False
    return True if on > start.last and (not end or on < end.first) else None


def running_cases() -> Iterator[Case]:
    """Yield a year and an operation that was going on at its end."""
    for year in RUNNING_YEARS:
        yield from ((year, name) for name in operations() if running(name, year))


def ask_running(id: str, luck: Random, year: int, name: str) -> Question | None:
    """Ask which operation was going on at the end of a year."""
    not_then = [it for it in operations() if running(it, year) is False]
    near = sorted(not_then, key=lambda it: abs(day(operations()[it].start).year - year))
    if len(near) < 3:
        return None
    others = some(luck, near[:6], 3)
    return Single(
        id=id,
        ask=f"Which of these operations was going on at the end of {year}?",
        source=source_ids(operations()[other] for other in [name, *others]),
        right={name: _ran(name)},
        wrong={it: _ran(it) for it in others},
    )


def _ran(name: str) -> str:
    row = operations()[name]
    end = f" and ended {facts.when(row.end)}" if row.end else " and was still going on in 2026"
    return f"It began {facts.when(row.start)}{end}. Place: {row.place}."


TEMPLATES = (
    Template("organisation", "organisations", organisation_cases, ask_organisation),
    Template("link_year", "organisations", link_cases, ask_link),
    Template("running", "operations", running_cases, ask_running),
)
