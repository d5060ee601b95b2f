"""List every dated step of partnership: summits, frameworks, accessions, exits.

Three tables hold dated steps.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lessons.core.dates import day
from lessons.data.cache import cached_on_tables
from lessons.data.events import all_events
from lessons.data.membership import stays_in
from lessons.data.records import rows

# Kinds of events that put some distance between a partner and NATO.
_APART = ("suspended", "withdrew", "last_meeting", "ended", "exit_announced")
_KIND_OF = {"joined_framework": "joined", "acceded": "allies", **dict.fromkeys(_APART, "apart")}


@dataclass(frozen=True)
class Step:
    """What happened on a date, and from which table it is.

    `kind` is "papers", "frameworks", "joined", "ties", "allies" or "apart". `countries` are the
    iso3 codes of those whom an event concerns.
    """

    date: str
    kind: str
    text: str
    confidence: str
    table: str
    source_id: str | tuple[str, ...]
    countries: tuple[str, ...] = ()

    @property
    def on(self) -> datetime.date:
        """The last day that the date can mean."""
        return day(self.date, last=True)


@cached_on_tables()
def steps() -> tuple[Step, ...]:
    """Return every step in order of time.

    A framework's launch and end come from `frameworks`; its row in `status_events` is left out,
    and so are the milestones that `status_events` has as well.
    """
    found = [*_documents(), *_frameworks(), *_events()]
    return tuple(sorted(found, key=lambda step: (step.on, step.text)))


def _documents() -> Iterator[Step]:
    """Yield the papers and summits of `policy_milestones`."""
    for row in rows("policy_milestones"):
        if not row.in_status_events:
            text = f"{row.document} ({row.place})"
            yield Step(row.date, "papers", text, row.confidence, "policy_milestones", row.source_id)


def _frameworks() -> Iterator[Step]:
    """Yield the beginning and the end of each framework."""
    for row in rows("frameworks"):
        ends = {"begins": (row.launched, "high")}
        if row.ended:
            ends["ends"] = (row.ended, _confidence_of_end(row.framework_id))
        for what, (on, sure) in ends.items():
            yield Step(on, "frameworks", f"{row.name} {what}", sure, "frameworks", row.source_id)


def _confidence_of_end(framework_id: str) -> str:
    """Return how certain the end of a framework is."""
    # A body with a single partner ended when its partner's row ends, and is as sure as that row.
    members = stays_in(framework_id)
    return str(members[0].confidence) if len(members) == 1 else "high"


def _events() -> Iterator[Step]:
    """Yield the events of countries; what is neither an entry nor an exit is a tie."""
    for row in all_events():
        if row.kind != "framework_launched":
            kind = _KIND_OF.get(row.kind, "ties")
            yield Step(
                row.date, kind, row.event, row.confidence, "status_events", row.source_id, row.iso3
            )
