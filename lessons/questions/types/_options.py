"""Define what types with feedback on each right and wrong option have in common."""

from collections.abc import Iterator, Mapping
from typing import Any

from lessons.questions.entries import Options, Row, label_mistakes, lookup
from lessons.questions.layout import Layout
from lessons.questions.marking import Feedback, Mark, scored
from lessons.questions.shapes import Option, mixed
from lessons.questions.types.base import Naming, Question, several

RIGHT = Options("Right options, each with its feedback.")
WRONG = Options("Wrong options, each with why it is wrong, and why it is tempting.")


class WithOptions(Question):
    """A question with the fields `right` and `wrong`, which its class declares."""

    right: Mapping[str, str]
    wrong: Mapping[str, str]

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        tables = [lookup(row, cls.entries()[name].key) for name in ("right", "wrong")]
        # Right and wrong options are shown in one list, so no option may occur in both.
        yield from label_mistakes([label for table in tables for label in table or ()])

    def parts(self) -> Layout:
        return super().parts()._replace(items=tuple(self.reasons))

    @property
    def reasons(self) -> dict[str, str]:
        """The feedback on each option, right ones first."""
        return {**self.right, **self.wrong}

    def about(self, option: str) -> Feedback:
        """Return the feedback for an option. Raise KeyError for another."""
        return Feedback(option, option in self.right, self.reasons[option])

    def judge(self, answer: Any) -> Mark:
        chosen = self.about(answer)
        return scored(float(chosen.right), [chosen])

    def solution(self) -> tuple[Feedback, ...]:
        return tuple(map(self.about, self.right))

    def subject(self) -> str:
        return "\n".join([self.ask, *self.right])

    def disagreement(self, found: Any, text: Naming) -> str:
        # The tables may give countries that are not options of this question.
        true = {text(value) for value in several(found)} | set(map(str, several(found)))
        if missing := [repr(option) for option in self.right if option not in true]:
            return f"{', '.join(missing)}: right in the file, not in the tables"
        extra = [repr(option) for option in self.reasons.keys() - {*self.right} if option in true]
        return f"{', '.join(extra)}: wrong in the file, right in the tables" if extra else ""

    def options(self, gain: float = 1.0, loss: float = 0.0) -> tuple[Option, ...]:
        """Return the options for other systems, each with what it adds to the mark."""
        shown = [self.about(text) for text in mixed(self.reasons, self.id)]
        return tuple(Option(o.option, o.right, o.why, gain if o.right else loss) for o in shown)
