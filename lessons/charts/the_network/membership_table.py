"""Who was a partner in which framework, from when to when."""

from datetime import date

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.charts.the_network.world_map import last_day
from lessons.core.text import date_words, said
from lessons.data import cite, table
from lessons.data.membership import day, name

FRAMEWORKS = {
    "PFP": ("Partnership for Peace", "euro_atlantic"),
    "EAPC": ("Euro-Atlantic Partnership Council", "euro_atlantic"),
    "MD": ("Mediterranean Dialogue", "md"),
    "ICI": ("Istanbul Cooperation Initiative", "ici"),
    "PATG": ("Partners across the globe", "patg"),
}
ROW, TOP = 19.0, 62.0
FIRST = 1994


def who_came_when(framework: str = "PFP") -> Chart:
    """Draw one bar for each time that a country was in a framework, in order of joining.

    `framework` is one of `FRAMEWORKS`. A date with less than high confidence has a hollow
    marker, and the table says so.
    """
    rows = _rows(framework)
    words, group = FRAMEWORKS[framework]
    drawing = Drawing(width(), TOP + ROW * len(rows) + 6)
    heading = words if is_narrow() else f"{words}: who came when"
    drawing.add(Text(4, 16, heading, size=14, bold=True))
    _legend(drawing, GROUPS[group].role, GROUPS[group].shape)
    _years(drawing)
    for place, row in enumerate(rows.itertuples()):
        _bar(drawing, TOP + ROW * (place + 0.5), row, GROUPS[group])
    return Chart(
        drawing,
        says=_says(words, rows),
        source=cite("framework_members"),
        data=_listing(rows),
        title=f"{words}: who came when",
    )


def _rows(framework: str) -> pd.DataFrame:
    members = table("framework_members")
    rows = members[members["framework_id"] == framework].copy()
    rows["start"] = [day(text) for text in rows["joined"]]
    rows["known"] = [day(text, last=True) for text in rows["joined"]]
    rows["end"] = [day(text) if isinstance(text, str) and text else None for text in rows["left"]]
    rows["country"] = [name(code) for code in rows["iso3"]]
    return rows.sort_values(["known", "country"], ignore_index=True)


def _left() -> float:
    return 128.0 if is_narrow() else 170.0


def _x(when: date) -> float:
    years = when.year + (when.timetuple().tm_yday - 1) / 366 - FIRST
    room = width() - _left() - 14
    return _left() + years * room / (last_day().year + 1 - FIRST)


def _legend(drawing: Drawing, role: str, shape: str) -> None:
    note = (
        "hollow: the day is not certain"
        if is_narrow()
        else (
            "filled marker: the date is well sourced; hollow: it is not certain; open end: still in"
        )
    )
    drawing.add(Shape(10, 32, 5, shape, role, hollow=True), Text(20, 36, note, "muted", size=11))


def _years(drawing: Drawing) -> None:
    for year in range(1995, last_day().year + 1, 10 if is_narrow() else 5):
        x = _x(date(year, 1, 1))
        drawing.add(
            Line(((x, TOP - 4), (x, drawing.height)), role="grid"),
            Text(x, TOP - 9, str(year), "muted", size=11, anchor="middle"),
        )


def _bar(drawing: Drawing, y: float, row, group) -> None:  # type: ignore[no-untyped-def]
    start, end = _x(row.start), _x(row.end or last_day())
    sure = row.confidence == "high"
    country = row.country
    if is_narrow():
        country = country.replace("Bosnia and Herzegovina", "Bosnia and Herz.")
    drawing.add(
        Text(4, y + 4, country, size=12),
        Box(start, y - 3, max(end - start, 2), 6, group.role, opacity=0.55),
        Shape(start, y, 5, group.shape, group.role, title=_title(row), hollow=not sure),
    )
    if row.end:
        drawing.add(Line(((end, y - 6), (end, y + 6)), role=group.role, width=2))


def _title(row) -> str:  # type: ignore[no-untyped-def]
    left = f", left {date_words(row.left)}" if row.end else ""
    return f"{row.country}: joined {date_words(row.joined)}{left} (confidence {row.confidence})"


def _says(words: str, rows: pd.DataFrame) -> str:
    still = rows[rows["end"].isna()]
    twice = rows["country"][rows["country"].duplicated()].tolist()
    gone = len(rows) - len(still)
    first, last = _bounds(rows)
    many = rows["country"].nunique()
    parts = [
        f"{words}: {many} countries have been in it since {rows['start'].min().year}, "
        f"{len(still)} are in it on {said(last_day())}.",
        f"First: {first}.",
        f"Latest: {last}.",
    ]
    if gone:
        ends = "bar ends" if gone == 1 else "bars end"
        parts.append(f"{gone} {ends} before that day.")
    if twice:
        parts.append(f"Twice in the list: {', '.join(twice)}.")
    return " ".join(parts)


def _bounds(rows: pd.DataFrame) -> tuple[str, str]:
    # A bare year may mean its last day: it does not come before a full date of that year.
    first, last = rows["known"].min(), rows["start"].max()
    return _joiners(rows[rows["known"] == first]), _joiners(rows[rows["start"] == last])


def _joiners(rows: pd.DataFrame) -> str:
    who = rows["country"].iloc[0] if len(rows) == 1 else f"{len(rows)} countries"
    when = date_words(rows["joined"].iloc[0])
    return f"{who} {'on' if ' ' in when and when[0].isdigit() else 'in'} {when}"


def _listing(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Joined": rows["joined"],
            "Left": rows["left"],
            "Why it left": rows["leave_reason"].str.replace("_", " "),
            "Suspended from": rows["suspended_from"],
            "Confidence in the date": rows["confidence"],
        }
    )
