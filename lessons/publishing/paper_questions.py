"""A question on paper: what stands there, and where the answer is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from lessons.data.membership import name
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)
from lessons.questions.layout import form

BIDS = {
    Single: "Tick one.",
    Multiple: "Tick all that apply.",
    TrueFalse: "Tick true or false, then one reason.",
    Matching: "Write the letter of what goes with it.",
    Ordering: "Number them; 1 comes first.",
    Classify: "Write the letter of the group.",
    Numeric: "Write a number.",
    Locate: "Tick one place.",
}
HALF = 16  # letters that go into half a column
HOW_TO_MARK = (
    "Points, for marking by hand: one for each thing to choose, match, sort or tick. A wrong tick "
    "where several are right takes one away, but never below 0. In an order each neighbouring pair "
    "in the right order counts. True or false: one for the verdict and one more for the reason."
)


@dataclass(frozen=True)
class Row:
    """A line of a question; `mark` is drawn before it: circle, square, box, or a rule to write on.

    `beside` rows share a line with the one before, if there is room.
    """

    words: str
    mark: str = ""
    style: str = ""
    beside: bool = False


def rows(question: Question) -> list[Row]:
    """Return the lines of a question below its text, without anything that tells the answer."""
    laid = form(question)
    match question:
        case Single():
            return [Row(option, "circle") for option in laid.items]
        case Multiple():
            return [Row(option, "square") for option in laid.items]
        case TrueFalse():
            verdict = [Row("True", "circle"), Row("False", "circle", beside=True)]
            return [*verdict, Row("Because:"), *(Row(o, "circle") for o in laid.items)]
        case Matching():
            return [*_boxes(laid.items), *_lettered(laid.options)]
        case Classify():
            return [*_lettered(laid.options), *_boxes(laid.items)]
        case Ordering():
            return _boxes(laid.items)
        case Numeric(unit=unit):
            return [Row(unit, "rule")]
        case Locate():
            return [
                Row(name(code), "circle", beside=i % 2 == 1) for i, code in enumerate(laid.items)
            ]
    raise TypeError(f"No paper form for {type(question).__name__}.")


def points(question: Question) -> int:
    """Return how many points a question is worth when it is marked by hand."""
    match question:
        case TrueFalse():
            return 2
        case Multiple(right=right):
            return len(right)
        case Matching(pairs=things) | Classify(items=things):
            return len(things)
        case Ordering(items=items):
            return len(items) - 1
        case _:
            return 1


def key(question: Question) -> list[tuple[str, str]]:
    """Return what to find on a pupil's sheet, part by part, each with its reason in short."""
    laid = form(question)
    match question:
        case Single(right=right) | Multiple(right=right):
            return [(option, short(why)) for option, why in right.items()]
        case TrueFalse():
            verdict = (
                "True" if question.answer else "False",
                short(question.truth[question.answer]),
            )
            return [verdict, *((option, short(why)) for option, why in question.right.items())]
        case Matching(pairs=goes_with, why=why) | Classify(items=goes_with, why=why):
            letter = dict(zip(laid.options, ascii_uppercase, strict=False))
            return [
                (f"{letter[goes_with[item]]}  {item} → {goes_with[item]}", short(why[item]))
                for item in laid.items
            ]
        case Ordering():
            place = {item: number for number, item in enumerate(question.items, 1)}
            return [(f"{place[item]}  {item}", short(question.why[item])) for item in laid.items]
        case Numeric():
            return [(_number(question), short(question.right))]
        case Locate():
            return [(name(code), short(question.why[code])) for code in question.answer]
    raise TypeError(f"No key for {type(question).__name__}.")


def short(reason: str) -> str:
    """Return the first sentence of a reason, or more if it only says that this is right."""
    first, stop, rest = reason.partition(". ")
    return f"{first}. {short(rest)}" if stop and len(first) < 25 else first + "." * bool(stop)


def _number(question: Numeric) -> str:
    said = f"{question.answer:,.12g} {question.unit}".strip()
    return f"{said} (within {question.tolerance:,g})" if question.tolerance else said


def _boxes(items: tuple[str, ...]) -> list[Row]:
    return [Row(item, "box") for item in items]


def _lettered(options: tuple[str, ...]) -> Iterator[Row]:
    for letter, option in zip(ascii_uppercase, options, strict=False):
        yield Row(f"{letter}  {option}", style="I")
