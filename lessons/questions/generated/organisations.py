"""Questions on other organisations, and on operations."""

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

from lessons.core.dates import day
from lessons.data import source_ids
from lessons.questions import Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.dates import YEAR, ask_year_of_record
from lessons.questions.generated.facts import Event
from lessons.questions.generated.template import Case, Template, sample
from lessons.questions.generated.terms import words_of

YEARS_OF_OPERATIONS = (1997, 2000, 2003, 2006, 2009, 2012, 2016, 2018, 2020)


def organisations() -> Mapping[str, Any]:
    """Return the records of organisations by their names."""
    return facts.records("organisations", "name")


def ask_organisation(id: str, rng: Random, column: str, name: str) -> Question:
    """Ask for an organisation's `kind` or its `seat`."""
    row = organisations()[name]
    others: dict[str, Any] = {}
    for other in sample(rng, organisations().values(), len(organisations())):
        value = getattr(other, column)
        if value != getattr(row, column) and not (column == "kind" and _overlaps(other, row)):
            others.setdefault(value, other)
    chosen = sample(rng, others.values(), 3)
    abbreviation = f" ({row.org_id})" if row.org_id.isupper() and row.org_id != "COE" else ""
    full_name = name if name.startswith("INTERPOL") else f"the {name}{abbreviation}"
    asks = {
        "kind": f"What sort of organisation is {full_name}?",
        "seat": f"In which city does {full_name} have its seat?",
    }
    right, *wrong = (facts.capitalised(getattr(it, column)) for it in [row, *chosen])
    return Single(
        id=id,
        ask=asks[column],
        source=source_ids([row, *chosen]),
        right={right: f"Founded in {row.founded}. {row.summary}"},
        wrong={
            label: f"That is true of the {other.name}."
            for label, other in zip(wrong, chosen, strict=True)
        },
    )


def _overlaps(one: Any, other: Any) -> bool:
    """Return whether a general kind such as 'UN office' would be true of the other as well."""
    general, narrow = sorted((words_of(one.kind), words_of(other.kind)), key=len)
    return len(general & narrow) >= len(general) - 1 or "un" in general & narrow


def links() -> dict[str, Any]:
    """Return the steps between NATO and other organisations that do not give their year away."""
    known = {row.org_id for row in organisations().values()}
    return {
        text: row
        for text, row in facts.records("organisation_milestones", "event").items()
        if row.org_id in known and not YEAR.search(text)
    }


def ask_link(id: str, rng: Random, text: str) -> Question | None:
    """Ask in which year a step between NATO and another organisation was."""
    row = links()[text]
    year = int(row.date[:4])
    others = sorted(
        (other for other in links().values() if other is not row),
        key=lambda other: (other.org_id != row.org_id, abs(int(other.date[:4]) - year)),
    )
    name = next(name for name, it in organisations().items() if it.org_id == row.org_id)
    ask = f"In which year was this step between NATO and the {name}? {text}"
    return ask_year_of_record(id, rng, ask, row, others)


def operations() -> Mapping[str, Any]:
    """Return the records of operations by their names."""
    return facts.records("operations", "name")


def was_running(name: str, year: int) -> bool | None:
    """Return whether an operation was going on at the end of a year; None where in doubt."""
    row, on = operations()[name], facts.end_of(year)
    start = Event(row.start, row.confidence)
    end = Event(row.end, row.confidence) if row.end else None
    if on < start.first or (end and on > end.last):
        return False
    return True if on > start.last and (not end or on < end.first) else None


def running_cases() -> Iterator[Case]:
    """Yield a year and an operation that was going on at its end."""
    for year in YEARS_OF_OPERATIONS:
        yield from ((year, name) for name in operations() if was_running(name, year))


def ask_running(id: str, rng: Random, year: int, name: str) -> Question | None:
    """Ask which operation was going on at the end of a year; those near to it tempt."""
    others = [other for other in operations() if was_running(other, year) is False]
    others.sort(key=lambda other: abs(day(operations()[other].start).year - year))
    if len(others) < 3:
        return None
    chosen = sample(rng, others[:6], 3)
    return Single(
        id=id,
        ask=f"Which of these operations was going on at the end of {year}?",
        source=source_ids(operations()[it] for it in [name, *chosen]),
        right={name: _duration(name)},
        wrong={other: _duration(other) for other in chosen},
    )


def _duration(name: str) -> str:
    """Return from when to when an operation went on, and where."""
    row = operations()[name]
    end = f"ended {facts.when(row.end)}" if row.end else "was still going on in 2026"
    return f"It began {facts.when(row.start)} and {end}. Place: {row.place}."


TEMPLATES = (
    Template(
        "organisation",
        "organisations",
        lambda: product(("kind", "seat"), organisations()),
        ask_organisation,
    ),
    Template("link_year", "organisations", lambda: zip(links()), ask_link),
    Template("running", "operations", running_cases, ask_running),
)
