"""Find facts that are certain enough to ask about, with the days between which they happened.

A row of low confidence is never asked about. Of a row of medium confidence only the year is
trusted: its event may have happened up to a year before or after.
"""

from collections import namedtuple
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lessons import data
from lessons.core.dates import day
from lessons.core.frozen import freeze
from lessons.core.paths import shown
from lessons.core.text import capitalised, date_words
from lessons.core.toml import BrokenToml, read_toml
from lessons.data import cached_on_tables, membership

UNCERTAINTY = {"high": timedelta(0), "medium": timedelta(days=365)}
NATO = "NATO"
NAMED_WITH_THE = ("Netherlands", "United ", "Czech Republic", "Kyrghyz Republic")


# Frameworks, groups of countries and pairs of groups as questions call them: see wording.toml.
Framework = namedtuple("Framework", "members join joined years")
Group = namedtuple("Group", "label was frameworks")
Sorted = namedtuple("Sorted", "groups years")
WORDING = Path(__file__).with_name("wording.toml")


def _entries(kind: Any) -> Mapping[str, Any]:
    """Return the entries of one kind in wording.toml. Raise BrokenToml, naming wrong keys."""
    name = kind.__name__.lower()
    entries = read_toml(WORDING)[name]
    for key, words in entries.items():
        if wrong := ", ".join(sorted(words.keys() ^ {*kind._fields})):
            raise BrokenToml(f"{shown(WORDING)}, [{name}.{key}]: unknown or missing: {wrong}.")
    return MappingProxyType({key: kind(**freeze(words)) for key, words in entries.items()})


FRAMEWORKS, GROUPS, SORTED = map(_entries, (Framework, Group, Sorted))


@dataclass(frozen=True)
class Event:
    """Something that happened once: its record in a table, and its date as the table has it."""

    row: Any
    text: str

    @property
    def first(self) -> date:
        """The first day on which it may have happened."""
        return day(self.text) - UNCERTAINTY[self.row.confidence]

    @property
    def last(self) -> date:
        """The last day on which it may have happened."""
        return day(self.text, last=True) + UNCERTAINTY[self.row.confidence]

    @property
    def when(self) -> str:
        """The date with a preposition, no finer than it is known: `on 26 January 1994`."""
        text = self.text if self.row.confidence == "high" else self.text[:4]
        return f"{'on' if text.count('-') == 2 else 'in'} {date_words(text)}"


@cached_on_tables()
def records(table: str, column: str) -> Mapping[str, Any]:
    """Return a table's records by one of its columns, without those of low confidence."""
    trusted = (row for row in data.rows(table) if getattr(row, "confidence", "") != "low")
    return MappingProxyType({getattr(row, column): row for row in trusted})


def countries() -> Mapping[str, Any]:
    """Return the records of every Ally and partner of the tables, by iso3 code."""
    return records("countries", "iso3")


@cached_on_tables()
def joined() -> Mapping[str, Mapping[str, Event]]:
    """Return for NATO and each framework who joined when, without those who joined twice."""
    found: dict[str, dict[str, Event]] = {name: {} for name in FRAMEWORKS}
    for (framework, iso3), periods in _periods().items():
        if framework in found and len(periods) == 1 and periods[0].confidence != "low":
            found[framework][iso3] = Event(periods[0], periods[0].joined)
    for iso3, row in records("allies", "iso3").items():
        found[NATO][iso3] = Event(row, row.accession_date.isoformat())
    return MappingProxyType({name: MappingProxyType(who) for name, who in found.items()})


@cached_on_tables(maxsize=1_000)
def members_on(framework: str, on: date) -> Mapping[str, bool | None]:
    """Return for every country whether it was in a framework on a day; None where that is doubtful.

    Doubtful are: rows of low confidence, days too near to an uncertain date, suspended partners,
    an Ally's seat in the EAPC, and partners across the globe before that name existed.
    """
    allies = set(membership.allies_on(on))
    if framework == NATO:
        return MappingProxyType({code: code in allies for code in countries()})
    shared = allies if framework == "EAPC" else set()
    certain = {code: _covered(framework, code, on) for code in countries()}
    return MappingProxyType(certain | dict.fromkeys(shared & certain.keys()))


