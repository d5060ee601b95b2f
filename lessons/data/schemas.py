"""Read a table's schema: what the table is, and what each of its columns means and may hold."""

import tomllib
from collections.abc import Mapping
from typing import Any

from lessons.data.cache import cached_on, freeze
from lessons.data.files import csv_path


class BrokenTable(ValueError):
    """A table, or its schema, breaks the rules; the message says where."""


@cached_on(lambda name: name, maxsize=128)
def schema(name: str) -> Mapping[str, Any]:
    """Return a table's schema as a read-only mapping, in the terms of the Table Schema standard.

    `title`, `description`, `as_of` (a date), `licenses`, `sources`, `fields` and the keys; lists
    are tuples, tables of the TOML are read-only mappings. `docs/data-format.md` explains them
    all. Raises UnknownName where there is no such table, BrokenTable where the file is not TOML.
    """
    # Frozen, because every caller gets the same mapping.
    path = csv_path(name).with_suffix(".toml")
    try:
        card: Mapping[str, Any] = freeze(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BrokenTable(f"{path.name} cannot be read: {reason}.") from reason
    return card
