"""Read the course's CSV tables as typed, immutable records, or as DataFrames."""

import hashlib
from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from lessons.core.paths import named, shown
from lessons.data.cache import cached_on_tables
from lessons.data.checking import Field, items, table_faults
from lessons.data.files import csv_path
from lessons.data.reading import BrokenTable, Cells, read_cells, schema, truths
from lessons.data.schema_keys import TYPES

if TYPE_CHECKING:
    import pandas as pd

FAULTS_SHOWN = 10  # the others are only counted


@cached_on_tables()
def rows(name: str) -> tuple[Any, ...]:
    """Return a table's rows as records, in the order of the file.

    A record is a named tuple with a field for each column: `rows("allies")[0].iso3`. By the
    column's type in the schema a field is a `str`, `int`, `float`, `bool` or `datetime.date`;
    an empty cell is None. A date of which only the year or the month may be known stays text,
    such as "1994-12". A column with a separator is a tuple of texts, empty for an empty cell.

    The same tuple is returned until the file changes, and nobody can change it.
    Raises UnknownName where there is no such table, BrokenTable where it breaks its schema.
    """
    # The cells are read each time: they are needed once, and to store them would double the memory.
    cells, fields = _checked_cells(name), schema(name)["fields"]
    columns = (map(_reader(field), cells.columns[field["name"]]) for field in fields)
    # The records of `framework_members` are of the class FrameworkMembersRow.
    title = name.title().replace("_", "") + "Row"
    record = namedtuple(title, [field["name"] for field in fields])  # type: ignore[misc]
    return tuple(map(record._make, zip(*columns, strict=True)))


def record(name: str, key: str) -> Any:
    """Return the record of a table that has a key: `record("operations", "IFOR")`.

    The key is the value of the primary key's column; where that has several, their values with a
    space between, such as "2004-12-02 EU" in `organisation_milestones`.
    Raises UnknownName where there is no such table or no such row.
    """
    return named("row", key, _records_by_key(name), f" in the table '{name}'")


def table(name: str) -> "pd.DataFrame":
    """Return a table as a new DataFrame, each column of the type that the schema says.

    string, Int64, float64, boolean and datetime64[ns]; missing values are pandas' own, and a list
    stays the text that the cell holds. pandas is imported at the first call: lessons use `rows`.
    Raises UnknownName where there is no such table, BrokenTable where it breaks its schema.
    """
    return _copy_of_table(name)()


@cached_on_tables()
def _copy_of_table(name: str) -> "Callable[[], pd.DataFrame]":
    """Return a function that copies a table; the DataFrame itself is kept from callers."""
    import pandas as pd

    cells, columns = _checked_cells(name), {}
    for field in schema(name)["fields"]:
        read = str if "separator" in field else _reader(field)
        # None is what pandas understands as missing in each of these types.
        values = [read(cell) if cell else None for cell in cells.columns[field["name"]]]
        columns[field["name"]] = pd.Series(values, dtype=TYPES[field["type"]].in_table)
    return pd.DataFrame(columns).copy


def problems(name: str) -> list[str]:
    """Return a sentence for each mistake in a table's schema, or each rule that its cells break."""
    path = csv_path(name)
    try:
        return table_faults(_read(name), schema(name), shown(path), _values)
    except BrokenTable as reason:
        return reason.sentences


@cached_on_tables()
def _records_by_key(name: str) -> Mapping[str, Any]:
    # Dates become text here, so that a key can be written by hand.
    columns = schema(name)["primaryKey"]
    return {" ".join(str(getattr(row, column)) for column in columns): row for row in rows(name)}


def _read(name: str) -> Cells:
    return read_cells(csv_path(name), [field["name"] for field in schema(name)["fields"]])


@cached_on_tables()
def _values(name: str, column: str) -> frozenset[str]:
    """Return the values of a column, as text."""
    cells = named("column", column, _read(name).columns, f" in the table '{name}'")
    return frozenset(cells) - {""}


def _checked_cells(name: str) -> Cells:
    """Return a table's cells; raise BrokenTable where they break the schema."""
    path = csv_path(name)
    # A file with the checksum that is in its schema has been checked by its author.
    is_checked = hashlib.sha256(path.read_bytes()).hexdigest() == schema(name).get("sha256")
    if not is_checked and (found := problems(name)):
        more = len(found) - FAULTS_SHOWN
        lines = found[:FAULTS_SHOWN] + ([f"and {more} more."] if more > 0 else [])
        raise BrokenTable(
            f"{shown(path)} has been changed and now breaks its schema:\n"
            + "".join(f"- {line}\n" for line in lines)
            + "Correct this, or restore the original file, and run the cell again."
        )
    return _read(name)


def _reader(field: Field) -> Callable[[str], Any]:
    """Return the function that turns a cell of a column into the value of a record."""
    if "separator" in field:
        return lambda cell: tuple(items(cell, field)) if cell else ()
    # A word such as `yes` may mean true in one table and be an error in another.
    is_boolean = field["type"] == "boolean"
    read = truths(field).__getitem__ if is_boolean else TYPES[field["type"]].read
    return lambda cell: read(cell) if cell else None
