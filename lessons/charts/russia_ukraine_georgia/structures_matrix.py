"""Which structure existed on which day: three partners at four kinds of table."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.russia_ukraine_georgia.special_relationships import (
    PARTNERS,
    bodies,
    concerns,
    events,
)
from lessons.core.text import date_words, said
from lessons.data import cite, table
from lessons.data.membership import day, last_day

MONTHS = {number: f"{date(2000, number, 1):%B}" for number in range(1, 13)}
OWN = "own"
TABLES = {
    "NACC": ("NACC", "North Atlantic Cooperation Council"),
    "PFP": ("PfP", "Partnership for Peace"),
    "EAPC": ("EAPC", "Euro-Atlantic Partnership Council"),
    OWN: ("Own body", "A body of its own"),
}
FIRST = 1991
TOP, ROW = 58.0, 46.0


@dataclass(frozen=True)
class Seat:
    """What one partner had at one table on a day: the state, the body's short name, the dates."""

    state: str
    body: str = ""
    since: date | None = None
    sure: str = "high"

    def lines(self) -> list[str]:
        """Return the words for a narrow cell."""
        if self.since is None:
            return [self.state]
        start = f"{self.body} since {self.since.year}" if self.body else f"since {self.since.year}"
        return [start, self.state] if self.state == "suspended" else [start]


def structures_on(year: int = 2012, month: int = 12) -> Chart:
    """Draw which structures each of the three partners had on the last day of a month."""
    on = the_day(year, month)
    seats = {
        (key, code): _own(code, on) if key == OWN else _seat(key, code, on)
        for key in TABLES
        for code in PARTNERS
    }
    drawing = Drawing(width(), 0)
    title = f"Structures on {said(on)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _grid(drawing, seats)
    y = TOP + ROW * len(TABLES) + 8
    drawing.height = y + 6 + card(drawing, (4, y), width() - 8, _latest(on), band="quiet")
    source = cite("framework_members", "frameworks", "status_events")
    return Chart(drawing, _says(seats, on), source, _listing(seats), title=title)


def the_day(year: int, month: int) -> date:
    """Return the last day of a month, or the last day of the data if that is earlier."""
    return min(date(year, month, monthrange(year, month)[1]), last_day())


def _seat(framework: str, code: str, on: date) -> Seat:
    rows = table("framework_members")
    row: Any = rows[(rows["framework_id"] == framework) & (rows["iso3"] == code)].iloc[0]
    joined = day(row["joined"], last=True)
    if on < joined:
        return Seat("not yet")
    if isinstance(row["left"], str) and day(row["left"], last=True) <= on:
        return Seat("replaced")
    return Seat(_state(row["suspended_from"], on), since=joined, sure=str(row["confidence"]))


def _state(suspended_from: Any, on: date) -> str:
    suspended = isinstance(suspended_from, str) and day(suspended_from, last=True) <= on
    return "suspended" if suspended else "in being"


def _own(code: str, on: date) -> Seat:
    mine = [body for body in bodies() if body.iso3 == code and body.start <= on]
    if not mine:
        return Seat("not yet")
    body = mine[-1]
    if body.end is not None and body.end <= on:
        return Seat("said to be ended", sure="medium")  # only the Russian council has no heir
    members = table("framework_members").set_index("framework_id")
    known = members.loc[body.key] if body.key in members.index else None
    state = "in being" if known is None else _state(known["suspended_from"], on)
    return Seat(state, body.key, body.start, "high" if known is None else str(known["confidence"]))


def _grid(drawing: Drawing, seats: dict[tuple[str, str], Seat]) -> None:
    left = 76.0 if is_narrow() else 260.0
    wide = (width() - left - 4) / len(PARTNERS)
    for place, words in enumerate(PARTNERS.values()):
        drawing.add(Text(left + place * wide + 4, TOP - 10, words, size=13, bold=True))
    for row, (key, (short, words)) in enumerate(TABLES.items()):
        y = TOP + row * ROW
        label = short if is_narrow() else words
        drawing.add(Text(4, y + ROW / 2 + 2, label, size=12, bold=key == OWN))
        for place, code in enumerate(PARTNERS):
            _cell(drawing, (left + place * wide, y), wide, seats[key, code])


def _cell(drawing: Drawing, corner: tuple[float, float], wide: float, seat: Seat) -> None:
    x, y = corner
    high = ROW - 6
    if seat.since is None:
        drawing.add(Box(x, y, wide - 6, high, "land", opacity=0.4))
    elif seat.state == "suspended":
        drawing.add(Box(x + 1, y + 1, wide - 8, high - 2, "md", outline=True))
    else:
        drawing.add(Box(x, y, wide - 6, high, "euro_atlantic", opacity=0.22))
        drawing.add(Box(x, y, 5, high, "euro_atlantic", radius=1))
    words = seat.lines()
    base = y + high / 2 + 4 - 7.5 * (len(words) - 1)
    for place, line in enumerate(words):
        role = "muted" if seat.since is None else "ink"
        size = 11.0 if is_narrow() else 12.0
        drawing.add(Text(x + 10, base + 15 * place, line, role, size, bold=place == 1))


def _latest(on: date) -> list[Part]:
    parts = [Part("The last event of each before that", 12, "muted")]
    known = events()
    for code, words in PARTNERS.items():
        mine = concerns(known[known["day"] <= on], code)
        if mine.empty:
            parts.append(Part(f"{words}: none yet.", 13, gap=6))
            continue
        row = mine.iloc[-1]
        parts.append(Part(f"{words}, {date_words(row['date'])}: {row['event']}.", 13, gap=6))
    return parts


def _says(seats: dict[tuple[str, str], Seat], on: date) -> str:
    said_of = []
    for code, words in PARTNERS.items():
        here = [_short(key, seats[key, code]) for key in TABLES if seats[key, code].since]
        said_of.append(f"{words}: {', '.join(here) or 'no structure yet'}.")
    return f"{said(on)}. {' '.join(said_of)}"


def _short(key: str, seat: Seat) -> str:
    words = seat.body if key == OWN else TABLES[key][0]
    return f"{words} (suspended)" if seat.state == "suspended" else words


def _listing(seats: dict[tuple[str, str], Seat]) -> pd.DataFrame:
    rows = [
        (PARTNERS[code], TABLES[key][1], seat.body, seat.since, seat.state, seat.sure)
        for (key, code), seat in seats.items()
    ]
    columns = ["Partner", "Structure", "Name", "Since", "State", "How sure"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["Since"] = [when.isoformat() if when else "" for when in frame["Since"]]
    return frame
