"""The reference pages are generated from the code, and current."""

import pytest

from lessons.data import schema, tables
from lessons.data.schema_keys import CONSTRAINTS, FIELD_KEYS, TABLE_KEYS, TYPES
from lessons.publishing.reference_pages import DOCS, pages


@pytest.mark.parametrize("name", pages())
def test_a_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], (
        f"docs/{name} is older than the code: type  python -m lessons build"
    )


@pytest.mark.parametrize("key", [*TABLE_KEYS, *FIELD_KEYS, *CONSTRAINTS, *TYPES])
def test_every_key_and_type_is_explained(key):
    page = pages()["data-format.md"]
    assert f"| `{key}` |" in page or f"| {key} |" in page


def test_the_page_explains_no_key_that_no_table_uses():
    used = {key for name in tables() for key in schema(name)}
    columns = [field for name in tables() for field in schema(name)["fields"]]
    rules = {key for field in columns for key in field.get("constraints", {})}
    assert set(TABLE_KEYS) <= used | {"sources"}
    assert set(FIELD_KEYS) <= {key for field in columns for key in field}
    assert set(CONSTRAINTS) <= rules
    assert set(TYPES) == {field["type"] for field in columns}
