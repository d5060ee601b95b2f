"""Check a table against its schema, and the schema against the rules for schemas."""

import keyword
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.paths import nearest, similar
from lessons.data.reading import Cells, Unreadable, truths
from lessons.data.schema_keys import (
    CONSTRAINTS,
    FIELD_KEYS,
    REQUIRED_FIELD_KEYS,
    REQUIRED_TABLE_KEYS,
    TABLE_KEYS,
    TYPES,
)

Field = Mapping[str, Any]
Values = Callable[[str, str], frozenset[str]]

# The types of the least and the greatest value of a column, by the type of the column.
LIMITS: dict[str, Any] = {"integer": int, "number": (int, float), "date": date}
PARTIAL_DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, order=True)
class Fault:
    """A place in a table, and what is wrong there."""

    line: int
    column: str
    message: str


def table_faults(cells: Cells, schema: Mapping[str, Any], file: str, values: Values) -> list[str]:
    """Return a sentence for each cell that breaks a rule of the schema, in the order of the lines.

    `values` returns the values of a column of another table.
    """
    # Single cells, then relations between cells; sorted by line, as an author works through a file.
    found: list[Fault] = []
    for field in schema["fields"]:
        found += _cell_faults(cells, field)
    found += _key_faults(cells, schema.get("primaryKey", []))
    for pair in schema.get("inOrder", []):
        found += _order_faults(cells, *pair)
    for link in schema.get("foreignKeys", []):
        found += _link_faults(cells, schema["fields"], link, file, values)
    return [f"{file}, line {f.line}, column '{f.column}': {f.message}" for f in sorted(set(found))]


def schema_faults(schema: Mapping[str, Any], file: str) -> list[str]:
    """Return a sentence for each mistake in a schema."""
    fields, links = schema.get("fields", ()), schema.get("foreignKeys", ())
    messages = [*_key_messages(schema, TABLE_KEYS, REQUIRED_TABLE_KEYS)]
    for field in fields:
        messages += [f"field '{field.get('name', '?')}': {m}" for m in _field_messages(field)]
    messages += [
        "a foreign key needs one column in 'fields' and one in its reference."
        for link in links
        if len(link.get("fields", ())) != 1 or len(link.get("reference", {}).get("fields", ())) != 1
    ]
    # A key that names no column would silently never be checked.
    names = [field.get("name", "") for field in fields]
    messages += [
        f"there is no column '{column}'.{nearest(column, names)}"
        for column in _columns_named(schema)
        if column not in names
    ]
    return [f"{file}: {message}" for message in messages]


