"""What luck does to a short test."""

from functools import cache
from math import comb

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Text
from lessons.charts.engine.theme import is_narrow, width

MANY = (12, 20, 60, 200)
USUAL = 0.9  # share of tests that count as usual
TOP, FOOT = 62.0, 40.0


def luck(know: int = 60, questions: int = 12) -> Chart:
    """Draw how many answers someone gets right who knows `know` per cent, by luck alone.

    Each question counts as an independent draw, as in the textbook: the binomial distribution.
    """
    chances = distribution(know, questions)
    low, high = usual(know, questions)
    drawing = Drawing(width(), 300)
    title = f"Who knows {know} in 100: how many of {questions} are right?"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.add(Text(4, 36, f"dark: nine tests in ten, {low} to {high} right", "muted", 12))
    step, top = (width() - 20) / (questions + 1), max(chances)
    for right, chance in enumerate(chances):
        tall = (drawing.height - TOP - FOOT) * chance / top
        inside = low <= right <= high
        box = (10 + right * step, drawing.height - FOOT - tall, max(step - 2, 1), tall)
        drawing.add(Box(*box, "euro_atlantic", 1.0 if inside else 0.35, radius=0))
    _axis(drawing, questions, step)
    data = pd.DataFrame(
        {"Right answers": range(questions + 1), "Of 100 tests": [100 * p for p in chances]}
    )
    source = "Computed with the binomial distribution; no data of learners."
    return Chart(drawing, _says(know, questions), source, data, title)


@cache
def distribution(know: int, questions: int) -> tuple[float, ...]:
    """Return the chance of each number of right answers, from 0 on."""
    p = know / 100
    return tuple(
        comb(questions, k) * p**k * (1 - p) ** (questions - k) for k in range(questions + 1)
    )


@cache
def usual(know: int, questions: int) -> tuple[int, int]:
    """Return the fewest and the most right answers in nine tests of ten: the likeliest ones."""
    chances = distribution(know, questions)
    low = high = max(range(len(chances)), key=chances.__getitem__)
    while sum(chances[low : high + 1]) < USUAL:
        under = chances[low - 1] if low else -1.0
        over = chances[high + 1] if high + 1 < len(chances) else -1.0
        low, high = (low - 1, high) if under >= over else (low, high + 1)
    return low, high


@cache
def usual_difference(know: int, questions: int) -> int:
    """Return the largest difference between two such tests that luck gives in nine of ten cases."""
    chances = distribution(know, questions)
    spread = [0.0] * (questions + 1)
    for first, p in enumerate(chances):
        for second, q in enumerate(chances):
            spread[abs(first - second)] += p * q
    return next(d for d in range(len(spread)) if sum(spread[: d + 1]) >= USUAL)


def _axis(drawing: Drawing, questions: int, step: float) -> None:
    every = max(1, round(questions / (6 if is_narrow() else 12)))
    for right in range(0, questions + 1, every):
        x = 10 + (right + 0.5) * step
        drawing.add(Text(x, drawing.height - FOOT + 16, str(right), "muted", 11, "middle"))
    drawing.add(Text(width() / 2, drawing.height - 6, "right answers", "muted", 11, "middle"))


def _says(know: int, questions: int) -> str:
    low, high = usual(know, questions)
    apart = usual_difference(know, questions)
    return (
        f"Someone who knows {know} in 100 gets {low} to {high} of {questions} right "
        f"in nine tests of ten. Two such tests in a row differ by up to {apart} "
        "in nine cases of ten, though nothing was learned between them."
    )
