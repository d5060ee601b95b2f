"""Read what a table's schema may hold: its keys, the types of columns and their constraints.

`schema_keys.toml` describes each of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from lessons.core.toml import read_toml

_FILE = read_toml(Path(__file__).with_suffix(".toml"))


@dataclass(frozen=True)
class Key:
    """A key of a schema: the kind of its value, what it is for, and whether it is required."""

    kind: str
    about: str
    required: bool = False


# The keys of a schema itself, under `schema`, and of each table in it under the table's own key.
KEYS = {
    place: {name: Key(**entry) for name, entry in keys.items()}
    for place, keys in _FILE["keys"].items()
}
WRITTEN: dict[str, str] = _FILE["kind"]  # how a value of a kind is written, for messages


def _list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(fits, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


# Whether a value is of a kind. Not isinstance for numbers and dates: in Python, true is a whole
# number, and a date with a time of day is a date.
FITS: dict[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "name of a table": lambda value: isinstance(value, str),
    "date": lambda value: type(value) is date,
    "true or false": lambda value: isinstance(value, bool),
    "number or date": lambda value: type(value) in (int, float, date),
    "list of texts": _list_of(_is_text),
    "list of pairs": _list_of(lambda pair: _list_of(_is_text)(pair) and len(pair) == 2),
    "list of values": _list_of(lambda value: type(value) in (str, int, float)),
    "table": lambda value: isinstance(value, dict),
    "list of tables": _list_of(lambda value: isinstance(value, dict)),
}


@dataclass(frozen=True)
class ColumnType:
    """A type of columns, as the file describes it, and the function that reads a cell."""

    name: str
    written: str
    pattern: str
    in_rows: str
    in_table: str
    read: Callable[[str], Any]


# A boolean column may have words of its own, which its schema lists: they are read there.
_READ: dict[str, Callable[[str], Any]] = {
    "string": str, "integer": int, "number": float, "boolean": str, "date": date.fromisoformat,
}  # fmt: skip
TYPES = {key: ColumnType(**entry, read=_READ[key]) for key, entry in _FILE["type"].items()}
PARTIAL_DATE = replace(TYPES["string"], **_FILE["partial_date"])