def _columns_named(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that the keys of a schema name."""
    yield from schema.get("primaryKey", ())
    for pair in schema.get("inOrder", ()):
        yield from pair
    for link in schema.get("foreignKeys", ()):
        yield from link.get("fields", ())


def _field_messages(field: Field) -> Iterator[str]:
    yield from _key_messages(field, FIELD_KEYS, REQUIRED_FIELD_KEYS)
    rules = field.get("constraints", {})
    yield from _key_messages(rules, CONSTRAINTS)
    if (kind := field.get("type", "string")) not in TYPES:
        yield f"there is no type '{kind}'.{nearest(kind, TYPES)}"
    name = field.get("name", "")
    if name and (not name.isidentifier() or name.startswith("_") or keyword.iskeyword(name)):
        yield "its name cannot be a record's field. Allowed: a word such as 'joined' or 'org_id'."
    # A date or number in quotation marks is a text in TOML.
    for key in ("minimum", "maximum"):
        if key in rules and not isinstance(rules[key], LIMITS.get(kind, object)):
            yield f"its {key} is of another type than '{kind}'."
    try:
        re.compile(rules.get("pattern", ""))
    except re.error as fault:
        yield f"its pattern is no regular expression: {fault}."


def _key_messages(
    given: Mapping[str, Any], known: Iterable[str], required: Iterable[str] = ()
) -> Iterator[str]:
    yield from (f"there is no key '{k}'.{nearest(k, known)}" for k in given if k not in known)
    yield from (f"'{key}' is missing." for key in required if key not in given)


def _cell_faults(cells: Cells, field: Field) -> Iterator[Fault]:
    name, column = field["name"], cells.columns[field["name"]]
    # Most columns repeat their values: each value is checked once.
    messages = {cell: next(_messages(cell, field), "") for cell in set(column)}
    for cell, line in zip(column, cells.lines, strict=True):
        if messages[cell]:
            yield Fault(line, name, messages[cell])
    if field.get("constraints", {}).get("unique"):
        yield from _key_faults(cells, [name])


def _messages(cell: str, field: Field) -> Iterator[str]:
    """Yield the first thing that is wrong with a cell: others may follow from it."""
    rules = field.get("constraints", {})
    if not cell:
        if rules.get("required"):
            yield f"is empty, but a value is required. {field['description']}"
        return
    yield from _form_messages(cell, field)
    if "enum" in rules and cell not in (allowed := list(map(str, rules["enum"]))):
        choice = ", ".join(f"'{value}'" for value in allowed)
        yield f"'{cell}' is not allowed.{similar(cell, allowed)} Allowed: {choice}."
    pattern = rules.get("pattern", ".*")
    if not re.fullmatch(pattern, cell, re.DOTALL):
        yield f"'{cell}' has another form. Allowed: the pattern {pattern}"
    value = TYPES[field["type"]].read(cell)
    if "minimum" in rules and value < rules["minimum"]:
        yield f"'{cell}' is too small. Allowed: {rules['minimum']} or more."
    if "maximum" in rules and value > rules["maximum"]:
        yield f"'{cell}' is too large. Allowed: {rules['maximum']} or less."


def _form_messages(cell: str, field: Field) -> Iterator[str]:
    kind = TYPES[field["type"]]
    if field["type"] == "boolean" and cell not in truths(field):
        allowed = ", ".join(f"'{word}'" for word in truths(field))
        yield f"'{cell}' is neither true nor false. Allowed: {allowed}."
    if not re.fullmatch(kind.pattern, cell):
        yield f"'{cell}' is not {kind.name}. Allowed: {kind.written}."
    if field["type"] == "date" and not _is_day(cell):
        yield f"'{cell}' is not in the calendar. Allowed: {kind.written}."
    if field.get("partialDate") and not (PARTIAL_DATE.fullmatch(cell) and _is_day(cell)):
        allowed = "a date as 1994-01-26, a month as 1994-01, or a year as 1994"
        yield f"'{cell}' is not a date. Allowed: {allowed}."
    if "separator" in field and "" in items(cell, field):
        separator = field["separator"]
        yield f"'{cell}' has an empty item. Allowed: items with one '{separator}' between."


def _is_day(cell: str) -> bool:
    """Return whether a date, or the first day of a month or a year, is in the calendar."""
    try:
        return bool(date.fromisoformat((cell + "-01-01")[:10]))
    except ValueError:
        return False


def _key_faults(cells: Cells, names: Sequence[str]) -> Iterator[Fault]:
    # A key with an empty part is not compared: `required` reports empty cells.
    first: dict[tuple[str, ...], int] = {}
    keys = zip(*(cells.columns[name] for name in names), strict=True)
    for key, line in zip(keys, cells.lines, strict=False):
        if line != first.setdefault(key, line) and all(key):
            value = " with ".join(f"'{part}'" for part in key)
            message = f"{value} is already in line {first[key]}. Allowed: once."
            yield Fault(line, names[0] if len(names) == 1 else " + ".join(names), message)


def _order_faults(cells: Cells, before: str, after: str) -> Iterator[Fault]:
    pairs = zip(cells.columns[before], cells.columns[after], cells.lines, strict=True)
    for early, late, line in pairs:
        known = min(len(early), len(late))  # 1996 is not before 1996-10
        if late[:known] < early[:known]:
            message = (
                f"'{late}' is before '{early}' in column '{before}'. Allowed: that day or later."
            )
            yield Fault(line, after, message)


def _link_faults(
    cells: Cells, fields: Sequence[Field], link: Mapping[str, Any], file: str, values: Values
) -> Iterator[Fault]:
    # An empty `resource` means the table itself, as in the standard; `also` is an extension.
    [name], [column] = link["fields"], link["reference"]["fields"]
    field = next(field for field in fields if field["name"] == name)
    others = [link["reference"]["resource"] or file.removesuffix(".csv"), *link.get("also", [])]
    try:
        known = frozenset().union(*(values(other, column) for other in others))
    # The other table may be broken: that is reported here, and in full where it is checked.
    except (Unreadable, LookupError) as reason:
        yield Fault(1, name, f"cannot be compared: {reason}")
        return
    where = " or ".join(f"{other}.csv" for other in others)
    for cell, line in zip(cells.columns[name], cells.lines, strict=True):
        for item in items(cell, field):
            if item and item not in known:
                guess = nearest(item, known)
                message = f"'{item}' is not in column '{column}' of {where}.{guess}"
                yield Fault(line, name, message)


def items(cell: str, field: Field) -> list[str]:
    """Return the items of a list cell, or the cell alone where the column holds no lists."""
    separator = field.get("separator")
    return [item.strip() for item in cell.split(separator)] if separator else [cell]
