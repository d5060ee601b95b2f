"""Define the result of marking: a score from 0 to 1, and feedback on each part of the answer.

The class of each type of question, in `lessons/questions/types/`, marks its answers. Every rule
gives 1 for the full answer, never less than 0, and nothing for answers without knowledge, such as
ticking every box or giving the same answer in every row. A row left blank changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Feedback:
    """The feedback on one part of an answer: `right` says whether it was right.

    `row` is the row that the option was given to, in questions that have rows.
    """

    option: str
    right: bool
    why: str
    row: str = ""


@dataclass(frozen=True)
class Mark:
    """What an answer is worth, from 0 to 1, and the feedback on it.

    `score` is None for an answer that the computer does not mark. Where `empty` is true, or
    `clarification` asks the learner what is meant, nothing is marked or recorded.
    """

    score: float | None = 0.0
    feedback: tuple[Feedback, ...] = ()
    general: str = ""
    empty: bool = False
    clarification: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer is right in full."""
        return self.score == 1


def scored(score: float, feedback: Iterable[Feedback], general: str = "") -> Mark:
    """Return a mark with a score limited to 0 to 1."""
    limited = min(1.0, max(0.0, round(score, 9)))  # the sum of three thirds may be less than 1
    return Mark(limited, tuple(feedback), general)


def is_empty(answer: Any) -> bool:
    """Return whether nothing has been answered."""
    # A table of rows is empty as long as no row has an option.
    if isinstance(answer, Mapping):
        return all(value in (None, "") for value in answer.values())
    if isinstance(answer, str):
        return not answer.strip()
    return answer is None or answer == []
