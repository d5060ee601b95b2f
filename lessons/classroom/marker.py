"""Mark the answers of a class, each different one once, and number the wrong choices in them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from lessons.classroom.regrade import UNKNOWN, Marked, mark_again
from lessons.questions import Question

MAX_WRONG_ANSWERS = 300  # different wrong answers to one question that are distinguished
OTHER_ANSWER = "something else"


class Marker:
    """Mark answers to the questions of a bank, which are numbered by their order in it.

    `marks` has the different marks that were given, `questions` the number of the question of
    each, and `wrong` the numbers of its wrong choices. `choices` numbers the wrong choices:
    (question, label) to (number, what the bank says about it).
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.marks: list[Marked] = []
        self.questions: list[int] = []
        self.wrong: list[tuple[int, ...]] = []
        self.choices: dict[tuple[int, str], tuple[int, str]] = {}
        self._bank = questions
        self._numbers = {question.id: number for number, question in enumerate(questions)}
        self._wrong_answers: Counter[int] = Counter()  # different ones, by question
        self._known: dict[Hashable, int] = {}

    def question(self, id: str) -> int:
        """Return the number of a question; one that the bank does not have gets a new number."""
        return self._numbers.setdefault(id, len(self._numbers))

    def mark(self, question: int, response: Any) -> int:
        """Return the number of an answer's mark.

        Marks are remembered: a class gives the same few answers to a question again and again.
        """
        key = question, hashable(response)
        if key not in self._known:
            self._known[key] = len(self.marks)
            self._mark(question, response)
        return self._known[key]

    def _mark(self, question: int, response: Any) -> None:
        is_known = question < len(self._bank)
        marked = mark_again(self._bank[question], response) if is_known else UNKNOWN
        wrong = (choice for choice in marked.choices if not choice.right)
        self.wrong.append(tuple(self._choice(question, w.option, w.why) for w in wrong))
        self.marks.append(marked._replace(choices=()))
        self.questions.append(question)

    def _choice(self, question: int, label: str, why: str) -> int:
        """Return the number of a wrong choice."""
        if (question, label) not in self.choices:
            # Anybody can write any number of different answers into a file.
            if self._wrong_answers[question] >= MAX_WRONG_ANSWERS:
                label, why = OTHER_ANSWER, ""
            self._wrong_answers[question] += 1
        return self.choices.setdefault((question, label), (len(self.choices), why))[0]


def hashable(response: Any) -> Hashable:
    """Return a response in a hashable form that is different for different responses."""
    if isinstance(response, list):
        return tuple(response)
    if isinstance(response, dict):
        # With the types, because the numbers 1 and 1.0 are equal to True.
        return tuple((key, type(value), value) for key, value in response.items())
    return response  # type: ignore[no-any-return]
