"""Draw counts as things to count: a mark for each nation."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts.engine import sizes
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.legends import Key
from lessons.charts.engine.sizes import DOT_LARGE, GAP, SPACE
from lessons.charts.engine.theme import is_narrow

_A_ROW = 10  # marks in a row: tens can be seen at a glance
_STEP = 24.0  # px from one mark to the next


@dataclass(frozen=True)
class SignGroup:
    """A heading and how many marks of each kind stand below it."""

    heading: str
    counts: Sequence[tuple[Key, int]]


def signs(plot: Plot, groups: Sequence[SignGroup]) -> None:
    """Draw groups of marks, ten a row, side by side; on a phone below each other."""
    lefts, width = plot.columns(1 if is_narrow() else len(groups))
    top, ends = plot.y, [plot.y]
    for place, group in enumerate(groups):
        plot.y = max(ends) if is_narrow() else top
        _signs(plot, group, lefts[place % len(lefts)], width)
        ends.append(plot.y)
    plot.y = max(ends)


def _signs(plot: Plot, group: SignGroup, x: float, width: float) -> None:
    """Draw one group of marks under its heading."""
    plot.write(group.heading, sizes.SUBHEAD, x, width)
    plot.skip(SPACE)
    keys = [key for key, number in group.counts for _ in range(number)]
    for first in range(0, len(keys), _A_ROW):
        plot.skip(_STEP / 2)
        for place, key in enumerate(keys[first : first + _A_ROW]):
            plot.add(key.mark(x + _STEP * (place + 0.5), plot.y, DOT_LARGE, key.text))
        plot.skip(_STEP / 2)
    plot.skip(GAP)
