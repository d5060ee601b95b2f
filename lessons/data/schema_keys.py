"""List what a table's schema may hold: its keys, the types of columns and their constraints.

Schemas are checked against these lists, and docs/data-format.md is generated from them. A key whose
description ends with "Required." may not be missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

TABLE_KEYS = {
    "title": "What the table is, in a few words. Required.",
    "description": "What one row is, and what to know before use. Required.",
    "as_of": "The day up to which the rows were checked, as a TOML date.",
    "sha256": "The checksum of the CSV. `python -m lessons build` writes it.",
    "licenses": "The licences: tables with `name`, `title` and `path`.",
    "sources": "Sources of the table as a whole: tables with `title` and `path`.",
    "computed_from": "The names of the tables from which this one was computed.",
    "primaryKey": "The columns whose values, taken together, no two rows share.",
    "inOrder": "Pairs of columns with dates or years: the second is not before the first.",
    "fields": "The columns, in the order of the CSV. Required.",
    "foreignKeys": "Columns whose values must be in a column of another table.",
}

FIELD_KEYS = {
    "name": "The heading in the CSV, and the name of the field in a record. Required.",
    "type": "One of the types below. Required.",
    "description": "What the column means, as a sentence. Required.",
    "unit": "The unit of a number, such as `year`, `people` or `degrees`.",
    "trueValues": "How true is written in a boolean column, in place of the usual words.",
    "falseValues": "How false is written in a boolean column, in place of the usual words.",
    "partialDate": "`true` for a text that may be a day, a month or a year, such as 1994-01.",
    "separator": "What separates the items of a cell that holds a list, such as `;`.",
    "constraints": "What a value must be, by the keys below.",
}

CONSTRAINTS = {
    "required": "`true` where no cell may be empty.",
    "unique": "`true` where no value may occur twice.",
    "pattern": "A regular expression that fits the whole value.",
    "enum": "The list of the values that are allowed.",
    "minimum": "The smallest value that is allowed.",
    "maximum": "The largest value that is allowed.",
}


@dataclass(frozen=True)
class ColumnType:
    """A type of columns: how it is written, how a cell is read, and what it becomes.

    `name` and `written` stand in messages, `pattern` fits a whole cell. `in_rows` is the type of
    the values in `rows`, `in_table` that of the column in `table`.
    """

    name: str
    written: str
    pattern: str
    read: Callable[[str], Any]
    in_rows: str
    in_table: str


# A boolean column may have words of its own, in its schema: what is read here are the usual ones.
TYPES = {
    "string": ColumnType(
        "a text", "text, in quotation marks where it holds a comma", "(?s).*", str, "str", "string"
    ),
    "integer": ColumnType(
        "a whole number", "digits only, such as 1550", "-?[0-9]+", int, "int", "Int64"
    ),
    "number": ColumnType(
        "a number", "digits and a decimal point, such as 41.33", r"-?[0-9]+(\.[0-9]+)?", float,
        "float", "float64",
    ),
    "boolean": ColumnType(
        "true or false", "`true` or `false`, `1` or `0`, or the words of the schema", "(?s).*", str,
        "bool", "boolean",
    ),
    "date": ColumnType(
        "a date", "year-month-day, such as 1994-01-26", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        date.fromisoformat, "datetime.date", "datetime64[ns]",
    ),
}  # fmt: skip
PARTIAL_DATE = replace(
    TYPES["string"],
    name="a date",
    written="a date as 1994-01-26, a month as 1994-01, or a year as 1994",
    pattern="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
)
