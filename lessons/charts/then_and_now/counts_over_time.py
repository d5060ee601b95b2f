"""How many Allies and partners there were, year by year."""

from collections.abc import Hashable, Sequence
from functools import lru_cache

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import said
from lessons.data import cite, edition
from lessons.data.membership import (
    allies_on,
    counts_on,
    end_of,
    group_of,
    last_day,
    name,
    partners_on,
    suspended_on,
)

FIRST = 1990
TOP, FOOT, LEFT = 82.0, 26.0, 30.0
HIGHEST = 75  # countries at the upper edge
NAMED = 5  # at most so many countries are named in the sentence


def counts_over_time(year: int = 2012, show: Sequence[str] = tuple(GROUPS)) -> Chart:
    """Draw the numbers of Allies and partners at the end of each year, stacked.

    `year` is read out; `show` lists groups of `lessons.charts.engine.theme.GROUPS`.
    """
    on = end_of(year)
    drawing = Drawing(width(), 380 if is_narrow() else 400)
    title = f"Allies and partners, {said(on)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _legend(drawing, counts_on(on), show)
    _axis(drawing)
    for each in years():
        _column(drawing, each, show, each == year)
    source = cite("framework_members", "allies")
    return Chart(drawing, _says(year, show), source, _listing(show), title=title)


def years() -> range:
    """Return the years that the picture shows."""
    return range(FIRST, last_day().year + 1)


def moves(year: int) -> list[tuple[str, str, str]]:
    """Return who changed sides in a year: country, group at its start, group at its end.

    A group is one of `lessons.charts.engine.theme.GROUPS`, or "" for neither partner nor Ally.
    """
    before, after = end_of(year - 1), end_of(year)
    codes = dict.fromkeys(
        [*allies_on(before), *partners_on(before), *allies_on(after), *partners_on(after)]
    )
    turns = [(code, group_of(code, before), group_of(code, after)) for code in codes]
    return [turn for turn in turns if turn[1] != turn[2]]


def _x(year: int) -> tuple[float, float]:
    step = (width() - LEFT - 6) / len(years())
    return LEFT + (year - FIRST) * step, step


def _y(drawing: Drawing, count: float) -> float:
    floor = drawing.height - FOOT
    return floor - count * (floor - TOP) / HIGHEST


def _legend(drawing: Drawing, counts: dict[str, int], show: Sequence[str]) -> None:
    x, y = 10.0, 38.0
    for key, group in GROUPS.items():
        number = counts["allies" if key == "ally" else key]
        words = f"{group.words} {number if key in show else '–'}"
        long = text_width(words, 12) + 24
        if x + long > drawing.width and x > 10:
            x, y = 10.0, y + 17
        drawing.add(Shape(x, y - 4, 5, group.shape, group.role), Text(x + 11, y, words, size=12))
        x += long


def _axis(drawing: Drawing) -> None:
    for count in range(0, HIGHEST, 20):
        y = _y(drawing, count)
        drawing.add(
            Line(((LEFT, y), (drawing.width - 4, y))),
            Text(LEFT - 6, y + 4, str(count), "muted", 11, "end"),
        )
    for year in range(FIRST, years()[-1] + 1, 10 if is_narrow() else 5):
        left, step = _x(year)
        drawing.add(Text(left + step / 2, drawing.height - 8, str(year), "muted", 11, "middle"))


def _column(drawing: Drawing, year: int, show: Sequence[str], chosen: bool) -> None:
    counts, (left, step), under = _counts(year), _x(year), 0
    gap = 0.8 if is_narrow() else 2.0
    for key, group in GROUPS.items():
        number = counts[key]
        if key not in show or not number:
            continue
        top, foot = _y(drawing, under + number), _y(drawing, under)
        under += number
        look = 1.0 if chosen else 0.45
        box = Box(left, top + 0.5, step - gap, foot - top - 1, group.role, look, radius=0)
        drawing.add(box)
    if chosen:
        top = _y(drawing, under) - 5
        drawing.add(Text(left + step / 2, top, str(under), size=12, anchor="middle", bold=True))
    floor = drawing.height - FOOT
    drawing.add(Box(left, TOP, step, floor - TOP, "paper", 0.0, pick=f"year={year}"))


def _counts(year: int) -> dict[str, int]:
    return _kept(year, edition("framework_members"), edition("allies"))


@lru_cache(maxsize=256)
def _kept(year: int, *_editions: Hashable) -> dict[str, int]:
    counts = counts_on(end_of(year))
    return counts | {"ally": counts["allies"]}


def _says(year: int, show: Sequence[str]) -> str:
    counts = _counts(year)
    parts = [f"{GROUPS[key].words} {counts[key]}" for key in GROUPS if key in show]
    if not parts:
        return f"{said(end_of(year))}: no group is shown. Choose at least one."
    total = f"{counts['allies']} Allies and {counts['partners']} partners in all"
    held = f", {counts['suspended']} of them suspended" if counts["suspended"] else ""
    return f"{said(end_of(year))}: {'; '.join(parts)}. {total}{held}. {news(year)}"


def news(year: int) -> str:
    """Return in words who came, left, became an Ally or was suspended in a year."""
    if year == FIRST:
        return "The count begins here."
    turns = moves(year)
    held = set(suspended_on(end_of(year))) - set(suspended_on(end_of(year - 1)))
    parts = [
        _named("New Allies", [code for code, _, to in turns if to == "ally"]),
        _named("new partners", [code for code, was, to in turns if not was and to != "ally"]),
        _named("left", [code for code, _, to in turns if not to]),
        _named("suspended", sorted(held)),
    ]
    found = "; ".join(part for part in parts if part)
    return f"In this year: {found}." if found else "In this year nothing changed."


def _named(what: str, codes: Sequence[str]) -> str:
    if not codes:
        return ""
    named = ", ".join(map(name, codes)) if len(codes) <= NAMED else f"{len(codes)} countries"
    return f"{what}: {named}"


def _listing(show: Sequence[str]) -> pd.DataFrame:
    columns = {"ally": "Allies"} | {key: group.words for key, group in GROUPS.items()}
    rows = []
    for year in years():
        counts = _counts(year)
        row: dict[str, str | int] = {"On": end_of(year).isoformat()}
        row |= {columns[key]: counts[key] for key in GROUPS if key in show}
        rows.append(row | {"All partners": counts["partners"], "Suspended": counts["suspended"]})
    return pd.DataFrame(rows)
