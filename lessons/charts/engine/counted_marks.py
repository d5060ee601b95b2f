"""Draw counts as things to count: a mark for each nation, and sums in large figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Mark, Shape
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import Key
from lessons.charts.engine.sizes import COLUMN_GAP, DOT_LARGE, GAP, SPACE, Style
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import is_narrow

_A_ROW = 10  # marks in a row: tens can be seen at a glance
_STEP = 24.0  # px from one mark to the next


@dataclass(frozen=True)
class SignGroup:
    """A heading and how many marks of each kind stand below it, or a sentence instead of marks."""

    heading: str
    counts: Sequence[tuple[Key, int]] = ()
    text: str = ""


@dataclass(frozen=True)
class Term:
    """A number of a sum, with the marker of what it counts."""

    text: str
    key: Key | None = None


def signs(plot: Plot, groups: Sequence[SignGroup]) -> None:
    """Draw groups of marks, ten a row, side by side; on a phone below each other."""
    count = 1 if is_narrow() else len(groups)
    width = (plot.room - COLUMN_GAP * (count - 1)) / count
    top = deepest = plot.y
    for place, group in enumerate(groups):
        x = plot.left + (place % count) * (width + COLUMN_GAP)
        plot.y = deepest if is_narrow() else top
        plot.write(group.heading, sizes.SUBHEAD, x=x, width=width)
        if group.text:
            plot.write(group.text, x=x, width=width)
        plot.skip(SPACE)
        marks = _marks(group, x, plot.y)
        plot.add(*marks)
        plot.skip(_STEP * -(-len(marks) // _A_ROW) + GAP)
        deepest = max(deepest, plot.y)
    plot.y = deepest


def _marks(group: SignGroup, x: float, y: float) -> list[Mark]:
    keys = [key for key, number in group.counts for _ in range(number)]
    half = _STEP / 2
    return [
        Shape(
            x + half + _STEP * (n % _A_ROW), y + half + _STEP * (n // _A_ROW), DOT_LARGE, key.form,
            key.role, key.text, key.pick, key.hollow,
        )
        for n, key in enumerate(keys)
    ]  # fmt: skip


def sum_row(plot: Plot, terms: Sequence[Term], total: str) -> None:
    """Draw a sum in large figures, such as 22 + 7 + 4 + 8 = 41, as large as the width allows."""
    parts: list[Term] = []
    for term in terms:
        parts += [term, Term("+")]
    parts = [*parts[:-1], Term("="), Term(total)]
    style = sizes.FIGURE
    scale = min(1.0, plot.room / _width(parts, style))
    style = Style(style.size * scale, style.role, style.bold)
    x, middle = plot.left, plot.y + style.line / 2
    for part in parts:
        if part.key:
            key = part.key
            plot.add(Shape(x + DOT_LARGE, middle, DOT_LARGE - 1, key.form, key.role, key.text))
            x += 2 * DOT_LARGE + SPACE
        plot.add(text_at(x, middle, part.text, style))
        x += text_width(part.text, style.size, bold=True) + GAP * scale
    plot.skip(style.line + GAP)


def _width(parts: Sequence[Term], style: Style) -> float:
    markers = sum(2 * DOT_LARGE + SPACE for part in parts if part.key)
    texts = sum(text_width(part.text, style.size, bold=True) + GAP for part in parts)
    return markers + texts
