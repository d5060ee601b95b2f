"""Collect from the tables what the role play needs to know about a partner."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lessons.charts.engine.legends import GROUP_NAMES, PARTNER_GROUPS
from lessons.core.text import counted, date_words, figure
from lessons.data import cached_on, rows
from lessons.data.indicators import latest_population
from lessons.data.membership import group_of, last_day, name, partners_on
from lessons.role_play.activities import areas
from lessons.role_play.partner import Neighbour, Participation, Partner, tool_name
from lessons.role_play.precedent import LISTED_OPERATIONS

SIGNS_OF_A_WISH = ("applied", "political_commitment")  # kinds of events of who wants to join NATO
MAX_EXAMPLES = 5  # in a profile
TABLES = (
    "framework_members",
    "programme_participants",
    "practice_examples",
    "status_events",
    "isaf_contributions",
    "kfor_contributions",
    "indicators",
    "countries",
    "allies",
)


@cached_on(*TABLES, maxsize=64)
def partner(iso3: str) -> Partner:
    """Return a partner of today with its history. Raise LookupError for any other country."""
    on = last_day()
    if iso3 not in partners_on(on):
        raise LookupError(f"{name(iso3)} is no partner on {on}.")
    group = group_of(iso3, on)
    return Partner(
        iso3,
        name(iso3),
        group,
        GROUP_NAMES[group],
        _suspended(iso3),
        _wish(iso3),
        _tools(iso3),
        tuple(_rows("practice_examples", iso3)),
        _neighbours(iso3, group),
        _forces(iso3),
    )


def by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each group its name and its partners of today, each with code and name."""
    on = last_day()
    codes = sorted(partners_on(on), key=name)
    return [
        (text, [(code, name(code)) for code in codes if group_of(code, on) == group])
        for group, text in PARTNER_GROUPS.items()
    ]


def profile(iso3: str) -> dict[str, Any]:
    """Return a partner's profile for the browser.

    It has a `heading`, `lines` of a label and a text, the latest `examples`, and their number.
    """
    found, names = partner(iso3), areas()
    tools = [f"{tool_name(tool)}{time.in_brackets()}" for tool, time in found.tools.items()]
    lines = [
        ("Frameworks", _frameworks(iso3)),
        ("People", _people(iso3)),
        ("Known tools", "; ".join(tools) or "none"),
        ("Wish to join NATO", found.wish or "none found"),
    ]
    if found.suspended:
        lines.insert(0, ("Suspended", f"since {found.suspended}; still on the list of partners"))
    latest = sorted(found.examples, key=lambda row: -row.year_start)[:MAX_EXAMPLES]
    return {
        "heading": f"{found.name} · {found.group_name}",
        "lines": lines,
        "many": len(found.examples),
        "examples": [[f"{row.year_start}, {names[row.area_id]}", row.what] for row in latest],
    }


def _rows(table: str, iso3: str) -> list[Any]:
    """Return the records of a table that are about a country, alone or among others."""
    return [
        row
        for row in rows(table)
        if (iso3 in row.iso3 if isinstance(row.iso3, tuple) else iso3 == row.iso3)
    ]


def _suspended(iso3: str) -> str:
    days = (row.suspended_from for row in _rows("framework_members", iso3))
    return _date(min(filter(None, days), default=""))


def _wish(iso3: str) -> str:
    events = [row for row in _rows("status_events", iso3) if row.kind in SIGNS_OF_A_WISH]
    if events:
        latest = max(events, key=lambda row: row.date)
        return f"{latest.event} ({date_words(latest.date)})"
    # Only countries that asked to join are invited into this plan.
    plan = _tools(iso3).get("MAP")
    return f"invited into the Membership Action Plan ({plan.start})" if plan else ""


def _tools(iso3: str) -> Mapping[str, Participation]:
    tools = {
        row.programme_id: Participation(_date(row.start), _date(row.end))
        for row in _rows("programme_participants", iso3)
    }
    if "PFP_TF" in tools:  # the earlier name of the same tool
        tools.setdefault("TRUST_FUNDS", tools.pop("PFP_TF"))
    return MappingProxyType(tools)


def _date(text: str | None) -> str:
    return date_words(text) if text else ""


def _neighbours(iso3: str, group: str) -> tuple[Neighbour, ...]:
    """Return the examples of the other partners in a group, the latest first."""
    on = last_day()
    others = [code for code in partners_on(on) if code != iso3 and group_of(code, on) == group]
    found = [
        Neighbour(name(code), example, tuple(_tools(code)))
        for code in others
        for example in _rows("practice_examples", code)
    ]
    return tuple(sorted(found, key=lambda other: -other.example.year_start))


def _forces(iso3: str) -> Mapping[str, str]:
    """Return by operation what the latest list with a country's soldiers says."""
    found: dict[str, str] = {}
    for operation in LISTED_OPERATIONS:
        listed = [r for r in _rows(f"{operation.lower()}_contributions", iso3) if r.troops]
        if listed:
            last = max(listed, key=lambda row: row.as_of)
            soldiers = counted(last.troops, "soldier")
            found[operation] = f"{soldiers} in {operation} on a list of {last.as_of:%B %Y}"
    return MappingProxyType(found)


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
