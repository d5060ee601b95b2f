"""The Strategic Concepts: their core tasks, and the eight of them in time."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import is_narrow, width
from lessons.data import cite, table

CONCEPTS = {"2010": "2010", "2022": "2022", "both": "2010 and 2022"}
SHOWN = {"meaning": "What it means", "changes": "New and lost words"}
MARKS = {"reader": "Who could read it", "partners": "What it says about partners"}
BANDS = ("ally", "quiet", "euro_atlantic")
PLACES = ("first", "second", "third")
NOTHING = "nothing about partners"
DOUBTS = {
    "high": "",
    "medium": "The details rest on one overview.",
    "low": "Doubtful: these details could not be confirmed.",
}


def core_tasks(concept: str = "both", show: Sequence[str] = ("meaning",)) -> Chart:
    """Draw the three core tasks of 2010, of 2022, or of both, one card for each.

    `concept` is a key of `CONCEPTS`. `show` opens what a task means and which words of its
    name are new; both are keys of `SHOWN`.
    """
    tasks = _tasks(concept)
    drawing = Drawing(width(), 0)
    title = f"The three core tasks of {CONCEPTS[concept]}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.height = _grid(drawing, tasks, show)
    return Chart(
        drawing, _says_tasks(tasks, show), cite("core_tasks"), _task_table(tasks), title=title
    )


def _tasks(concept: str) -> pd.DataFrame:
    tasks = table("core_tasks").sort_values(["concept_year", "order"])
    tasks["change"] = [_change(tasks, row) for row in _each(tasks)]
    if concept == "both":
        tasks.loc[tasks["concept_year"] == 2010, "change"] = ""  # said once, on the later card
    wanted = [2010, 2022] if concept == "both" else [int(concept)]
    return tasks[tasks["concept_year"].isin(wanted)]


def _change(tasks: pd.DataFrame, row: Any) -> str:
    other = (tasks["concept_year"] != row.concept_year) & (tasks["order"] == row.order)
    name = tasks.loc[other, "task"].iloc[0]
    if row.concept_year == 2010:
        return f"Called '{name}' in 2022." if name != row.task else "The same name in 2022."
    old, new = name.split(), row.task.split()
    added = [word for word in new if word not in old and len(word) > 3]
    lost = [word for word in old if word not in new]
    parts = [
        f"New word: {', '.join(added)}." * bool(added),
        f"Lost: {', '.join(lost)}." * bool(lost),
    ]
    return " ".join(filter(None, parts)) or "The same name as in 2010."


def _grid(drawing: Drawing, tasks: pd.DataFrame, show: Sequence[str]) -> float:
    # Side by side, one row of cards for each concept; on a phone, task after task.
    columns = 1 if is_narrow() else 3
    wide = (width() - 8 - 14 * (columns - 1)) / columns
    rows = tasks.sort_values(["order", "concept_year"]) if is_narrow() else tasks
    cards = [(row, _parts(row, show)) for row in _each(rows)]
    high = max(height(parts, wide) for _, parts in cards)
    y = 30.0
    for place, (row, parts) in enumerate(cards):
        x = 4 + (place % columns) * (wide + 14)
        tall = card(drawing, (x, y), wide, parts, 0 if is_narrow() else high, BANDS[row.order - 1])
        if place % columns == columns - 1:
            y += tall + 10
    return y


def _parts(row: Any, show: Sequence[str]) -> list[Part]:
    parts = [
        Part(f"{row.concept_year} · {PLACES[row.order - 1]} task", 12, "muted"),
        Part(row.task.capitalize(), 15, bold=True),
    ]
    if "meaning" in show:
        parts.append(Part(row.definition, 13, gap=8))
    if "changes" in show and row.change:
        parts.append(Part(row.change, 12, "muted", bold=True, gap=8))
    return parts


def _says_tasks(tasks: pd.DataFrame, show: Sequence[str]) -> str:
    said = []
    for year, rows in tasks.groupby("concept_year"):
        said.append(f"{year}: {'; '.join(rows['task'])}.")
        if "meaning" in show and tasks["concept_year"].nunique() == 1:
            said += [f"{row.task.capitalize()}: {row.definition}" for row in _each(rows)]
    if "changes" in show:
        said += [f"{row.task.capitalize()}: {row.change}" for row in _each(tasks) if row.change]
    return f"The core tasks in NATO's order. {' '.join(said)}"


def _task_table(tasks: pd.DataFrame) -> pd.DataFrame:
    names = {
        "concept_year": "Concept of",
        "order": "Place in the list",
        "task": "Core task",
        "definition": "What it means, in our words",
        "change": "Name compared with the other concept",
    }
    return tasks[list(names)].rename(columns=names).reset_index(drop=True)


def concept_time_line(concept: int = 1, mark: str = "reader") -> Chart:
    """Draw the Strategic Concepts on a line, and open the one with number `concept` (from 1).

    `mark` chooses what a hollow square stands for: a key of `MARKS`.
    """
    rows = table("strategic_concepts").sort_values("year", ignore_index=True)
    chosen = rows.iloc[concept - 1]
    drawing = Drawing(width(), 0)
    drawing.add(Text(4, 16, "NATO's Strategic Concepts", size=14, bold=True))
    _key(drawing, mark)
    _axis(drawing, rows, concept, mark)
    parts = _concept_parts(chosen)
    drawing.height = 150 + card(drawing, (4, 144), width() - 8, parts, band="ally")
    says = _says_concepts(rows, mark, chosen)
    title = f"Strategic Concepts, {chosen['year']} opened"
    return Chart(drawing, says, cite("strategic_concepts"), _concept_table(rows), title=title)


def concept_numbers() -> dict[int, str]:
    """Return the words for each concept's number, such as 1: `1949, Washington and Paris`."""
    rows = table("strategic_concepts").sort_values("year")
    return {number: f"{row.year}, {row.place}" for number, row in enumerate(_each(rows), start=1)}


