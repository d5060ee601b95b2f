"""How partnership grew: summits, frameworks and countries on one time line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.cards import Part, card
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.russia_ukraine_georgia.special_relationships import each
from lessons.charts.the_network.world_map import last_day
from lessons.core.text import counted, date_words
from lessons.data import cite, edition, table
from lessons.data.membership import day


@dataclass(frozen=True)
class Lane:
    """A line of its own for one kind of step: its words, one and many, and its look."""

    words: str
    one: str
    many: str
    form: str
    role: str


LANES = {
    "papers": Lane("Summits and papers", "summit or paper", "summits or papers", "square", "ally"),
    "frameworks": Lane(
        "Frameworks begin or end", "start or end of a framework", "starts or ends of frameworks",
        "diamond", "patg",
    ),
    "joined": Lane(
        "Countries come in", "event in which countries came in",
        "events in which countries came in", "circle", "euro_atlantic",
    ),
    "ties": Lane(
        "Plans, invitations, visits", "plan, invitation or visit", "plans, invitations or visits",
        "triangle", "other",
    ),
    "allies": Lane("Partners become Allies", "accession", "accessions", "star", "ici"),
    "apart": Lane("Pauses and exits", "pause or exit", "pauses or exits", "square", "md"),
}  # fmt: skip
APART = ("suspended", "withdrew", "last_meeting", "ended", "exit_announced")
LANE_OF = {"joined_framework": "joined", "acceded": "allies", **dict.fromkeys(APART, "apart")}
SPANS = {
    "all": "1990 to today",
    "1990": "1990s",
    "2000": "2000s",
    "2010": "2010s",
    "2020": "since 2020",
}
HOLLOW = ("Hollow: less certain, or only announced.", "Hollow: not sure.")
FIRST = 1990
TOP = 40.0


def growth_time_line(
    year: int = 1994, show: Sequence[str] = tuple(LANES), span: str = "all"
) -> Chart:
    """Draw what happened when, one line for each kind of step, and open one year.

    `show` lists keys of `LANES`, `span` is a key of `SPANS`. A hollow mark rests on one report
    or a reference work, or is only announced. A year outside the span gives way to the
    nearest one inside.
    """
    year = within(year, span)
    known = steps()
    shown = known[known["lane"].isin(list(show)) & known["day"].map(_inside(span))]
    opened = known[known["lane"].isin(list(show)) & (known["day"].map(_year) == year)]
    drawing = Drawing(width(), 0)
    title = f"How partnership grew: {SPANS[span]}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = TOP
    for key in show:
        y = _lane(drawing, y, key, shown, span)
    _years(drawing, y, span, year)
    if (shown["confidence"] != "high").any():
        drawing.add(Text(width() - 4, 16, HOLLOW[is_narrow()], "muted", 11, "end"))
    drawing.height = y + 34 + card(drawing, (4, y + 28), width() - 8, _parts(opened, year))
    says = _says(shown, opened, year, show)
    source = cite("policy_milestones", "frameworks", "status_events")
    return Chart(drawing, says, source, _listing(shown), title=title)


@cache
def _steps(*_editions: object) -> pd.DataFrame:
    rows = [*_papers(), *_frameworks(), *_events()]
    frame = pd.DataFrame(rows, columns=["date", "lane", "words", "confidence", "table"])
    frame["day"] = [day(text, last=True) for text in frame["date"]]
    return frame.sort_values(["day", "words"], ignore_index=True)


def steps() -> pd.DataFrame:
    """Return every step in order of time: `date`, `lane`, `words`, `confidence`, `table`, `day`.

    A framework's launch and end come from `frameworks`; its row in `status_events` is left out.
    """
    return _steps(*map(edition, ("policy_milestones", "frameworks", "status_events"))).copy()


def _papers() -> list[tuple[str, ...]]:
    return [
        (row.date, "papers", f"{row.document} ({row.place})", row.confidence, "policy_milestones")
        for row in each(table("policy_milestones"))
    ]


def _frameworks() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in each(table("frameworks")):
        rows.append((row.launched, "frameworks", f"{row.name} begins", "high", "frameworks"))
        if isinstance(row.ended, str):
            sure = _sure_of_end(row.framework_id)
            rows.append((row.ended, "frameworks", f"{row.name} ends", sure, "frameworks"))
    return rows


def _sure_of_end(framework_id: str) -> str:
    # A body with a single partner ended when its partner's row ends, and is as sure as that row.
    members = table("framework_members")
    rows = members[members["framework_id"] == framework_id]
    return str(rows["confidence"].iloc[0]) if len(rows) == 1 else "high"


def _events() -> list[tuple[str, ...]]:
    return [
        (row.date, LANE_OF.get(row.kind, "ties"), row.event, row.confidence, "status_events")
        for row in each(table("status_events"))
        if row.kind != "framework_launched"
    ]


def _year(on: date) -> int:
    return on.year


def _ends(span: str) -> tuple[date, date]:
    if span == "all":
        return date(FIRST, 1, 1), date(last_day().year + 1, 1, 1)
    first = int(span)
    return date(first, 1, 1), date(min(first + 10, last_day().year + 1), 1, 1)


def within(year: int, span: str) -> int:
    """Return the year, or the nearest one inside a span."""
    first, end = _ends(span)
    return min(max(year, first.year), end.year - 1)


def _inside(span: str) -> Any:
    first, end = _ends(span)
    return lambda on: first <= on < end


def _x(on: date, span: str) -> float:
    first, end = _ends(span)
    left = 16.0 if is_narrow() else 196.0
    return left + (on - first).days * (width() - left - 14) / (end - first).days


def _lane(drawing: Drawing, top: float, key: str, shown: pd.DataFrame, span: str) -> float:
    """Draw one lane and return where the next begins; marks that would touch are stacked."""
    lane, size = LANES[key], 3.6 if is_narrow() else 4.6
    first = top + (26 if is_narrow() else 14)
    drawing.add(Text(4, top + 14, lane.words, size=12, bold=True))
    last: list[float] = []
    for row in each(shown[shown["lane"] == key]):
        x = _x(row.day, span)
        level = next((i for i, spot in enumerate(last) if x - spot >= 2 * size + 1), len(last))
        last[level : level + 1] = [x]
        drawing.add(_mark((x, first + level * (2 * size + 1.5)), row, lane, size))
    foot = first + max(len(last), 1) * (2 * size + 1.5) + 2
    drawing.add(Line(((4, foot), (width() - 4, foot))))
    return foot


def _mark(spot: tuple[float, float], row: Any, lane: Lane, size: float) -> Shape:
    title, pick = f"{date_words(row.date)}: {row.words}", f"year={row.day.year}"
    hollow = row.confidence != "high"
    return Shape(*spot, size, lane.form, lane.role, title=title, pick=pick, hollow=hollow)


def _years(drawing: Drawing, foot: float, span: str, year: int) -> None:
    first, end = _ends(span)
    behind: list[Line | Box] = []
    if first.year <= year < end.year:
        left, right = _x(date(year, 1, 1), span), _x(date(year + 1, 1, 1), span)
        behind.append(Box(left, TOP - 8, right - left, foot - TOP + 8, "grid", opacity=0.6))
    step = 2 if span != "all" else 10 if is_narrow() else 5
    for mark in range(first.year, end.year, step):
        x = _x(date(mark, 1, 1), span)
        behind.append(Line(((x, TOP - 8), (x, foot))))
        drawing.add(Text(x, foot + 15, str(mark), "muted", 11, "middle"))
    drawing.marks[:0] = behind


def _parts(opened: pd.DataFrame, year: int) -> list[Part]:
    parts = [Part(f"{year}, as far as the lines above are shown", 12, "muted")]
    if opened.empty:
        return [*parts, Part("No step in this year.", 13, gap=6)]
    for key, lane in LANES.items():
        rows = each(opened[opened["lane"] == key])
        if rows:
            parts.append(Part(lane.words, 13, bold=True, gap=8))
            parts += [Part(f"{_short(row.date)}{row.words}", 12, gap=2) for row in rows]
    return parts


def _short(text: str) -> str:
    """Return the day and month of a date, as far as they are known, and a colon."""
    dashes, on = text.count("-"), day(text)
    return "" if not dashes else f"{on:%B}: " if dashes == 1 else f"{on.day} {on:%B}: "


def _says(shown: pd.DataFrame, opened: pd.DataFrame, year: int, show: Sequence[str]) -> str:
    if not show:
        return "No line is shown. Choose at least one."
    here = opened["lane"].value_counts()
    told = [counted(here[key], lane.one, lane.many) for key, lane in LANES.items() if key in here]
    many = counted(len(shown), "event is", "events are")
    return f"{many} shown. In {year}: {'; '.join(told) or 'none of these'}."


def _listing(shown: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Date": shown["date"],
            "Line": [LANES[key].words for key in shown["lane"]],
            "What happened": shown["words"],
            "How sure": shown["confidence"],
            "From the table": shown["table"],
        }
    ).reset_index(drop=True)
