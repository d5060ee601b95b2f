"""Bars that say how sure they are: solid, outlined or hatched."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from lessons.charts.engine.drawing import Box, Drawing, Line, text_width


def bar(
    drawing: Drawing, at: tuple[float, float], long: float, role: str, sure: str, title: str = ""
) -> None:
    """Draw a bar: solid when well sourced, outlined for one report, hatched when doubtful."""
    (x, y), high = at, 11.0
    if sure == "well sourced":
        drawing.add(Box(x, y, long, high, role, title=title, radius=1))
        return
    drawing.add(
        Box(x, y, long, high, role, opacity=0.25, title=title, radius=1),
        Box(x, y, long, high, role, outline=True, title=title, radius=1),
    )
    if sure == "doubtful":
        teeth = range(int(long // 5) + 1)
        zigzag = tuple((x + 5 * tooth, y + (high if tooth % 2 else 0)) for tooth in teeth)
        if len(zigzag) > 1:
            drawing.add(Line(zigzag, role=role, width=1.2))


def figure(value: float) -> str:
    """Return a number as a reader sees it: whole above 10, else with one decimal."""
    return f"{value:,.0f}" if value >= 10 or float(value).is_integer() else f"{value:.1f}"


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table, each with its columns as attributes."""
    return iter(rows.itertuples())


def wrapped(words: str, room: float, size: float = 12.0) -> list[str]:
    """Return a text in lines that fit into `room` pixels."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
