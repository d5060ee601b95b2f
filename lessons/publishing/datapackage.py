"""Write the schemas as one `datapackage.json`, which any Frictionless tool can read."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.files import write_text
from lessons.data import BrokenTable, problems, schema, tables

PACKAGE = {
    "name": "cooperative-security",
    "title": "Cooperative Security: NATO and its partners",
    "description": "The tables of the course. Generated from the schemas in this folder.",
}
SCHEMA_KEYS = ("fields", "primaryKey", "foreignKeys")


def datapackage() -> dict[str, Any]:
    """Return the description of all tables, as Frictionless reads it."""
    resources = [_resource(name) for name in tables()]
    licenses = {entry["name"]: entry for r in resources for entry in r["licenses"]}
    return {**PACKAGE, "licenses": list(licenses.values()), "resources": resources}


def write_datapackage() -> Path:
    """Write `data/datapackage.json` and return where it is."""
    return write_text(paths.DATA / "datapackage.json", as_json(datapackage()))


def as_json(package: dict[str, Any]) -> str:
    """Return a package as the text of its file: the same text for the same tables."""
    return json.dumps(package, indent=2, ensure_ascii=False, default=_plain_value) + "\n"


def stamp() -> list[str]:
    """Write each changed table's checksum into its schema; return the names of these tables.

    Raises BrokenTable, and writes nothing, while any table breaks its schema.
    """
    # A checksum says that a table was checked: a table that breaks a rule gets none.
    flaws = [sentence for name in tables() for sentence in problems(name)]
    if flaws:
        raise BrokenTable("\n".join(flaws))
    changed = [name for name in tables() if stamped(name) != _schema_file(name).read_text("utf-8")]
    for name in changed:
        write_text(_schema_file(name), stamped(name))
    return changed


def stamped(name: str) -> str:
    """Return the text of a table's schema with the checksum that the table has now."""
    total = hashlib.sha256((paths.DATA / f"{name}.csv").read_bytes()).hexdigest()
    text = _schema_file(name).read_text(encoding="utf-8")
    line = f'sha256 = "{total}"'
    new, found = re.subn(r"^sha256 *=.*$", line, text, count=1, flags=re.MULTILINE)
    if not found:  # a new schema: the checksum follows the title
        new = re.sub(r"^(title *=.*)$", rf"\1\n{line}", text, count=1, flags=re.MULTILINE)
    return new


def _schema_file(name: str) -> Path:
    return paths.DATA / f"{name}.toml"


def _resource(name: str) -> dict[str, Any]:
    """Return a table as Frictionless describes it: https://datapackage.org/standard."""
    described, raw = dict(schema(name)), (paths.DATA / f"{name}.csv").read_bytes()
    columns = {key: described.pop(key) for key in SCHEMA_KEYS if key in described}
    lists = {field["name"] for field in columns["fields"] if "separator" in field}
    # Frictionless compares whole cells, and would refuse a list of keys in one cell. It looks for
    # a key in one table only.
    links = [
        link
        for link in columns.get("foreignKeys", [])
        if "also" not in link and not lists & set(link["fields"])
    ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        **{key: value for key, value in described.items() if key != "sha256"},
        "schema": {**columns, "foreignKeys": links},
    }


def _plain_value(value: Any) -> Any:
    """Return what JSON can hold in place of a date or a read-only mapping."""
    return value.isoformat() if isinstance(value, date) else dict(value)
