"""Priority areas by objectives: what is done, and what for."""

from math import sqrt

import pandas as pd

from lessons.charts.engine.bars import wrapped
from lessons.charts.engine.cards import Part, card
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.example_cards import (
    example_cards,
    examples,
    listing,
    short_names,
    spread,
)
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted
from lessons.data import cite, table

ALL = "all"
ROW = 30.0


def areas_by_objectives(area: str = "7", objective: str = "3") -> Chart:
    """Draw how many examples each area has for each objective, and open a cell.

    `area` and `objective` are numbers as text, or 'all' for a whole row, column or table.
    """
    for known, value in (("priority_areas", area), ("objectives", objective)):
        _check(value, known)
    rows = examples(area, objective)
    drawing = Drawing(width(), 0)
    title = "What is done, and what for"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = _matrix(drawing, area, objective) + 10
    y += card(drawing, (4, y), width() - 8, _parts(area, objective, len(rows)), band="ally") + 8
    drawing.height = example_cards(drawing, y, spread(rows))
    source = cite("priority_areas", "objectives", *spread(rows)["source_id"])
    data = listing(rows) if len(rows) else _counts_table()
    return Chart(drawing, _says(area, objective, len(rows)), source, data, title=title)


def cells() -> dict[tuple[str, str], int]:
    """Return the number of examples for each area and objective; empty cells are left out."""
    counts: dict[tuple[str, str], int] = {}
    rows = table("practice_examples")
    for area, goals in zip(rows["area_id"], rows["objective_ids"], strict=True):
        for goal in goals.split(";"):
            counts[str(area), goal] = counts.get((str(area), goal), 0) + 1
    return counts


def _check(value: str, name_of_table: str) -> None:
    names = short_names(name_of_table)
    if value not in (ALL, *names):
        kind = "area" if name_of_table == "priority_areas" else "objective"
        raise UnknownName(f"There is no {kind} '{value}'.{nearest(value, [ALL, *names])}")


def _matrix(drawing: Drawing, area: str, objective: str) -> float:
    left = 112.0 if is_narrow() else 168.0
    step = (width() - left - 4) / 8
    top = _heads(drawing, left, step, objective)
    counts = cells()
    for place, (number, words) in enumerate(short_names("priority_areas").items()):
        y = top + ROW * place
        _label(drawing, y, number, words, number == area)
        for column, goal in enumerate(short_names("objectives")):
            chosen = area in (ALL, number) and objective in (ALL, goal)
            spot = (left + step * column, y)
            _cell(drawing, spot, step, (number, goal), counts.get((number, goal), 0), chosen)
    return top + ROW * 8


def _heads(drawing: Drawing, left: float, step: float, objective: str) -> float:
    names = short_names("objectives")
    if is_narrow():
        return _numbers(drawing, left, step, objective)
    for column, (goal, words) in enumerate(names.items()):
        for line, part in enumerate(wrapped(words, step - 4)):
            x, y = left + step * (column + 0.5), 46 + 15 * line
            pick = f"area={ALL}/{goal}"
            bold = goal == objective
            drawing.add(Text(x, y, part, "ink" if bold else "muted", 12, "middle", bold, pick=pick))
    return 72.0


def _numbers(drawing: Drawing, left: float, step: float, objective: str) -> float:
    # No room for words above the columns: numbers, and what they mean.
    for place, (goal, words) in enumerate(short_names("objectives").items()):
        x, y = 6 + 198 * (place % 2), 40 + 17 * (place // 2)
        pick, bold = f"area={ALL}/{goal}", goal == objective
        drawing.add(
            Text(x, y, f"{goal}  {words}", "ink" if bold else "muted", bold=bold, pick=pick)
        )
        middle = left + step * (place + 0.5)
        drawing.add(Text(middle, 120, goal, anchor="middle", bold=bold, pick=pick))
    return 128.0


def _label(drawing: Drawing, y: float, number: str, words: str, bold: bool) -> None:
    pick, size = f"area={number}/{ALL}", 11.0 if is_narrow() else 12.0
    lines = wrapped(words, 106, size) if is_narrow() else [words]
    for place, line in enumerate(lines):
        base = y + ROW / 2 + 4 + 13 * (place - (len(lines) - 1) / 2)
        drawing.add(Text(4, base, line, size=size, bold=bold, pick=pick))
    drawing.add(Line(((4, y + ROW), (width() - 4, y + ROW))))


def _cell(
    drawing: Drawing,
    spot: tuple[float, float],
    step: float,
    key: tuple[str, str],
    count: int,
    chosen: bool,
) -> None:
    x, y = spot
    pick = f"area={key[0]}/{key[1]}"
    box = Box(
        x + 1, y + 1, step - 2, ROW - 2, "land", 0.9 if chosen else 0.0, title=_title(key, count),
        pick=pick, radius=2,
    )  # fmt: skip
    drawing.add(box)
    middle, base = x + step / 2, y + ROW / 2
    if not count:
        drawing.add(Text(middle, base + 4, "–", "muted", anchor="middle", pick=pick))
        return
    apart = 8 if is_narrow() else 13
    size = (1.9 if is_narrow() else 2.9) * sqrt(count)
    drawing.add(Shape(middle - apart, base, size, "circle", "euro_atlantic", pick=pick))
    drawing.add(Text(middle + apart / 2 - 1, base + 4, str(count), bold=chosen, pick=pick))


def _title(key: tuple[str, str], count: int) -> str:
    area, goal = short_names("priority_areas")[key[0]], short_names("objectives")[key[1]]
    return f"{area}, for {goal}: {counted(count, 'example')}"


def _chosen(area: str, objective: str) -> str:
    what = "all areas" if area == ALL else short_names("priority_areas")[area]
    goal = "all objectives" if objective == ALL else short_names("objectives")[objective]
    return f"{what}, for {goal}"


def _parts(area: str, objective: str, count: int) -> list[Part]:
    parts = [
        Part(f"{_chosen(area, objective).capitalize()}: {counted(count, 'example')}", 14, bold=True)
    ]
    if area != ALL:
        row = table("priority_areas").set_index("area_id").loc[int(area)]
        parts.append(Part(f"What is done: {row['statement']}", 13))
    if objective != ALL:
        row = table("objectives").set_index("objective_id").loc[int(objective)]
        parts.append(Part(f"What for: {row['statement']}", 13))
    if count > 3:
        parts.append(Part("Three of them stand below, all in the table.", 12, "muted"))
    return parts


def _says(area: str, objective: str, count: int) -> str:
    counts = cells()
    most = max(counts.values())
    fullest = [_title(key, most).split(":")[0] for key, number in counts.items() if number == most]
    return (
        f"Eight areas by eight objectives: {len(counts)} of 64 cells hold an example. The fullest "
        f"hold {most} each: {'; '.join(fullest)}. Chosen: {_chosen(area, objective)}, "
        f"{counted(count, 'example')}."
    )


def _counts_table() -> pd.DataFrame:
    areas, goals = short_names("priority_areas"), short_names("objectives")
    rows = [(areas[area], goals[goal], count) for (area, goal), count in cells().items()]
    return pd.DataFrame(rows, columns=["Area", "Objective", "Examples"])
