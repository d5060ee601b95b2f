"""Read the activities of the role play, each modelled on a real example or tool.

The subject of an activity, its area and its objectives come from the tables. Title, effort and who
gives are rules of the role play, not facts; they are in `activities.toml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lessons.core.text import date_words
from lessons.core.toml import read_toml
from lessons.data import cached_on_tables, record, rows
from lessons.data.membership import name

ENTRIES = read_toml(Path(__file__).with_suffix(".toml"))
GIVES, GETS = "gives", "gets"  # sides; the third is "both"


@dataclass(frozen=True)
class Activity:
    """An activity that can be put into a programme.

    `effort` is in points, `side` says what the partner does: "gives", "gets" or "both". `model` is
    the id of the example or tool that it is modelled on, `modelled_on` the same as text;
    `partners` are the countries in that example. `tool` is the programme that it uses, `in_text`
    its name in a sentence, `replaced_by` the one that has replaced it; `agreement` says how a
    partner gets in, where the Allies decide on each. `once` says whether a partner does this
    only once. `operation` is the operation that it belongs to; `ended` says which of its operations
    have ended, and when.
    """

    key: str
    title: str
    effort: int
    side: str
    area: int
    objectives: tuple[int, ...]
    model: str
    modelled_on: str
    what: str
    source: str
    tool: str
    in_text: str
    replaced_by: str
    agreement: str
    once: bool
    partners: tuple[str, ...]
    operation: str
    ended: str


@cached_on_tables()
def menu() -> Mapping[str, Activity]:
    """Return all activities by key, area by area."""
    found = (_activity(key, entry) for key, entry in ENTRIES.items())
    by_area = sorted(found, key=lambda activity: activity.area)
    return MappingProxyType({activity.key: activity for activity in by_area})


def objectives() -> dict[int, str]:
    """Return the short names of the eight objectives by number."""
    return {row.objective_id: row.short_name for row in rows("objectives")}


def areas() -> dict[int, str]:
    """Return the short names of the eight priority areas by number."""
    return {row.area_id: row.short_name for row in rows("priority_areas")}


def _activity(key: str, entry: Mapping[str, Any]) -> Activity:
    model, operations = entry["model"], entry.get("operations", [])
    # Ids of programmes are in capitals, those of examples are not.
    is_tool = model.isupper()
    row = record("programmes" if is_tool else "practice_examples", model)
    tool = record("programmes", entry["tool"]) if "tool" in entry else None
    return Activity(
        key,
        entry["title"],
        entry["effort"],
        entry["side"],
        # The tables have the area and objectives of an example; those of a tool are in the file.
        area=entry.get("area") or row.area_id,
        objectives=tuple(map(int, entry.get("objectives") or row.objective_ids)),
        model=model,
        modelled_on=model if is_tool else _example(row),
        what=row.purpose if is_tool else row.what,
        source=row.source_id,
        tool=entry.get("tool", ""),
        in_text=getattr(tool, "in_text", ""),
        replaced_by=getattr(tool, "replaced_by", None) or "",
        agreement=getattr(tool, "agreement", None) or "",
        once=entry.get("once", False),
        partners=() if is_tool else row.iso3,
        operation=";".join(operations),
        ended=_ended(operations),
    )


def _example(row: Any) -> str:
    """Return the country and the year of an example: `South Korea, 2010`."""
    who = " and ".join(map(name, row.iso3)) if len(row.iso3) <= 2 else f"{len(row.iso3)} partners"
    return f"{who}, {row.year_start}"


def _ended(operations: Sequence[str]) -> str:
    """Return which operations have ended, and when, as precisely as the table gives it."""
    over = (row for id in operations if (row := record("operations", id)).end)
    return " and ".join(f"{row.name} ({date_words(row.end)})" for row in over)