def status(iso3: str, on: date) -> str:
    """Return what a country was on a day, as text after its name: `was a Euro-Atlantic partner`."""
    suspended = ", with its practical cooperation suspended"
    group = GROUPS.get(membership.group_of(iso3, on))
    was = group.was if group else "was neither an Ally nor a partner"
    return was + suspended * (iso3 in membership.suspended_on(on))


def history(framework: str, iso3: str, on: date) -> str:
    """Return why a country was not in a framework on a day, and what it was instead."""
    now = f"At the end of {on.year} it {status(iso3, on)}."
    periods = _periods().get((framework, iso3), ())
    ended = [row.left for row in periods if row.left and day(row.left, last=True) <= on]
    if ended:
        return f"It had left in {ended[-1][:4]}. {now}"
    event = joined()[framework].get(iso3)
    if event and event.first > on:
        return f"It {FRAMEWORKS[framework].joined} later, {event.when}. {now}"
    return now


def name(iso3: str, on: date | None = None) -> str:
    """Return a country's name inside a sentence: `the Netherlands`, `Turkey (Türkiye)`.

    On a day on which it had another name, that one comes first and today's follows in brackets.
    """
    today, then = _with_article(membership.name(iso3)), _with_article(membership.name(iso3, on))
    # "The Republic of Moldova" is Moldova: the longer form of the name adds nothing.
    is_same = then.endswith(today.removeprefix("the "))
    return today if is_same else f"{then} ({today})"


def label(iso3: str, on: date | None = None) -> str:
    """Return a country's name as an option: `The Netherlands`."""
    return capitalised(name(iso3, on))


def nearest_to(codes: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return `others`, those first whose capitals are nearest to a capital of `codes`."""
    targets = list(codes)
    return sorted(others, key=lambda iso3: (min(degrees_apart(iso3, t) for t in targets), iso3))


def degrees_apart(first: str, second: str) -> float:
    """Return the distance between two capitals on the map, in degrees."""
    a, b = countries()[first], countries()[second]
    return hypot(a.capital_lon - b.capital_lon, a.capital_lat - b.capital_lat)


def _with_article(found: str) -> str:
    bare = found.removeprefix("The ").removeprefix("the ")
    return f"the {bare}" if bare != found or bare.startswith(NAMED_WITH_THE) else found


@cached_on_tables()
def _periods() -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """Return the records of a framework and a country, also those of low confidence."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in data.rows("framework_members"):
        found.setdefault((row.framework_id, row.iso3), []).append(row)
    return MappingProxyType({key: tuple(periods) for key, periods in found.items()})


def _covered(framework: str, iso3: str, on: date) -> bool | None:
    """Return whether one of a country's periods certainly covers a day; None where doubtful."""
    answers = [_covers(row, on) for row in _periods().get((framework, iso3), ())]
    return True if True in answers else None if None in answers else False


def _covers(row: Any, on: date) -> bool | None:
    if row.confidence == "low":
        return None
    # The name "partners across the globe" is younger than the partnerships that it describes.
    if row.framework_id == "PATG" and on < Event(row, row.joined).first:
        return None
    inside = was_current(row, row.joined, row.left, on)
    is_doubtful = row.suspended_from and on >= Event(row, row.suspended_from).first
    return None if inside and is_doubtful else inside


def was_current(row: Any, start: str, end: str | None, on: date) -> bool | None:
    """Return whether a day is within the period of a record; None where that is doubtful.

    `start` and `end`, if it has ended, are dates of the record, which may mean several days.
    """
    began, ended = Event(row, start), Event(row, end) if end else None
    if on < began.first or (ended and on > ended.last):
        return False
    return True if on > began.last and (not ended or on < ended.first) else None
