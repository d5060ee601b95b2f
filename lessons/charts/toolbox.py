"""The toolbox of partnership: one tool at a time, and who was found to use it."""

from functools import cache
from typing import Any

import pandas as pd

from lessons.chart import Chart
from lessons.charts.bars import each
from lessons.charts.cards import Part, card
from lessons.charts.network import last_day, said
from lessons.data import cite, table
from lessons.drawing import Box, Drawing, Shape, Text, text_width
from lessons.history import group_of, name
from lessons.theme import GROUPS, is_narrow, width

COMPLETE = ("IPAP", "MAP", "EOP", "DCBI", "SNGP", "CAP")  # as the passport of the table says
ROW, LIST = 23.0, 250.0
DOUBTS = {
    "medium": "This row rests on one report or a reference work.",
    "low": "Doubtful: its first year could not be confirmed.",
}


def partnership_tools(tool: str = "IPP") -> Chart:
    """Draw the tools in order of age, and open one: what it is for and who was found in it.

    `tool` is a `programme_id` of `programmes.csv`. Countries stand with the years of their
    part where these are known; the list is marked where it is not complete.
    """
    tools = programmes()
    chosen = tools.loc[tool]
    people = participants(tool)
    drawing = Drawing(width(), 0)
    title = f"The toolbox: {_short(tool)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    left = 0.0 if is_narrow() else LIST
    low = 0.0 if is_narrow() else _list(drawing, tools, tool)
    y = 30 + card(drawing, (left + 4, 30), width() - left - 8, _parts(chosen), band="euro_atlantic")
    y = _people(drawing, (left + 8, y + 22), people, tool)
    drawing.height = max(low, y) + 6
    return Chart(
        drawing,
        says=_says(chosen, people, tool),
        source=cite("programmes", "programme_participants"),
        data=_listing(people),
        title=title,
    )


@cache
def programmes() -> pd.DataFrame:
    """Return the tools by their id, oldest first, those without a known start last."""
    return table("programmes").sort_values("started", na_position="last").set_index("programme_id")


def tool_words() -> dict[str, str]:
    """Return each tool's words for a list: its short name and its full name."""
    return {str(key): f"{_short(str(key))}: {row['name']}" for key, row in programmes().iterrows()}


@cache
def participants(tool: str) -> pd.DataFrame:
    """Return who was found in a tool: country, start, end, note, confidence; oldest first."""
    rows = table("programme_participants")
    rows = rows[rows["programme_id"] == tool].copy()
    rows["country"] = [name(code) for code in rows["iso3"]]
    return rows.sort_values(["start", "country"], na_position="last", ignore_index=True)


def _short(tool: str) -> str:
    return {"PFP_TF": "PfP Trust Fund", "TRUST_FUNDS": "Trust Funds"}.get(tool, tool)


def _list(drawing: Drawing, tools: pd.DataFrame, chosen: str) -> float:
    y = 30.0
    for key, row in tools.iterrows():
        tool = str(key)
        since = str(row["started"])[:4] if pd.notna(row["started"]) else "?"
        if tool == chosen:
            drawing.add(Box(2, y, LIST - 14, ROW - 2, "euro_atlantic", opacity=0.2))
        drawing.add(
            Text(10, y + 15, since, "muted", 12, pick=f"tool={tool}"),
            Text(56, y + 15, _short(tool), size=13, bold=tool == chosen, pick=f"tool={tool}"),
        )
        y += ROW
    return y


def _parts(row: Any) -> list[Part]:
    parts = [
        Part(row["name"], 14, bold=True),
        Part(f"{_since(row)} · for: {row['open_to']}", 12, "muted"),
        Part(row["purpose"], 13, gap=8),
    ]
    doubt = DOUBTS.get(row["confidence"], "")
    return [*parts, Part(doubt, 12, "muted", gap=8)] if doubt else parts


def _since(row: Any) -> str:
    return (
        f"since {str(row['started'])[:4]}" if pd.notna(row["started"]) else "first year not found"
    )


def _people(drawing: Drawing, at: tuple[float, float], people: pd.DataFrame, tool: str) -> float:
    x, y = at
    if people.empty:
        words = "No single country is named in our rows for this tool."
        drawing.add(Text(x, y, words, "muted", 12))
        return y + 8
    known = "complete list" if tool in COMPLETE else "found so far, not a full list"
    drawing.add(Text(x, y, f"Who took part ({known}): {len(people)}", size=13, bold=True))
    columns = 2 if is_narrow() else 3
    wide = (width() - x - 6) / columns
    down = -(-len(people) // columns)
    for place, row in enumerate(each(people)):
        column, line = divmod(place, down)
        _person(drawing, (x + column * wide, y + 22 + line * 36), row, wide)
    low = y + 22 + down * 36
    drawing.add(Text(x, low, "Hollow: the part or its start is less certain.", "muted", 12))
    return low + 4


def _person(drawing: Drawing, at: tuple[float, float], row: Any, wide: float) -> None:
    x, y = at
    group = GROUPS[group_of(row.iso3, last_day())]
    sure = row.confidence == "high"
    country = row.country
    if text_width(country) > wide - 18:
        country = country.replace("Herzegovina", "Herz.").replace("United Arab", "U. Arab")
    title = f"{row.country}: {_years(row)} (confidence {row.confidence})"
    drawing.add(
        Shape(x + 5, y - 4, 5, group.shape, group.role, title=title, hollow=not sure),
        Text(x + 16, y, country),
        Text(x + 16, y + 15, _years(row), "muted", 11),
    )


def _years(row: Any) -> str:
    start = str(row.start) if pd.notna(row.start) else ""
    end = str(row.end) if pd.notna(row.end) else ""
    if not start:
        return f"until {end}" if end else "start not found"
    return f"{start} to {end}" if end else f"from {start}"


def _says(row: Any, people: pd.DataFrame, tool: str) -> str:
    parts = [f"{row['name']}, {_since(row)}. Open to: {_start_low(row['open_to'])}."]
    if people.empty:
        return f"{parts[0]} No single country is named in our rows."
    first = people.iloc[0]
    known = "Complete list" if tool in COMPLETE else "Found so far"
    parts.append(f"{known}: {len(people)} {'country' if len(people) == 1 else 'countries'}.")
    if pd.notna(first["start"]) and len(people) > 1:
        same = people[people["start"] == first["start"]]["country"].tolist()
        who = same[0] if len(same) == 1 else f"{len(same)} countries"
        parts.append(f"First: {who}, {first['start']}.")
    return " ".join(parts)


def _start_low(words: str) -> str:
    keep = words.split()[0].isupper() or words.startswith(("PfP", "Georgia", "Ukraine", "Allies"))
    return words if keep or words.split()[0].startswith("MAP") else words[0].lower() + words[1:]


def _listing(people: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": people["country"],
            "From": people["start"],
            "To": people["end"],
            f"Group on {said(last_day())}": [
                GROUPS[group_of(code, last_day())].words for code in people["iso3"]
            ],
            "Note": people["note"],
            "Confidence": people["confidence"],
        }
    )
