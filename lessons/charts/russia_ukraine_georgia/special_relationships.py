"""Three special relationships in time: Russia, Ukraine and Georgia side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cite, edition, table
from lessons.data.membership import day, last_day, name

PARTNERS = {code: name(code) for code in ("RUS", "UKR", "GEO")}


@dataclass(frozen=True)
class Kind:
    """A kind of event: its words, one and many, its look, and the values of the column `kind`."""

    words: str
    one: str
    plural: str
    form: str
    role: str
    values: tuple[str, ...]


KINDS = {
    "together": Kind(
        "A step together",
        "step together",
        "steps together",
        "circle",
        "euro_atlantic",
        ("joined_framework", "document_signed", "upgraded", "joined_programme",
         "first_meeting", "office_opened"),
    ),
    "membership": Kind(
        "A word on membership",
        "word on membership",
        "words on membership",
        "diamond",
        "patg",
        ("political_commitment", "applied"),
    ),
    "apart": Kind(
        "A pause or a break",
        "pause or break",
        "pauses or breaks",
        "square",
        "md",
        ("suspended", "withdrew", "last_meeting", "ended"),
    ),
}  # fmt: skip
SHORT = {"NUKC": "Commission", "NRC": "NATO-Russia Council", "NGC": "Commission", "NUC": "Council"}
UNSEEN = " (not among the marks shown)"
FIRST = date(1991, 1, 1)
TOP, STEP = 74.0, 15.0


@dataclass(frozen=True)
class Body:
    """A body that one partner had with NATO; `end` is empty while it goes on."""

    key: str
    words: str
    short: str
    iso3: str
    start: date
    end: date | None
    source: str


def three_relations(
    event: int = 8, show: Sequence[str] = tuple(PARTNERS), kinds: Sequence[str] = tuple(KINDS)
) -> Chart:
    """Draw the bodies and the events of three partners on parallel lines, and open one event.

    `show` lists partners, `kinds` lists keys of `KINDS`; `event` counts the events from 1, in
    order of time. A bar is a body that the partner had for itself.
    """
    known = events()
    chosen = known.iloc[event - 1]
    shown = known[known["group"].isin(list(kinds))]
    seen = chosen["group"] in kinds and bool(set(chosen["codes"]) & set(show))
    drawing = Drawing(width(), 0)
    drawing.add(Text(4, 16, "Three partners, each with a line of its own", size=14, bold=True))
    _key(drawing)
    y = TOP
    for code in show:
        y = _lane(drawing, y, code, shown, event)
    _years(drawing, y)
    drawing.height = (
        y + 32 + card(drawing, (4, y + 26), width() - 8, _parts(chosen, seen), band="ally")
    )
    says = _says(shown, show, kinds, chosen, seen)
    title = f"Russia, Ukraine and Georgia; {date_words(chosen['date'])} opened"
    source = cite("frameworks", *known["source_id"])
    return Chart(drawing, says, source, _listing(shown, show), title=title)


@cache
def _events(*_editions: object) -> pd.DataFrame:
    rows = table("status_events")
    rows["codes"] = [_codes(text) for text in rows["iso3"]]
    rows["day"] = [day(text, last=True) for text in rows["date"]]
    groups = {value: key for key, kind in KINDS.items() for value in kind.values}
    rows["group"] = rows["kind"].map(groups)
    mine = rows[rows["codes"].map(bool) & rows["group"].notna()]
    return mine.sort_values(["day", "event"], ignore_index=True)


def events() -> pd.DataFrame:
    """Return the events of the three partners in order of time, with `codes`, `day`, `group`.

    Where only a month or a year is known, `day` is its last day.
    """
    return _events(edition("status_events")).copy()


def event_words() -> dict[int, str]:
    """Return the words for each event's number, such as 7: `27 May 1997, Russia`."""
    return {number: _headline(row) for number, row in enumerate(each(events()), start=1)}


def bodies() -> list[Body]:
    """Return the bodies that one partner had for itself, oldest first.

    The Permanent Joint Council is no row of `frameworks`: the two events that began and ended
    it give its dates.
    """
    found = [_joint_council()]
    partner = table("framework_members").set_index("framework_id")["iso3"]
    for row in each(table("frameworks").query("kind == 'bilateral_body'")):
        end = day(row.ended) if isinstance(row.ended, str) else None
        code = str(partner[row.framework_id])
        short = SHORT[row.framework_id]
        found.append(
            Body(row.framework_id, row.name, short, code, day(row.launched), end, row.source_id)
        )
    return sorted(found, key=lambda body: body.start)


def bodies_on(on: date) -> list[Body]:
    """Return the bodies in being on a day."""
    return [body for body in bodies() if body.start <= on and (body.end is None or on < body.end)]


def names(codes: Sequence[str]) -> str:
    """Return partners' names as in a sentence: 'Russia, Ukraine and Georgia'."""
    return listed([PARTNERS[code] for code in codes])


