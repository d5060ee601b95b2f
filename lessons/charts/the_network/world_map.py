"""The network of partners: on the map, as a sum, as a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape, Text, text_width
from lessons.charts.engine.geo import DOT, base, label, places
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import counted, date_words
from lessons.core.text import said as said  # other modules ask for it here
from lessons.data import cite, passport, table
from lessons.data.membership import allies_on, day, group_of, name, partners_on, suspended_on

SOURCE = ("framework_members", "allies", "countries")


def end_of(year: int) -> date:
    """Return the day on which a year's count is taken: 31 December, or the data's last day."""
    return min(date(year, 12, 31), last_day())


def last_day() -> date:
    """Return the day on which the rows on membership end."""
    return day(str(passport("framework_members")["as_of"]))


def world_map(
    year: int = 2012,
    show: Sequence[str] = tuple(GROUPS),
    region: str = "world",
    country: str = "",
) -> Chart:
    """Draw who belonged to which group at the end of a year.

    `show` lists keys of `theme.GROUPS`; `region` is a key of `geo.FRAMES`;
    `country` is an iso3 code to be ringed and described, or empty.
    """
    on = end_of(year)
    people = _membership(on)
    shown = people[people["group"].isin(list(show))]
    drawing = base(region)
    suspended = set(suspended_on(on))
    frozen = len(suspended & set(shown["iso3"]))
    _heading(drawing, f"NATO and its partners, {said(on)}", people, show, frozen)
    spots = places(region, width(), _named(shown, country))
    here: list[Any] = [row for row in shown.itertuples() if row.iso3 in spots]
    if country in spots:
        drawing.add(Shape(spots[country].x, spots[country].y, 11, "circle", "ink", hollow=True))
    for row in here:
        _marker(drawing, spots[row.iso3], row, row.iso3 in suspended)
    for row in here:
        if not (is_narrow() and region == "world"):
            drawing.add(*label(spots[row.iso3], row.country, f"country={row.iso3}"))
    return Chart(
        drawing,
        says=_says(on, people, show, region, [row.group for row in here])
        + (_profile(country, on) if country else ""),
        source=cite(*SOURCE),
        data=_listing(shown, on),
        title=f"NATO and its partners, {said(on)}",
    )


def _named(shown: pd.DataFrame, country: str) -> tuple[str, ...] | None:
    # A phone has no room for everybody's name: partners are named, or Allies if they stand alone.
    partners = shown[shown["group"] != "ally"]["iso3"]
    if not is_narrow() or partners.empty:
        return None
    return tuple(sorted({*partners, country} - {""}))


def _membership(on: date) -> pd.DataFrame:
    codes = [*allies_on(on), *partners_on(on)]
    rows = [(code, name(code), group_of(code, on)) for code in codes]
    return pd.DataFrame(rows, columns=["iso3", "country", "group"])


def _marker(drawing: Drawing, place, row, suspended: bool) -> None:  # type: ignore[no-untyped-def]
    group = GROUPS[row.group]
    state = ", suspended" if suspended else ""
    drawing.add(
        Shape(
            place.x,
            place.y,
            DOT,
            group.shape,
            group.role,
            title=f"{row.country}: {group.words}{state}",
            pick=f"country={row.iso3}",
            hollow=suspended,
        )
    )


def _heading(
    drawing: Drawing, title: str, people: pd.DataFrame, show: Sequence[str], frozen: int
) -> None:
    drawing.add(Text(4, 16, title, size=14, bold=True))
    counts = people["group"].value_counts()
    x, y = 10.0, 36.0
    for key, group in GROUPS.items():
        if key not in show:
            continue
        words = f"{group.words} {counts.get(key, 0)}"
        if is_narrow() and key in ("md", "ici"):
            words = f"{group.words.split()[0]} {counts.get(key, 0)}"
        long = text_width(words, 11) + 26
        if x + long > drawing.width and x > 10:
            x, y = 10.0, y + 16
        drawing.add(Shape(x, y - 4, DOT, group.shape, group.role), Text(x + 10, y, words, size=11))
        x += long
    if frozen:
        words, end = f"hollow: suspended {frozen}", drawing.width - 4
        note = Text(end, 16, words, "muted", 11, "end")
        drawing.add(Text(x, y, "hollow: suspended", "muted", 11) if is_narrow() else note)


def _says(on: date, people: pd.DataFrame, show: Sequence[str], region: str, here: list[str]) -> str:
    counts = people["group"].value_counts()
    parts = [f"{GROUPS[key].words} {counts.get(key, 0)}" for key in GROUPS if key in show]
    if not parts:
        return f"{said(on)}: no group is shown. Choose at least one."
    where = "" if region == "world" else f" {_here(here, show)}"
    total = sum(counts.get(key, 0) for key in GROUPS if key in show and key != "ally")
    partners = f" Partners shown: {total}." if any(key != "ally" for key in show) else ""
    return f"{said(on)}: {'; '.join(parts)}.{partners}{where}"


def _here(groups: list[str], show: Sequence[str]) -> str:
    allies = groups.count("ally")
    parts = [counted(allies, "Ally", "Allies")] if "ally" in show else []
    if any(key != "ally" for key in show):
        parts.append(counted(len(groups) - allies, "partner"))
    return f"This part of the map holds {' and '.join(parts)}."


def _profile(country: str, on: date) -> str:
    members = table("framework_members").merge(table("frameworks"), on="framework_id")
    spells = members[members["iso3"] == country]
    then = [
        f"{row['name']} from {date_words(row['joined'])}"
        + (f" to {date_words(row['left'])}" if isinstance(row["left"], str) else "")
        for _, row in spells.iterrows()
        if day(row["joined"]) <= on
    ]
    key = group_of(country, on)
    state = GROUPS[key].words if key else "in no group"
    suspended = ", suspended" if country in suspended_on(on) else ""
    past = f" Frameworks so far: {'; '.join(then)}." if then else ""
    return f" {name(country)}: {state}{suspended}.{past}"


def _listing(shown: pd.DataFrame, on: date) -> pd.DataFrame:
    suspended = set(suspended_on(on))
    return pd.DataFrame(
        {
            "Country": shown["country"],
            "Group": [GROUPS[key].words for key in shown["group"]],
            "State": ["suspended" if code in suspended else "active" for code in shown["iso3"]],
        }
    ).sort_values(["Group", "Country"], ignore_index=True)
