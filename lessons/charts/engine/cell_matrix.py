"""Draw a table as a picture: cells in rows and columns under their headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line, Mark, Shape
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import Key, filled
from lessons.charts.engine.list_columns import ListItem, lists
from lessons.charts.engine.row_labels import Heading, LabelColumn
from lessons.charts.engine.sizes import DOT, SPACE, Style
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.charts.engine.theme import is_narrow

_SHARE, _SHARE_NARROW = 0.24, 0.27  # of the width, the most for the headings of rows
_NEAR = 4.0  # px between a dot and its number
_DOT_AREA = 8.0  # square of the radius in pixels for a count of 1
_CELL_HEIGHT = 30.0
_CHOSEN = 0.9  # opacity of the ground of a chosen cell


@dataclass(frozen=True)
class Cell:
    """A cell: its lines of text, or a count as a dot with its number, or a mark.

    A `fill` shows the cell as a bar of its role.
    """

    lines: Sequence[str] = ()
    count: int | None = None
    key: Key | None = None
    role: str = "euro_atlantic"
    fill: str = ""
    chosen: bool = False
    title: str = ""
    pick: str = ""


@dataclass(frozen=True)
class MatrixRow(Heading):
    """A heading and the cells beside it."""

    cells: Sequence[Cell] = ()


def matrix(plot: Plot, heads: Sequence[Heading], rows: Sequence[MatrixRow]) -> None:
    """Draw rows of cells below headings, and move on.

    Column headings that do not fit become their `short` text, explained in a list above.
    """
    share = _SHARE_NARROW if is_narrow() else _SHARE
    labels = LabelColumn(plot, rows, share)
    left = labels.right + SPACE
    step = (plot.right - left) / max(len(heads), 1)
    _head(plot, heads, left, step)
    for row in rows:
        texts = [sizes.LABEL.line * len(_wrapped(cell, step - 2)) for cell in row.cells]
        height = max(_CELL_HEIGHT, max([labels.height(row), *texts]) + 2 * SPACE)
        labels.draw(row, plot.y + height / 2)
        for place, cell in enumerate(row.cells):
            ground = Box(left + place * step + 1, plot.y + 1, step - 2, height - 2, "land")
            plot.add(*_cell(cell, ground))
        plot.skip(height)
        plot.add(Line(((plot.left, plot.y), (plot.right, plot.y))))
    plot.skip()


def _head(plot: Plot, heads: Sequence[Heading], left: float, step: float) -> None:
    """Draw the headings of the columns.

    One word that is too long is enough: then all headings become numbers, and a list says what
    they mean.
    """
    room = step - 2
    words = [replace(head, text=word) for head in heads for word in head.text.split()]
    if any(word.width > room for word in words):
        items = [
            ListItem(f"{head.short}  {head.text}", bold=head.bold, pick=head.pick)
            for head in heads
            if head.short
        ]
        lists(plot, [items], columns=2)
        heads = [replace(head, text=head.short or head.text) for head in heads]
    wrapped = [wrap(head.text, room, bold=head.bold) for head in heads]
    height = sizes.LABEL.line * max(map(len, wrapped), default=1)
    for place, (head, lines) in enumerate(zip(heads, wrapped, strict=True)):
        style = head.style if head.bold else sizes.CAPTION
        x = left + step * (place + 0.5)
        plot.add(*lines_at(x, plot.y + height / 2, lines, style, "middle", head.pick))
    plot.skip(height + SPACE)


def _wrapped(cell: Cell, width: float) -> list[str]:
    """Return the lines of a cell, each short enough for its width."""
    room = width - SPACE * 2
    return [part for line in cell.lines for part in wrap(line, room)]


def _cell(cell: Cell, ground: Box) -> list[Mark]:
    """Return the marks of a cell on its ground."""
    middle, centre = ground.y + ground.height / 2, ground.x + ground.width / 2
    # The ground also takes the click on an empty cell.
    box = replace(ground, title=cell.title, pick=cell.pick, radius=2)
    marks: list[Mark] = [replace(box, opacity=_CHOSEN * cell.chosen)]
    if cell.fill:
        marks += filled(replace(box, role=cell.role), cell.fill)
    if key := cell.key:
        marks.append(key.mark(centre, middle, DOT, cell.title, cell.pick))
    if cell.count is not None:
        marks += _dot(cell, centre, middle, ground.width)
    lines = _wrapped(cell, ground.width)
    return marks + lines_at(ground.x + SPACE, middle, lines, pick=cell.pick)


def _dot(cell: Cell, centre: float, middle: float, width: float) -> list[Mark]:
    """Return a dot whose area is the count, and its number beside it; a dash for none."""
    if not cell.count:
        return [text_at(centre, middle, "–", sizes.CAPTION, "middle", pick=cell.pick)]
    style, number = Style(sizes.LABEL.size, bold=cell.chosen), str(cell.count)
    # The area, not the width, shows the count: the eye compares areas.
    radius = min(sqrt(_DOT_AREA * cell.count), width / 4, _CELL_HEIGHT / 2 - 2)
    x = centre - (2 * radius + _NEAR + text_width(number, style.size, style.bold)) / 2
    return [
        Shape(x + radius, middle, radius, "circle", cell.role, cell.title, cell.pick),
        text_at(x + 2 * radius + _NEAR, middle, number, style, pick=cell.pick),
    ]
