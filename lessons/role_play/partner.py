"""Collect from the tables what the role play needs to know about a partner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lessons.charts.engine.legends import GROUP_NAMES, PARTNER_GROUPS
from lessons.core.text import counted, date_words, figure
from lessons.data import record, rows
from lessons.data.indicators import latest_population
from lessons.data.membership import group_of, last_day, name, partners_on
from lessons.role_play.activities import areas

LISTED_OPERATIONS = ("KFOR", "ISAF")  # operations with lists of soldiers
MEMBERSHIP_EVENTS = ("applied", "political_commitment")  # they show a wish to join NATO
MAX_EXAMPLES = 5  # in a profile


@dataclass(frozen=True)
class Participation:
    """A country's time in a tool: first and last day as text, "" if unknown."""

    start: str = ""
    end: str = ""

    def in_brackets(self) -> str:
        """Return the time as text after a tool's name: ` (since 2014)`, or "" if it is unknown."""
        if self.end:
            return f" ({self.start or '?'} to {self.end})"
        return f" (since {self.start})" if self.start else ""


@dataclass(frozen=True)
class Partner:
    """A current partner and its history, from the tables.

    `group` is a key of `GROUP_NAMES`, `group_name` its name; `suspended` is the day of the
    suspension as text, or ""; `aspiration` says what shows that it wants to join NATO, or is "";
    `tools` are its programmes by id; `examples` are its records of `practice_examples`,
    `neighbours` those of the others in its group, each with the code of the country, the latest
    first; `forces` has for each operation what the latest list with its soldiers says.
    """

    iso3: str
    name: str
    group: str
    group_name: str
    suspended: str = ""
    aspiration: str = ""
    tools: Mapping[str, Participation] = field(default_factory=dict)
    examples: Sequence[Any] = ()
    neighbours: Sequence[tuple[str, Any]] = ()
    forces: Mapping[str, str] = field(default_factory=dict)

    def latest_example(self, area: int) -> Any:
        """Return its latest example in an area, None if it has none."""
        found = (example for example in self.examples if example.area_id == area)
        return max(found, key=lambda example: example.year_start, default=None)

    def takes_part_in(self, tool: str) -> bool:
        """Return whether it takes part in a tool today, as far as the tables know."""
        return tool in self.tools and not self.tools[tool].end


def partner(iso3: str) -> Partner:
    """Return a current partner with its history. Raise LookupError for any other country."""
    day = last_day()
    if iso3 not in partners_on(day):
        raise LookupError(f"{name(iso3)} was not a partner on {day}.")
    group = group_of(iso3, day)
    return Partner(
        iso3,
        name(iso3),
        group,
        GROUP_NAMES[group],
        _suspended(iso3),
        _aspiration(iso3),
        tools_of(iso3),
        _rows("practice_examples", iso3),
        _neighbours(iso3, group),
        _forces(iso3),
    )


def partners_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the name of each group with its current partners, each with code and name."""
    day = last_day()
    codes = sorted(partners_on(day), key=name)
    return [
        (text, [(code, name(code)) for code in codes if group_of(code, day) == group])
        for group, text in PARTNER_GROUPS.items()
    ]


def profile(iso3: str) -> dict[str, Any]:
    """Return a partner's profile for the browser.

    It has a `heading`, `lines` of a label and a text, the latest `examples`, and the `count` of
    all.
    """
    found, names = partner(iso3), areas()
    tools = [f"{tool_name(tool)}{time.in_brackets()}" for tool, time in found.tools.items()]
    lines = [
        ("Frameworks", _frameworks(iso3)),
        ("People", _people(iso3)),
        ("Known tools", "; ".join(tools) or "none"),
        ("Wish to join NATO", found.aspiration or "none found"),
    ]
    if found.suspended:
        lines.insert(0, ("Suspended", f"since {found.suspended}; still on the list of partners"))
    latest = sorted(found.examples, key=lambda row: -row.year_start)[:MAX_EXAMPLES]
    return {
        "heading": f"{found.name} · {found.group_name}",
        "lines": lines,
        "count": len(found.examples),
        "examples": [[f"{row.year_start}, {names[row.area_id]}", row.what] for row in latest],
    }


def tool_name(tool: str) -> str:
    """Return the name of a tool in a sentence. Raise UnknownName if there is no such tool."""
    return str(record("programmes", tool).in_text)


def _rows(table: str, iso3: str) -> list[Any]:
    """Return the records of a table that are about a country; some are about several."""
    return [row for row in rows(table) if iso3 in row.iso3]


def _suspended(iso3: str) -> str:
    days = (row.suspended_from for row in _rows("framework_members", iso3))
    return _date(min(filter(None, days), default=""))


def _aspiration(iso3: str) -> str:
    events = [row for row in _rows("status_events", iso3) if row.kind in MEMBERSHIP_EVENTS]
    if events:
        latest = max(events, key=lambda row: row.date)
        return f"{latest.event} ({date_words(latest.date)})"
    # Only countries that asked to join are invited into this plan.
    plan = tools_of(iso3).get("MAP")
    return f"invited into the Membership Action Plan ({plan.start})" if plan else ""


def tools_of(iso3: str) -> dict[str, Participation]:
    """Return a country's programmes by id."""
    tools = {
        row.programme_id: Participation(_date(row.start), _date(row.end))
        for row in _rows("programme_participants", iso3)
    }
    for row in rows("programmes"):
        if row.continued_as and row.programme_id in tools:
            tools.setdefault(row.continued_as, tools.pop(row.programme_id))
    return tools


def _date(text: str | None) -> str:
    return date_words(text) if text else ""


def _neighbours(iso3: str, group: str) -> list[tuple[str, Any]]:
    """Return the examples of the other partners in a group, the latest first."""
    day = last_day()
    others = [code for code in partners_on(day) if code != iso3 and group_of(code, day) == group]
    found = [(code, row) for code in others for row in _rows("practice_examples", code)]
    return sorted(found, key=lambda other: -other[1].year_start)


def _forces(iso3: str) -> dict[str, str]:
    """Return by operation what the latest list with a country's soldiers says."""
    found: dict[str, str] = {}
    for operation in LISTED_OPERATIONS:
        records = [r for r in _rows(f"{operation.lower()}_contributions", iso3) if r.troops]
        if records:
            last = max(records, key=lambda row: row.as_of)
            soldiers = counted(last.troops, "soldier")
            found[operation] = f"{soldiers} in {operation} on a list of {last.as_of:%B %Y}"
    return found


def _frameworks(iso3: str) -> str:
    names = {row.framework_id: row.name for row in rows("frameworks")}
    return "; ".join(
        f"{names[row.framework_id]} (since {date_words(row.joined)})"
        for row in _rows("framework_members", iso3)
        if not row.left
    )


def _people(iso3: str) -> str:
    people, year = latest_population(iso3)
    return f"{figure(people / 1_000_000)} million ({year})"
