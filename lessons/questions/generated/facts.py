"""Find the facts that may be asked about without doubt, with the days between which they lie.

A row of low confidence is never asked about. A row of medium confidence is trusted to a year:
its event counts as anything from a year before to a year after.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot
from types import MappingProxyType
from typing import Any

from lessons import data
from lessons.core.dates import day
from lessons.data import cached_on, membership, source_ids

SLACK = {"high": timedelta(0), "medium": timedelta(days=365)}
NATO = "NATO"
MONTHS = "January February March April May June July August September October November December"
WITH_THE = re.compile(r"Netherlands$|United |.* Republic$")

# How a question speaks of being in a framework. For the EAPC and the PfP, in which Allies sit or
# sat too, it asks for partners.
IN = {
    NATO: "Allies",
    "PFP": "partners in the Partnership for Peace (PfP)",
    "EAPC": "partners in the Euro-Atlantic Partnership Council (EAPC)",
    "MD": "in the Mediterranean Dialogue (MD)",
    "ICI": "in the Istanbul Cooperation Initiative (ICI)",
    "PATG": "partners across the globe",
}
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
    """Something that happened once: its date as the table has it, and how sure that is."""

    text: str
    confidence: str
    source: tuple[str, ...]

    @property
    def first(self) -> date:
        """The first day on which it may have happened."""
        return day(self.text) - SLACK[self.confidence]

    @property
    def last(self) -> date:
        """The last day on which it may have happened."""
        return day(self.text, last=True) + SLACK[self.confidence]

    @property
    def year(self) -> int:
        """The year that the table gives."""
        return int(self.text[:4])

    def said(self) -> str:
        """Return the date in words, no finer than it is known: `on 26 January 1994`."""
        return when(self.text) if self.confidence == "high" else f"in {self.year}"


def rows(name: str) -> tuple[Any, ...]:
    """Return a table's records without those of low confidence."""
    return tuple(row for row in data.rows(name) if getattr(row, "confidence", "") != "low")


def sourced(*events: Event) -> tuple[str, ...]:
    """Return the sources of events, each once."""
    return tuple(dict.fromkeys(key for event in events for key in event.source))


@cached_on("countries")
def countries() -> Mapping[str, Any]:
    """Return the records of every Ally and partner of the tables, by iso3 code."""
    return MappingProxyType({row.iso3: row for row in rows("countries")})


@cached_on("framework_members", "allies")
def joined() -> Mapping[str, Mapping[str, Event]]:
    """Return for NATO and each framework who joined when; who joined twice is left out."""
    found: dict[str, dict[str, Event]] = {}
    for (framework, iso3), periods in _periods().items():
        by_country = found.setdefault(framework, {})
        if len(periods) == 1 and periods[0].confidence != "low":
            by_country[iso3] = _event(periods[0].joined, periods[0])
    found[NATO] = {row.iso3: _event(row.accession_date.isoformat(), row) for row in rows("allies")}
    return MappingProxyType({name: MappingProxyType(who) for name, who in found.items()})


def inside(framework: str, iso3: str, on: date) -> bool | None:
    """Return whether a country was a partner in a framework on a day; None where in doubt.

    In doubt are: what rests on a row of low confidence or lies too near to an uncertain date, a
    suspended partner, an Ally's seat in the EAPC, and partners across the globe before the name.
    """
    return insiders(framework, on).get(iso3, False)


@cached_on("framework_members", "allies", "countries", maxsize=1_000)
def insiders(framework: str, on: date) -> Mapping[str, bool | None]:
    """Return for every country whether it was in a framework on a day, as `inside` does."""
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


