"""Collect from the tables what the role play needs to know about a partner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lessons.charts.engine.legends import GROUP_NAMES, PARTNER_GROUPS
from lessons.core.text import counted, date_words, figure
from lessons.data import record, rows
from lessons.data.indicators import latest_population
from lessons.data.membership import group_of, last_day, name, partners_on, suspension_of
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


class Partner:
    """A current partner and its history, which is read from the tables when it is asked for."""

    def __init__(self, iso3: str) -> None:
        """Find a partner by its code. Raise LookupError for a country that is not one today."""
        day = last_day()
        if iso3 not in partners_on(day):
            raise LookupError(f"{name(iso3)} was not a partner on {day}.")
        self.iso3, self.name = iso3, name(iso3)
        self.group = group_of(iso3, day)  # a key of GROUP_NAMES
        self.group_name = GROUP_NAMES[self.group]

    @cached_property
    def suspended(self) -> str:
        """The day from which its practical cooperation is suspended, as text, or ""."""
        return _date(suspension_of(self.iso3))

    @cached_property
    def aspiration(self) -> str:
        """What shows that it wants to join NATO, or ""."""
        found = _rows("status_events", self.iso3)
        if events := [row for row in found if row.kind in MEMBERSHIP_EVENTS]:
            latest = max(events, key=lambda row: row.date)
            return f"{latest.event} ({date_words(latest.date)})"
        # Only countries that asked to join are invited into this plan.
        plan = self.tools.get("MAP")
        return f"invited into the Membership Action Plan ({plan.start})" if plan else ""

    @cached_property
    def tools(self) -> Mapping[str, Participation]:
        """Its programmes by id."""
        return tools_of(self.iso3)

    @cached_property
    def examples(self) -> Sequence[Any]:
        """Its rows of `practice_examples`."""
        return _rows("practice_examples", self.iso3)

    @cached_property
    def neighbours(self) -> Sequence[tuple[str, Any]]:
        """The examples of the others in its group, each with the country's code, latest first."""
        day = last_day()
        group = [code for code in partners_on(day) if group_of(code, day) == self.group]
        others = [code for code in group if code != self.iso3]
        found = [(code, row) for code in others for row in _rows("practice_examples", code)]
        return sorted(found, key=lambda other: -other[1].year_start)

    @cached_property
    def forces(self) -> Mapping[str, str]:
        """What the latest list with its soldiers says, by operation."""
        found: dict[str, str] = {}
        for operation in LISTED_OPERATIONS:
            lists = _rows(f"{operation.lower()}_contributions", self.iso3)
            if records := [row for row in lists if row.troops]:
                last = max(records, key=lambda row: row.as_of)
                soldiers = counted(last.troops, "soldier")
                found[operation] = f"{soldiers} in {operation} on a list of {last.as_of:%B %Y}"
        return found

    def latest_example(self, area: int) -> Any:
        """Return its latest example in an area, None if it has none."""
        found = (example for example in self.examples if example.area_id == area)
        return max(found, key=lambda example: example.year_start, default=None)

    def takes_part_in(self, tool: str) -> bool:
        """Return whether it takes part in a tool today, as far as the tables know."""
        return tool in self.tools and not self.tools[tool].end


def partners_by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the name of each group with its current partners, each with code and name."""
    day = last_day()
    codes = sorted(partners_on(day), key=name)
    return [
        (text, [(code, name(code)) for code in codes if group_of(code, day) == group])
        for group, text in PARTNER_GROUPS.items()
    ]


def profile(partner: Partner) -> dict[str, Any]:
    """Return a partner's profile for the browser.

    It has a `heading`, `lines` of a label and a text, the latest `examples`, and the `count` of
    all.
    """
    names = areas()
    tools = [f"{tool_name(tool)}{time.in_brackets()}" for tool, time in partner.tools.items()]
    lines = [
        ("Frameworks", _frameworks(partner.iso3)),
        ("People", _people(partner.iso3)),
        ("Known tools", "; ".join(tools) or "none"),
        ("Wish to join NATO", partner.aspiration or "none found"),
    ]
    if partner.suspended:
        lines.insert(0, ("Suspended", f"since {partner.suspended}; still on the list of partners"))
    latest = sorted(partner.examples, key=lambda row: -row.year_start)[:MAX_EXAMPLES]
    return {
        "heading": f"{partner.name} · {partner.group_name}",
        "lines": lines,
        "count": len(partner.examples),
        "examples": [[f"{row.year_start}, {names[row.area_id]}", row.what] for row in latest],
    }


def tool_name(tool: str) -> str:
    """Return the name of a tool in a sentence. Raise UnknownName if there is no such tool."""
    return str(record("programmes", tool).in_text)


def _rows(table: str, iso3: str) -> list[Any]:
    """Return the records of a table that are about a country; some are about several."""
    return [row for row in rows(table) if iso3 in row.iso3]


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
