"""Check a table's schema: first the kind of each value, then what the values say."""

import keyword
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from lessons.core.paths import nearest, shown
from lessons.data.schema_keys import FITS, KEYS, TYPES, WRITTEN

Place = tuple[str | int, ...]  # the keys and numbers that lead to a value, such as ("fields", 2)
Fault = tuple[Place, str]  # where a schema is wrong, and what is wrong there
Schema = Mapping[str, Any]

# The types of the least and the greatest value of a column, by the type of the column.
LIMITS: dict[str, Any] = {"integer": int, "number": (int, float), "date": date}
NO_FIELD = "its name cannot be a record's field. Allowed: a word such as 'joined' or 'org_id'."


def schema_faults(schema: Schema, path: Path) -> list[str]:
    """Return a sentence for each mistake in a schema, which was read from a file."""
    # What the values say is looked at only where all are of the right kind.
    found = [*_kind_faults(schema)] or [*_field_faults(schema), *_name_faults(schema)]
    return located(found, schema, path)


def located(found: Sequence[Fault], schema: Schema, path: Path) -> list[str]:
    """Return faults of a schema as sentences with the file, the line and the column."""
    text, sentences = path.read_text(encoding="utf-8-sig") if found else "", []
    for place, message in found:
        line = _line(text, place)
        where = f"{shown(path)}, line {line}" if line else shown(path)
        match place:
            case ("fields", int(number), *_):
                where += f": field '{schema['fields'][number].get('name', number + 1)}'"
            case (str(key), _, *_):
                where += f": {key}"
        sentences.append(f"{where}: {message}")
    return sentences


def _line(text: str, place: Place) -> int | None:
    """Return the line in TOML of a place, or of what holds it; None where none is found."""
    # The parser gives no lines. A key is followed by a sign of equality, or is in a heading.
    at, end, key = -1, len(text), ""
    for part in place:
        if isinstance(part, int):  # each table of a list follows a heading, or all are on one line
            heads = re.finditer(rf"^\s*\[\[ *({key}) *\]\]", text, re.MULTILINE)
            at = next((head.start(1) for head in islice(heads, part, None)), at)
            end = text.find("\n[[", at) if "\n[[" in text[at:] else end
            continue
        key = re.escape(part)
        written = re.compile(rf"""(?:^|[{{[,.])\s*["']?({key})["']?\s*[]=]""", re.MULTILINE)
        if found := written.search(text, max(at, 0), end):
            at = found.start(1)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _kind_faults(given: Schema, place: Place = (), known: str = "schema") -> Iterator[Fault]:
    """Yield what is unknown, missing or of another kind in a table, and in the tables in it."""
    keys = KEYS[known]
    for name in sorted(given.keys() - keys):
        yield (*place, name), f"there is no key '{name}'.{nearest(name, keys)}"
    for name, key in keys.items():
        value = given.get(name)
        if value is None:
            if key.required:
                yield place, f"'{name}' is missing: write {WRITTEN[key.kind]}."
        elif not FITS[key.kind](value):
            yield (*place, name), f"'{name}' has to be {WRITTEN[key.kind]}."
        elif key.kind == "table":
            yield from _kind_faults(value, (*place, name), name)
        elif key.kind == "list of tables":
            for number, item in enumerate(value):
                yield from _kind_faults(item, (*place, name, number), name)


def _field_faults(schema: Schema) -> Iterator[Fault]:
    for number, field in enumerate(schema["fields"]):
        name, kind, rules = field["name"], field["type"], field.get("constraints", {})
        place: Place = ("fields", number)
        if kind not in TYPES:
            yield (*place, "type"), f"there is no type '{kind}'.{nearest(kind, TYPES)}"
            continue
        if not name.isidentifier() or name.startswith("_") or keyword.iskeyword(name):
            yield (*place, "name"), NO_FIELD
        for key in ("minimum", "maximum"):
            if key in rules and not isinstance(rules[key], LIMITS.get(kind, ())):
                yield (*place, "constraints", key), f"its {key} is of another type than '{kind}'."
        try:
            with warnings.catch_warnings(action="error"):  # of what may be a slip, such as `([`
                re.compile(rules.get("pattern", ""))
        except (re.error, Warning, OverflowError) as fault:
            message = f"its pattern is no regular expression: {fault}."
            yield (*place, "constraints", "pattern"), message


def _name_faults(schema: Schema) -> Iterator[Fault]:
    """Yield names that two columns have, and keys that name no column or too many."""
    names: list[str] = []
    for number, field in enumerate(schema["fields"]):
        if field["name"] in names:
            yield ("fields", number, "name"), "another column has this name."
        names.append(field["name"])
    # A key that names no column would silently never be checked.
    named: list[Fault] = [(("primaryKey",), name) for name in schema.get("primaryKey", ())]
    named += [(("inOrder",), name) for pair in schema.get("inOrder", ()) for name in pair]
    for number, link in enumerate(schema.get("foreignKeys", ())):
        place: Place = ("foreignKeys", number)
        named += [((*place, "fields"), name) for name in link["fields"]]
        for where, columns in ((place, link), ((*place, "reference"), link["reference"])):
            if len(columns["fields"]) != 1:
                yield (*where, "fields"), "a foreign key has exactly one column here."
    for at, name in named:
        if name not in names:
            yield at, f"there is no column '{name}'.{nearest(name, names)}"
