"""Two frameworks for the South, side by side."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape, Text
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.charts.south_and_gulf.partner_comparison import number, spoken
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cite, table
from lessons.data.membership import last_day, members_on, name

FRAMEWORKS = {"MD": "md", "ICI": "ici"}
SIDES = {"MD": "the Dialogue", "ICI": "the Initiative"}
ROWS = {
    "start": "How did it begin?",
    "members": "Who is in it, since when?",
    "outside": "Who was asked and is not in?",
    "people": "How many people, how rich?",
    "houses": "Where is NATO present?",
}
INVITED = {"MD": ("LBY",), "ICI": ("OMN", "SAU")}
HOUSES = {"JOR": "MD", "KWT": "ICI"}


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
        f"Decided: {date_words(row['launched'])}, {row['launch_place']}.",
        f"{_first(framework)} On {said(last_day())}: {len(members_on(framework, last_day()))}.",
        str(row["summary"]),
    ]


def _members(framework: str) -> list[str]:
    rows = _joined(framework)
    return [f"{name(row.iso3)}: {date_words(row.joined)}{_doubt(row)}" for row in each(rows)]


def _joined(framework: str) -> pd.DataFrame:
    rows = table("framework_members")
    return rows[rows["framework_id"] == framework].sort_values("joined")


def _outside(framework: str) -> list[str]:
    rows = table("not_partners").set_index("iso3").rename(columns={"name": "name_"})
    asked = rows.loc[list(INVITED[framework])]
    return [f"{row.name_} ({date_words(row.date)}): {row.what_happened}." for row in each(asked)]


def _people(framework: str) -> list[str]:
    codes = members_on(framework, last_day())
    rich = {code: number(code, "gdp") for code in codes}
    known = sorted((value, code) for code, value in rich.items() if value == value)
    missing = [name(code) for code, value in rich.items() if value != value]
    (low, poor), (high, wealthy) = known[0], known[-1]
    parts = [
        f"{_total(framework):,.0f} million people (2024).",
        f"GDP per person (2023): from {spoken(low, 'gdp')} ({name(poor)}) "
        f"to {spoken(high, 'gdp')} ({name(wealthy)}).",
    ]
    return parts + [f"No figure: {', '.join(missing)}." for _ in missing[:1]]


def _total(framework: str) -> float:
    return sum(number(code, "population") for code in members_on(framework, last_day()))


def _first(framework: str) -> str:
    joined = _joined(framework)["joined"]
    first = counted(int((joined == joined.min()).sum()), "country", "countries")
    return f"It began with {first} in {date_words(joined.min())}."


def _latest(framework: str) -> str:
    row = _joined(framework).iloc[-1]
    return f"{name(row['iso3'])}, {date_words(row['joined'])}"


def _asked(framework: str) -> str:
    names = table("not_partners").set_index("iso3")["name"]
    return listed([str(names[code]) for code in INVITED[framework]])


def _towns(framework: str) -> str:
    return listed(
        [f"{name(row.iso3)}, {date_words(row.date)}" for row in each(_offices(framework))]
    )


def _houses(framework: str) -> list[str]:
    rows = _offices(framework)
    return [f"{date_words(row.date)}: {row.event}{_doubt(row)}." for row in each(rows)]


def _offices(framework: str) -> pd.DataFrame:
    rows = table("status_events")
    rows = rows[(rows["kind"] == "office_opened") & rows["iso3"].isin(list(HOUSES))]
    return rows[[HOUSES[str(code)] == framework for code in rows["iso3"]]]


ANSWER: dict[str, Callable[[str], list[str]]] = {
    "start": _start,
    "members": _members,
    "outside": _outside,
    "people": _people,
    "houses": _houses,
}


def _doubt(row: Any) -> str:
    return "" if row.confidence == "high" else " (the date is not certain)"


def _says(show: Sequence[str]) -> str:
    counts = [f"{GROUPS[g].words}: {len(members_on(f, last_day()))}" for f, g in FRAMEWORKS.items()]
    parts = [f"Two columns of cards. Countries on {said(last_day())}: {'; '.join(counts)}."]
    if "start" in show:
        starts = table("frameworks").set_index("framework_id")["launched"]
        parts.append(f"Decided: {date_words(starts['MD'])} and {date_words(starts['ICI'])}.")
        parts += [_first(f).replace("It", SIDES[f].replace("t", "T", 1)) for f in FRAMEWORKS]
    if "members" in show:
        parts += [f"Last to come in, {SIDES[f]}: {_latest(f)}." for f in FRAMEWORKS]
    if "outside" in show:
        parts += [f"Asked and not in, {SIDES[f]}: {_asked(f)}." for f in FRAMEWORKS]
    if "people" in show:
        people = [f"{SIDES[f]} {_total(f):,.0f} million" for f in FRAMEWORKS]
        parts.append(f"People in 2024: {'; '.join(people)}.")
    if "houses" in show:
        parts += [f"NATO's presence, {SIDES[f]}: {_towns(f)}." for f in FRAMEWORKS]
    hidden = [ROWS[key] for key in ROWS if key not in show]
    if hidden:
        parts.append(f"Still closed: {' '.join(hidden)}")
    return " ".join(parts)


def _joined_up(answers: list[str]) -> str:
    return "; ".join(words.rstrip(".") for words in answers)


def _listing(show: Sequence[str]) -> pd.DataFrame:
    rows = [
        (ROWS[key], *(_joined_up(_answers(key, framework, show)) for framework in FRAMEWORKS))
        for key in ROWS
    ]
    return pd.DataFrame(rows, columns=["Question", *(GROUPS[g].words for g in FRAMEWORKS.values())])
