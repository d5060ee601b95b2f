"""Find events of partnership by country, kind and document, and when partners sat in which body.

An event is a row of `status_events`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.dates import day
from lessons.core.paths import named
from lessons.data.cache import cached_on_tables
from lessons.data.records import record, rows

OWN = "own"  # the structure of every body that has one partner
_CRISES = ("war", "annexation", "protest")  # kinds of rows of `world_events`


@dataclass(frozen=True)
class Seat:
    """A partner's time in a body or programme; `end` is None while it goes on.

    `is_alone` says that the partner had the body for itself.
    """

    key: str
    name: str
    short_name: str
    is_alone: bool
    iso3: str
    start: date
    end: date | None
    suspended_from: date | None = None
    confidence: str = "high"
    note: str | None = None

    @property
    def structure(self) -> str:
        """The key of the body, or OWN for any body that the partner had for itself."""
        return OWN if self.is_alone else self.key

    def exists_on(self, on: date) -> bool:
        """Return whether the seat was there on a day; it no longer is on the day of its end."""
        return self.start <= on and (self.end is None or on < self.end)

    def is_suspended_on(self, on: date) -> bool:
        """Return whether the seat was there on a day, and suspended."""
        return self.exists_on(on) and self.suspended_from is not None and self.suspended_from <= on


@cached_on_tables()
def all_events() -> tuple[Any, ...]:
    """Return all events, the earliest first; those of one day in the order of the alphabet."""
    # Sorted by the last day that a date can mean, so that "2005" does not come before "2005-03".
    found = rows("status_events")
    return tuple(sorted(found, key=lambda event: (day(event.date, last=True), event.event)))


def events(countries: Collection[str] = (), kinds: Collection[str] = ()) -> tuple[Any, ...]:
    """Return the events of any of some countries and any of some kinds, the earliest first.

    Without countries, or without kinds, those of all. Kinds are values of the column `kind`.
    """
    return tuple(
        event
        for event in all_events()
        if (not countries or not set(countries).isdisjoint(event.iso3))
        and (not kinds or event.kind in kinds)
    )


def documents(countries: Collection[str], effect: str = "") -> tuple[Any, ...]:
    """Return the events of any of some countries that are documents, the earliest first.

    `effect` is a value of the column `document_effect`; without it, documents of any effect.
    """
    found = (event for event in events(countries) if event.document)
    return tuple(event for event in found if effect in ("", event.document_effect))


def crises(countries: Collection[str]) -> tuple[Any, ...]:
    """Return the rows of `world_events` that are crises of some countries or caused their events.

    A crisis is a war, an annexation or a protest.
    """
    causes = {event.cause for event in events(countries)}
    return tuple(
        row
        for row in rows("world_events")
        if row.event_id in causes
        or (row.kind in _CRISES and not set(countries).isdisjoint(row.iso3))
    )


@cached_on_tables()
def seats() -> tuple[Seat, ...]:
    """Return the time of each partner in each body or programme, the earliest first."""
    found = [*map(_forerunner, rows("forerunners")), *map(_seat, rows("framework_members"))]
    return tuple(sorted(found, key=lambda seat: seat.start))


def latest_seat(structure: str, iso3: str, on: date) -> Seat:
    """Return the latest seat of a partner in a structure that had begun on a day, or the first.

    `structure` is the key of a body, or OWN. Raise UnknownName for a partner that was never in it.
    """
    own: dict[str, list[Seat]] = {}
    for seat in seats():
        if seat.iso3 == iso3:
            own.setdefault(seat.structure, []).append(seat)
    found = named("structure", structure, own, f" in which '{iso3}' had a seat")
    return next((seat for seat in found[::-1] if seat.start <= on), found[0])


def partner_bodies() -> tuple[Seat, ...]:
    """Return the bodies that one partner had for itself, the oldest first."""
    return tuple(seat for seat in seats() if seat.is_alone)


def _seat(row: Any) -> Seat:
    frame = record("frameworks", row.framework_id)
    # Where only the year is known, a country counts from its last day on.
    end, suspended = (
        day(text, last=True) if text else None for text in (row.left, row.suspended_from)
    )
    return Seat(
        row.framework_id, frame.name, frame.short_name, frame.kind == "bilateral_body", row.iso3,
        day(row.joined, last=True), end, suspended, row.confidence, row.note,
    )  # fmt: skip


def _forerunner(row: Any) -> Seat:
    # It ended when the body that replaced it was launched.
    end = day(record("frameworks", row.replaced_by).launched)
    return Seat(row.body_id, row.name, row.short_name, True, row.iso3, row.launched, end)
