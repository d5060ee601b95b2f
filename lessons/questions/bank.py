"""What a lesson's quiz file holds: objectives, a warm-up estimate and questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.questions.types import Question


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimate:
    """A guess to make before any number is shown. It is never scored."""

    id: str
    ask: str
    answer: float
    low: float
    high: float
    step: float = 1.0
    unit: str = ""
    why: str = ""
    source: tuple[str, ...] = ()
    compute: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Bank:
    """All that a lesson's quiz file holds."""

    minutes: int
    objectives: Mapping[str, str]
    questions: tuple[Question, ...]
    estimate: Estimate | None = None
    needs: tuple[int, ...] = ()  # numbers of the lessons to take before
