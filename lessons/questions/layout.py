"""Define a question as it is shown to a learner, with nothing that gives the answer away.

Cards, exams, pages, slides and paper show a layout. An exam's paper holds layouts and no
questions, so there is no answer in a pupil's notebook.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lessons.questions.types.base import Question

    QuestionType = type[Question]

Spec = dict[str, Any]  # what the script of a field reads: its `kind` and more


class Layout(NamedTuple):
    """The parts of a question in the order in which they are shown.

    `items` are listed, `options` are to choose from; a question with one list has only `items`.
    `unit` is the unit of a number.
    """

    type: str
    ask: str
    items: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    unit: str = ""
    id: str = ""

    @property
    def question_type(self) -> "QuestionType":
        """The class of the question."""
        # Imported here, as the types import this module.
        from lessons.questions.types import question_type

        return question_type(self.type)

    @property
    def fields(self) -> list[Spec]:
        """A description of each field of the card, which the script of its kind reads."""
        return self.question_type.fields(self)

    def answer(self, values: list[Any]) -> Any:
        """Return the answer, as marking reads it, for the values of the fields."""
        return self.question_type.answer_of(self, values)

    def values(self, answer: Any) -> list[Any] | None:
        """Return the fields' values for an answer, or None if the question has changed since."""
        try:
            return self.question_type.values_of(self, answer)
        # An answer in a journal may be older than the question, or have been edited by hand.
        except (ValueError, TypeError, AttributeError, KeyError):
            return None


@dataclass(frozen=True)
class Choices:
    """A list of choices, as pages, slides and paper show it.

    `mark` is printed before each line on paper: a circle or square to tick, a box to write into, a
    rule for a number, lines for a text; without one the lines get letters. `lettered` says
    whether slides give them letters. `paired` lines are printed in pairs, side by side. `places`
    are countries, by code: a map above the lines marks their capitals with the letters A, B and so
    on. `stored` is what a stored notebook shows in place of the lines, if not the lines.
    """

    lines: tuple[str, ...]
    mark: str = ""
    heading: str = ""
    lettered: bool = True
    paired: bool = False
    places: tuple[str, ...] = ()
    stored: str = ""
