"""From a quiz file's text to questions."""

import tomllib
from pathlib import Path
from typing import Any

from lessons.questions.bank import Bank, Estimate
from lessons.questions.entries import Row, names, tidy
from lessons.questions.types import Question, question_type, type_name


def read(path: Path, slug: str) -> Bank:
    """Return a lesson's bank. Expect a file that holds: `problems` says so."""
    raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    return Bank(
        minutes=raw.get("minutes", 0),
        objectives={f"{slug}.{no}": text for no, text in raw.get("objectives", {}).items()},
        questions=tuple(question(row, slug) for row in raw.get("question", [])),
        estimate=estimate(raw["estimate"], slug) if "estimate" in raw else None,
        needs=tuple(raw.get("needs", ())),
    )


def question(row: Row, slug: str) -> Question:
    """Return the question that one `[[question]]` describes."""
    common: dict[str, Any] = {
        "id": f"{slug}.{row['id']}",
        "ask": tidy(row["ask"]),
        "objective": f"{slug}.{row['objective']}" if "objective" in row else "",
        "place": row.get("in", ""),
        "hint": tidy(row.get("hint", "")),
        "source": names(row.get("source", ())),
        "compute": row.get("compute", ""),
        "review": row.get("review", True),
    }
    return question_type(type_name(row)).from_row(row, **common)


def estimate(row: Row, slug: str) -> Estimate:
    """Return the warm-up that `[estimate]` describes."""
    return Estimate(
        id=f"{slug}.estimate",
        ask=tidy(row["ask"]),
        answer=row["answer"],
        low=row["low"],
        high=row["high"],
        step=row.get("step", 1),
        unit=row.get("unit", ""),
        why=tidy(row.get("why", "")),
        source=names(row.get("source", ())),
        compute=row.get("compute", ""),
    )
