"""Draw a table as a picture: cells in rows and columns under their headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Line, Mark, Shape
from lessons.charts.engine.layout import Plot, lines_at, text_at
from lessons.charts.engine.legends import Key, sample, sample_width
from lessons.charts.engine.list_columns import ListGroup, ListItem, lists
from lessons.charts.engine.sizes import DOT, LABEL_SHARE, SPACE, Style
from lessons.charts.engine.text_fit import fit, text_width, wrap
from lessons.charts.engine.theme import is_narrow

_NEAR = 4.0  # px between a dot and its number
_EMPTY, _LIGHT, _FILLED, _OUTLINED = CELLS = ("empty", "light", "filled", "outlined")
_DOT_AREA = 8.0  # square of the radius in pixels for a count of 1
_CELL_HEIGHT = 30.0
_LEADING = 3.0  # px at the left edge of a filled cell


@dataclass(frozen=True)
class Cell:
    """A cell: its lines of text, or a count as a dot with its number, or a form; and its look.

    `look` is "empty", "light" (a pale box: nothing here), "filled" or "outlined".
    """

    lines: Sequence[str] = ()
    count: int | None = None
    form: str = ""
    role: str = "euro_atlantic"
    look: str = _EMPTY
    muted: bool = False
    hollow: bool = False
    chosen: bool = False
    title: str = ""
    pick: str = ""


@dataclass(frozen=True)
class Heading:
    """The heading of a row or a column; `short` stands where the text has no room."""

    text: str
    short: str = ""
    bold: bool = False
    pick: str = ""
    key: Key | None = None


@dataclass(frozen=True)
class MatrixRow:
    """A heading and the cells beside it."""

    heading: Heading
    cells: Sequence[Cell]


def matrix(plot: Plot, heads: Sequence[Heading], rows: Sequence[MatrixRow]) -> None:
    """Draw rows of cells below headings, and move on.

    Column headings that do not fit become their `short` text, explained in a line of words above.
    """
    grid = _Grid(plot, heads, rows)
    grid.head(heads)
    for row in rows:
        grid.draw(row)
    plot.skip()


class _Grid:
    """The widths of a matrix: the headings of rows, and one column for each heading."""

    def __init__(self, plot: Plot, heads: Sequence[Heading], rows: Sequence[MatrixRow]) -> None:
        self.plot = plot
        keys = [sample_width(row.heading.key) + SPACE for row in rows if row.heading.key]
        self._label = plot.left + max(keys, default=0.0)
        most = plot.width * LABEL_SHARE * (0.65 if is_narrow() else 0.8)
        widest = max((text_width(r.heading.text, bold=r.heading.bold) for r in rows), default=0.0)
        self._room = min(widest, most)
        self.left = self._label + self._room + SPACE * 2
        self.step = (plot.right - self.left) / max(len(heads), 1)

    def head(self, heads: Sequence[Heading]) -> None:
        """Draw the headings of the columns, or their numbers and what these mean."""
        plot, room = self.plot, self.step - 2
        fits = all(
            text_width(word, sizes.LABEL.size, head.bold) <= room
            for head in heads
            for word in head.text.split()
        )
        if not fits:
            self._explain(heads)
        texts = [head.text if fits else head.short or head.text for head in heads]
        style = sizes.LABEL
        lines = [
            wrap(text, room, style.size, head.bold) for text, head in zip(texts, heads, strict=True)
        ]
        high = style.line * max((len(part) for part in lines), default=1)
        for place, (head, wrapped) in enumerate(zip(heads, lines, strict=True)):
            shown = sizes.LABEL.emphasised(True) if head.bold else sizes.CAPTION
            part = [fit(line, room, style.size, head.bold) for line in wrapped]
            x = self.left + self.step * (place + 0.5)
            plot.add(*lines_at(x, plot.y + high / 2, part, shown, "middle", head.pick))
        plot.skip(high + SPACE)

    def _explain(self, heads: Sequence[Heading]) -> None:
        columns = [
            ListItem(f"{head.short}  {head.text}", bold=head.bold, pick=head.pick)
            for head in heads
            if head.short
        ]
        lists(self.plot, [ListGroup("", columns)], columns=2)

    def draw(self, row: MatrixRow) -> None:
        """Draw a row and move on."""
        plot, head = self.plot, row.heading
        style = sizes.LABEL.emphasised(head.bold)
        lines = wrap(head.text, self._room + 1, style.size, head.bold)
        lines = tuple(fit(line, self._room + 1, style.size, head.bold) for line in lines)
        most = max((len(self._wrapped(cell)) for cell in row.cells), default=1)
        high = max(_CELL_HEIGHT, style.line * max(most, len(lines)) + 2 * SPACE)
        middle = plot.y + high / 2
        plot.add(*lines_at(self._label, middle, lines, style, pick=head.pick))
        if head.key:
            plot.add(*sample(head.key, plot.left, middle))
        for place, cell in enumerate(row.cells):
            plot.add(*self._cell(cell, self.left + place * self.step, plot.y, high))
        plot.skip(high)
        plot.add(Line(((plot.left, plot.y), (plot.right, plot.y))))

    def _wrapped(self, cell: Cell) -> list[str]:
        room = self.step - SPACE * 2 - _LEADING
        return [part for line in cell.lines for part in wrap(line, room, sizes.LABEL.size)]

    def _cell(self, cell: Cell, x: float, y: float, height: float) -> list[Mark]:
        middle, centre = y + height / 2, x + self.step / 2
        marks = _box(cell, x + 1, y + 1, self.step - 2, height - 2)
        if cell.form:
            marks.append(
                Shape(centre, middle, DOT, cell.form, cell.role, cell.title, cell.pick, cell.hollow)
            )
        if cell.count is not None:
            marks += _dot(cell, centre, middle, self.step)
        style = sizes.CAPTION if cell.muted else sizes.LABEL
        if cell.lines:
            start = x + SPACE + _LEADING
            marks += lines_at(start, middle, self._wrapped(cell), style, pick=cell.pick)
        return marks


def _box(cell: Cell, x: float, y: float, width: float, height: float) -> list[Mark]:
    if cell.look not in CELLS:
        raise ValueError(f"There is no look '{cell.look}' of a cell: {', '.join(CELLS)}.")
    back = "land" if cell.chosen or cell.look == _LIGHT else "paper"
    opacity = 0.9 if cell.chosen else 0.4 if cell.look == _LIGHT else 0.0
    box = Box(x, y, width, height, back, opacity, title=cell.title, pick=cell.pick, radius=2)
    if cell.look == _OUTLINED:
        return [box, Box(x, y, width, height, cell.role, outline=True, pick=cell.pick, radius=2)]
    if cell.look == _FILLED:
        return [
            Box(x, y, width, height, cell.role, 0.22, title=cell.title, pick=cell.pick, radius=2),
            Box(x, y, _LEADING + 1, height, cell.role, radius=1),
        ]
    return [box]


def _dot(cell: Cell, centre: float, middle: float, step: float) -> list[Mark]:
    """Return a dot whose area is the count, and its number beside it; a dash for none."""
    if not cell.count:
        return [text_at(centre, middle, "–", sizes.CAPTION, "middle", pick=cell.pick)]
    style = Style(sizes.LABEL.size, bold=cell.chosen)
    words = str(cell.count)
    radius = min(sqrt(_DOT_AREA * cell.count), step / 4, _CELL_HEIGHT / 2 - 2)
    long = 2 * radius + _NEAR + text_width(words, style.size, style.bold)
    x = centre - long / 2
    return [
        Shape(x + radius, middle, radius, "circle", cell.role, cell.title, cell.pick),
        text_at(x + 2 * radius + _NEAR, middle, words, style, pick=cell.pick),
    ]
