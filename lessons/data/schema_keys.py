"""Read what a table's schema may hold: its keys, the types of columns and their constraints.

`schema_keys.toml` describes each of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from lessons.core.toml import read_toml

_WORDS = read_toml(Path(__file__).with_suffix(".toml"))
TABLE_KEYS: dict[str, str] = _WORDS["table"]
FIELD_KEYS: dict[str, str] = _WORDS["field"]
CONSTRAINTS: dict[str, str] = _WORDS["constraint"]


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
TYPES = {key: ColumnType(**words, read=_READ[key]) for key, words in _WORDS["type"].items()}
PARTIAL_DATE = replace(TYPES["string"], **_WORDS["partial_date"])
