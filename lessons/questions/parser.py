"""Turn the text of a quiz file into questions."""

from pathlib import Path

from lessons.core.toml import read_toml
from lessons.questions.bank import Bank, Estimate
from lessons.questions.entries import Row
from lessons.questions.types import Question, question_type, type_name


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
