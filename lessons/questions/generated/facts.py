"""Find the facts that may be asked about without doubt, with the days between which they lie.

A row of low confidence is never asked about. A row of medium confidence is trusted to a year:
its event counts as anything from a year before to a year after.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import dist
from types import MappingProxyType
from typing import Any

from lessons import data
from lessons.core.dates import day
from lessons.core.text import date_words
from lessons.data import cached_on, membership, source_ids

UNCERTAINTY = {"high": timedelta(0), "medium": timedelta(days=365)}
NATO = "NATO"
NAMED_WITH_THE = re.compile(r"Netherlands$|United |.* Republic$")

# How a question speaks of being in a framework. For the EAPC and the PfP, in which Allies sit or
# sat too, it asks for partners.
MEMBERS = {
    NATO: "Allies",
    "PFP": "partners in the Partnership for Peace (PfP)",
    "EAPC": "partners in the Euro-Atlantic Partnership Council (EAPC)",
    "MD": "in the Mediterranean Dialogue (MD)",
    "ICI": "in the Istanbul Cooperation Initiative (ICI)",
    "PATG": "partners across the globe",
}
# How it speaks of joining one: the infinitive and the past tense.
JOIN = {
    NATO: ("join NATO", "joined NATO"),
    "PFP": ("sign up to the Partnership for Peace (PfP)", "signed up to the PfP"),
    "EAPC": ("enter the Euro-Atlantic Partnership Council (EAPC)", "entered the EAPC"),
    "MD": ("join the Mediterranean Dialogue (MD)", "joined the Mediterranean Dialogue"),
    "ICI": ("join the Istanbul Cooperation Initiative (ICI)", "joined the ICI"),
}
GROUP = {
    "ally": "an Ally",
    "euro_atlantic": "a Euro-Atlantic partner",
    "md": "in the Mediterranean Dialogue",
    "ici": "in the Istanbul Cooperation Initiative",
    "patg": "a partner across the globe",
}


@dataclass(frozen=True)
class Event:
    """Something that happened once: its date as the table has it, and how certain that is."""

    text: str
    confidence: str
    source: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        """The first day on which it may have happened."""
        return day(self.text) - UNCERTAINTY[self.confidence]

    @property
    def last(self) -> date:
        """The last day on which it may have happened."""
        return day(self.text, last=True) + UNCERTAINTY[self.confidence]

    @property
    def year(self) -> int:
        """The year that the table gives."""
        return int(self.text[:4])

    @property
    def when(self) -> str:
        """The date with a preposition, no finer than it is known: `on 26 January 1994`."""
        return when(self.text if self.confidence == "high" else self.text[:4])

    @property
    def since(self) -> str:
        """The date as it follows 'since': `26 January 1994`."""
        return self.when.partition(" ")[2]

    @classmethod
    def of(cls, row: Any, text: str = "") -> "Event":
        """Return the event of a record; its date is `text`, or else the column `date`."""
        return cls(text or row.date, row.confidence, source_ids([row]))


def trusted_rows(name: str) -> tuple[Any, ...]:
    """Return a table's records without those of low confidence."""
    return tuple(row for row in data.rows(name) if getattr(row, "confidence", "") != "low")


@cached_on(lambda table, column: table)
def records(table: str, column: str) -> Mapping[str, Any]:
    """Return a table's records by one of its columns, without those of low confidence."""
    return MappingProxyType({getattr(row, column): row for row in trusted_rows(table)})


def countries() -> Mapping[str, Any]:
    """Return the records of every Ally and partner of the tables, by iso3 code."""
    return records("countries", "iso3")


