"""When did it begin? Three rules for the start of a partnership, and what each does to a count."""

from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import counted as many
from lessons.core.text import date_words, said
from lessons.data import cite, table
from lessons.data.membership import day, end_of, last_day, members_on, name, partners_on

RULES = {
    "list": "NATO's list",
    "paper": "First paper agreed",
    "programme": "First own programme",
}
FORMS = {"list": "star", "paper": "diamond", "programme": "circle"}
MEANINGS = {
    "list": "the day from which the course counts: for most, that of the policy of 2011",
    "paper": "the first declaration or programme that both sides agreed",
    "programme": "the first programme of the country's own",
}
FIRST = 2006
ROW, TOP = 26.0, 78.0


def globe_starts(rule: str = "list", year: int = 2012) -> Chart:
    """Draw three possible starts for each partner across the globe, and count by one of them.

    `rule` is a key of `RULES`. The count is taken at the end of `year`; the partners of the
    other groups are added, so that the sum can be compared with NATO's.
    """
    rows, on = starts(), end_of(year)
    drawing = Drawing(width(), TOP + ROW * len(rows) + 30)
    title = f"When did it begin? {RULES[rule]}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _key(drawing, rule)
    _frame(drawing, on)
    for place, row in enumerate(rows.to_dict("records")):
        _line(drawing, TOP + ROW * (place + 0.5), row, rule, on)
    inside, total = counted(rule, year)
    words = f"{said(on)}: {len(inside)} by this rule, {many(total, 'partner')} in all"
    drawing.add(Text(4, drawing.height - 8, words, size=12, bold=True))
    return Chart(
        drawing,
        says=_says(rule, on, inside, total),
        source=cite("framework_members", "status_events", "programme_participants"),
        data=_listing(rows),
        title=title,
    )


@cache
def starts() -> pd.DataFrame:
    """Return each partner across the globe with its start by each rule; empty where none."""
    codes = members_on("PATG", last_day())
    events = table("status_events")
    papers = events[events["kind"] == "document_signed"]
    tools = table("programme_participants")
    programmes = tools[tools["programme_id"] == "IPP"].set_index("iso3")["start"].to_dict()
    listed = table("framework_members").query("framework_id == 'PATG'").set_index("iso3")["joined"]
    rows = []
    for code in codes:
        signed = [row.date for row in papers.itertuples() if code in str(row.iso3).split(";")]
        own = str(programmes.get(code, ""))
        paper = min([*map(str, signed), *filter(None, [own])], default="")
        rows.append((code, name(code), str(listed[code]), paper, own))
    return pd.DataFrame(rows, columns=["iso3", "country", "list", "paper", "programme"])


def counted(rule: str, year: int) -> tuple[list[str], int]:
    """Return who counts across the globe at a year's end by a rule, and all partners then."""
    on = end_of(year)
    rows = starts()
    inside = [
        str(code)
        for code, text in zip(rows["iso3"], rows[rule], strict=True)
        if text and day(text, last=True) <= on
    ]
    others = set(partners_on(on)) - set(members_on("PATG", on))
    return inside, len(others | set(inside))


def _left() -> float:
    return 108.0 if is_narrow() else 150.0


def _x(on: date) -> float:
    start = date(FIRST, 1, 1)
    end = date(last_day().year + 1, 1, 1)
    return _left() + (max(on, start) - start).days * (width() - _left() - 14) / (end - start).days


def _key(drawing: Drawing, rule: str) -> None:
    x = 10.0
    for key, words in RULES.items():
        chosen = key == rule
        drawing.add(
            Shape(x, 36, 6, FORMS[key], "patg", hollow=not chosen, pick=f"rule={key}"),
            Text(x + 11, 40, words, size=11, bold=chosen, pick=f"rule={key}"),
        )
        x += (18 if is_narrow() else 36) + 6.5 * len(words)


def _frame(drawing: Drawing, on: date) -> None:
    low = drawing.height - 26
    for year in range(FIRST, last_day().year + 1, 6 if is_narrow() else 2):
        x = _x(date(year, 1, 1))
        drawing.add(Line(((x, TOP), (x, low)), "grid"))
        drawing.add(Text(x, TOP - 8, str(year), "muted", 11, "middle"))
    drawing.add(Line(((_x(on), TOP - 4), (_x(on), low)), "ink", 2, dashed=True))


def _line(drawing: Drawing, y: float, row: dict[Any, Any], rule: str, on: date) -> None:
    text = row[rule]
    inside = bool(text) and day(text, last=True) <= on
    drawing.add(Text(4, y + 4, row["country"], "ink" if inside else "muted", bold=inside))
    if text:
        start, end = _x(day(text)), _x(last_day())
        drawing.add(Box(start, y - 4, end - start, 8, "patg", opacity=0.35, radius=1))
    else:
        drawing.add(Text(_x(date(2014, 1, 1)), y + 4, "none found", "muted", 11))
    for key in sorted(RULES, key=lambda key: key == rule):
        if row[key]:
            title = f"{row['country']}: {RULES[key]}, {date_words(row[key])}"
            size = 7 if key == rule else 4
            spot = (_x(day(row[key])), y)
            drawing.add(Shape(*spot, size, FORMS[key], "patg", title, hollow=key != rule))


def _says(rule: str, on: date, inside: list[str], total: int) -> str:
    none = [str(c) for c, text in zip(starts()["country"], starts()[rule], strict=True) if not text]
    gap = f" No such date was found for {', '.join(none)}." if none else ""
    who = ", ".join(map(name, inside)) or "nobody"
    return (
        f"Rule: {RULES[rule]}, {MEANINGS[rule]}. {said(on)}: {many(len(inside), 'partner')} "
        f"across the globe ({who}), {many(total, 'partner')} in all.{gap}"
    )


def _listing(rows: pd.DataFrame) -> pd.DataFrame:
    names = {"country": "Country", **RULES}
    words = rows[list(names)].rename(columns=names)
    for rule in RULES.values():
        words[rule] = [date_words(text) if text else "none found" for text in words[rule]]
    return words
