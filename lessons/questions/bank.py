"""Define what a lesson's quiz file holds: objectives, a warm-up estimate and questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.questions.entries import Code, Declared, Number, Text, Texts, entry
from lessons.questions.types import Question


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimate(Declared):
    """A guess to make before any number is shown. It is never scored."""

    id: str
    ask: str = entry(Text("What is to be guessed."))
    answer: float = entry(Number("The number."))
    low: float = entry(Number("The lowest number that can be guessed."))
    high: float = entry(Number("The highest."))
    why: str = entry(Text("The explanation that follows the guess."))
    step: float = entry(Number("From one number to the next."), 1)
    unit: str = entry(Text("What is counted or measured."), "")
    source: tuple[str, ...] = entry(Texts("Keys of data/sources.csv."), ())
    compute: str = entry(Code("A Python expression that gives the answer from the tables."), "")


@dataclass(frozen=True, kw_only=True, eq=False)
class Bank:
    """All that a lesson's quiz file holds."""

    minutes: int
    objectives: Mapping[str, str]
    questions: tuple[Question, ...]
    estimate: Estimate | None = None
    needs: tuple[int, ...] = ()  # numbers of the lessons to take before
