"""Two frameworks for the South, side by side."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from lessons.chart import Chart
from lessons.charts.bars import each, wrapped
from lessons.charts.cards import Part, card, height
from lessons.charts.network import last_day, said
from lessons.charts.sizes import number, spoken
from lessons.data import cite, table
from lessons.drawing import Drawing, Shape, Text
from lessons.history import day, members_on, name
from lessons.theme import GROUPS, is_narrow, width

FRAMEWORKS = {"MD": "md", "ICI": "ici"}
ROWS = {
    "start": "How did it begin?",
    "members": "Who is in it, since when?",
    "outside": "Who was asked and is not in?",
    "people": "How many people, how rich?",
    "houses": "Where is NATO present?",
}
INVITED = {"MD": ("LBY",), "ICI": ("OMN", "SAU")}
HOUSES = {"JOR": "MD", "KWT": "ICI"}
AREAS = [
    "talks",
    "operations",
    "reform",
    "side by side",
    "terrorism",
    "WMD",
    "new threats",
    "civil",
]
ALL, OPENED = "all", 5


def south_compared(show: Sequence[str] = tuple(ROWS)) -> Chart:
    """Draw the Mediterranean Dialogue beside the Istanbul Cooperation Initiative.

    `show` lists the rows of `ROWS` that are answered; the others stay a question.
    """
    drawing = Drawing(width(), 0)
    title = "Two frameworks, side by side"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y, left = 30.0, 0.0 if is_narrow() else 160.0
    wide = (width() - left - 18) / 2
    for place, group in enumerate(FRAMEWORKS.values()):
        _head(drawing, left + 4 + place * (wide + 10), y, wide, group)
    y += 52 if is_narrow() else 34
    for key, question in ROWS.items():
        y = _row(drawing, y, question, [_answers(key, f, show) for f in FRAMEWORKS])
    drawing.height = y
    return Chart(
        drawing,
        says=_says(show),
        source=cite("framework_members", "frameworks", "not_partners", "indicators"),
        data=_listing(show),
        title=title,
    )


def _head(drawing: Drawing, x: float, y: float, wide: float, group: str) -> None:
    look = GROUPS[group]
    drawing.add(Shape(x + 8, y + 10, 6, look.shape, look.role))
    for line, words in enumerate(wrapped(look.words, wide - 24, 14)):
        drawing.add(Text(x + 22, y + 15 + 17 * line, words, size=13, bold=True))


def _row(drawing: Drawing, y: float, question: str, sides: list[list[str]]) -> float:
    left = 0.0 if is_narrow() else 160.0
    wide = (width() - left - 18) / 2
    if is_narrow():
        drawing.add(Text(4, y + 14, question, size=13, bold=True))
        y += 20
    else:
        for line, words in enumerate(wrapped(question, left - 30, 13)):
            drawing.add(Text(4, y + 22 + 18 * line, words, size=13, bold=True))
    cards = [[Part(words, 12, gap=3) for words in side] for side in sides]
    high = max(height(parts, wide) for parts in cards)
    for place, parts in enumerate(cards):
        card(drawing, (left + 4 + place * (wide + 10), y), wide, parts, high)
    return y + high + 8


def _answers(key: str, framework: str, show: Sequence[str]) -> list[str]:
    return ANSWER[key](framework) if key in show else ["?"]


def _start(framework: str) -> list[str]:
    row = table("frameworks").set_index("framework_id").loc[framework]
    return [
        f"Decided: {_when(row['launched'])}, {row['launch_place']}.",
        str(row["summary"]),
    ]


def _members(framework: str) -> list[str]:
    rows = table("framework_members")
    rows = rows[rows["framework_id"] == framework].sort_values("joined")
    return [f"{name(row.iso3)}: {_when(row.joined)}{_doubt(row)}" for row in each(rows)]


def _outside(framework: str) -> list[str]:
    rows = table("not_partners").set_index("iso3").rename(columns={"name": "name_"})
    asked = rows.loc[list(INVITED[framework])]
    return [f"{row.name_} ({_when(row.date)}): {row.what_happened}." for row in each(asked)]


def _people(framework: str) -> list[str]:
    codes = members_on(framework, last_day())
    people = sum(number(code, "population") for code in codes)
    rich = {code: number(code, "gdp") for code in codes}
    known = sorted((value, code) for code, value in rich.items() if value == value)
    missing = [name(code) for code, value in rich.items() if value != value]
    (low, poor), (high, wealthy) = known[0], known[-1]
    parts = [
        f"{people:,.0f} million people (2024).",
        f"GDP per person (2023): from {spoken(low, 'gdp')} ({name(poor)}) "
        f"to {spoken(high, 'gdp')} ({name(wealthy)}).",
    ]
    return parts + [f"No figure: {', '.join(missing)}." for _ in missing[:1]]


def _houses(framework: str) -> list[str]:
    rows = table("status_events")
    rows = rows[(rows["kind"] == "office_opened") & rows["iso3"].isin(list(HOUSES))]
    mine = rows[[HOUSES[str(code)] == framework for code in rows["iso3"]]]
    return [f"{_when(row.date)}: {row.event}{_doubt(row)}." for row in each(mine)]


ANSWER: dict[str, Callable[[str], list[str]]] = {
    "start": _start,
    "members": _members,
    "outside": _outside,
    "people": _people,
    "houses": _houses,
}


def _when(text: Any) -> str:
    exact, on = str(text).count("-"), day(str(text))
    return said(on) if exact == 2 else f"{on:%B %Y}" if exact == 1 else str(on.year)


def _doubt(row: Any) -> str:
    return "" if row.confidence == "high" else " (the date is not certain)"


def _says(show: Sequence[str]) -> str:
    counts = [f"{GROUPS[g].words}: {len(members_on(f, last_day()))}" for f, g in FRAMEWORKS.items()]
    parts = [f"Two columns of cards. Countries on {said(last_day())}: {'; '.join(counts)}."]
    if "start" in show:
        starts = table("frameworks").set_index("framework_id")["launched"]
        parts.append(f"Decided: {_when(starts['MD'])} and {_when(starts['ICI'])}.")
    if "people" in show:
        parts.append(_people("MD")[0].replace(".", ",") + " against " + _people("ICI")[0])
    hidden = [ROWS[key] for key in ROWS if key not in show]
    if hidden:
        parts.append(f"Still closed: {' '.join(hidden)}")
    return " ".join(parts)


def _listing(show: Sequence[str]) -> pd.DataFrame:
    rows = [
        (ROWS[key], *(" ".join(_answers(key, framework, show)) for framework in FRAMEWORKS))
        for key in ROWS
    ]
    return pd.DataFrame(rows, columns=["Question", *(GROUPS[g].words for g in FRAMEWORKS.values())])
