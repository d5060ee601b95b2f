"""Check the tables: their rows against their schemas, and what every schema must contain."""

from collections.abc import Iterator, Mapping
from typing import Any

from lessons import data
from lessons.core import paths

# Columns of these types need a unit, except keys.
NUMBERS = ("integer", "number")


def table_faults() -> Iterator[str]:
    """Yield what is wrong in the tables, CSV files without schema and schemas without CSV file."""
    tables = {path.stem for path in paths.DATA.glob("*.csv")}
    schemas = {path.stem for path in paths.DATA.glob("*.toml")}
    for name in sorted(tables - schemas):
        yield f"data/{name}.csv has no schema: describe its columns in data/{name}.toml."
    for name in sorted(schemas - tables):
        yield f"data/{name}.toml describes no table: write data/{name}.csv, or delete it."
    for name in sorted(tables & schemas):
        faults = data.problems(name)
        yield from faults or schema_faults(name, data.schema(name))


def schema_faults(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is missing in a schema, about the table or about a column."""
    place = f"data/{name}.toml"
    for key in ("title", "description"):
        if not str(schema.get(key, "")).strip():
            yield f"{place} has no {key}. Write {key} = '...'."
    if not hasattr(schema.get("as_of"), "isoformat"):
        yield f"{place} does not say as of when. Write as_of = 2026-11-23."
    if not schema.get("licenses"):
        yield f"{place} names no licence. Write [[licenses]] and name = 'CC-BY-4.0'."
    keys = _keys(schema)
    for field in schema.get("fields", ()):
        column = f"{place}, column '{field.get('name')}'"
        if not str(field.get("description", "")).endswith("."):
            yield f"{column}: the description has to be a sentence with a full stop."
        if field.get("type") in NUMBERS and field.get("name") not in keys and not field.get("unit"):
            yield f"{column} is a number without a unit. Write unit = '...', what it counts."


def _keys(schema: Mapping[str, Any]) -> set[str]:
    """Return the columns that name a row, of this table or of another."""
    links = (field for link in schema.get("foreignKeys", ()) for field in link.get("fields", ()))
    return {*schema.get("primaryKey", ()), *links}