def is_open(row: Any, mark: str) -> bool:
    """Return whether a concept was public, or speaks of partners: what a filled square says."""
    if mark == "reader":
        return bool(row.public == "public")
    return bool(row.about_partners != NOTHING)


def _key(drawing: Drawing, mark: str) -> None:
    words = {
        "reader": ("public", "secret when it was agreed"),
        "partners": ("speaks of partners or of work with outsiders", "nothing about partners"),
    }[mark]
    x, y = 10.0, 38.0
    for text, hollow in zip(words, (False, True), strict=True):
        if x + text_width(text) + 16 > width():
            x, y = 10.0, y + 17
        drawing.add(Shape(x, y - 4, 6, "square", "ally", hollow=hollow), Text(x + 13, y, text))
        x += text_width(text) + 34


def _axis(drawing: Drawing, rows: pd.DataFrame, concept: int, mark: str) -> None:
    y, first = 98.0, rows["year"].iloc[0]
    room = (width() - 60) / (rows["year"].iloc[-1] - first)
    spots = [30 + (year - first) * room for year in rows["year"]]
    drawing.add(Line(((spots[0], y), (spots[-1], y)), role="quiet", width=2))
    below = y + 11 if concept % 2 else y + 32  # under the square, or under its year
    drawing.add(
        Line(((spots[concept - 1], below), (spots[concept - 1], 144)), role="ally", width=2)
    )
    for left, right, gap in zip(spots, spots[1:], rows["year"].diff().iloc[1:], strict=False):
        if right - left > 74:
            drawing.add(Text((left + right) / 2, y - 6, f"{gap:g} years", "muted", 11, "middle"))
    for number, (x, row) in enumerate(zip(spots, _each(rows), strict=True), start=1):
        _point(drawing, (x, y), row, number, mark, number == concept)
        _year(drawing, (x, y), row, number, number == concept)


def _point(
    drawing: Drawing, spot: tuple[float, float], row: Any, number: int, mark: str, chosen: bool
) -> None:
    size = (6 if is_narrow() else 8) + (2 if is_narrow() else 3) * chosen
    title, pick = f"{row.year}: {row.document}", f"concept={number}"
    drawing.add(
        Shape(*spot, size, "square", "ally", title=title, pick=pick, hollow=not is_open(row, mark))
    )


def _year(drawing: Drawing, spot: tuple[float, float], row: Any, number: int, chosen: bool) -> None:
    x, y = spot
    y += -16 if number % 2 else 27  # by turns above and below the line
    x += 8 if is_narrow() and row.year == 1952 else 0  # 1949 is close
    pick = f"concept={number}"
    drawing.add(
        Text(x, y, str(row.year), size=12, anchor="middle", bold=chosen, halo=True, pick=pick)
    )


def _concept_parts(row: Any) -> list[Part]:
    reader = "public" if row["public"] == "public" else "secret when it was agreed"
    parts = [
        Part(f"{row['year']} · {row['place']} · {reader}", 12, "muted"),
        Part(row["document"], 14, bold=True),
        Part(row["essence"], 13, gap=8),
        Part(f"{_about(row)}.", 13, gap=8),
    ]
    doubt = DOUBTS[row["confidence"]]
    return [*parts, Part(doubt, 12, "muted", gap=8)] if doubt else parts


def _says_concepts(rows: pd.DataFrame, mark: str, chosen: Any) -> str:
    filled = [str(row.year) for row in _each(rows) if is_open(row, mark)]
    kind = "Public" if mark == "reader" else "With words on partners"
    return (
        f"Time line of {len(rows)} Strategic Concepts, {rows['year'].iloc[0]} to "
        f"{rows['year'].iloc[-1]}. {kind}: {', '.join(filled)}. "
        f"Opened: {chosen['year']}, {chosen['place']}. {chosen['essence']} "
        f"{_about(chosen)}."
    )


def _about(row: Any) -> str:
    words = str(row["about_partners"])
    return words.capitalize() if words == NOTHING else f"About partners: {words}"


def _concept_table(rows: pd.DataFrame) -> pd.DataFrame:
    names = {
        "year": "Year",
        "document": "Title",
        "place": "Agreed in",
        "public": "Who could read it",
        "essence": "What it says, in our words",
        "about_partners": "About partners",
        "confidence": "Confidence",
    }
    return rows[list(names)].rename(columns=names)


def _each(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples())
