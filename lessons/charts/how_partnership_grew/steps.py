"""List every dated step of partnership: summits, frameworks, accessions, exits.

Three tables hold dated steps. The timeline and the ordering game of lesson 2 both draw them.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from lessons.core.text import counted
from lessons.data import cached_on_tables, rows
from lessons.data.membership import day, end_of, partners_on

# Kinds of events that put some distance between a partner and NATO.
_APART = ("suspended", "withdrew", "last_meeting", "ended", "exit_announced")
_LANE_OF = {"joined_framework": "joined", "acceded": "allies", **dict.fromkeys(_APART, "apart")}


@dataclass(frozen=True)
class Step:
    """What happened on a date, on which lane of the timeline, and from which table.

    `countries` are the iso3 codes of those whom an event concerns.
    """

    date: str
    lane: str
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


def known_before(year: int) -> str:
    """Return how many of those who joined a framework in a year are no newcomers, if any."""
    joined, before = joined_in(year)
    return (
        f"Of the {counted(len(joined), 'country', 'countries')} that joined a framework in {year}, "
        f"{len(before)} had been partners before."
    ) * bool(before)


def joined_in(year: int) -> tuple[set[str], set[str]]:
    """Return who joined a framework in a year, as iso3 codes, and who of them was a partner."""
    joined = {
        code
        for row in rows("status_events")
        if row.kind == "joined_framework" and day(row.date, last=True).year == year
        for code in row.iso3
    }
    return joined, joined.intersection(partners_on(end_of(year - 1)))


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
    members = [row for row in rows("framework_members") if row.framework_id == framework_id]
    return str(members[0].confidence) if len(members) == 1 else "high"


def _events() -> Iterator[Step]:
    """Yield the events of countries; what is neither an entry nor an exit is a tie."""
    for row in rows("status_events"):
        if row.kind != "framework_launched":
            lane = _LANE_OF.get(row.kind, "ties")
            yield Step(
                row.date, lane, row.event, row.confidence, "status_events", row.source_id, row.iso3
            )
