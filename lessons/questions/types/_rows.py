"""Define what types that match rows with options have in common."""

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from lessons.questions.layout import Layout, Spec
from lessons.questions.marking import Feedback, Mark
from lessons.questions.shapes import PairRow, Pairs, Part
from lessons.questions.types.base import Naming, Question, in_short

TOGETHER = "the feedback on all rows is shown together, after the answer"


def losses_of_rows(more: str) -> dict[str, str]:
    """Return what each system loses of a question with rows, with `more` added."""
    return dict.fromkeys(("moodle", "gift", "canvas"), f"{TOGETHER}; {more}")


class WithRows(Question):
    """A question with reasons for each row in `why`, which its class declares.

    An answer is a table from rows to options; a row that is left out is left open.
    """

    why: Mapping[str, str]

    @property
    def goes_with(self) -> Mapping[str, str]:
        """The right option of each row."""
        raise NotImplementedError

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "rows", "items": layout.items, "options": layout.options}]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        # A row that was left open is not part of the answer.
        rows = zip(layout.items, values[0], strict=True)
        return {row: layout.options[option] for row, option in rows if option is not None}

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        if not set(answer) <= set(layout.items):
            raise KeyError("a row is missing")
        given = [answer.get(row) for row in layout.items]
        return [[None if option is None else layout.options.index(option) for option in given]]

    def feedback(self, answer: Mapping[str, str]) -> list[Feedback]:
        """Return the reason of each row that was answered, rightly or wrongly."""
        given = {row: option for row, option in answer.items() if option}
        return [self._about(row, option) for row, option in given.items()]

    def _about(self, row: str, option: str) -> Feedback:
        is_right = self.goes_with[row] == option
        return Feedback(f"{row} → {option}", is_right, self.why[row], row)

    def left_open(self, answered: int) -> str:
        """Return how many rows have no option yet, or ""."""
        rows = len(self.goes_with)
        return f"{rows - answered} of {rows} left open." if answered < rows else ""

    def solution(self) -> tuple[Feedback, ...]:
        return tuple(map(self._about, self.goes_with, self.goes_with.values()))

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        return self.feedback(answer)

    def disagreement(self, found: Any, text: Naming) -> str:
        given = {text(key): text(value) for key, value in dict(found).items()}
        # The rows in the file may be codes, too.
        given |= {str(key): given[text(key)] for key in dict(found)}
        off = [row for row, option in self.goes_with.items() if given.get(row) != option]
        return "; ".join(f"'{row}': the tables give '{given.get(row, 'nothing')}'" for row in off)

    def subject(self) -> str:
        return ""

    @property
    def points(self) -> int:
        return len(self.goes_with)

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        layout = layout or self.layout()
        # On paper pupils write letters: the key gives the letter and, for the teacher, its option.
        letter = dict(zip(layout.options, ascii_uppercase, strict=False))
        parts = [self._about(row, self.goes_with[row]) for row in layout.items]
        return [(f"{letter[self.goes_with[p.row]]}  {p.option}", in_short(p.why)) for p in parts]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        rows = tuple(PairRow(row, option, self.why[row]) for row, option in self.goes_with.items())
        return [Pairs(**self.common(), rows=rows, rights=self.rights())]

    def rights(self) -> tuple[str, ...]:
        """Return the options in the order in which other systems offer them."""
        return self.parts().options
