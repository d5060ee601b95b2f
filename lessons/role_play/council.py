"""Read the crises, conditions and briefs of a session of the Council from `council.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.core.text import date_words
from lessons.core.toml import read_toml
from lessons.data import record
from lessons.role_play.activities import Activity

TABLES = {"f": "failures", "q": "positions", "p": "people"}  # by the first letter of an id


@dataclass(frozen=True)
class Crisis:
    """The subject of a session: an invented event and the row on which it is modelled."""

    key: str
    title: str
    text: str
    model: str


@dataclass(frozen=True)
class Text:
    """The text before the Council: a programme in a crisis, with conditions.

    `suspended` says whether practical work with the partner is suspended.
    """

    suspended: bool = False
    crisis: str = ""
    programme: tuple[Activity, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """A selection of activities by area and side; an empty sequence means any."""

    reason: str = ""
    areas: Sequence[int] = ()
    sides: Sequence[str] = ()

    def among(self, programme: Sequence[Activity]) -> list[Activity]:
        """Return the activities of a programme that are among these."""
        return [
            activity
            for activity in programme
            if (not self.areas or activity.area in self.areas)
            and (not self.sides or activity.side in self.sides)
        ]


@dataclass(frozen=True)
class Concern(Selection):
    """An objection of a role to a text, and the condition that would meet it.

    `council.toml` explains the attributes.
    """

    asks: str = ""
    model: str = ""
    red: bool = False
    unless: Sequence[str] = ()
    crises: Sequence[str] = ()
    condition: str = ""
    suspended: bool = False
    lacking: bool = False
    effort: int = 1

    def holds(self, text: Text) -> bool:
        """Return whether this concern applies to a text."""
        if set(self.unless) & set(text.conditions):
            return False
        # A concern about a suspension holds only where there is one: False is below True.
        if (self.crises and text.crisis not in self.crises) or self.suspended > text.suspended:
            return False
        if self.condition and self.condition not in text.conditions:
            return False
        found = self.among(text.programme)
        # Such a concern applies where the programme has no such activity.
        if self.lacking:
            return not found
        return sum(activity.effort for activity in found) >= self.effort


@dataclass(frozen=True)
class Role:
    """A delegate with a brief: its aims, its concerns and what it can concede.

    `ballot` holds the question that it is asked in the vote, and the answers.
    """

    key: str
    title: str
    votes: bool
    brief: str
    aims: Sequence[str]
    concedes: str
    wants: Selection
    concerns: tuple[Concern, ...]
    ballot: Mapping[str, Any]


def model_text(id: str) -> str:
    """Return the model of an event or a reason: a case with its year, or a person and a day."""
    row = record(TABLES[id[0]], id)
    if id.startswith("p"):
        return f"{row.name} ({row.role}), {date_words(row.dates[0])}"
    if id.startswith("q"):
        return f"{row.who} ({row.role}), {date_words(row.date)}"
    return f"{row.case}, {row.year_start}"


def with_name(text: str, partner: str) -> str:
    """Return a sentence with the partner's name in it."""
    return text.replace("{partner}", partner)


def _role(key: str, entry: dict[str, Any]) -> Role:
    wants = Selection(**entry["wants"])
    concerns = tuple(Concern(**concern) for concern in entry["concerns"])
    ballot = _COUNCIL["ballots"]["vote" if entry["votes"] else "heard"]
    return Role(key, **entry | {"wants": wants, "concerns": concerns, "ballot": ballot})


_COUNCIL = read_toml(Path(__file__).with_name("council.toml"))
# What the chair says before each of the `rounds` of proposals, at the `end`, and if there is
# `nothing` to vote on.
CHAIR = _COUNCIL["chair"]
CRISES = {key: Crisis(key, **entry) for key, entry in _COUNCIL["crises"].items()}
# The conditions that may be added to a programme, as sentences by key.
CONDITIONS: Mapping[str, str] = _COUNCIL["conditions"]
# The five roles, in the order in which they speak.
ROLES = {key: _role(key, entry) for key, entry in _COUNCIL["roles"].items()}