def concerns(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the rows that concern one partner."""
    return rows[[code in codes for codes in rows["codes"]]]


def each(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as named tuples."""
    return list(frame.itertuples())


def _codes(text: Any) -> list[str]:
    return [code for code in PARTNERS if isinstance(text, str) and code in text.split(";")]


def _joint_council() -> Body:
    rows = events()
    start = rows[rows["event"].str.contains("sets up the Permanent Joint Council")].iloc[0]
    end = rows[rows["event"].str.contains("replaces the Permanent Joint Council")].iloc[0]
    words = "NATO-Russia Permanent Joint Council"
    dates = day(start["date"]), day(end["date"])
    return Body("PJC", words, "Joint Council", "RUS", *dates, start["source_id"])


def _headline(row: Any) -> str:
    return f"{date_words(row.date)}, {names(row.codes)}"


def _x(on: date) -> float:
    left, right = 14.0, 20.0
    room = width() - left - right
    return left + (on - FIRST).days * room / (date(last_day().year + 1, 1, 1) - FIRST).days


def _key(drawing: Drawing) -> None:
    x, y = 12.0, 36.0
    for kind in KINDS.values():
        if x + 20 + text_width(kind.words, 11) > width():
            x, y = 12.0, y + 17
        drawing.add(
            Shape(x, y - 4, 5, kind.form, kind.role),
            Text(x + 10, y, kind.words, size=11),
        )
        x += 34 + text_width(kind.words, 11)
    if x + 20 + text_width("a body of its own", 11) > width():
        x, y = 12.0, y + 17
    drawing.add(
        Box(x - 4, y - 10, 16, 11, "quiet", opacity=0.35),
        Text(x + 18, y, "a body of its own", size=11),
    )


def _lane(drawing: Drawing, top: float, code: str, shown: pd.DataFrame, event: int) -> float:
    """Draw one partner's name, bodies and events; return where the next lane begins."""
    drawing.add(Text(4, top + 14, PARTNERS[code], size=14, bold=True))
    for body in bodies():
        if body.iso3 == code:
            _bar(drawing, top + 22, body)
    last: list[float] = []
    for row in each(concerns(shown, code)):
        x = _x(row.day)
        level = next((i for i, end in enumerate(last) if x - end >= 13), len(last))
        last[level : level + 1] = [x]
        _marker(drawing, (x, top + 55 + level * STEP), row, row.Index + 1, event)
    foot = top + 55 + max(len(last), 1) * STEP + 4
    drawing.add(Line(((4, foot), (width() - 4, foot))))
    return foot


def _bar(drawing: Drawing, y: float, body: Body) -> None:
    start, end = _x(body.start), _x(body.end or last_day())
    until = said(body.end) if body.end else "this day"
    title = f"{body.words}, {said(body.start)} to {until}"
    drawing.add(
        Box(start, y, max(end - start - 1, 3), 20, "quiet", opacity=0.35, title=title, radius=2)
    )
    words = _fitting(body, end - start)
    if words:
        drawing.add(Text(start + 5, y + 14, words, size=11))


def _fitting(body: Body, room: float) -> str:
    for words in (body.short, body.key):
        if text_width(words, 11) + 8 <= room:
            return words
    return ""


def _marker(drawing: Drawing, spot: tuple[float, float], row: Any, number: int, event: int) -> None:
    kind = KINDS[row.group]
    pick = f"event={number}"
    if number == event:
        drawing.add(Shape(*spot, 10, "circle", "ink", hollow=True))
    title = f"{date_words(row.date)}: {row.event}"
    drawing.add(Shape(*spot, 5.5, kind.form, kind.role, title, pick))


def _years(drawing: Drawing, foot: float) -> None:
    lines: list[Line] = []
    for year in range(1995, last_day().year + 1, 10 if is_narrow() else 5):
        x = _x(date(year, 1, 1))
        lines.append(Line(((x, TOP + 18), (x, foot))))
        drawing.add(Text(x, foot + 15, str(year), "muted", 11, "middle"))
    drawing.marks[:0] = lines  # behind the bars


def _parts(row: Any, seen: bool) -> list[Part]:
    kind = KINDS[row["group"]].words
    head = (
        f"{date_words(row['date'])} · {names(row['codes'])} · {kind.lower()}{UNSEEN * (not seen)}"
    )
    parts = [
        Part(head, 12, "muted"),
        Part(f"{row['event']}.", 14, gap=6),
    ]
    if row["confidence"] != "high":
        words = "One report or a reference work: not as sure as the rest."
        parts.append(Part(words, 12, "muted", gap=8))
    return parts


def _says(
    shown: pd.DataFrame, show: Sequence[str], kinds: Sequence[str], chosen: Any, seen: bool
) -> str:
    if not show:
        head = "No partner is shown. Choose at least one."
    elif not kinds:
        head = "No kind is shown. Choose at least one."
    else:
        head = " ".join(_counts(shown, code) for code in show)
    unseen = UNSEEN * (not seen)
    return f"{head} Opened{unseen}: {date_words(chosen['date'])}. {chosen['event']}."


def _counts(shown: pd.DataFrame, code: str) -> str:
    mine = concerns(shown, code)["group"].value_counts()
    parts = [
        counted(mine[key], kind.one, kind.plural) for key, kind in KINDS.items() if key in mine
    ]
    return f"{PARTNERS[code]}: {', '.join(parts) or 'no event of this kind'}."


def _listing(shown: pd.DataFrame, show: Sequence[str]) -> pd.DataFrame:
    rows = [
        (row.date, PARTNERS[code], KINDS[row.group].words, row.event, row.confidence)
        for row in each(shown)
        for code in row.codes
        if code in show
    ]
    return pd.DataFrame(rows, columns=["Date", "Partner", "Kind", "What happened", "How sure"])
