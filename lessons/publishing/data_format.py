"""Write docs/data-format.md, the reference page for tables and their schemas."""

from pathlib import Path

from lessons.core.files import write_text
from lessons.core.paths import DATA, ROOT
from lessons.data.schema_keys import CONSTRAINTS, FIELD_KEYS, TABLE_KEYS, TYPES
from lessons.publishing.templates import rendered

PAGE = ROOT / "docs" / "data-format.md"
EXAMPLE = "not_partners"  # a small table whose schema shows most keys


def data_format() -> str:
    """Return the text of the page: what is the same for all tables, and every key with its job."""
    return rendered(
        "data_format.md.j2",
        table_keys=TABLE_KEYS,
        field_keys=FIELD_KEYS,
        types=TYPES,
        constraints=CONSTRAINTS,
        example=EXAMPLE,
        schema=(DATA / f"{EXAMPLE}.toml").read_text(encoding="utf-8"),
    )


def write_data_format() -> Path:
    """Write the page and return its path."""
    return write_text(PAGE, data_format())
