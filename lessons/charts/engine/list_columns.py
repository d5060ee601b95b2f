"""Draw lists in columns of about the same height, each group under its heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Mark
from lessons.charts.engine.layout import Plot, text_at
from lessons.charts.engine.legends import Key, sample, target
from lessons.charts.engine.sizes import DOT, GAP, ROW, SPACE, TARGET
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.charts.engine.theme import is_narrow

_LONG = 14  # rows: a group as long as that may be broken
_INDENT = 2 * DOT + SPACE  # from a marker's left edge to the text behind it


@dataclass(frozen=True)
class ListItem:
    """A line of a list, with a marker before it and a muted note after it.

    What does not fit on one line takes more of them, the note the last one.
    """

    text: str
    key: Key | None = None
    note: str = ""
    bold: bool = False
    pick: str = ""


@dataclass(frozen=True)
class ListGroup:
    """A heading, with a marker if it has one, and the items below it."""

    heading: str
    items: Sequence[ListItem]
    key: Key | None = None


@dataclass(frozen=True)
class _Row:
    """A row of a column: a line of an item or of a heading, or free space without an item.

    `together` is how many rows stay in one column from here on.
    """

    item: ListItem | None = None
    is_indented: bool = False
    together: int = 1


def lists(plot: Plot, groups: Sequence[ListGroup], columns: int = 3) -> None:
    """Draw groups of lines in columns, at most two on a phone, and move on.

    A group is broken only if it is long, and a heading never stands at the foot of a column.
    """
    lefts, width = plot.columns(min(columns, 2) if is_narrow() else columns)
    rows = [row for group in groups for row in _rows_of(group, width)][:-1]
    parts = _balanced(rows, len(lefts))
    step = TARGET if any(row.item and row.item.pick for row in rows) else ROW
    for x, part in zip(lefts, parts, strict=False):
        for number, row in enumerate(part):
            plot.add(*_marks(row, x, plot.y + step * (number + 0.5), width))
    plot.skip(step * max(map(len, parts), default=0) + GAP / 2)


def _rows_of(group: ListGroup, width: float) -> Iterator[_Row]:
    """Yield the rows of a group: its heading, its items, free space behind it."""
    heading = ListItem(group.heading, group.key, bold=True)
    heads = list(_rows_of_item(heading, width)) if group.heading else []
    items = [row for item in group.items for row in _rows_of_item(item, width)]
    # A long group may be broken behind its first items.
    together = len(heads) + (len(items) if len(items) < _LONG else 2)
    heads[:1] = [replace(row, together=together) for row in heads[:1]]
    yield from (*heads, *items, _Row())


def _rows_of_item(item: ListItem, width: float) -> Iterator[_Row]:
    """Yield the row of an item, or where that would be cut, one for each of its lines."""
    is_indented, lines = item.key is not None, [item]
    room = width - _INDENT * is_indented
    note = text_width(item.note) + SPACE if item.note else 0.0
    if text_width(item.text, bold=item.bold) + note > room:
        texts = wrap(item.text, room, bold=item.bold)
        lines = [replace(item, text=text, note="") for text in texts]
        lines += [replace(item, text="")] * bool(item.note)
    for place, line in enumerate(lines):
        shown = replace(line, key=None) if place else line
        yield _Row(shown, is_indented, 1 if place else len(lines))


def _balanced(rows: Sequence[_Row], columns: int) -> list[list[_Row]]:
    """Return the rows in columns, as low as they can be."""
    height = max(ceil(len(rows) / columns), 1)
    while len(parts := _broken(rows, height)) > columns:
        height += 1
    return parts


def _broken(rows: Sequence[_Row], height: int) -> list[list[_Row]]:
    """Return the rows broken into columns of a height, so that no heading stands alone."""
    parts: list[list[_Row]] = [[]]
    for row in rows:
        left = height - len(parts[-1])
        if parts[-1] and left < row.together:
            parts.append([])
        if parts[-1] or row.item:  # no free space at the head of a column
            parts[-1].append(row)
    return parts


def _marks(row: _Row, x: float, middle: float, width: float) -> list[Mark]:
    """Return the marks of a row: a marker, the text, a muted note."""
    item = row.item
    if item is None:
        return []
    marks = [*sample(item.key, x, middle)] if item.key else []
    indent = _INDENT if row.is_indented else 0
    style = sizes.LABEL.emphasised(item.bold)
    marks.append(text_at(x + indent, middle, item.text, style))
    if item.pick:
        marks.append(target(x, middle - TARGET / 2, width, TARGET, item.pick))
    if item.note:
        after = x + indent + text_width(item.text, bold=item.bold) + SPACE
        marks.append(text_at(after, middle, item.note, sizes.CAPTION))
    return marks
