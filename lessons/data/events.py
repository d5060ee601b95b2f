"""Find events of partnership by country, kind and document, and the bodies that they founded.

An event is a row of `status_events`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.dates import day
from lessons.data.cache import cached_on_tables
from lessons.data.records import rows


@dataclass(frozen=True)
class PartnerBody:
    """A body that one partner had with NATO; `end` is None while it goes on.

    `suspended_from`, `confidence` and `note` are those of its row in `framework_members`.
    """

    key: str
    name: str
    short_name: str
    iso3: str
    start: date
    end: date | None
    source_id: str
    suspended_from: date | None = None
    confidence: str = "high"
    note: str = ""

    def exists_on(self, on: date) -> bool:
        """Return whether the body existed on a day; it no longer does on the day of its end."""
        return self.start <= on and (self.end is None or on < self.end)


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


def documents() -> tuple[Any, ...]:
    """Return the events that rest on a document, the earliest first."""
    return tuple(event for event in all_events() if event.document)


@cached_on_tables()
def partner_bodies() -> tuple[PartnerBody, ...]:
    """Return the bodies that one partner had for itself, the oldest first.

    The Permanent Joint Council with Russia is no row of `frameworks`: the Founding Act began it,
    the Rome Declaration ended it.
    """
    # A body with a single partner has one row in framework_members.csv.
    member = {row.framework_id: row for row in rows("framework_members")}
    bodies = [
        _body(row, member[row.framework_id])
        for row in rows("frameworks")
        if row.kind == "bilateral_body"
    ]
    return tuple(sorted([_joint_council(), *bodies], key=lambda body: body.start))


def _body(row: Any, member: Any) -> PartnerBody:
    """Return the body of a row of `frameworks` and of the row of its only member."""
    suspended = day(member.suspended_from) if member.suspended_from else None
    return PartnerBody(
        row.framework_id, row.name, row.short_name, member.iso3, day(row.launched),
        day(row.ended) if row.ended else None, row.source_id, suspended, member.confidence,
        member.note or "",
    )  # fmt: skip


def _joint_council() -> PartnerBody:
    # The names of the two documents stand in the column `document` of status_events.csv.
    by_document = {event.document: event for event in documents()}
    start, end = by_document["Founding Act"], by_document["Rome Declaration"]
    first, last = (day(event.date, last=True) for event in (start, end))
    name = "NATO-Russia Permanent Joint Council"
    return PartnerBody("PJC", name, "Joint Council", "RUS", first, last, start.source_id)
