"""Draw lists in columns of about the same height, each group under its heading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Mark
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import Key, sample, target
from lessons.charts.engine.sizes import DOT, GAP, ROW, SPACE, TARGET
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.charts.engine.theme import is_narrow

_LONG = 14  # items: a group as long as that may be broken
_INDENT = 2 * DOT + SPACE  # from a marker's left edge to the text behind it
_LINE = sizes.LABEL.line  # from one line of an item to the next


@dataclass(frozen=True)
class ListItem:
    """A line of a list, with a marker before it and a muted note after it.

    What does not fit on one line takes more of them.
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
class _Entry:
    """An item of a column, broken into lines, or free space without an item.

    `together` is the height in pixels that stays in one column from here on.
    """

    height: float
    item: ListItem | None = None
    lines: Sequence[str] = ()
    together: float = 0.0


def lists(plot: Plot, groups: Sequence[ListGroup], columns: int = 3) -> None:
    """Draw groups of lines in columns, at most two on a phone, and move on.

    A group is broken only if it is long, and a heading never stands at the foot of a column.
    """
    lefts, width = plot.columns(min(columns, 2) if is_narrow() else columns)
    step = TARGET if any(item.pick for group in groups for item in group.items) else ROW
    entries = [entry for group in groups for entry in _entries(group, width, step)][:-1]
    parts = _balanced(entries, len(lefts))
    for x, part in zip(lefts, parts, strict=False):
        y = plot.y
        for entry in part:
            plot.add(*_marks(entry, x, y, width, step))
            y += entry.height
    plot.skip(max(map(_height, parts), default=0) + GAP / 2)


def _entries(group: ListGroup, width: float, step: float) -> Iterator[_Entry]:
    """Yield the entries of a group: its heading, its items, free space behind it."""
    heading = [ListItem(group.heading, group.key, bold=True)] if group.heading else []
    heads = [_entry(item, width, step) for item in heading]
    items = [_entry(item, width, step) for item in group.items]
    # A long group may be broken behind its first items.
    together = _height(heads) + _height(items if len(items) < _LONG else items[:2])
    yield from (replace(entry, together=together) for entry in heads)
    yield from (*items, _Entry(step))


def _entry(item: ListItem, width: float, step: float) -> _Entry:
    """Return an item with its text broken into lines; a note that does not fit takes one more."""
    room = width - _INDENT * (item.key is not None)
    lines = [*wrap(item.text, room, bold=item.bold)] or [""]
    if text_width(lines[-1], bold=item.bold) + SPACE + text_width(item.note) > room:
        lines += [""] * bool(item.note)
    height = step + _LINE * (len(lines) - 1)
    return _Entry(height, item, lines, height)


def _height(entries: Iterable[_Entry]) -> float:
    return sum(entry.height for entry in entries)


def _balanced(entries: Sequence[_Entry], columns: int) -> list[list[_Entry]]:
    """Return the entries in columns, as low as they can be."""
    height = _height(entries) / columns
    while len(parts := _broken(entries, height)) > columns:
        height += SPACE
    return parts


def _broken(entries: Sequence[_Entry], height: float) -> list[list[_Entry]]:
    """Return the entries broken into columns of a height, so that no heading stands alone."""
    parts: list[list[_Entry]] = [[]]
    for entry in entries:
        if parts[-1] and _height(parts[-1]) + entry.together > height:
            parts.append([])
        if parts[-1] or entry.item:  # no free space at the head of a column
            parts[-1].append(entry)
    return parts


def _marks(entry: _Entry, x: float, top: float, width: float, step: float) -> Iterator[Mark]:
    """Yield the marks of an entry: a marker, the lines of the text, a muted note."""
    item, middle = entry.item, top + step / 2
    if item is None:
        return
    if item.key:
        yield from sample(item.key, x, middle)
    style, left = sizes.LABEL.emphasised(item.bold), x + _INDENT * (item.key is not None)
    last = middle + _LINE * (len(entry.lines) - 1)
    yield from lines_at(left, (middle + last) / 2, entry.lines, style)
    if item.pick:
        yield target(x, top, width, entry.height, item.pick)
    if item.note:
        end = text_width(entry.lines[-1], bold=item.bold)
        yield text_at(left + (end + SPACE if end else 0), last, item.note, sizes.CAPTION)
