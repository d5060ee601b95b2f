"""Define the kinds of entry that quiz.toml, and a question's table in it, may hold.

A type of question declares its fields with `entry(...)`; reading quiz.toml, finding mistakes in
it, the key file of an exam and the reference page all follow from that declaration.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from re import IGNORECASE
from re import compile as pattern
from types import MappingProxyType
from typing import Any, ClassVar

from lessons.core.frozen import freeze
from lessons.core.paths import nearest
from lessons.core.text import counted

Row = dict[str, Any]  # a [[question]] of quiz.toml, as it was written
PLACEHOLDER = "\u2060"  # in the place of feedback that a teacher's own file leaves out
MAX_NUMBER = 1e15  # up to here, floating-point numbers are exact to a tenth
CATCH_ALL = pattern(
    r"\b(all|none|both|neither|any) of (the )?(above|these|those|them)\b|\ball three\b", IGNORECASE
)


# The declaration is stored in the metadata of the dataclass field, so that a type of question is
# one class, without a second list of its entries.
def entry(kind: "Entry", default: Any = MISSING) -> Any:
    """Declare a field of a question: what quiz.toml holds for it; required without a default."""
    return field(default=default, metadata={"entry": kind})


@dataclass(frozen=True)
class Entry:
    """An entry of a question's table; `about` says what it is for.

    `key` is its key in quiz.toml if that is not the name of the attribute; full stops lead into
    tables, as in `reasons.right`. `required` is set for a field without a default.
    """

    about: str
    key: str = ""
    required: bool = False
    kind: ClassVar[str] = ""  # for the reference page
    form: ClassVar[str] = ""  # for messages

    def read(self, raw: Any) -> Any:
        """Return the value of the attribute for a value of quiz.toml."""
        return raw

    def fits(self, raw: Any) -> bool:
        """Return whether a value has the form that the other methods need.

        It may still be empty, or too short a list: `mistakes` reports that.
        """
        raise NotImplementedError

    def is_complete(self, raw: Any) -> bool:
        """Return whether a value has its form, and nothing that must be there is missing."""
        return self.fits(raw)

    def mistakes(self, raw: Any, row: Row) -> Iterator[str]:
        """Yield a sentence for each mistake in an entry, which is None where it is missing."""
        if not self.is_complete(raw):
            yield f"{self.key} needs {self.form}."

    def fill(self, raw: Any, row: Row) -> Any:
        """Return an entry of a teacher's own file with placeholders for missing feedback."""
        return raw


class Text(Entry):
    """A text; its value is on one line."""

    kind = "text"
    form = "a text, such as '...'"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, str)

    def is_complete(self, raw: Any) -> bool:
        return is_text(raw)

    def read(self, raw: str) -> str:
        return tidy(raw)


class Code(Text):
    """A Python expression, as it was written."""

    kind = "expression"

    def read(self, raw: str) -> str:
        return raw


class Numeral(Text):
    """The number of something, without quotation marks or in them."""

    kind = "number"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, str | int)


class FeedbackText(Text):
    """The feedback on a kind of answer."""

    def fill(self, raw: Any, row: Row) -> Any:
        return PLACEHOLDER if raw in ("", None) else raw


class Number(Entry):
    """A number."""

    kind = "number"
    form = "a number, such as 41"

    def fits(self, raw: Any) -> bool:
        return is_number(raw)


class Flag(Entry):
    """True or false."""

    kind = "`true` or `false`"
    form = "true or false"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, bool)


@dataclass(frozen=True)
class Texts(Entry):
    """A list of at least `min_items` texts; a single text is a list of one."""

    min_items: int = 0
    kind = "list of texts"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, str) or _are_texts(raw)

    def is_complete(self, raw: Any) -> bool:
        texts = as_tuple(raw) if self.fits(raw) else ("",)
        return len(texts) >= self.min_items and all(map(is_text, texts))

    def read(self, raw: str | list[str]) -> tuple[str, ...]:
        return tuple(map(tidy, as_tuple(raw)))

    def mistakes(self, raw: Any, row: Row) -> Iterator[str]:
        if not self.is_complete(raw):
            texts = f"{self.min_items} or more texts" if self.min_items else "texts"
            yield f"{self.key} needs a list of {texts}, none of them empty, such as ['...']."


@dataclass(frozen=True)
class Table(Entry):
    """A table from a label to a text, with at least `min_items` labels; `example` shows one."""

    min_items: int = 1
    example: str = "'label' = 'text'"
    kind = "table: label = text"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, dict) and _are_texts(list(raw.values()))

    def read(self, raw: Mapping[str, str]) -> dict[str, str]:
        return {tidy(label): tidy(text) for label, text in raw.items()}

    def mistakes(self, raw: Any, row: Row) -> Iterator[str]:
        if not isinstance(raw, dict) or len(raw) < self.min_items:
            number = counted(self.min_items, "entry", "entries")
            yield f"[question.{self.key}] needs at least {number}, such as {self.example}."
            return
        for label, text in raw.items():
            if not is_text(text):
                yield f"'{label}' has no value in [question.{self.key}]. Write {self.example}."


@dataclass(frozen=True)
class Options(Table):
    """Options, each with its feedback."""

    example: str = "'option' = 'why it is right or wrong, and tempting'"
    kind = "table: option = feedback"

    def fill(self, raw: Any, row: Row) -> Any:
        return filled(raw, raw) if isinstance(raw, list | dict) else raw


