"""The toolbox of partnership: one tool at a time, and who was found to use it."""

import re
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Shape, Text, text_width
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import counted, date_words, listed, said, span
from lessons.data import cite, table
from lessons.data.membership import group_of, last_day, name

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


@cache
def named(tool: str) -> list[str]:
    """Return the countries that our examples name with a tool and that are not in its list."""
    rows, full = table("practice_examples"), str(programmes().loc[tool, "name"])
    told = rows[rows["what"].str.contains(rf"{re.escape(full)}|\b{tool}\b") & rows["iso3"].notna()]
    codes = {code for text in told["iso3"] for code in text.split(";")}
    return sorted(codes - set(participants(tool)["iso3"]), key=name)


def _others(tool: str) -> str:
    names = [] if tool in COMPLETE else [name(code) for code in named(tool)]
    also = "" if participants(tool).empty else "also "
    return f"Our examples of it {also}name {listed(names)}." if names else ""


def _milestone(row: Any) -> str:
    # What our milestones tell of a tool, such as how many began with it.
    rows = table("policy_milestones")
    rows = rows[rows["document"].str.contains(row["name"], regex=False)]
    return " ".join(f"{date_words(it.date)}: {it.what_changed}" for it in each(rows))


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
    if told := _milestone(row):
        parts.append(Part(told, 12, gap=8))
    doubt = DOUBTS.get(row["confidence"], "")
    return [*parts, Part(doubt, 12, "muted", gap=8)] if doubt else parts


def _since(row: Any) -> str:
    return (
        f"since {str(row['started'])[:4]}" if pd.notna(row["started"]) else "first year not found"
    )


def _people(drawing: Drawing, at: tuple[float, float], people: pd.DataFrame, tool: str) -> float:
    x, y = at
    if people.empty:
        return _lines(drawing, (x, y), f"No list of its countries was found. {_others(tool)}")
    known = "complete list" if tool in COMPLETE else "found so far, not a full list"
    drawing.add(Text(x, y, f"Who took part ({known}): {len(people)}", size=13, bold=True))
    columns = 2 if is_narrow() else 3
    wide = (width() - x - 6) / columns
    down = -(-len(people) // columns)
    for place, row in enumerate(each(people)):
        column, line = divmod(place, down)
        _person(drawing, (x + column * wide, y + 22 + line * 36), row, wide)
    low = y + 22 + down * 36
    doubt = (people["confidence"] != "high").any()
    words = "Hollow: the part or its start is less certain. " * bool(doubt) + _others(tool)
    return _lines(drawing, (x, low), words) if words else low


def _lines(drawing: Drawing, at: tuple[float, float], words: str) -> float:
    x, y = at
    for line in wrapped(words, width() - x - 6):
        drawing.add(Text(x, y, line, "muted", 12))
        y += 17
    return y - 13


def _person(drawing: Drawing, at: tuple[float, float], row: Any, wide: float) -> None:
    x, y = at
    group = GROUPS[group_of(row.iso3, last_day())]
    sure = row.confidence == "high"
    country = row.country
    if text_width(country) > wide - 18:
        country = country.replace("Herzegovina", "Herz.").replace("United Arab", "U. Arab")
    title = f"{row.country}: {span(row.start, row.end)} (confidence {row.confidence})"
    drawing.add(
        Shape(x + 5, y - 4, 5, group.shape, group.role, title=title, hollow=not sure),
        Text(x + 16, y, country),
        Text(x + 16, y + 15, span(row.start, row.end, is_narrow()), "muted", 11),
    )


def _says(row: Any, people: pd.DataFrame, tool: str) -> str:
    parts = [f"{row['name']}, {_since(row)}. Open to: {_start_low(row['open_to'])}."]
    if people.empty:
        return f"{parts[0]} No list of its countries was found. {_others(tool)}".rstrip()
    first = people.iloc[0]
    known = "Complete list" if tool in COMPLETE else "Found so far"
    parts.append(f"{known}: {counted(len(people), 'country', 'countries')}.")
    if pd.notna(first["start"]) and len(people) > 1:
        same = people[people["start"] == first["start"]]["country"].tolist()
        who = same[0] if len(same) == 1 else f"{len(same)} countries"
        found = "First" if tool in COMPLETE else "First in our rows"
        parts.append(f"{found}: {who}, {date_words(first['start'])}.")
    return " ".join(filter(None, [*parts, _others(tool)]))


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