def sources_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the sources of events, each once."""
    return tuple(dict.fromkeys(key for event in events for key in event.source))


@cached_on("framework_members", "allies")
def joined() -> Mapping[str, Mapping[str, Event]]:
    """Return for NATO and each framework who joined when; who joined twice is left out."""
    found: dict[str, dict[str, Event]] = {}
    for (framework, iso3), periods in _periods().items():
        by_country = found.setdefault(framework, {})
        if len(periods) == 1 and periods[0].confidence != "low":
            by_country[iso3] = Event.of(periods[0], periods[0].joined)
    found[NATO] = {
        row.iso3: Event.of(row, row.accession_date.isoformat()) for row in trusted_rows("allies")
    }
    return MappingProxyType({name: MappingProxyType(who) for name, who in found.items()})


def join_event(framework: str, iso3: str) -> Event | None:
    """Return when a country joined a framework, if it did so once and that is known."""
    return joined().get(framework, {}).get(iso3)


def was_in(framework: str, iso3: str, on: date) -> bool | None:
    """Return whether a country was a partner in a framework on a day; None where in doubt.

    In doubt are: what rests on a row of low confidence or lies too near to an uncertain date, a
    suspended partner, an Ally's seat in the EAPC, and partners across the globe before the name.
    """
    return members_on(framework, on).get(iso3, False)


@cached_on("framework_members", "allies", "countries", maxsize=1_000)
def members_on(framework: str, on: date) -> Mapping[str, bool | None]:
    """Return for every country whether it was in a framework on a day, as `was_in` does."""
    allies = set(membership.allies_on(on))
    if framework == NATO:
        return MappingProxyType({code: code in allies for code in countries()})
    return MappingProxyType(
        {
            code: None
            if framework in ("EAPC", "NACC") and code in allies
            else _covered(_periods().get((framework, code), ()), on)
            for code in countries()
        }
    )


def status(iso3: str, on: date) -> str:
    """Return a sentence on what a country was on a day: an Ally, a partner or neither."""
    who, group = label(iso3, on), membership.group_of(iso3, on)
    if group == "ally":
        return f"{who} was an Ally, since {joined()[NATO][iso3].since}."
    if group:
        is_suspended = iso3 in membership.suspended_on(on)
        addition = ", though its practical work is suspended" if is_suspended else ""
        return f"{who} was {GROUP[group]}{addition}."
    later = [
        (event.year, past)
        for framework, (_, past) in JOIN.items()
        if (event := join_event(framework, iso3)) and event.first > on
    ]
    if later:
        year, past = min(later)
        return f"{who} was neither Ally nor partner; it {past} in {year}."
    return f"{who} was neither Ally nor partner."


def why_tempting(framework: str, iso3: str, on: date) -> str:
    """Return why a country is a good distractor: it had left a framework, or came later; or ""."""
    periods = _periods().get((framework, iso3), ())
    ended = [row for row in periods if row.left and day(row.left, last=True) <= on]
    if ended:
        return f"It had been there, but left in {ended[-1].left[:4]}. "
    event = join_event(framework, iso3)
    if event and event.first > on:
        return f"It came later, in {event.year}. "
    return ""


def name(iso3: str, on: date | None = None) -> str:
    """Return a country's name as it stands inside a sentence: `the Netherlands`."""
    found = membership.name(iso3, on)
    if found.startswith("The "):
        return "the " + found[4:]
    return f"the {found}" if NAMED_WITH_THE.match(found) else found


def label(iso3: str, on: date | None = None) -> str:
    """Return a country's name as an option: `The Netherlands`."""
    return capitalised(name(iso3, on))


def capitalised(text: str) -> str:
    """Return a text with a capital letter first; the others stay as they are."""
    return text[:1].upper() + text[1:]


def when(text: str) -> str:
    """Return a date of the tables with its preposition: `on 26 January 1994`, `in March 1992`."""
    return f"{'on' if text.count('-') == 2 else 'in'} {date_words(text)}"


def end_of(year: int) -> date:
    """Return the last day of a year."""
    return date(year, 12, 31)


def nearest_to(codes: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return `others`, those first whose capitals are nearest to a capital of `codes`."""
    positions = _positions()
    targets = [positions[code] for code in codes]
    return sorted(others, key=lambda iso3: (min(dist(positions[iso3], t) for t in targets), iso3))


def degrees_apart(one: str, other: str) -> float:
    """Return the distance between two capitals on the map, in degrees."""
    positions = _positions()
    return dist(positions[one], positions[other])


@cached_on("countries")
def _positions() -> Mapping[str, tuple[float, float]]:
    """Return the longitude and latitude of each country's capital, in degrees."""
    return MappingProxyType({c: (r.capital_lon, r.capital_lat) for c, r in countries().items()})


@cached_on("framework_members")
def _periods() -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """Return the records of a framework and a country, also those of low confidence."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in data.rows("framework_members"):
        found.setdefault((row.framework_id, row.iso3), []).append(row)
    return MappingProxyType({key: tuple(periods) for key, periods in found.items()})


def _covered(periods: Iterable[Any], on: date) -> bool | None:
    """Return whether one of a country's periods surely covers a day; None where in doubt."""
    answers = [_covers(row, on) for row in periods]
    return True if True in answers else None if None in answers else False


def _covers(row: Any, on: date) -> bool | None:
    if row.confidence == "low":
        return None
    start, *ends = (
        Event.of(row, text) for text in (row.joined, row.left, row.suspended_from) if text
    )
    if on < start.first:
        return None if row.framework_id == "PATG" else False
    if row.left and on > ends[0].last:
        return False
    if on <= start.last or any(on >= event.first for event in ends):
        return None
    return True