@dataclass(frozen=True)
class Reasons(Table):
    """A reason for each label of the entry `keyed_by`, or for each of some fixed labels."""

    keyed_by: str | tuple[str, ...] = ""
    kind = "table: label = reason"

    def labels(self, row: Row) -> list[str]:
        """Return the labels that need a reason."""
        found = self.keyed_by if isinstance(self.keyed_by, tuple) else lookup(row, self.keyed_by)
        return [str(label) for label in found] if isinstance(found, list | dict | tuple) else []

    def mistakes(self, raw: Any, row: Row) -> Iterator[str]:
        given, wanted = raw if isinstance(raw, dict) else {}, self.labels(row)
        for label in given:
            if label not in wanted:
                at = f"[question.{self.key}]"
                yield f"'{label}' in {at} is not one of the options.{nearest(label, wanted)}"
        for label in wanted:
            if not is_text(given.get(label)):
                yield f"no feedback on '{label}' in [question.{self.key}]. Write why."

    def fill(self, raw: Any, row: Row) -> Any:
        return filled(self.labels(row), raw)


class WholeNumber(Entry):
    """A whole number from 1 on."""

    kind = "whole number"
    form = "a whole number, such as 40"

    def fits(self, raw: Any) -> bool:
        return type(raw) is int and raw > 0  # not isinstance: in Python, True is a whole number


class WholeNumbers(Entry):
    """A list of whole numbers."""

    kind = "list of whole numbers"
    form = "a list of whole numbers, such as [1, 3]"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, list) and all(type(number) is int for number in raw)


class Objectives(Entry):
    """At least one objective by its number."""

    kind = "table: number = text"
    form = "a text for each number, such as 1 = 'what a learner will be able to do'"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, dict) and bool(raw) and all(map(is_text, raw.values()))


class OneTable(Entry):
    """A table with keys of its own."""

    kind = "table"
    form = "one table, after a line with its name in brackets"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, dict)


class Tables(Entry):
    """At least one table with keys of its own."""

    kind = "list of tables"
    form = "at least one table, each after a line with its name in two brackets"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, list) and bool(raw) and all(isinstance(row, dict) for row in raw)


class Declared:
    """A dataclass whose fields are declared with `entry`, so that it can read and check rows.

    Everybody gets the same object, so its lists and dicts become read-only.
    """

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            object.__setattr__(self, name, freeze(value))

    @classmethod
    @cache
    def declared(cls) -> Mapping[str, Entry]:
        """Return the entry of each attribute that has one."""
        found = {own: own.metadata.get("entry") for own in fields(cls)}  # type: ignore[arg-type]
        return MappingProxyType(
            {
                own.name: replace(entry, key=entry.key or own.name, required=own.default is MISSING)
                for own, entry in found.items()
                if entry
            }
        )

    @classmethod
    def keys(cls) -> set[str]:
        """Return the keys that a row may have."""
        return {entry.key.partition(".")[0] for entry in cls.declared().values()}

    @classmethod
    def read_row(cls, row: Row) -> dict[str, Any]:
        """Return the value of each attribute that a row of quiz.toml holds."""
        found = {name: (entry, lookup(row, entry.key)) for name, entry in cls.declared().items()}
        return {name: entry.read(raw) for name, (entry, raw) in found.items() if raw is not None}

    @classmethod
    def faults(cls, row: Row, without: Container[str] = ()) -> Iterator[str]:
        """Yield a sentence for each mistake in the entries of a row, `without` some attributes."""
        for name, entry in cls.declared().items():
            raw = lookup(row, entry.key)
            if name not in without and (raw is not None or entry.required):
                yield from entry.mistakes(raw, row)


def lookup(row: Row, key: str) -> Any:
    """Return the value in a row at a key such as `reasons.right`, or None."""
    value: Any = row
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def put(row: Row, key: str, value: Any) -> None:
    """Write a value into a row at a key such as `reasons.right`."""
    table, _, last = key.rpartition(".")
    if table:
        row[table] = dict(row[table]) if isinstance(row.get(table), dict) else {}
        row = row[table]
    row[last] = value


def filled(labels: Iterable[Any], given: Any) -> Row:
    """Return feedback on each label: what was given, or the placeholder."""
    # Own questions may list options without feedback, or give feedback on some of them alone.
    texts = given if isinstance(given, dict) else {}
    known = {label: text for label, text in texts.items() if text not in ("", None)}
    return dict.fromkeys((label for label in labels if isinstance(label, str)), PLACEHOLDER) | known


def label_mistakes(texts: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each label that occurs twice, is empty, or refers to the others."""
    if not all(map(is_text, texts)):
        yield "an option is empty. Write something between its quotes, or remove it."
    for text, times in Counter(tidy(text).casefold() for text in texts).items():
        if times > 1:
            yield f"the option '{text}' appears {times} times. Keep one."
    for text in texts:
        if CATCH_ALL.search(text):
            yield f"'{text}' tests reading, not knowledge. Name the options themselves."


def unknown_keys(row: Row, known: set[str]) -> Iterator[str]:
    """Yield a sentence for each unknown key in a row."""
    for key in sorted(row.keys() - known):
        yield f"unknown key '{key}'.{nearest(key, known)}"


def is_text(value: object) -> bool:
    """Return whether a value is a text that is not blank, or the placeholder."""
    if not isinstance(value, str):
        return False
    # A no-break space or an invisible sign alone would be a blank option on the page.
    return value == PLACEHOLDER or any(sign.isprintable() and not sign.isspace() for sign in value)


def is_number(value: object) -> bool:
    """Return whether a value is a number that marking can compute with."""
    # In Python, True and False are whole numbers.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= MAX_NUMBER  # neither infinity nor NaN


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def as_tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple, whether a single text or a list of them was written."""
    return (value,) if isinstance(value, str) else tuple(value)


def tidy(text: str) -> str:
    """Return a text on one line, as quiz files may break long ones, and without the placeholder."""
    return " ".join(str(text).replace(PLACEHOLDER, "").split())
