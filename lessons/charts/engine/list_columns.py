"""Draw lists in columns, each group under its heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from lessons.charts.engine import sizes
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import Key, sample, target
from lessons.charts.engine.sizes import DOT, GAP, ROW, SPACE, TARGET
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.charts.engine.theme import is_narrow

_INDENT = 2 * DOT + SPACE  # from a marker's left edge to the text behind it
_LINE = sizes.LABEL.line  # from one line of an item to the next


@dataclass(frozen=True)
class ListItem:
    """A line of a list, with a marker before it and a muted note after it.

    What does not fit on one line takes more of them. A heading is bold.
    """

    text: str
    key: Key | None = None
    note: str = ""
    bold: bool = False
    pick: str = ""
    is_heading: bool = False


_FREE = ListItem("")  # between two groups


def lists(plot: Plot, groups: Sequence[Sequence[ListItem]], columns: int = 3) -> None:
    """Draw groups of lines in columns, at most two on a phone, and move on.

    The first line of a group may be its heading. Each group has a column of its own if there are
    as many columns. Otherwise all lines are shared out evenly, and a heading is never at the
    foot of a column.
    """
    lefts, width = plot.columns(min(columns, 2) if is_narrow() else columns)
    step = TARGET if any(item.pick for group in groups for item in group) else ROW
    parts = groups if len(groups) == len(lefts) else _shared_out(groups, len(lefts))
    top, feet = plot.y, [plot.y]
    for x, items in zip(lefts, parts, strict=True):
        plot.y = top
        for item in items:
            _draw(plot, item, x, width, step)
        feet.append(plot.y)
    plot.y = max(feet)
    plot.skip(GAP / 2)


def _shared_out(groups: Sequence[Sequence[ListItem]], columns: int) -> list[list[ListItem]]:
    """Return the lines of all groups in columns, with a free line between two groups."""
    lines = [line for group in groups for line in (*group, _FREE)][:-1]
    cuts = [min(ceil(len(lines) / columns) * n, len(lines)) for n in range(1, columns)]
    cuts = [at - any(line.is_heading for line in lines[at - 1 : at]) for at in cuts]
    parts = [lines[start:end] for start, end in pairwise([0, *cuts, len(lines)])]
    return [part[1:] if part[:1] == [_FREE] else part for part in parts]


def _draw(plot: Plot, item: ListItem, x: float, width: float, step: float) -> None:
    """Draw a marker, the lines of the text and a muted note, and move on."""
    indent = _INDENT * (item.key is not None)
    style = sizes.LABEL.emphasised(item.bold or item.is_heading)
    lines = [*wrap(item.text, width - indent, bold=style.bold)] or [""]
    end = text_width(lines[-1], bold=style.bold)
    if end + SPACE + text_width(item.note) > width - indent and item.note:
        lines.append("")  # the note gets a line of its own
        end = 0
    middle, height = plot.y + step / 2, step + _LINE * (len(lines) - 1)
    if item.key:
        plot.add(*sample(item.key, x, middle))
    last = middle + _LINE * (len(lines) - 1)
    plot.add(*lines_at(x + indent, (middle + last) / 2, lines, style))
    if item.pick:
        plot.add(target(x, plot.y, width, height, item.pick))
    if item.note:
        left = x + indent + (end + SPACE if end else 0)
        plot.add(text_at(left, last, item.note, sizes.CAPTION))
    plot.skip(height)
