"""Draw on a map who belonged to which group of countries at the end of a year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lessons.charts import engine as draw
from lessons.charts.engine.options import country_names, group_names, years_from
from lessons.charts.engine.theme import GROUPS
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cite, rows
from lessons.data.membership import (
    allies_on,
    day,
    end_of,
    group_of,
    name,
    partners_on,
    suspended_on,
)

FIRST = 1990
PARTNERS = {
    "euro_atlantic": "in the Euro-Atlantic partnership",
    "md": "in the Mediterranean Dialogue",
    "ici": "in the Istanbul Cooperation Initiative",
    "patg": "across the globe",
}


@dataclass(frozen=True)
class Member:
    """An Ally or a partner on a day."""

    iso3: str
    name: str
    group: str
    suspended: bool

    @property
    def state(self) -> str:
        """The state of the membership in a word."""
        return "suspended" if self.suspended else "active"


@draw.explorer(
    "Map of NATO and its partners",
    year=draw.Slider("Year", words=lambda: years_from(FIRST), play=True),
    show=draw.Toggles("Show", group_names),
    region=draw.Choice("Part of the map", draw.region_names),
    country=draw.Choice("Country", lambda: {"": "none"} | country_names()),
)
def world_map(
    year: int = 2012, show: Sequence[str] = tuple(GROUPS), region: str = "world", country: str = ""
) -> draw.Chart:
    """Draw the Allies and partners at the end of a year, each group with a marker of its own.

    `country` is an iso3 code to be ringed and described, or empty.
    """
    on = end_of(year)
    members = members_on_day(on)
    shown = [member for member in members if member.group in show]
    plot = draw.Plot(_title(shown, show), f"{said(on)} · {draw.region_names()[region]}")
    draw.legend(plot, _keys(members, show))
    draw.draw_map(plot, region, [_marker(member) for member in shown], ringed=country)
    here = set(draw.in_region(region, [member.iso3 for member in shown], plot.width))
    groups = [member.group for member in shown if member.iso3 in here]
    where = "" if region == "world" else _here(groups, show)
    return plot.chart(
        says=_says(on, members, show) + where + (_profile(country, on) if country else ""),
        source=cite("framework_members", "allies", "countries"),
        data=draw.Table(
            ("Country", "Group", "State"),
            sorted(
                ((m.name, GROUPS[m.group].words, m.state) for m in shown),
                key=lambda row: (row[1], row[0]),
            ),
        ),
    )


def members_on_day(on: date) -> list[Member]:
    """Return the Allies, then the partners of a day."""
    suspended = set(suspended_on(on))
    codes = [*allies_on(on), *partners_on(on)]
    return [Member(code, name(code), group_of(code, on), code in suspended) for code in codes]


def _title(shown: Sequence[Member], show: Sequence[str]) -> str:
    counts = Counter(member.group for member in shown)
    allies = [counted(counts["ally"], "Ally", "Allies")] if counts["ally"] else []
    # The sum is named only where all groups are seen: a quiz asks for the sum of two of them.
    if set(PARTNERS) <= set(show):
        total = sum(counts[key] for key in PARTNERS)
        partners = [counted(total, "partner")] if total else []
    else:
        partners = [f"{counts[key]} {PARTNERS[key]}" for key in PARTNERS if counts[key]]
    return listed(allies + partners) or "No group is shown"


def _keys(members: Sequence[Member], show: Sequence[str]) -> list[draw.Key]:
    counts = Counter(member.group for member in members)
    keys = [
        draw.group_key(key, f"{GROUPS[key].words} {counts[key]}") for key in GROUPS if key in show
    ]
    suspended = sum(member.suspended and member.group in show for member in members)
    hollow = draw.Key(f"hollow: suspended {suspended}", "muted", "circle", hollow=True)
    return [*keys, hollow] if suspended else keys


def _marker(member: Member) -> draw.Marker:
    group = GROUPS[member.group]
    title = f"{member.name}: {group.words}{', suspended' * member.suspended}"
    pick = f"country={member.iso3}"
    return draw.Marker(
        member.iso3, member.name, group.shape, group.role, title, pick, member.suspended
    )  # fmt: skip


def _says(on: date, members: Sequence[Member], show: Sequence[str]) -> str:
    counts = Counter(member.group for member in members)
    parts = [f"{GROUPS[key].words} {counts[key]}" for key in GROUPS if key in show]
    if not parts:
        return f"{said(on)}: no group is shown. Choose at least one."
    partners = [key for key in GROUPS if key in show and key != "ally"]
    total = f" Partners shown: {sum(counts[key] for key in partners)}." if partners else ""
    return f"{said(on)}: {'; '.join(parts)}.{total}"


def _here(groups: Sequence[str], show: Sequence[str]) -> str:
    if not show:
        return ""
    allies = groups.count("ally")
    parts = [counted(allies, "Ally", "Allies")] if "ally" in show else []
    if any(key != "ally" for key in show):
        parts.append(counted(len(groups) - allies, "partner"))
    return f" This part of the map holds {' and '.join(parts)}."


def _profile(country: str, on: date) -> str:
    names = {row.framework_id: row.name for row in rows("frameworks")}
    joined = [
        f"{names[row.framework_id]} from {date_words(row.joined)}"
        + (f" to {date_words(row.left)}" if row.left else "")
        for row in rows("framework_members")
        if row.iso3 == country and day(row.joined) <= on
    ]
    key = group_of(country, on)
    state = GROUPS[key].words if key else "in no group"
    suspended = ", suspended" if country in suspended_on(on) else ""
    past = f" Frameworks so far: {'; '.join(joined)}." if joined else ""
    return f" {name(country)}: {state}{suspended}.{past}"
