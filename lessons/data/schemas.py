"""Read a table's schema: what the table is, and what each of its columns means and may hold."""

from collections.abc import Mapping
from typing import Any

from lessons.core.toml import BrokenToml, parse_toml
from lessons.data.cache import cached_on
from lessons.data.files import csv_path
from lessons.data.reading import BrokenTable


@cached_on(lambda name: name)
def schema(name: str) -> Mapping[str, Any]:
    """Return a table's schema as a read-only mapping, in the terms of the Table Schema standard.

    `title`, `description`, `as_of` (a date), `licenses`, `sources`, `fields` and the keys; lists
    are tuples, tables of the TOML are read-only mappings. `docs/data-format.md` explains them
    all. Raises UnknownName where there is no such table, BrokenTable where the file is not TOML.
    """
    path = csv_path(name).with_suffix(".toml")
    try:
        return parse_toml(path.read_bytes(), path.name)
    except BrokenToml as reason:
        raise BrokenTable(str(reason)) from None
