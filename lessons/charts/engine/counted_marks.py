"""Draw counts as things to count: a mark for each nation, and sums in large figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Shape
from lessons.charts.engine.layout import Plot, side_by_side, text_at
from lessons.charts.engine.legends import Key
from lessons.charts.engine.sizes import DOT_LARGE, GAP, SPACE
from lessons.charts.engine.text_fit import text_width

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
    side_by_side(plot, [partial(_signs, plot, group) for group in groups])


def _signs(plot: Plot, group: SignGroup, x: float, width: float) -> None:
    """Draw one group of marks under its heading."""
    plot.write(group.heading, sizes.SUBHEAD, x, width)
    if group.text:
        plot.write(group.text, x=x, width=width)
    plot.skip(SPACE)
    keys = [key for key, number in group.counts for _ in range(number)]
    for first in range(0, len(keys), _A_ROW):
        plot.skip(_STEP / 2)
        for place, key in enumerate(keys[first : first + _A_ROW]):
            plot.add(_sign(key, x + _STEP * (place + 0.5), plot.y))
        plot.skip(_STEP / 2)
    plot.skip(GAP)


def _sign(key: Key, x: float, y: float, size: float = DOT_LARGE) -> Shape:
    """Return the mark of an entry of a legend at a place of the page."""
    return Shape(x, y, size, key.form, key.role, key.text, key.pick, key.hollow)


def sum_row(plot: Plot, terms: Sequence[Term], total: str) -> None:
    """Draw a sum in large figures, such as 22 + 7 + 4 + 8 = 41, as large as the width allows."""
    summands = [part for term in terms for part in (Term("+"), term)][1:]
    parts = [*summands, Term("="), Term(total)]
    style, marker = sizes.FIGURE, 2 * DOT_LARGE + SPACE
    texts = [text_width(part.text, style.size, bold=True) + GAP for part in parts]
    width = sum(texts) + marker * sum(part.key is not None for part in parts)
    scale = min(1.0, plot.room / width)
    style = replace(style, size=style.size * scale)
    x, middle = plot.left, plot.y + style.line / 2
    for part, text in zip(parts, texts, strict=True):
        if part.key:
            plot.add(_sign(part.key, x + DOT_LARGE, middle, DOT_LARGE - 1))
            x += marker
        plot.add(text_at(x, middle, part.text, style))
        x += text * scale
    plot.skip(style.line + GAP)
