"""Check the tables: their rows against their schemas, and what every schema must contain."""

from collections.abc import Iterator, Mapping
from typing import Any

from lessons import data
from lessons.core import paths
from lessons.data.schema_checks import Fault, located

# Columns of these types need a unit, except keys.
NUMBERS = ("integer", "number")


def file_faults() -> Iterator[str]:
    """Yield CSV files without a schema, and schemas without a CSV file."""
    tables = {path.stem for path in paths.DATA.glob("*.csv")}
    schemas = {path.stem for path in paths.DATA.glob("*.toml")}
    for name in sorted(tables - schemas):
        yield f"data/{name}.csv has no schema: describe its columns in data/{name}.toml."
    for name in sorted(schemas - tables):
        yield f"data/{name}.toml describes no table: write data/{name}.csv, or delete it."


def table_faults(name: str) -> list[str]:
    """Return what is wrong in a table and its schema."""
    if faults := data.problems(name):
        return faults
    schema = data.schema(name)
    return located([*_field_faults(schema)], schema, paths.DATA / f"{name}.toml")


def _field_faults(schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield columns whose description is no sentence, and numbers without a unit."""
    keys = _keys(schema)
    for number, field in enumerate(schema["fields"]):
        if not field["description"].endswith("."):
            message = "its description has to be a sentence with a full stop."
            yield ("fields", number, "description"), message
        if field["type"] in NUMBERS and field["name"] not in keys and "unit" not in field:
            yield (
                ("fields", number),
                "it is a number without a unit. Write unit = '...', what it counts.",
            )


def _keys(schema: Mapping[str, Any]) -> set[str]:
    """Return the columns that name a row, of this table or of another."""
    links = (field for link in schema.get("foreignKeys", ()) for field in link["fields"])
    return {*schema.get("primaryKey", ()), *links}
