"""Read a table's schema, and the cells of its CSV, however a spreadsheet has saved it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.core.decoding import decoded
from lessons.core.mistakes import Mistake
from lessons.core.paths import nearest, shown
from lessons.core.toml import BrokenToml, parse_toml
from lessons.data.cache import cached_on_tables
from lessons.data.files import csv_path
from lessons.data.schema_checks import schema_faults

TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")


class BrokenTable(Mistake):
    """A table, or its schema, that breaks the rules; the message has a sentence for each place."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = list(sentences)


@cached_on_tables()
def schema(name: str) -> Mapping[str, Any]:
    """Return a table's schema as a read-only mapping, in the terms of the Table Schema standard.

    `title`, `description`, `as_of` (a date), `licenses`, `sources`, `fields` and the keys; lists
    are tuples, tables of the TOML are read-only mappings. `docs/data-format.md` explains them
    all. Raises UnknownName where there is no such table, BrokenTable where the file is not TOML or
    has a mistake.
    """
    path = csv_path(name).with_suffix(".toml")
    try:
        found = parse_toml(path.read_bytes(), shown(path))
    except BrokenToml as reason:
        raise BrokenTable(str(reason)) from None
    if faults := schema_faults(found, path):
        raise BrokenTable(*faults)
    return found


@dataclass(frozen=True)
class Cells:
    """The cells of a CSV as text, column by column, and the line on which each row begins.

    Lines are counted from 1, as a text editor does, so that a message can name them.
    """

    columns: Mapping[str, tuple[str, ...]]
    lines: tuple[int, ...]


def read_cells(path: Path, names: list[str]) -> Cells:
    """Return the cells of a CSV that should have the columns `names`, in any order.

    What spreadsheets add when they save is accepted: a byte order mark, semicolons or tabs
    between cells, Windows line ends, spaces around cells, empty columns or rows at the end.
    Raises BrokenTable where the encoding, the columns or the width of a row is wrong.
    """
    # Each step depends on the one before; only the first that fails is reported.
    text = decoded(path.read_bytes(), shown(path), BrokenTable)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header, rows, lines = _split(text, shown(path))
    faults = list(_column_faults(header, names)) or list(_width_faults(header, rows, lines))
    if faults:
        raise BrokenTable(*(f"{shown(path)}, {fault}" for fault in faults))
    by_column = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    columns = {name: tuple(by_column.get(name, ())) for name in names}
    return Cells(columns, tuple(lines))


def truths(field: Mapping[str, Any]) -> dict[str, bool]:
    """Return the words for true and false that a boolean column may hold, with their values."""
    yes, no = field.get("trueValues", TRUE), field.get("falseValues", FALSE)
    return dict.fromkeys(yes, True) | dict.fromkeys(no, False)


def _split(text: str, file: str) -> tuple[list[str], list[list[str]], list[int]]:
    rows, lines, begins = [], [], 1
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append(cells)
                lines.append(begins)
            # A text in quotation marks may have several lines, which the reader counts.
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise BrokenTable(
            f"{file}, line {begins}: a quotation mark is opened and not closed, or is inside "
            'a text. Inside a quoted text write it twice: "".'
        ) from fault
    if not rows:
        raise BrokenTable(f"{file} is empty. Restore the original file.")
    header = rows[0]
    while header and not header[-1]:
        header.pop()
    return header, rows[1:], lines[1:]


def _delimiter(text: str) -> str:
    # Names of columns contain none of these signs, so the one in the header is the delimiter.
    first = text.lstrip("\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _column_faults(header: list[str], names: list[str]) -> Iterator[str]:
    for name in header:
        if name not in names:
            yield f"line 1: there is no column '{name}' in this table.{nearest(name, names)}"
    yield from (f"line 1: column '{name}' is missing." for name in names if name not in header)
    for name, count in Counter(header).items():
        if count > 1:
            yield f"line 1: there are two columns '{name}'."


def _width_faults(header: list[str], rows: list[list[str]], lines: list[int]) -> Iterator[str]:
    for row, line in zip(rows, lines, strict=True):
        # A spreadsheet adds empty cells to rows that are shorter than its widest one.
        while len(row) > len(header) and not row[-1]:
            row.pop()
        if len(row) != len(header):
            yield (
                f"line {line}: {len(row)} cells, but the header has {len(header)}. "
                "A text that holds a comma needs quotation marks."
            )
