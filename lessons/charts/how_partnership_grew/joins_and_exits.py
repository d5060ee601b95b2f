"""Comings and goings: how many partners came and left, year by year."""

from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import counted, said
from lessons.data import cite, edition
from lessons.data.membership import allies_on, end_of, group_of, last_day, name, partners_on

WHO = {
    "all": "All partners",
    "euro_atlantic": "Euro-Atlantic",
    "south": "Mediterranean and Gulf",
    "patg": "Across the globe",
}
GROUPS = {"euro_atlantic": ("euro_atlantic",), "south": ("md", "ici"), "patg": ("patg",)}
FIRST = 1991
TOP, UNIT = 44.0, 11.0
UP, DOWN = 12, 8


def comings_and_goings(year: int = 2004, who: str = "all") -> Chart:
    """Draw newcomers as bars above a line and leavers below it, and name those of one year.

    A year is counted from one 31 December to the next; `who` is a key of `WHO`.
    """
    rows = flow(who)
    drawing = Drawing(width(), 0)
    title = f"Who came, who left: {WHO[who].lower()}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    for row in each(rows):
        _bar(drawing, row, row.year == year)
    _axis(drawing, year)
    foot = _y(-DOWN) + 48
    parts = _parts(rows[rows["year"] == year].iloc[0])
    drawing.height = foot + 6 + card(drawing, (4, foot), width() - 8, parts, band="ally")
    says = _says(rows, year, who)
    source = cite("framework_members", "allies")
    return Chart(drawing, says, source, _listing(rows), title=title)


@cache
def _flow(who: str, *_editions: object) -> pd.DataFrame:
    rows, before = [], _inside(who, FIRST - 1)
    for year in range(FIRST, last_day().year + 1):
        now = _inside(who, year)
        came = [code for code in now if code not in before]
        left = [code for code in before if code not in now]
        rows.append((year, came, left, len(now)))
        before = now
    return pd.DataFrame(rows, columns=["year", "came", "left", "total"])


def flow(who: str = "all") -> pd.DataFrame:
    """Return who came and who left in each year, and how many partners there were at its end."""
    return _flow(who, edition("framework_members"), edition("allies")).copy()


def reason(code: str, year: int) -> str:
    """Return how a country ceased to be a partner by the end of a year."""
    return "became an Ally" if code in allies_on(end_of(year)) else "left"


def _inside(who: str, year: int) -> list[str]:
    on = end_of(year)
    codes = partners_on(on)
    return codes if who == "all" else [c for c in codes if group_of(c, on) in GROUPS[who]]


def _x(year: int) -> float:
    left = 12.0
    return left + (year - FIRST) * (width() - left - 8) / (last_day().year + 1 - FIRST)


def _y(count: int) -> float:
    return TOP + UNIT * (UP - count)


def _bar(drawing: Drawing, row: Any, opened: bool) -> None:
    x, wide = _x(row.year), _x(row.year + 1) - _x(row.year)
    pick = f"year={row.year}"
    if opened:
        high = UNIT * (UP + DOWN) + 12
        drawing.add(Box(x, TOP - 8, wide, high, "grid", opacity=0.6))
    came, left = len(row.came), len(row.left)
    title = f"{row.year}: {came} came, {left} left, {row.total} {_when(row.year)}"
    drawing.add(Box(x, TOP - 8, wide, UNIT * (UP + DOWN), "paper", 0.01, title=title, pick=pick))
    if came:
        drawing.add(
            Box(x + 1, _y(came), wide - 2, UNIT * came, "euro_atlantic", title=title, pick=pick),
            Text(x + wide / 2, _y(came) - 4, str(came), size=11, anchor="middle"),
        )
    if left:
        drawing.add(
            Box(x + 1, _y(0), wide - 2, UNIT * left, "md", outline=True, title=title, pick=pick),
            Text(x + wide / 2, _y(-left) + 13, str(left), size=11, anchor="middle"),
        )


def _axis(drawing: Drawing, year: int) -> None:
    drawing.add(Line(((4, _y(0)), (width() - 4, _y(0))), role="ink"))
    # Above and below the band of the opened year, which may be the last.
    x = width() - 4
    drawing.add(
        Text(x, 16 if not is_narrow() else 32, "came: filled, upward", "muted", 11, "end"),
        Text(x, _y(-DOWN) + 38, "left: outlined, downward", "muted", 11, "end"),
    )
    for mark in range(1995, last_day().year + 1, 10 if is_narrow() else 5):
        middle = (_x(mark) + _x(mark + 1)) / 2
        drawing.add(Text(middle, _y(-DOWN) + 22, str(mark), "muted", 11, "middle"))


def _parts(row: Any) -> list[Part]:
    year = int(row["year"])
    came = ", ".join(map(name, row["came"]))
    left = ", ".join(_leaver(code, year) for code in row["left"])
    return [
        Part(f"{year} · {counted(row['total'], 'partner')} {_when(year)}", 12, "muted"),
        Part(f"Came: {came or 'nobody'}.", 13, gap=6),
        Part(f"Left: {left or 'nobody'}.", 13, gap=6),
    ]


def _when(year: int) -> str:
    return "at the end of the year" if year < last_day().year else f"on {said(last_day())}"


def _leaver(code: str, year: int) -> str:
    return f"{name(code)} ({reason(code, year)})"


def _says(rows: pd.DataFrame, year: int, who: str) -> str:
    came, left = rows["came"].map(len), rows["left"].map(len)
    most: Any = rows.iloc[int(came.argmax())]
    row = rows[rows["year"] == year].iloc[0]
    told = " ".join(part.words for part in _parts(row)[1:])
    return (
        f"{WHO[who]}, {FIRST} to {last_day().year}: {counted(int(came.sum()), 'coming')} and "
        f"{counted(int(left.sum()), 'going')}, which leaves {rows['total'].iloc[-1]}. "
        f"Most came in {most['year']}: {len(most['came'])}. In {year}: {told}"
    )


def _listing(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Year": rows["year"],
            "Came": [", ".join(map(name, codes)) for codes in rows["came"]],
            "Left": [
                ", ".join(_leaver(code, year) for code in codes)
                for year, codes in zip(rows["year"], rows["left"], strict=True)
            ],
            "Partners at the end": rows["total"],
        }
    )
