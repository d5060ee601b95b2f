"""The signatures of the Partnership for Peace, in the order in which they came."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cite, table
from lessons.data.membership import day, group_of, last_day, members_on, name

OPENED = date(1994, 1, 10)
SHOWN = {"later": "What they are today"}
CELL, TOP = 40.0, 108.0


def signing_race(step: int = 1, show: Sequence[str] = ()) -> Chart:
    """Draw who had signed the Partnership for Peace up to a day, in order of signing.

    `step` counts the days with a signature from 1. `show` marks what the signatories are on
    the last day of the data: a key of `SHOWN`.
    """
    rows = signatures()
    on = signing_days()[step - 1]
    done = rows[rows["day"] <= on]
    columns = 2 if is_narrow() else 5
    drawing = Drawing(width(), TOP + CELL * -(-len(rows) // columns) + 20)
    title = f"Signed up to {said(on)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.add(Text(4, 36, _counts(done, on), "muted", 12))
    _axis(drawing, rows, on)
    for row in each(rows):
        if row.day <= on:
            _cell(drawing, row, columns, on, bool(show))
        else:
            _slot(drawing, row.number, columns)
    note = "Hollow: suspended." if show else "Hollow: the day is not certain."
    drawing.add(Text(4, drawing.height - 8, note, "muted", 12))
    return Chart(
        drawing,
        says=_says(done, on, bool(show)),
        source=cite("framework_members"),
        data=_listing(done),
        title=title,
    )


@cache
def signatures() -> pd.DataFrame:
    """Return one row for each signature, oldest first, with its number and its day."""
    members = table("framework_members")
    rows = members[members["framework_id"] == "PFP"].astype(object).fillna("")
    rows["day"] = [day(text) for text in rows["joined"]]
    rows["country"] = [name(code) for code in rows["iso3"]]
    rows = rows.sort_values(["day", "country"], ignore_index=True)
    rows["number"] = range(1, len(rows) + 1)
    return rows


def signing_days() -> list[date]:
    """Return the days on which somebody signed, oldest first."""
    return sorted(set(signatures()["day"]))


def day_words() -> dict[int, str]:
    """Return the words for each step: the day of signing."""
    return {step: said(on) for step, on in enumerate(signing_days(), start=1)}


def _counts(done: pd.DataFrame, on: date) -> str:
    signed, inside = counted(len(done), "signature"), len(members_on("PFP", on))
    after = (on - OPENED).days
    if is_narrow():
        return f"{signed}, {inside} in it; day {after:,}"
    countries = counted(inside, "country", "countries")
    return f"{signed}, {countries} in it, {counted(after, 'day')} after the invitation"


def _x(on: date) -> float:
    start, end = date(1994, 1, 1), date(2009, 1, 1)
    return 14 + (on - start).days * (width() - 30) / (end - start).days


def _axis(drawing: Drawing, rows: pd.DataFrame, on: date) -> None:
    y = 62.0
    drawing.add(Line(((14, y), (width() - 16, y)), "quiet", 1.5))
    for year in range(1994, 2009, 4 if is_narrow() else 2):
        x = _x(date(year, 1, 1))
        drawing.add(Line(((x, y - 5), (x, y + 5)), "quiet"))
        drawing.add(Text(x, y + 22, str(year), "muted", 11, "start" if year == 1994 else "middle"))
    for when in rows["day"]:
        if when <= on:
            last = when == on
            drawing.add(Line(((_x(when), y - 9), (_x(when), y + 9)), "euro_atlantic", 3 + 2 * last))


def _place(number: int, columns: int) -> tuple[float, float, float]:
    # Column after column; where a signature stands, and how wide it may be.
    column, line = divmod(number - 1, -(-len(signatures()) // columns))
    wide = (width() - 8) / columns
    return 4 + column * wide, TOP + line * CELL, wide


def _slot(drawing: Drawing, number: int, columns: int) -> None:
    x, y, wide = _place(number, columns)
    drawing.add(
        Box(x, y - 4, wide - 6, CELL - 4, "land", opacity=0.4),
        Text(x + 20, y + 16, str(number), "muted", 11, "end"),
    )


def _cell(drawing: Drawing, row: Any, columns: int, on: date, later: bool) -> None:
    x, y, wide = _place(row.number, columns)
    if row.day == on:
        drawing.add(Box(x, y - 4, wide - 6, CELL - 4, "euro_atlantic", opacity=0.18))
    group = GROUPS[_now(row)[0] if later else "euro_atlantic"]
    hollow = "suspended" in _now(row)[1] if later else row.confidence != "high"
    drawing.add(
        Text(x + 20, y + 11, str(row.number), "muted", 11, "end"),
        Shape(x + 32, y + 7, 5, group.shape, group.role, title=_title(row), hollow=hollow),
        Text(x + 43, y + 11, _short(row.country), bold=row.day == on),
        Text(x + 43, y + 26, _below(row, on, later), "muted", 11),
    )


def _short(country: str) -> str:
    return country.replace("Bosnia and Herzegovina", "Bosnia and Herz.")


def _below(row: Any, on: date, later: bool) -> str:
    if later:
        return _now(row)[1]
    if row.leave_reason == "withdrew" and day(row.left) <= on:
        return f"left {said(day(row.left), short=True)}"
    return said(row.day, short=True)


def _now(row: Any) -> tuple[str, str]:
    # The group of today and the words for it; Malta's first signature ended in 1996.
    if group_of(row.iso3, last_day()) == "ally":
        return "ally", f"an Ally since {day(row.left).year}"
    if row.leave_reason == "withdrew":
        return "euro_atlantic", f"left in {day(row.left).year}"
    if row.suspended_from:
        return "euro_atlantic", f"suspended {day(row.suspended_from).year}"
    return "euro_atlantic", "a partner"


def _title(row: Any) -> str:
    return f"{row.country}: signed {date_words(row.joined)} (confidence {row.confidence})"


def _says(done: pd.DataFrame, on: date, later: bool) -> str:
    new = listed(done[done["day"] == on]["country"].tolist())
    inside = len(members_on("PFP", on))
    parts = [
        f"{said(on)}: {new} signed. {counted(len(done), 'signature')} so far, "
        f"{counted(inside, 'country', 'countries')} in the Partnership for Peace on that day, "
        f"{counted((on - OPENED).days, 'day')} after the invitation."
    ]
    if later:
        now = [_now(row) for row in each(done)]
        allies = sum(group == "ally" for group, _ in now)
        frozen = sum(words.startswith("suspended") for _, words in now)
        parts.append(
            f"Of these signatures, Allies of today gave {allies}, and partners that are "
            f"suspended gave {frozen} ({said(last_day())})."
        )
    return " ".join(parts)


def _listing(done: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "No.": done["number"],
            "Country": done["country"],
            "Signed": done["joined"],
            f"On {said(last_day())}": [_now(row)[1] for row in each(done)],
            "Confidence in the day": done["confidence"],
        }
    )
