"""Draw on a map who belonged to which group of countries at the end of a year.

Dragging the year shows the network grow from nothing; groups can be hidden to look at one alone.
A suspended partner stays on the map as a hollow mark: it has not left.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from lessons.charts import engine as draw
from lessons.charts.euro_atlantic.country_profile import NATURE
from lessons.core.text import counted, day_words, listed
from lessons.data import cite, membership, record, rows
from lessons.data.membership import end_of, group_of, name


def countries() -> dict[str, str]:
    """Return the names of the countries of the course by iso3 code, and that of none."""
    in_order = sorted(rows("countries"), key=lambda row: row.name)
    return {"": "none", **{row.iso3: row.name for row in in_order}}


@draw.explorer(
    "Map of NATO and its partners",
    year=draw.Slider("Year", draw.years_from, play=True),
    show=draw.Toggles("Show", draw.GROUP_NAMES, rare=True),
    region=draw.Choice("Part of the map", draw.region_names),
    country=draw.Choice("Country", countries, preference="country"),
)
def world_map(
    year: int = 2012,
    show: Sequence[str] = tuple(draw.GROUP_KEYS),
    region: str = "europe",
    country: str = "",
) -> draw.Chart:
    """Draw the Allies and partners at the end of a year, each group with a marker of its own.

    The map opens on Europe, with the world as an inset. `country` is an iso3 code to be ringed and
    described, or empty.
    """
    on = end_of(year)
    groups = {code: key for code, key in membership.groups_on(on).items() if key in show}
    frozen = [code for code in membership.suspended_on(on) if code in groups]
    # Groups that are shown are named even where nobody was in them yet.
    counts = {key: list(groups.values()).count(key) for key in draw.GROUP_KEYS if key in show}
    # The title counts all countries: those outside the region are on the map beside it.
    where = "" if region == "world" else f"; large map: {draw.region_names()[region]}"
    plot = draw.Plot(_title(counts), f"All countries, {day_words(on)}{where}")
    hollow = draw.Key(f"hollow: suspended {len(frozen)}", "muted", "circle", hollow=True)
    named = {
        key: draw.group_key(key, f"{group.text} {counts.get(key, '–')}")
        for key, group in draw.GROUP_KEYS.items()
    }
    keys = draw.filter_keys("show", named, show)
    draw.legend(plot, [*keys, hollow] if frozen else keys)
    # Allies first: partners are drawn later, and so above them where capitals are close.
    in_order = sorted(groups, key=lambda code: groups[code] != "ally")
    markers = [_marker(code, groups[code], code in frozen) for code in in_order]
    draw.draw_map(plot, region, markers, ringed=country)
    return plot.chart(
        says=f"{day_words(on)}: {'; '.join(_parts(counts)) or 'no group is shown'}."
        + (_profile(country, on) if country else ""),
        source=cite("countries", *membership.sources_until(on, groups)),
        data=_table(groups, frozen),
    )


def _title(counts: Mapping[str, int]) -> str:
    """Return how many Allies and partners are shown."""
    # The sum is named only where all groups are seen: a quiz asks for the sum of two of them.
    if set(draw.GROUP_KEYS) == set(counts):
        partners = sum(counts.values()) - counts["ally"]
        return f"{counted(counts['ally'], 'Ally', 'Allies')} and {counted(partners, 'partner')}"
    return listed(_parts(counts)) or "No group is shown"


def _parts(counts: Mapping[str, int]) -> list[str]:
    """Return the number of countries in each group, such as 'Allies 28'."""
    return [f"{draw.GROUP_NAMES[key]} {number}" for key, number in counts.items()]


def _marker(code: str, key: str, frozen: bool) -> draw.Marker:
    """Return the mark of a country in the form of its group; a click puts a ring around it."""
    title = f"{name(code)}: {draw.GROUP_NAMES[key]}{', suspended' * frozen}"
    look = draw.group_key(key, hollow=frozen)
    return draw.Marker(code, name(code), look, title, f"country={code}")


def _table(groups: Mapping[str, str], frozen: Sequence[str]) -> draw.Table:
    """Return the countries by group and name, and who is suspended."""
    in_order = sorted(groups, key=lambda code: (draw.GROUP_NAMES[groups[code]], name(code)))
    return draw.Table.of(in_order, {
        "Country": name,
        "Group": lambda code: draw.GROUP_NAMES[groups[code]],
        "State": lambda code: "suspended" if code in frozen else "active",
    })  # fmt: skip


def _profile(country: str, on: date) -> str:
    """Return the group of a country on a day and the frameworks it was in."""
    key = group_of(country, on)
    state = NATURE.get(key, "an Ally") if key else "in no group"
    suspended = ", suspended" if country in membership.suspended_on(on) else ""
    inside = [record("frameworks", key).name for key in membership.frameworks_of(country, on)]
    return f" {name(country)}: {'; '.join([f'{state}{suspended}', *inside])}."
