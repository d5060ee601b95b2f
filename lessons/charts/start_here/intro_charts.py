"""Pictures to try the controls on: distances, signs, and how sure the course is of its facts."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Mark, Shape, Text
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.data import cite, edition, passport, table, tables

EARTH = 6371.0  # km, mean radius
START = "BEL"  # NATO's headquarters is in Brussels
ORDERS = {"far": "farthest first", "near": "nearest first"}
EXTRAS = {"country": "Country", "region": "Region"}
LEVELS = {
    "high": ("well sourced", "other"),
    "medium": ("with a note", "ici"),
    "low": ("doubtful", "md"),
}
ROW, TOP = 24.0, 40.0


def distances(many: int = 8, order: str = "far", show: Sequence[str] = ("country",)) -> Chart:
    """Draw how far capitals are from Brussels, as the crow flies.

    `many` capitals of all countries of the course; `order` is a key of `ORDERS`; `show` adds
    keys of `EXTRAS` beside the capital's name.
    """
    rows = far_capitals()
    rows = rows.iloc[::-1].head(many) if order == "far" else rows.head(many)
    word = "farthest from" if order == "far" else "nearest to"
    title = f"The {many} capitals {word} Brussels"
    step = ROW + 15 if is_narrow() else ROW
    drawing = Drawing(width(), TOP + step * len(rows) + 4)
    drawing.add(Text(4, 16, title, size=14, bold=True))
    longest = float(rows["km"].max())
    for place, row in enumerate(rows.to_dict("records")):
        _bar(drawing, TOP + step * place, row, longest, show)
    data = rows.rename(columns={"km": "Kilometres from Brussels"}).drop(columns=["iso3"])
    says = _says_distances(rows, title)
    return Chart(drawing, says, cite("countries"), data.reset_index(drop=True), title)


def far_capitals() -> pd.DataFrame:
    """Return all capitals but Brussels with their distance from it in km, nearest first."""
    return _distances(edition("countries")).copy()


@lru_cache(maxsize=1)
def _distances(_edition: Hashable) -> pd.DataFrame:
    rows = table("countries")
    here = rows[rows["iso3"] == START].iloc[0]
    others = rows[rows["iso3"] != START]
    km = [_km(here, row) for row in others.to_dict("records")]
    found = pd.DataFrame(
        {
            "iso3": others["iso3"],
            "Capital": others["capital"],
            "Country": others["name"],
            "Region": others["region"],
            "km": km,
        }
    )
    return found.sort_values("km", ignore_index=True)


def _km(here: Any, there: Any) -> int:
    # The haversine formula: the shortest way over a round Earth.
    north, south = radians(here["capital_lat"]), radians(there["capital_lat"])
    east = radians(there["capital_lon"] - here["capital_lon"])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return round(2 * EARTH * asin(sqrt(half)))


def _bar(drawing: Drawing, y: float, row: Any, longest: float, show: Sequence[str]) -> None:
    # Words before the bar; on a phone above it.
    left, top = (4.0, y + 19) if is_narrow() else (340.0, y + 4)
    words = ", ".join([row["Capital"], *(row[EXTRAS[key]] for key in EXTRAS if key in show)])
    long = max((width() - left - 80) * row["km"] / longest, 2)
    drawing.add(
        Text(4, y + 15, words, size=12),
        Box(left, top, long, 14, "euro_atlantic"),
        Text(left + long + 6, top + 11, f"{row['km']:,} km", size=12),
    )


def _says_distances(rows: pd.DataFrame, title: str) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"{title}, as the crow flies: from {first['Capital']} ({first['Country']}), "
        f"{first['km']:,} km, to {last['Capital']} ({last['Country']}), {last['km']:,} km."
    )


def signs() -> Chart:
    """Draw the signs that stand for groups and for doubt in the whole course."""
    rows = _signs()
    drawing = Drawing(width(), TOP + ROW * len(rows) + 4)
    drawing.add(Text(4, 16, "The signs of this course", size=14, bold=True))
    for place, (mark, words, means) in enumerate(rows):
        y = TOP + ROW * place + 12
        drawing.add(*mark(16, y), Text(40, y + 4, words, size=12, bold=True))
        drawing.add(Text(190 if is_narrow() else 300, y + 4, means, size=11 if is_narrow() else 12))
    data = pd.DataFrame([(words, means) for _, words, means in rows], columns=["Sign", "Meaning"])
    says = "Each group has a colour and a shape: " + "; ".join(
        f"{group.words}, {group.shape}" for group in GROUPS.values()
    )
    hollow = "A hollow shape means suspended, or a date that is not certain."
    source = cite("countries")
    return Chart(drawing, f"{says}. {hollow}", source, data, "The signs of this course")


def _signs() -> list[tuple[Any, str, str]]:
    means = {"ally": "a member of NATO"}
    rows: list[tuple[Any, str, str]] = [
        (_shape(group.shape, group.role), group.shape.capitalize(), f"{group.words}")
        for group in GROUPS.values()
    ]
    rows[0] = (rows[0][0], rows[0][1], f"Ally: {means['ally']}")
    rows.append((_shape("circle", "euro_atlantic", True), "Hollow", "suspended, or not certain"))
    rows.append((_stroke, "Bar with a stroke", "it ended on a day"))
    return rows


def _shape(form: str, role: str, hollow: bool = False) -> Any:
    return lambda x, y: (Shape(x, y, 6, form, role, hollow=hollow),)


def _stroke(x: float, y: float) -> tuple[Mark, ...]:
    bar = Box(x - 10, y - 3, 18, 6, "euro_atlantic", 0.55)
    return bar, Line(((x + 8, y - 7), (x + 8, y + 7)), "euro_atlantic", 2)


def how_sure(name: str = "framework_members") -> Chart:
    """Draw how many rows of a table are well sourced, need a note, or are doubtful.

    `name` is one of `rated()`: the tables whose rows say how sure they are.
    """
    counts = table(name)["confidence"].value_counts()
    many, heading = int(counts.sum()), str(passport(name)["title"])
    top = TOP + 16
    drawing = Drawing(width(), top + 3 * 34 + 4)
    drawing.add(Text(4, 16, "How sure are we?", size=14, bold=True), Text(4, 36, heading, size=12))
    for place, (level, (words, role)) in enumerate(LEVELS.items()):
        y, number = top + 34 * place, int(counts.get(level, 0))
        long = (width() - 220) * number / many
        drawing.add(Text(4, y + 18, f"{level}: {words}", size=12))
        drawing.add(Box(150, y + 4, max(long, 1), 20, role))
        drawing.add(Text(156 + long, y + 18, str(number), size=12, bold=True))
    parts = [f"{counts.get(key, 0)} {key} ({words})" for key, (words, _) in LEVELS.items()]
    says = f"{heading}: {many} rows. Confidence: {', '.join(parts)}."
    rows = [(key, words, int(counts.get(key, 0))) for key, (words, _) in LEVELS.items()]
    data = pd.DataFrame(rows, columns=["Confidence", "Meaning", "Rows"])
    return Chart(drawing, says, cite(name), data, f"How sure are we? {heading}")


def rated() -> dict[str, str]:
    """Return the tables whose rows say how sure they are, with their titles."""
    cards = {name: passport(name) for name in tables()}
    fields = {name: {field["name"] for field in card["fields"]} for name, card in cards.items()}
    return {name: str(cards[name]["title"]) for name in cards if "confidence" in fields[name]}
