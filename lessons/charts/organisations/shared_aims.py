"""The three aims of working with other organisations, each behind a real step."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.row_summaries import Told, told
from lessons.core.text import listed
from lessons.data import cite


@dataclass(frozen=True)
class Riddle:
    """A row whose aims the learner is to name; which aims it shows is our own reading."""

    table: str
    key: str
    aims: tuple[str, ...]


AIMS = {
    "roles": ("Each in its own part", "Organisations do different jobs that complete each other."),
    "stages": ("Early, during and after", "They study, plan and act together at every stage."),
    "build": ("Training and strong regions", "They help others to learn and to act themselves."),
}
RIDDLES = {
    "bosnia": Riddle("organisation_milestones", "2004-12-02 EU", ("roles",)),
    "osce": Riddle("practice_examples", "ex001", ("stages",)),
    "drugs": Riddle("practice_examples", "ex052", ("build",)),
    "darfur": Riddle("practice_examples", "ex084", ("roles", "build")),
}


def three_aims(show: Sequence[str] = ()) -> Chart:
    """Draw four real steps; opening one names the aim, or the aims, that it shows."""
    drawing = Drawing(width(), 0)
    title = "Four steps, three aims"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = _aims(drawing)
    drawing.height = _steps(drawing, y, show)
    rows = [(step(key).when, step(key).what, _answer(key, show)) for key in RIDDLES]
    data = pd.DataFrame(rows, columns=["When", "Step", "Aim"])
    source = cite("b_seed", *(step(key).source_id for key in RIDDLES))
    return Chart(drawing, _says(show), source, data, title=title)


def step(key: str) -> Told:
    """Return what the row of a riddle tells."""
    return told(RIDDLES[key].table, RIDDLES[key].key)


def _aims(drawing: Drawing) -> float:
    parts = [[Part(words, 13, bold=True), Part(meaning, 12)] for words, meaning in AIMS.values()]
    return _grid(drawing, 26, [("quiet", each) for each in parts], 3)


def _steps(drawing: Drawing, y: float, show: Sequence[str]) -> float:
    cards = [("ally" if key in show else "", _parts(key, show)) for key in RIDDLES]
    return _grid(drawing, y + 6, cards, 2)


def _grid(drawing: Drawing, y: float, cards: list[tuple[str, list[Part]]], columns: int) -> float:
    columns = 1 if is_narrow() else columns
    wide = (width() - 8 - 14 * (columns - 1)) / columns
    for first in range(0, len(cards), columns):
        line = cards[first : first + columns]
        high = max(height(parts, wide) for _, parts in line)
        for place, (band, parts) in enumerate(line):
            card(drawing, (4 + place * (wide + 14), y), wide, parts, high, band)
        y += high + 10
    return y


def _parts(key: str, show: Sequence[str]) -> list[Part]:
    number = list(RIDDLES).index(key) + 1
    return [
        Part(f"Step {number} · {step(key).when}", 12, "muted"),
        Part(step(key).what, 13),
        Part(_answer(key, show) if key in show else "Which aim?", 14, bold=True, gap=10),
    ]


def _answer(key: str, show: Sequence[str]) -> str:
    if key not in show:
        return "not opened yet"
    return " + ".join(AIMS[aim][0] for aim in RIDDLES[key].aims)


def _says(show: Sequence[str]) -> str:
    numbers = {key: number for number, key in enumerate(RIDDLES, start=1)}
    opened = [f"Step {numbers[key]}: {_answer(key, show)}." for key in RIDDLES if key in show]
    closed = [str(numbers[key]) for key in RIDDLES if key not in show]
    left = f" Still closed: {listed(closed)}." if closed else ""
    return f"Three aims and four real steps. {' '.join(opened)}{left}".replace("  ", " ")
