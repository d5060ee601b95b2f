"""The reference pages are generated from the code, and current."""

from collections.abc import Mapping

import pytest

from lessons.data import schema, tables
from lessons.data.schema_keys import KEYS, TYPES
from lessons.publishing.reference_pages import DOCS, pages


@pytest.mark.parametrize("name", pages())
def test_a_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], (
        f"docs/{name} is older than the code: type  python -m lessons build"
    )


def keys(table, place="schema"):
    """Yield the place and the name of each key in a schema."""
    for key, value in table.items():
        yield place, key
        for inner in value if isinstance(value, tuple) else [value]:
            if isinstance(inner, Mapping):
                yield from keys(inner, key)


USED = {pair for name in tables() for pair in keys(schema(name))}


@pytest.mark.parametrize("key", sorted({key for _, key in USED} | set(TYPES)))
def test_every_key_and_type_in_a_schema_is_explained(key):
    page = pages()["data-format.md"]
    assert f"| `{key}` |" in page or f"| {key} |" in page


def test_the_page_explains_no_key_that_no_table_uses():
    assert {(place, key) for place, known in KEYS.items() for key in known} == USED
    types = {field["type"] for name in tables() for field in schema(name)["fields"]}
    assert types == set(TYPES)
