"""Hold the rows behind a picture as plain values: what the button 'Table' shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan
from operator import attrgetter
from typing import Any

CellValue = str | int | float | bool
Value = str | Callable[[Any], Any]  # the name of an attribute, or a function of the thing


@dataclass(frozen=True)
class Table:
    """Columns named in plain words, and one tuple of plain values for each row.

    Any iterable of rows is taken. Dates become ISO text, whole floats integers, other floats
    are rounded to two decimals, and nothing (`None`, not a number) becomes an empty text.
    """

    columns: Sequence[str] = ()
    rows: Iterable[Sequence[Any]] = ()

    def __post_init__(self) -> None:
        columns = tuple(map(str, self.columns))
        rows = tuple(tuple(map(plain, row)) for row in self.rows)
        for row in rows:
            if len(row) != len(columns):
                raise ValueError(f"A row has {len(row)} values for the columns {columns}: {row}.")
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "rows", rows)

    @classmethod
    def of(cls, things: Iterable[Any], columns: Mapping[str, Value]) -> "Table":
        """Return one row for each thing; a column is an attribute of it, or a function of it."""
        reads = [v if callable(v) else attrgetter(v) for v in columns.values()]
        return cls(list(columns), ([read(thing) for read in reads] for thing in things))

    def __len__(self) -> int:
        return len(tuple(self.rows))

    def __iter__(self) -> Iterator[dict[str, CellValue]]:
        """Yield each row as a dict of column to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[CellValue]:
        """Return the values of a column, from the first row to the last."""
        place = tuple(self.columns).index(name)
        return [row[place] for row in self.rows]


def as_table(data: Any) -> Table:
    """Return a Table as it is, and a pandas DataFrame, which an author may use, as a Table."""
    if isinstance(data, Table):
        return data
    return Table(list(data.columns), data.itertuples(index=False, name=None))


def plain(value: Any) -> CellValue:
    """Return a value as a text, a number or a truth value that JSON knows."""
    if isinstance(value, str | int):  # truth values are integers
        return value
    if value is None or type(value).__name__ in ("NAType", "NaTType"):  # of pandas
        return ""
    if isinstance(value, date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, float):
        if isnan(value):
            return ""
        return int(value) if value.is_integer() else round(value, 2)
    return value if isinstance(value, int) else str(value)
