"""What in a table does not hold, said in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.paths import nearest
from lessons.data.reading import Sheet, Unreadable, truths

Field = dict[str, Any]
Keys = Callable[[str, str], frozenset[str]]

TYPES = ("string", "integer", "number", "boolean", "date")
TABLE_KEYS = (
    "title", "description", "as_of", "sha256", "licenses", "sources", "computed_from",
    "primaryKey", "inOrder", "fields", "foreignKeys",
)  # fmt: skip
FIELD_KEYS = (
    "name", "type", "description", "unit", "trueValues", "falseValues", "partialDate",
    "separator", "constraints",
)  # fmt: skip
CONSTRAINTS = ("required", "unique", "pattern", "enum", "minimum", "maximum")

READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}
WHOLE = re.compile(r"-?[0-9]+")
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, order=True)
class Fault:
    """A place in a table, and what is wrong there."""

    line: int
    column: str
    says: str


def faults(sheet: Sheet, passport: dict[str, Any], file: str, keys: Keys) -> list[str]:
    """Return a sentence for each cell that does not hold, in the order of the lines.

    `keys` returns the values of a column of another table.
    """
    found: list[Fault] = []
    for field in passport["fields"]:
        found += _cell_faults(sheet, field)
    found += _key_faults(sheet, passport.get("primaryKey", []))
    for pair in passport.get("inOrder", []):
        found += _order_faults(sheet, *pair)
    for link in passport.get("foreignKeys", []):
        found += _link_faults(sheet, passport["fields"], link, file, keys)
    return [f"{file}, line {f.line}, column '{f.column}': {f.says}" for f in sorted(set(found))]


def passport_faults(passport: dict[str, Any], file: str) -> list[str]:
    """Return a sentence for each thing in a passport that its author got wrong."""
    fields = passport.get("fields", [])
    names = [field.get("name", "") for field in fields]
    said = [_unknown(key, TABLE_KEYS) for key in passport]
    said += [
        f"'{key}' is missing." for key in ("title", "description", "fields") if key not in passport
    ]
    for field in fields:
        said += [f"field '{field.get('name', '?')}': {s}" for s in _field_faults(field)]
    links = passport.get("foreignKeys", [])
    used = [
        *passport.get("primaryKey", []),
        *(c for pair in passport.get("inOrder", []) for c in pair),
    ]
    used += [column for link in links for column in link.get("fields", [])]
    said += [f"there is no column '{c}'.{nearest(c, names)}" for c in used if c not in names]
    return [f"{file}: {sentence}" for sentence in said if sentence]


def _field_faults(field: Field) -> list[str]:
    said = [_unknown(key, FIELD_KEYS) for key in field]
    said += [_unknown(key, CONSTRAINTS) for key in field.get("constraints", {})]
    said += [f"'{key}' is missing." for key in ("name", "type", "description") if key not in field]
    if field.get("type", "string") not in TYPES:
        said.append(f"there is no type '{field['type']}'.{nearest(field['type'], TYPES)}")
    return [sentence for sentence in said if sentence]


def _unknown(key: str, known: tuple[str, ...]) -> str:
    return "" if key in known else f"there is no key '{key}'.{nearest(key, known)}"


def _cell_faults(sheet: Sheet, field: Field) -> Iterator[Fault]:
    name, cells = field["name"], sheet.columns[field["name"]]
    verdicts = {cell: _verdict(cell, field) for cell in set(cells)}
    for cell, line in zip(cells, sheet.lines, strict=True):
        if verdicts[cell]:
            yield Fault(line, name, verdicts[cell])
    if field.get("constraints", {}).get("unique"):
        yield from _key_faults(sheet, [name])


def _verdict(cell: str, field: Field) -> str:
    """Return what is wrong with a cell, or nothing."""
    rules = field.get("constraints", {})
    if not cell:
        says = f"is empty, but a value is required. {field['description']}"
        return says if rules.get("required") else ""
    return (
        _type_verdict(cell, field)
        or _item_verdict(cell, field)
        or _enum_verdict(cell, rules)
        or _pattern_verdict(cell, rules)
        or _range_verdict(cell, field["type"], rules)
    )


def _type_verdict(cell: str, field: Field) -> str:
    match field["type"]:
        case "integer" if not WHOLE.fullmatch(cell):
            return f"'{cell}' is not a whole number. Allowed: digits only, such as 1550."
        case "number" if not DECIMAL.fullmatch(cell):
            return _number_verdict(cell)
        case "boolean" if cell not in truths(field):
            allowed = ", ".join(f"'{word}'" for word in truths(field))
            return f"'{cell}' is neither true nor false. Allowed: {allowed}."
        case "date":
            return _date_verdict(cell, DATE, "a date as year-month-day, such as 1994-01-26")
    if field.get("partialDate"):
        allowed = "a date as 1994-01-26, a month as 1994-01, or a year as 1994"
        return _date_verdict(cell, PARTIAL_DATE, allowed)
    return ""


def _number_verdict(cell: str) -> str:
    if re.fullmatch(r"-?[0-9]+,[0-9]+", cell):
        point = cell.replace(",", ".")
        return f"'{cell}' has a decimal comma. Allowed: a decimal point, as in {point}."
    return f"'{cell}' is not a number. Allowed: digits and a decimal point, such as 41.33."


def _date_verdict(cell: str, form: re.Pattern[str], allowed: str) -> str:
    if form.fullmatch(cell):
        try:
            date.fromisoformat((cell + "-01-01")[:10])
        except ValueError:
            return f"'{cell}' is not in the calendar. Allowed: {allowed}."
        return ""
    if re.fullmatch(r"[0-9]{1,4}[./ -][0-9]{1,2}[./ -][0-9]{1,4}\.?", cell):
        return f"'{cell}' is a date as a spreadsheet writes it. Allowed: {allowed}."
    return f"'{cell}' is not a date. Allowed: {allowed}."


def _item_verdict(cell: str, field: Field) -> str:
    if "separator" in field and "" in items(cell, field):
        return (
            f"'{cell}' has an empty item. Allowed: items with one '{field['separator']}' between."
        )
    return ""


def _enum_verdict(cell: str, rules: dict[str, Any]) -> str:
    allowed = [str(value) for value in rules.get("enum", [cell])]
    if cell in allowed:
        return ""
    guess = nearest(cell, allowed)
    guess = guess if "Did you mean" in guess else ""
    choice = ", ".join(f"'{value}'" for value in allowed)
    return f"'{cell}' is not allowed.{guess} Allowed: {choice}."


def _pattern_verdict(cell: str, rules: dict[str, Any]) -> str:
    pattern = rules.get("pattern", ".*")
    fits = re.fullmatch(pattern, cell, re.DOTALL)
    return "" if fits else f"'{cell}' has another form. Allowed: the pattern {pattern}"


def _range_verdict(cell: str, kind: str, rules: dict[str, Any]) -> str:
    read = READERS.get(kind, str)
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is not None and read(cell) < low:
        return f"'{cell}' is too small. Allowed: {low} or more."
    if high is not None and read(cell) > high:
        return f"'{cell}' is too large. Allowed: {high} or less."
    return ""


def _key_faults(sheet: Sheet, names: list[str]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    keys = zip(*(sheet.columns[name] for name in names), strict=True)
    for key, line in zip(keys, sheet.lines, strict=False):
        if line != first.setdefault(key, line) and all(key):
            value = " with ".join(f"'{part}'" for part in key)
            says = f"{value} stands already in line {first[key]}. Allowed: once."
            yield Fault(line, names[0] if len(names) == 1 else " + ".join(names), says)


def _order_faults(sheet: Sheet, before: str, after: str) -> Iterator[Fault]:
    pairs = zip(sheet.columns[before], sheet.columns[after], sheet.lines, strict=True)
    for early, late, line in pairs:
        known = min(len(early), len(late))  # 1996 is not before 1996-10
        if late[:known] < early[:known]:
            says = f"'{late}' is before '{early}' in column '{before}'. Allowed: that day or later."
            yield Fault(line, after, says)


def _link_faults(
    sheet: Sheet, fields: list[Field], link: dict[str, Any], file: str, keys: Keys
) -> Iterator[Fault]:
    [name], [column] = link["fields"], link["reference"]["fields"]
    field = next(field for field in fields if field["name"] == name)
    others = [link["reference"]["resource"] or file.removesuffix(".csv"), *link.get("also", [])]
    try:
        known = frozenset().union(*(keys(other, column) for other in others))
    except (Unreadable, LookupError) as reason:
        yield Fault(1, name, f"cannot be compared: {reason}")
        return
    where = " or ".join(f"{other}.csv" for other in others)
    for cell, line in zip(sheet.columns[name], sheet.lines, strict=True):
        for item in items(cell, field):
            if item and item not in known:
                guess = nearest(item, known)
                says = f"'{item}' is not in column '{column}' of {where}.{guess}"
                yield Fault(line, name, says)


def items(cell: str, field: Field) -> list[str]:
    """Return the items of a list cell, or the cell alone where the column holds no lists."""
    separator = field.get("separator")
    return [item.strip() for item in cell.split(separator)] if separator else [cell]
