"""The three tools of cooperative security, each behind a real event."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lessons.charts.engine.cards import Part, card, height
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import date_words
from lessons.data import cite, table

TASK = "cooperative security"


@dataclass(frozen=True)
class Tool:
    """A tool: its words, the word that names it in a definition, and a row that shows it."""

    words: str
    sign: str
    event: tuple[str, str]
    band: str


TOOLS = {
    "partners": Tool("Partnerships", "partner", ("practice_examples", "ex057"), "euro_atlantic"),
    "arms": Tool("Arms control", "arms control", ("practice_examples", "ex066"), "patg"),
    "door": Tool("An open door", "door", ("policy_milestones", "2023-04-04"), "ally"),
}


def three_tools(show: Sequence[str] = ()) -> Chart:
    """Draw three real events; opening one names the tool of cooperative security at work.

    `show` lists keys of `TOOLS`. An open card also says whether our short account of the
    concepts of 2010 and 2022 names the tool under cooperative security.
    """
    drawing = Drawing(width(), 0)
    title = "Three events, three tools"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.height = _cards(drawing, show)
    rows = [(event(key), *_answer(key, key in show)) for key in TOOLS]
    columns = ["Event", "Tool", "Named in"]
    source = cite("core_tasks", *(_row(key)["source_id"] for key in TOOLS))
    return Chart(drawing, _says(show), source, pd.DataFrame(rows, columns=columns), title=title)


def event(key: str) -> str:
    """Return what happened, from the tool's row."""
    row = _row(key)
    return str(row["what"] if "what" in row else f"{row['document']}. {row['what_changed']}")


def named_in(key: str) -> list[int]:
    """Return the concepts whose definition of cooperative security names a tool."""
    tasks = table("core_tasks")
    rows = tasks[
        (tasks["task"] == TASK) & tasks["definition"].str.contains(TOOLS[key].sign, case=False)
    ]
    return [int(year) for year in rows["concept_year"]]


def _row(key: str) -> pd.Series:
    name, code = TOOLS[key].event
    rows = table(name)
    return rows[rows.iloc[:, 0] == code].iloc[0]


def _cards(drawing: Drawing, show: Sequence[str]) -> float:
    columns = 1 if is_narrow() else 3
    wide = (width() - 8 - 14 * (columns - 1)) / columns
    parts = {key: _parts(place, key, key in show) for place, key in enumerate(TOOLS, start=1)}
    high = 0 if is_narrow() else max(height(each, wide) for each in parts.values())
    x, y = 4.0, 30.0
    for key, each in parts.items():
        band = TOOLS[key].band if key in show else "quiet"
        tall = card(drawing, (x, y), wide, each, high, band)
        if is_narrow():
            y += tall + 10
        else:
            x += wide + 14
    return y if is_narrow() else y + high + 6


def _parts(place: int, key: str, is_open: bool) -> list[Part]:
    tool, years = _answer(key, is_open)
    parts = [
        Part(f"Event {place}", 12, "muted"),
        Part(event(key), 13),
        Part(tool if is_open else "Which tool?", 15, bold=True, gap=12),
    ]
    return [*parts, Part(f"Named under this task: {years}", 12, "muted")] if is_open else parts


def _answer(key: str, is_open: bool) -> tuple[str, str]:
    if not is_open:
        return "not opened yet", ""
    return TOOLS[key].words, " and ".join(map(str, named_in(key)))


def _says(show: Sequence[str]) -> str:
    # The events stand on the cards and in the table.
    if not show:
        return (
            f"{len(TOOLS)} cards, each with an event. Name the tool in your head, then open the "
            "card. The table tells the events, too."
        )
    told = []
    for place, key in enumerate(TOOLS, start=1):
        tool, years = _answer(key, key in show)
        named = f", named in {years}" if years else ""
        told.append(f"Event {place}, {_when(key)}: {tool}{named}.")
    return " ".join(told)


def _when(key: str) -> str:
    row = _row(key)
    return str(row["year_start"]) if "year_start" in row else date_words(row["date"])
