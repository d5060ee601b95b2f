"""Check the cells of a table against its schema."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lessons.core.paths import UnknownName, nearest, similar
from lessons.data.reading import BrokenTable, Cells, truths
from lessons.data.schema_keys import PARTIAL_DATE, TYPES

Field = Mapping[str, Any]
Fault = tuple[int, str, str]  # the line, the column, and what is wrong there
Values = Callable[[str, str], frozenset[str]]


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
    return [
        f"{file}, line {line}, column '{column}': {m}" for line, column, m in sorted(set(found))
    ]


def _cell_faults(cells: Cells, field: Field) -> Iterator[Fault]:
    name, column = field["name"], cells.columns[field["name"]]
    # Most columns repeat their values: each value is checked once.
    messages = {cell: next(_messages(cell, field), "") for cell in set(column)}
    for cell, line in zip(column, cells.lines, strict=True):
        if messages[cell]:
            yield line, name, messages[cell]
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
    kind = PARTIAL_DATE if field.get("partialDate") else TYPES[field["type"]]
    if field["type"] == "boolean" and cell not in truths(field):
        allowed = ", ".join(f"'{word}'" for word in truths(field))
        yield f"'{cell}' is neither true nor false. Allowed: {allowed}."
    is_date = kind in (PARTIAL_DATE, TYPES["date"])
    if not re.fullmatch(kind.pattern, cell) or (is_date and not _is_day(cell)):
        yield f"'{cell}' is not {kind.name}. Allowed: {kind.written}."
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
            yield line, " + ".join(names), message


def _order_faults(cells: Cells, before: str, after: str) -> Iterator[Fault]:
    pairs = zip(cells.columns[before], cells.columns[after], cells.lines, strict=True)
    for early, late, line in pairs:
        known = min(len(early), len(late))  # 1996 is not before 1996-10
        if late[:known] < early[:known]:
            message = (
                f"'{late}' is before '{early}' in column '{before}'. Allowed: that day or later."
            )
            yield line, after, message


def _link_faults(
    cells: Cells, fields: Sequence[Field], link: Mapping[str, Any], file: str, values: Values
) -> Iterator[Fault]:
    # An empty `resource` means the table itself, as in the standard; `also` is an extension.
    [name], [column] = link["fields"], link["reference"]["fields"]
    field = next(field for field in fields if field["name"] == name)
    others = [link["reference"]["resource"] or Path(file).stem, *link.get("also", [])]
    try:
        known = frozenset().union(*(values(other, column) for other in others))
    except BrokenTable:
        return  # what is wrong in the other table is reported where that is checked
    except UnknownName as reason:
        yield 1, name, f"cannot be compared: {reason}"
        return
    where = " or ".join(f"{other}.csv" for other in others)
    for cell, line in zip(cells.columns[name], cells.lines, strict=True):
        for item in items(cell, field):
            if item and item not in known:
                guess = nearest(item, known)
                message = f"'{item}' is not in column '{column}' of {where}.{guess}"
                yield line, name, message


def items(cell: str, field: Field) -> list[str]:
    """Return the items of a list cell, or the cell alone where the column holds no lists."""
    separator = field.get("separator")
    return [item.strip() for item in cell.split(separator)] if separator else [cell]
