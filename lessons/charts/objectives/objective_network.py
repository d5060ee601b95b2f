"""Objectives seldom come alone: how often two of them stand with the same example."""

from itertools import combinations
from math import cos, pi, sin, sqrt

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Point, Shape, Text
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.example_cards import examples, objectives_of, short_names
from lessons.data import cite

Pair = tuple[str, str]


def objective_pairs(objective: str = "3") -> Chart:
    """Draw the objectives on a circle, and lines as thick as the number of shared examples.

    The lines of the chosen objective are dark; a circle has no first and no last.
    """
    counts, names = shared(), short_names("objectives")
    drawing = Drawing(width(), 350 if is_narrow() else 420)
    title = f"Together with: {names[objective]}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    spots = _spots(list(names))
    for chosen in (False, True):  # the dark lines on top
        for pair, count in counts.items():
            if (objective in pair) == chosen:
                _line(drawing, spots, pair, count, chosen)
    mine = {number: counts.get(_pair(number, objective), 0) for number in names}
    for number, spot in spots.items():
        _node(drawing, spot, number, names[number], mine[number], number == objective)
    source = cite("objectives", *_sources(objective))
    return Chart(drawing, _says(objective, mine), source, _listing(counts), title=title)


def shared() -> dict[Pair, int]:
    """Return for each two objectives how many examples serve both; pairs without are left out."""
    counts: dict[Pair, int] = {}
    for row in each(examples()):
        for pair in combinations(sorted(objectives_of(row)), 2):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _sources(objective: str) -> list[str]:
    return list(examples(objective=objective)["source_id"].head(3))


def _spots(numbers: list[str]) -> dict[str, Point]:
    x, y, radius = (width() / 2, 190, 105) if is_narrow() else (width() / 2, 225, 150)
    turn = {number: 2 * pi * place / len(numbers) for place, number in enumerate(numbers)}
    return {
        number: (x + radius * sin(a + pi / 8), y - radius * cos(a + pi / 8))
        for number, a in turn.items()
    }


def _line(drawing: Drawing, spots: dict[str, Point], pair: Pair, count: int, chosen: bool) -> None:
    thick = 1.2 + 2.0 * sqrt(count)
    drawing.add(Line((spots[pair[0]], spots[pair[1]]), "ally" if chosen else "grid", thick))


def _node(drawing: Drawing, spot: Point, number: str, words: str, count: int, chosen: bool) -> None:
    x, y = spot
    pick, title = f"objective={number}", words
    drawing.add(Shape(x, y, 9 if chosen else 7, "circle", "ally", title, pick, hollow=not chosen))
    right = x > width() / 2
    room = 84.0 if is_narrow() else 220.0
    lines = wrapped(words, room)
    if not chosen:
        lines.append(f"{count} shared" if count else "none shared")
    top = y + 4 - 15 * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        last = place == len(lines) - 1 and not chosen
        side, anchor = (x + 16, "start") if right else (x - 16, "end")
        role = "muted" if last else "ink"
        mark = Text(
            side, top + 15 * place, line, role, 12, anchor, bold=chosen, halo=True, pick=pick
        )
        drawing.add(mark)


def _says(objective: str, mine: dict[str, int]) -> str:
    names = short_names("objectives")
    once = sum(objectives_of(row) == [objective] for row in each(examples(objective=objective)))
    alone = {0: "never", 1: "once"}.get(once, f"{once} times")
    order = sorted(mine, key=lambda number: -mine[number])
    parts = [f"{names[number]} {mine[number]}" for number in order if mine[number]]
    never = [names[number] for number in mine if not mine[number] and number != objective]
    return (
        f"{names[objective].capitalize()} stands with {len(examples(objective=objective))} "
        f"examples, {alone} alone. Shared with: {', '.join(parts)}."
        + (f" Never with: {', '.join(never)}." if never else "")
    )


def _listing(counts: dict[Pair, int]) -> pd.DataFrame:
    names = short_names("objectives")
    rows = [(names[one], names[other], count) for (one, other), count in counts.items()]
    frame = pd.DataFrame(rows, columns=["Objective", "Objective beside it", "Examples"])
    return frame.sort_values("Examples", ascending=False, ignore_index=True, kind="stable")
