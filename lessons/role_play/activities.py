"""The menu: activities to choose from, each after a real example or a real tool.

What an activity is about, its area and its objectives come from the tables. Title, effort and who
gives are the rules of the game, written here: they are not facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from lessons.core.dates import day
from lessons.core.text import said
from lessons.data import cached_on, rows
from lessons.data.membership import name

GIVES, GETS, BOTH = "gives", "gets", "both"


@dataclass(frozen=True)
class Activity:
    """Something to put into a programme.

    `model` is the id of the example or tool behind it, `partners` are the countries of the example.
    `effort` is in points. `side` says what the partner does: "gives", "gets" or "both".
    `after` says in words whose example it is. `operation` is the one that it belongs to; `ended`
    are the names and last days of operations, if they are over.
    """

    key: str
    title: str
    effort: int
    side: str
    area: int
    objectives: tuple[int, ...]
    model: str
    what: str
    source: str
    tool: str = ""
    partners: tuple[str, ...] = ()
    after: str = ""
    operation: str = ""
    ended: tuple[tuple[str, str], ...] = ()


class Entry(NamedTuple):
    """A line of the menu as its author wrote it."""

    title: str
    effort: int
    side: str
    model: str
    tool: str = ""
    operation: str = ""
    area: int = 0
    objectives: tuple[int, ...] = ()


ENTRIES = {
    # Political talks
    "council": Entry("Speak to the North Atlantic Council", 1, BOTH, "ex003"),
    "ministers": Entry("Meet NATO's foreign ministers with other partners", 1, BOTH, "ex009"),
    "visit": Entry("Bring the Council to a meeting in the region", 2, GIVES, "ex006"),
    # Operations
    "kfor": Entry("Send soldiers to the force in Kosovo", 4, GIVES, "ex011", operation="KFOR"),
    "trainers": Entry(
        "Send trainers to the force in Afghanistan", 3, GIVES, "ex013", "", "ISAF;RSM"
    ),
    # Reform and education
    "mines": Entry(
        "Clear old mines and munitions with a Trust Fund", 3, GETS, "ex029", "TRUST_FUNDS"
    ),
    "careers": Entry("Help former soldiers to find civil work", 3, GETS, "ex028", "TRUST_FUNDS"),
    "academy": Entry("Renew the courses of a military academy", 2, GETS, "ex030", "DEEP"),
    "women": Entry("Train women soldiers", 2, GETS, "ex036", "TRUST_FUNDS"),
    "building": Entry("Get a tailored package to build up defence", 4, GETS, "ex037", "DCBI"),
    # Interoperability
    "units": Entry("Have a unit tested against NATO's standards", 2, BOTH, "ex047", "OCC"),
    "review": Entry("Plan forces in the Planning and Review Process", 2, BOTH, "ex095", "PARP"),
    "response": Entry("Offer forces to the NATO Response Force", 3, GIVES, "ex048"),
    # Counter-terrorism
    "teachers": Entry("Learn to teach counter-terrorism", 1, GETS, "ex060"),
    "host-course": Entry("Host a course for a neighbour's officers", 2, GIVES, "ex057"),
    "explosives": Entry("Build a detector for explosives together", 3, BOTH, "ex054", "SPS"),
    # Weapons of mass destruction
    "responders": Entry("Train first responders for a chemical accident", 1, GETS, "ex070"),
    "conference": Entry("Host NATO's conference on these weapons", 2, GIVES, "ex066"),
    "fuel": Entry("Make old missile fuel harmless", 3, GETS, "ex064", "SPS"),
    # New threats
    "cyber-team": Entry("Build a cyber incident centre", 3, GETS, "ex081", "SPS"),
    "cyber-centre": Entry("Join the cyber defence centre in Tallinn", 2, BOTH, "ex082", "COE"),
    "energy": Entry("Hold a workshop on energy security", 1, BOTH, "ex071"),
    "pirates": Entry("Send a ship against pirates", 4, GIVES, "ex076", "", "OCEAN_SHIELD"),
    # Civil emergencies
    "host-exercise": Entry("Host a disaster exercise", 3, BOTH, "ex092"),
    "rescue-team": Entry("Send a rescue team to an exercise", 1, GIVES, "ex087"),
    "crisis-centre": Entry("Equip a national crisis centre", 3, GETS, "ex089", "SPS"),
    # Tools without an example of their own: area and objectives are our sorting.
    "plan": Entry("Agree one plan for everything (ITPP)", 1, BOTH, "ITPP", "ITPP", "", 1, (3, 8)),
    "action-plan": Entry("Agree an action plan (IPAP)", 2, BOTH, "IPAP", "IPAP", "", 3, (5,)),
    "integrity": Entry("Close the gaps for corruption (BI)", 2, GETS, "BI", "BI", "", 3, (5,)),
    "centre": Entry(
        "Open a training centre to others (PTEC)", 2, GIVES, "PTEC", "PTEC", "", 3, (2, 3)
    ),
    "circle": Entry("Ask for enhanced opportunities (EOP)", 3, BOTH, "EOP", "EOP", "", 4, (6, 7)),
    "membership": Entry(
        "Ask for a Membership Action Plan (MAP)", 4, BOTH, "MAP", "MAP", "", 3, (4, 5)
    ),
}


def menu() -> dict[str, Activity]:
    """Return all activities by key, area by area."""
    return dict(_menu())


def objectives() -> dict[int, str]:
    """Return the short names of the eight objectives by number."""
    return {row.objective_id: row.short_name for row in rows("objectives")}


def areas() -> dict[int, str]:
    """Return the short names of the eight priority areas by number."""
    return {row.area_id: row.short_name for row in rows("priority_areas")}


@cached_on("practice_examples", "programmes", "operations", "countries", "contributors")
def _menu() -> Mapping[str, Activity]:
    found = {key: _activity(key, entry) for key, entry in ENTRIES.items()}
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: pair[1].area)))


def _activity(key: str, entry: Entry) -> Activity:
    is_tool = entry.model.isupper()
    row = _row("programmes" if is_tool else "practice_examples", entry.model)
    return Activity(
        key,
        entry.title,
        entry.effort,
        entry.side,
        area=entry.area or row.area_id,
        objectives=entry.objectives or tuple(map(int, row.objective_ids)),
        model=entry.model,
        what=row.purpose if is_tool else row.what,
        source=row.source_id,
        tool=entry.tool,
        partners=() if is_tool else row.iso3,
        after=entry.model if is_tool else _whose_example(row),
        operation=entry.operation,
        ended=_ended(entry.operation),
    )


def _whose_example(row: Any) -> str:
    """Return whose example it is: `South Korea, 2010 (ex003)`."""
    who = " and ".join(map(name, row.iso3)) if len(row.iso3) <= 2 else f"{len(row.iso3)} partners"
    return f"{who}, {row.year_start} ({row.example_id})"


def _ended(operations: str) -> tuple[tuple[str, str], ...]:
    """Return the names and last days of those of the operations that are over."""
    found = [_row("operations", key) for key in operations.split(";") if key]
    return tuple((row.name, said(day(row.end))) for row in found if row.end)


def _row(table: str, key: str) -> Any:
    """Return the record of a table whose first column holds a key."""
    return next(row for row in rows(table) if row[0] == key)
