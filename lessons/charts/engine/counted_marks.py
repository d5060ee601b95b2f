"""Draw counts as things to count: a mark for each nation."""

from collections.abc import Mapping, Sequence

from lessons.charts.engine import sizes
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.legends import Key
from lessons.charts.engine.sizes import DOT_LARGE, GAP, SPACE
from lessons.charts.engine.theme import is_narrow

_A_ROW = 10  # marks in a row: tens can be seen at a glance
_STEP = 24.0  # px from one mark to the next


def signs(plot: Plot, groups: Mapping[str, Mapping[Key, int]]) -> None:
    """Draw groups of marks, ten a row, side by side; on a phone below each other.

    Below each heading are so many marks of each kind.
    """
    lefts, width = plot.columns(1 if is_narrow() else len(groups))
    top, ends = plot.y, [plot.y]
    for place, (heading, counts) in enumerate(groups.items()):
        plot.y = max(ends) if is_narrow() else top
        x = lefts[place % len(lefts)]
        plot.write(heading, sizes.SUBHEAD, x, width)
        plot.skip(SPACE)
        _signs(plot, [key for key, number in counts.items() for _ in range(number)], x)
        ends.append(plot.y)
    plot.y = max(ends)


def _signs(plot: Plot, keys: Sequence[Key], x: float) -> None:
    """Draw the marks of one group and move on."""
    for first in range(0, len(keys), _A_ROW):
        plot.skip(_STEP / 2)
        for place, key in enumerate(keys[first : first + _A_ROW]):
            plot.add(key.mark(x + _STEP * (place + 0.5), plot.y, DOT_LARGE, key.text))
        plot.skip(_STEP / 2)
    plot.skip(GAP)
