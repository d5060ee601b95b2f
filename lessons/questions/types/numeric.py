"""Write a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lessons.questions.entries import (
    Entry,
    FeedbackText,
    Number,
    Row,
    Text,
    entry,
    unknown_keys,
)
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark, scored
from lessons.questions.numerals import NotANumber, quantity, readings
from lessons.questions.shapes import Near, NumberPart, Part
from lessons.questions.types.base import Naming, Question, in_short


class NearNumbers(Entry):
    """Common wrong numbers, each with its own feedback."""

    kind = "tables with `value`, `why` and, if near is enough, `within`"
    form = "tables [[question.near]] with value = a number and why = '...'"

    def fits(self, raw: Any) -> bool:
        return isinstance(raw, list) and all(map(_is_near, raw))

    def read(self, raw: Any) -> Any:
        return tuple(Near(**Near.read_row(near)) for near in raw)

    def fill(self, raw: Any, row: Row) -> Any:
        if not isinstance(raw, list):
            return raw
        why = Near.declared()["why"]
        tables = [table for table in raw if isinstance(table, dict)]
        return [table | {"why": why.fill(table.get("why"), table)} for table in tables]


@dataclass(frozen=True, kw_only=True, eq=False)
class Numeric(Question):
    """A number, with its unit; some distance may still count as right.

    1 within the tolerance, else 0. If a number can be read in two ways, the learner is asked.
    An answer is the text as typed.

    [[question]]
    id = "georgia-2013"
    type = "numeric"
    objective = 1
    ask = "How many soldiers did Georgia have in ISAF in December 2013?"
    source = ["nato-patg-2012"]
    answer = 1550
    tolerance = 60
    unit = "soldiers"
    right = "The largest contribution of any partner."
    wrong = "Look at the table of ISAF contributions again."

    [[question.near]]
    value = 925
    within = 20
    why = "That was in 2010, before a second battalion was sent."
    """

    answer: float = entry(Number("The right number."))
    right: str = entry(FeedbackText("The feedback for the right number."))
    wrong: str = entry(FeedbackText("The feedback for any other number."))
    unit: str = entry(Text("What is counted or measured, such as soldiers or %."), "")
    tolerance: float = entry(Number("How far off an answer may be and still be right."), 0)
    near: tuple[Near, ...] = entry(NearNumbers("Common wrong numbers."), ())

    has_items = False
    instruction = "Write a number."
    paper_instruction = "Write a number."
    losses = {
        "moodle": "a number that can be read in two ways is marked without asking",
        "gift": "the unit is named in the question and not read with the answer; a number that "
        "can be read in two ways is marked without asking",
        "canvas": "the feedback on near answers is part of the feedback on wrong ones",
    }

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        answer, tolerance = row.get("answer"), row.get("tolerance", 0)
        if tolerance < 0:
            yield "the tolerance is less than 0. Write tolerance = 0, or more."
        for value in (near["value"] for near in row.get("near", ())):
            if answer is not None and abs(value - answer) <= tolerance:
                yield f"near value {value} counts as right. Remove it or lower the tolerance."

    def disagreement(self, found: Any, text: Naming) -> str:
        return off_by(self.answer, found, self.tolerance)

    def parts(self) -> Layout:
        return super().parts()._replace(unit=self.unit)

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "number", "unit": layout.unit}]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        return str(values[0])

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        return [str(answer)]

    @classmethod
    def missing(cls, layout: Layout, answer: Any) -> str:
        """Return what is wrong with a number that cannot be read, or can be read in two ways."""
        if not answer.strip():
            return cls.if_empty
        try:
            found = readings(answer, layout.unit)
        except NotANumber as error:
            return str(error)
        if len(found) == 1:
            return ""
        plain = [f"{value:.12g}" for value in found]
        clear = [n if len(readings(n)) == 1 else f"{n}0" for n in plain]  # 1.2340, not 1.234
        return f"'{answer.strip()}' can be read in two ways. Write {' or '.join(clear)}."

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        stored = f"____ {layout.unit}".strip()
        return [Choices((layout.unit,), "rule", lettered=False, stored=stored)]

    def judge(self, answer: Any) -> Mark:
        typed = str(answer).strip()
        try:
            first, *others = readings(typed, self.unit)
        except NotANumber as error:
            return Mark(clarification=str(error))
        if self._is_right(first):
            return scored(1.0, [Feedback(typed, True, self.right)])
        # The learner is asked only if another reading would be right; otherwise all are wrong.
        if any(map(self._is_right, others)):
            return Mark(clarification=self.missing(self.parts(), typed))
        # A little more than the distance, because of rounding: 0.1 + 0.2 is not exactly 0.3.
        near = (n.why for n in self.near if abs(first - n.value) <= n.within + 1e-9)
        return scored(0.0, [Feedback(typed, False, next(near, self.wrong))])

    def _is_right(self, value: float) -> bool:
        return abs(value - self.answer) <= self.tolerance + abs(self.answer) * 1e-9

    def solution(self) -> tuple[Feedback, ...]:
        return (Feedback(quantity(self.answer, self.unit), True, self.right),)

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        (found,) = mark.feedback
        number = readings(answer, self.unit)[0]
        return [Feedback(quantity(number, self.unit), found.right, found.why)]

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        within = f" (within {self.tolerance:,g})" if self.tolerance else ""
        return [(quantity(self.answer, self.unit) + within, in_short(self.right))]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        own = {name: getattr(self, name) for name in self.entries()}
        return [NumberPart(**self.common(), **own)]


def _is_near(table: Any) -> bool:
    is_table = isinstance(table, dict)
    return is_table and not [*unknown_keys(table, Near.keys()), *Near.faults(table)]


def off_by(answer: float, found: Any, tolerance: float = 0) -> str:
    """Return a sentence if a number of the tables differs from the answer, otherwise ""."""
    if abs(float(found) - answer) <= (tolerance or abs(answer) * 1e-9):
        return ""
    return f"the file says {answer:g}, the tables give {float(found):g}"
