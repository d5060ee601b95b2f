"""How large, how rich, how far: partners compared by one number."""

from collections.abc import Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Shape, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import said
from lessons.data import cite, table
from lessons.data.membership import group_of, last_day, name, partners_on

MEASURES = {
    "population": "Population",
    "gdp": "Income per person",
    "distance": "Distance from Brussels",
}
UNITS = {
    "population": "million people, 2024",
    "gdp": "US dollars of GDP per person, 2023",
    "distance": "km from capital to Brussels",
}
GROUP_NAMES = {key: group.words for key, group in GROUPS.items() if key != "ally"}
POPULATION_YEAR, GDP_YEAR = 2024, 2023  # the last year that is complete in the table
EARTH = 6371.0  # km, mean radius
ROW, TOP = 22.0, 54.0


def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> Chart:
    """Draw one bar for each partner of today in the groups of `show`, longest first.

    `measure` is a key of `MEASURES`, `show` lists keys of `GROUP_NAMES`. A missing figure is
    written as missing and never as nothing.
    """
    rows = _rows(measure, tuple(show))
    drawing = Drawing(width(), TOP + ROW * max(len(rows), 1) + 6)
    when = str(last_day().year) if is_narrow() else said(last_day())
    title = f"{MEASURES[measure]}, partners of {when}"
    drawing.add(Text(4, 16, title, size=14, bold=True), Text(4, 36, _unit(measure), "muted", 12))
    most = rows["value"].max() if len(rows) else 0
    for place, row in enumerate(each(rows)):
        _bar(drawing, TOP + ROW * place, row, most)
    if rows.empty:
        drawing.add(Text(4, TOP + 14, "Choose at least one group.", "muted"))
    return Chart(
        drawing,
        says=_says(measure, rows),
        source=cite("indicators", "countries", "framework_members"),
        data=_listing(measure, rows),
        title=title,
    )


@cache
def number(iso3: str, measure: str) -> float:
    """Return a country's population in millions, GDP per person in dollars, or km to Brussels.

    A figure that the tables do not have is `nan`.
    """
    if measure == "distance":
        return _distance(iso3)
    year = POPULATION_YEAR if measure == "population" else GDP_YEAR
    rows = table("indicators")
    found = rows[(rows["iso3"] == iso3) & (rows["year"] == year)]
    if found.empty:
        return float("nan")
    people, gdp = found.iloc[0]["population"], found.iloc[0]["gdp_usd"]
    if measure == "population":
        return float(people) / 1e6
    return float(gdp) / float(people) if pd.notna(gdp) else float("nan")


def spoken(value: float, measure: str) -> str:
    """Return a figure as a reader sees it, such as '3.7 million' or 'not found'."""
    if value != value:
        return "no figure"
    if measure == "population":
        return f"{value:,.0f} million" if value >= 10 else f"{value:.1f} million"
    return f"{round(value, -2):,.0f} {'dollars' if measure == 'gdp' else 'km'}"


def _distance(iso3: str) -> float:
    # The shortest way over the globe, by the haversine formula.
    lat, lon = _capital(iso3)
    home_lat, home_lon = _capital("BEL")
    chord = sin((lat - home_lat) / 2) ** 2
    chord += cos(lat) * cos(home_lat) * sin((lon - home_lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(chord))


def _capital(iso3: str) -> tuple[float, float]:
    places: Any = table("countries").set_index("iso3")
    place = places.loc[iso3]
    return radians(float(place["capital_lat"])), radians(float(place["capital_lon"]))


@cache
def _rows(measure: str, show: tuple[str, ...]) -> pd.DataFrame:
    on = last_day()
    codes = [code for code in partners_on(on) if group_of(code, on) in show]
    rows = pd.DataFrame(
        [(code, name(code), group_of(code, on), number(code, measure)) for code in codes],
        columns=["iso3", "country", "group", "value"],
    )
    return rows.sort_values(["value", "country"], ascending=[False, True], ignore_index=True)


def _unit(measure: str) -> str:
    return UNITS[measure][0].upper() + UNITS[measure][1:]


def _bar(drawing: Drawing, y: float, row: Any, most: float) -> None:
    group = GROUPS[row.group]
    left = 156.0 if is_narrow() else 186.0
    room = width() - left - 84
    country = row.country.replace("Bosnia and Herzegovina", "Bosnia and Herz.")
    country = country.replace("United Arab Emirates", "U. Arab Emirates")
    drawing.add(
        Shape(12, y + 8, 5, group.shape, group.role, title=group.words), Text(24, y + 12, country)
    )
    if row.value != row.value:
        drawing.add(Text(left, y + 12, "no figure found", "muted", 12))
        return
    long = max(room * row.value / most, 1.5)
    drawing.add(
        Box(left, y + 2, long, 12, group.role, radius=1),
        Text(left + long + 6, y + 12, _figure(row.value), size=12),
    )


def _figure(value: float) -> str:
    # Rounded first: 9.96 is written 10, as 10.04 is.
    return f"{value:,.0f}" if round(value, 1) >= 10 else f"{value:.1f}"


def _says(measure: str, rows: pd.DataFrame) -> str:
    known = rows.dropna(subset="value")
    if known.empty:
        return "No group is shown. Choose at least one."
    first, last = known.iloc[0], known.iloc[-1]
    middle = known["value"].median()
    parts = [
        f"{MEASURES[measure]} of {len(rows)} partners, in {UNITS[measure]}. "
        f"Most: {first['country']}, {_figure(first['value'])}. "
        f"Least: {last['country']}, {_figure(last['value'])}.",
        *(
            f"{GROUPS[str(key)].words}: the middle value is {_figure(part['value'].median())}."
            for key, part in known.groupby("group", sort=False)
        ),
    ]
    if known["group"].nunique() == 1:
        parts[1:] = [f"The middle value is {_figure(middle)}."]
    missing = rows[rows["value"].isna()]["country"].tolist()
    if missing:
        parts.append(f"No figure found: {', '.join(missing)}.")
    return " ".join(parts)


def _listing(measure: str, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Group": [GROUPS[key].words for key in rows["group"]],
            _unit(measure): rows["value"],
        }
    )
