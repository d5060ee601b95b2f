"""What may be asked without doubt: facts with the days between which they lie.

A row of low confidence is never asked about. A row of medium confidence is trusted to a year:
its event counts as anything from a year before to a year after.
"""

import functools
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot
from typing import Any, ParamSpec, TypeVar

from lessons.data import edition, membership, table

Answer = TypeVar("Answer")
Given = ParamSpec("Given")
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
        return membership.day(self.text) - SLACK[self.confidence]

    @property
    def last(self) -> date:
        """The last day on which it may have happened."""
        return membership.day(self.text, last=True) + SLACK[self.confidence]

    @property
    def year(self) -> int:
        """The year that the table gives."""
        return int(self.text[:4])

    def said(self) -> str:
        """Return the date in words, no finer than it is known: `on 26 January 1994`."""
        return when(self.text) if self.confidence == "high" else f"in {self.year}"


def kept(
    *names: str, size: int = 1
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Keep what was worked out from tables until one of their files changes."""

    def keep(read: Callable[Given, Answer]) -> Callable[Given, Answer]:
        def fresh(_editions: object, *given: Given.args, **more: Given.kwargs) -> Answer:
            return read(*given, **more)

        known = functools.lru_cache(maxsize=size)(fresh)

        @functools.wraps(read)
        def answer(*given: Given.args, **more: Given.kwargs) -> Answer:
            return known(_editions(names, int(time.monotonic())), *given, **more)  # type: ignore[arg-type]

        return answer

    return keep


@functools.lru_cache(maxsize=64)
def _editions(names: tuple[str, ...], _second: int) -> tuple[object, ...]:
    # One question asks thousands of times: look at the files once a second at most.
    return tuple(map(edition, names))


def rows(name: str) -> list[dict[str, Any]]:
    """Return a table's rows without those of low confidence; empty cells are empty texts."""
    frame = table(name).astype(object)
    found: list[dict[str, Any]] = frame.where(frame.notna(), "").to_dict("records")  # type: ignore[assignment]
    return [row for row in found if row.get("confidence") != "low"]


def keys(cell: str) -> tuple[str, ...]:
    """Return the source ids of a cell such as `a;b`."""
    return tuple(key.strip() for key in cell.split(";") if key.strip())


def sourced(*events: Event) -> tuple[str, ...]:
    """Return the sources of events, each once."""
    return tuple(dict.fromkeys(key for event in events for key in event.source))


@kept("countries")
def countries() -> dict[str, dict[str, Any]]:
    """Return every Ally and partner of the tables, by iso3 code."""
    return {row["iso3"]: row for row in rows("countries")}


@kept("framework_members", "allies")
def joined() -> dict[str, dict[str, Event]]:
    """Return for NATO and each framework who joined when; who joined twice is left out."""
    found: dict[str, dict[str, list[Event]]] = {}
    for (framework, iso3), spells in _spells().items():
        events = [Event(row["joined"], row["confidence"], keys(row["source_id"])) for row in spells]
        found.setdefault(framework, {})[iso3] = events
    once = {
        framework: {iso3: events[0] for iso3, events in who.items() if _sure(events)}
        for framework, who in found.items()
    }
    allies = {
        row["iso3"]: Event(
            str(row["accession_date"])[:10], row["confidence"], keys(row["source_id"])
        )
        for row in rows("allies")
    }
    return {**once, NATO: allies}


@kept("framework_members", "allies", size=50_000)
def inside(framework: str, iso3: str, on: date) -> bool | None:
    """Return whether a country was a partner in a framework on a day; None where in doubt.

    In doubt are: what rests on a row of low confidence or lies too near to an uncertain date, a
    suspended partner, an Ally's seat in the EAPC, and partners across the globe before the name.
    """
    if framework == NATO:
        return iso3 in membership.allies_on(on)
    if framework in ("EAPC", "NACC") and iso3 in membership.allies_on(on):
        return None
    answers = [_covers(row, on) for row in _spells().get((framework, iso3), [])]
    return True if True in answers else None if None in answers else False


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
    spells = _spells().get((framework, iso3), [])
    gone = [row for row in spells if row["left"] and membership.day(row["left"], last=True) <= on]
    if gone:
        return f"It had been there, but left in {gone[-1]['left'][:4]}. "
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
    places = [_place(code) for code in codes]
    return sorted(others, key=lambda code: (min(_apart(_place(code), it) for it in places), code))


def apart(one: str, other: str) -> float:
    """Return how far two capitals lie from each other, in degrees on the map."""
    return _apart(_place(one), _place(other))


def _place(iso3: str) -> tuple[float, float]:
    row = countries()[iso3]
    return float(row["capital_lon"]), float(row["capital_lat"])


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


@kept("framework_members")
def _spells() -> dict[tuple[str, str], list[dict[str, Any]]]:
    frame = table("framework_members").fillna("")
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        found.setdefault((row["framework_id"], row["iso3"]), []).append(row)  # type: ignore[arg-type]
    return found


def _covers(row: dict[str, Any], on: date) -> bool | None:
    if row["confidence"] == "low":
        return None
    came, *gone = (
        Event(row[column], row["confidence"], ())
        for column in ("joined", "left", "suspended_from")
        if row[column]
    )
    if on < came.first:
        return None if row["framework_id"] == "PATG" else False
    left = gone[0] if row["left"] else None
    if left and on > left.last:
        return False
    if on <= came.last or any(on >= event.first for event in gone):
        return None
    return True


def _suspended(iso3: str, on: date) -> bool:
    return iso3 in membership.suspended_on(on)


def _sure(events: list[Event]) -> bool:
    return len(events) == 1 and events[0].confidence != "low"
