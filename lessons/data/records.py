"""Read the course's CSV tables as typed, immutable records, or as DataFrames."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from lessons.core.paths import UnknownName, nearest
from lessons.data.cache import cached_on
from lessons.data.checking import Field, items, schema_faults, table_faults
from lessons.data.files import csv_path
from lessons.data.reading import Cells, Unreadable, read_cells, truths
from lessons.data.schemas import BrokenTable, schema

if TYPE_CHECKING:
    import pandas as pd

FAULTS_SHOWN = 10  # the others are only counted

# How a filled cell of each type is read, and the type that it has in a record.
READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}
PYTHON_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "date": date}


@cached_on(lambda name: name)
def rows(name: str) -> tuple[Any, ...]:
    """Return a table's rows as records, in the order of the file.

    A record is a named tuple with a field for each column: `rows("allies")[0].iso3`. By the
    column's type in the schema a field is a `str`, `int`, `float`, `bool` or `datetime.date`;
    an empty cell is None. A date of which only the year or the month may be known stays text,
    such as "1994-12". A column with a separator is a tuple of texts, empty for an empty cell.

    The same tuple is returned until the file changes, and nobody can change it.
    Raises UnknownName where there is no such table, BrokenTable where it breaks its schema.
    """
    # The cells are read afresh: they are needed once, and kept they would double the memory.
    cells, fields = _checked_cells(name), schema(name)["fields"]
    record = _record_class(name, fields)
    columns = (tuple(map(_reader(field), cells.columns[field["name"]])) for field in fields)
    return tuple(map(record._make, zip(*columns, strict=True)))


def record(name: str, key: str) -> Any:
    """Return the record of a table that has a key: `record("operations", "IFOR")`.

    The key is the value of the primary key's column; where that has several, their values with a
    space between, such as "2004-12-02 EU" in `organisation_milestones`.
    Raises UnknownName where there is no such table or no such row.
    """
    by_key = _records_by_key(name)
    if key not in by_key:
        raise UnknownName(f"There is no row '{key}' in the table '{name}'.{nearest(key, by_key)}")
    return by_key[key]


def table(name: str) -> "pd.DataFrame":
    """Return a table as a new DataFrame, each column of the type that the schema says.

    string, Int64, float64, boolean and datetime64[ns]; missing values are pandas' own. pandas is
    imported at the first call: lessons use `rows`.
    Raises UnknownName where there is no such table, BrokenTable where it breaks its schema.
    """
    import pandas as pd

    cells = _cells_of(name)
    return pd.DataFrame({f["name"]: _array(cells.columns[f["name"]], f) for f in _fields(name)})


def problems(name: str) -> list[str]:
    """Return a sentence for each rule of its schema that a table breaks; none if all is well."""
    path = csv_path(name)
    try:
        found = schema(name)
        return schema_faults(found, f"{name}.toml") or table_faults(
            _read(name), found, path.name, _values
        )
    except Unreadable as reason:
        return reason.sentences
    except BrokenTable as reason:
        return [str(reason)]


@cached_on(lambda name: name)
def _records_by_key(name: str) -> Mapping[str, Any]:
    columns = schema(name)["primaryKey"]
    return MappingProxyType(
        {" ".join(str(getattr(row, column)) for column in columns): row for row in rows(name)}
    )


def _fields(name: str) -> tuple[Field, ...]:
    fields: tuple[Field, ...] = schema(name)["fields"]
    return fields


def _read(name: str) -> Cells:
    return read_cells(csv_path(name), [field["name"] for field in _fields(name)])


@cached_on(lambda name: name, maxsize=64)
def _cells_of(name: str) -> Cells:
    return _checked_cells(name)


@cached_on(lambda name, _column: name)
def _values(name: str, column: str) -> frozenset[str]:
    """Return the values that stand in a column, as text."""
    return frozenset(_read(name).columns[column]) - {""}


def _checked_cells(name: str) -> Cells:
    """Return a table's cells; raise BrokenTable where they break the schema.

    A file whose checksum is the one in its schema was checked by its author: it is only read.
    """
    path = csv_path(name)
    if hashlib.sha256(path.read_bytes()).hexdigest() != schema(name).get("sha256"):
        _expect_none(problems(name), path.name)
    return _read(name)


def _expect_none(sentences: list[str], file: str) -> None:
    if not sentences:
        return
    more = len(sentences) - FAULTS_SHOWN
    lines = [f"- {sentence}" for sentence in sentences[:FAULTS_SHOWN]]
    lines += [f"- and {more} more."] if more > 0 else []
    raise BrokenTable(
        f"data/{file} has been changed and now breaks its schema:\n"
        + "\n".join(lines)
        + "\nCorrect this, or restore the original file, and run the cell again."
    )


def _record_class(name: str, fields: tuple[Field, ...]) -> Any:
    """Return the class of a table's records: `framework_members` has `FrameworkMembersRow`."""
    title = "".join(word.capitalize() for word in name.split("_")) + "Row"
    return NamedTuple(title, [(f["name"], _python_type(f)) for f in fields])


def _python_type(field: Field) -> Any:
    if "separator" in field:
        return tuple[str, ...]
    return PYTHON_TYPES[field["type"]] | None


def _reader(field: Field) -> Callable[[str], Any]:
    """Return the function that turns a cell of a column into the value of a record."""
    if "separator" in field:
        return lambda cell: tuple(items(cell, field)) if cell else ()
    read = truths(field).__getitem__ if field["type"] == "boolean" else READERS[field["type"]]
    return lambda cell: read(cell) if cell else None


def _array(cells: tuple[str, ...], field: Field) -> Any:
    """Return a column's cells as a pandas (or numpy) array of the column's type."""
    import numpy as np
    import pandas as pd

    match field["type"]:
        case "integer":
            return pd.array([int(c) if c else None for c in cells], dtype="Int64")
        case "number":
            return pd.array([float(c) if c else float("nan") for c in cells], dtype="float64")
        case "boolean":
            meaning: dict[str, bool | None] = {**truths(field), "": None}
            return pd.array([meaning[c] for c in cells], dtype="boolean")
        case "date":
            return np.array([c or "NaT" for c in cells], dtype="datetime64[ns]")
        case _:
            return pd.array([c or None for c in cells], dtype="string")
