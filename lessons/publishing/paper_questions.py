"""Lay out a question on paper: its lines, and where the answer is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from lessons.core.text import counted
from lessons.questions import Question
from lessons.questions.layout import Choices, Layout

HOW_TO_MARK = (
    "Points, for marking by hand: one for each thing to choose, match, sort or tick. A wrong tick "
    "where several are right takes one away, but never below 0. In an order each neighbouring pair "
    "in the right order counts. True or false: one for the verdict and one more for the reason. "
    "A written position: one for each criterion that it meets."
)


@dataclass(frozen=True)
class Row:
    """A line of a question; `mark` is drawn before it: a letter, or what `Choices` names.

    `beside` rows share a line with the one before, if there is room. `places` are marked on a map
    that the row consists of.
    """

    text: str
    mark: str = ""
    style: str = ""
    beside: bool = False
    places: tuple[str, ...] = ()


def points(question: Question) -> str:
    """Return what a question is worth, such as "2 points"."""
    return counted(question.points, "point")


def rows(layout: Layout) -> list[Row]:
    """Return the lines of a question below its text; nothing in them gives the answer away."""
    return [row for choices in layout.question_type.lists(layout) for row in _rows(choices)]


def _rows(choices: Choices) -> Iterator[Row]:
    if choices.heading:
        yield Row(choices.heading)
    if choices.places:
        yield Row("", places=choices.places)
    if not choices.mark:
        for letter, line in zip(ascii_uppercase, choices.lines, strict=False):
            yield Row(line, letter)
        return
    for number, line in enumerate(choices.lines):
        yield Row(line, choices.mark, beside=choices.paired and number % 2 == 1)
