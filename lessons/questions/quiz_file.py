"""Read a lesson's quiz file: its objectives, its warm-up estimate and its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessons.core.toml import read_toml
from lessons.questions.entries import (
    Code,
    Declared,
    Number,
    Objectives,
    OneTable,
    Row,
    Tables,
    Text,
    Texts,
    WholeNumber,
    WholeNumbers,
    entry,
)
from lessons.questions.types import Question, question_type, type_name


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
    source: tuple[str, ...] = entry(Texts("Keys of data/sources.csv.", min_items=1))
    compute: str = entry(Code("A Python expression that gives the answer from the tables."), "")


@dataclass(frozen=True, kw_only=True, eq=False)
class Bank(Declared):
    """All that a lesson's quiz file holds."""

    minutes: int = entry(WholeNumber("How many minutes the lesson takes."))
    needs: tuple[int, ...] = entry(WholeNumbers("The numbers of the lessons to take before."), ())
    objectives: Mapping[str, str] = entry(Objectives("What a learner will be able to do."))
    estimate: Estimate | None = entry(  # noqa: RUF009
        OneTable("A guess before the lesson, after a line `[estimate]`."), None
    )
    questions: tuple[Question, ...] = entry(
        Tables("Each question, after a line `[[question]]`.", "question")
    )


def read(path: Path, slug: str) -> Bank:
    """Return what a lesson's quiz file holds.

    The file should have no `problems`: mistakes are not noticed here, or raise an error that does
    not help an author. Only the TOML itself is checked.
    """
    raw = read_toml(path)
    return Bank(
        minutes=raw.get("minutes", 0),
        objectives={f"{slug}.{no}": text for no, text in raw.get("objectives", {}).items()},
        questions=tuple(question(row, slug) for row in raw.get("question", [])),
        estimate=estimate(raw["estimate"], slug) if "estimate" in raw else None,
        needs=tuple(raw.get("needs", ())),
    )


def question(row: Row, slug: str) -> Question:
    """Return the question that one `[[question]]` describes."""
    kind = question_type(type_name(row))
    values = kind.read_row(row)
    # Authors write short ids; everywhere else ids begin with the lesson, so that they are unique.
    for name in ("id", "objective"):
        if name in values:
            values[name] = f"{slug}.{values[name]}"
    return kind(**values)


def estimate(row: Row, slug: str) -> Estimate:
    """Return the warm-up that `[estimate]` describes."""
    return Estimate(id=f"{slug}.estimate", **Estimate.read_row(row))