def standing(iso3: str, on: date) -> str:
    """Return a sentence on what a country was on a day."""
    who, group = capital(name(iso3, on)), membership.group_of(iso3, on)
    if group == "ally":
        return f"{who} was an Ally, since {since(joined()[NATO][iso3])}."
    if group:
        rest = ", though its practical work is suspended" if _suspended(iso3, on) else ""
        return f"{who} was {GROUP[group]}{rest}."
    later = [
        (event.year, JOIN[framework][1])
        for framework in JOIN
        if (event := joined().get(framework, {}).get(iso3)) and event.first > on
    ]
    if later:
        year, did = min(later)
        return f"{who} was neither Ally nor partner; it {did} in {year}."
    return f"{who} was neither Ally nor partner."


def past_and_future(framework: str, iso3: str, on: date) -> str:
    """Return why a country tempts: it was in the framework before, or came later, or nothing."""
    periods = _periods().get((framework, iso3), ())
    gone = [row for row in periods if row.left and day(row.left, last=True) <= on]
    if gone:
        return f"It had been there, but left in {gone[-1].left[:4]}. "
    event = joined().get(framework, {}).get(iso3)
    if event and event.first > on:
        return f"It came later, in {event.year}. "
    return ""


def name(iso3: str, on: date | None = None) -> str:
    """Return a country's name as it stands inside a sentence: `the Netherlands`."""
    found = membership.name(iso3, on)
    if found.startswith("The "):
        return "the " + found[4:]
    return f"the {found}" if WITH_THE.match(found) else found


def label(iso3: str, on: date | None = None) -> str:
    """Return a country's name as an option: `The Netherlands`."""
    return capital(name(iso3, on))


def capital(text: str) -> str:
    """Return a text with a capital letter first."""
    return text[:1].upper() + text[1:]


def since(event: Event) -> str:
    """Return a date as it follows 'since'."""
    return event.said().removeprefix("on ").removeprefix("in ")


def when(text: str) -> str:
    """Return a date, whole or partial, in words: `on 26 January 1994`, `in March 1992`."""
    year, month, at = (*text.split("-"), "", "")[:3]
    if not month:
        return f"in {year}"
    words = MONTHS.split()[int(month) - 1]
    return f"on {int(at)} {words} {year}" if at else f"in {words} {year}"


def end_of(year: int) -> date:
    """Return the last day of a year."""
    return date(year, 12, 31)


def nearest_to(codes: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return `others` with those first whose capitals lie nearest to those of `codes`."""
    at = _places()
    targets = [at[code] for code in codes]
    return sorted(others, key=lambda code: (min(_apart(at[code], it) for it in targets), code))


def apart(one: str, other: str) -> float:
    """Return how far two capitals lie from each other, in degrees on the map."""
    at = _places()
    return _apart(at[one], at[other])


@cached_on("countries")
def _places() -> Mapping[str, tuple[float, float]]:
    """Return the longitude and latitude of each country's capital, in degrees."""
    return MappingProxyType({c: (r.capital_lon, r.capital_lat) for c, r in countries().items()})


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


@cached_on("framework_members")
def _periods() -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """Return the rows of a framework and a country, also those of low confidence."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in data.rows("framework_members"):
        found.setdefault((row.framework_id, row.iso3), []).append(row)
    return MappingProxyType({key: tuple(periods) for key, periods in found.items()})


def _event(text: str, row: Any) -> Event:
    return Event(text, row.confidence, source_ids([row]))


def _covered(periods: Iterable[Any], on: date) -> bool | None:
    answers = [_covers(row, on) for row in periods]
    return True if True in answers else None if None in answers else False


def _covers(row: Any, on: date) -> bool | None:
    if row.confidence == "low":
        return None
    came, *gone = (_event(text, row) for text in (row.joined, row.left, row.suspended_from) if text)
    if on < came.first:
        return None if row.framework_id == "PATG" else False
    left = gone[0] if row.left else None
    if left and on > left.last:
        return False
    if on <= came.last or any(on >= event.first for event in gone):
        return None
    return True


def _suspended(iso3: str, on: date) -> bool:
    return iso3 in membership.suspended_on(on)
