"""Find everything that is wrong in the course's files, in sentences that name the way out."""

import inspect
from collections.abc import Iterable

from lessons import data, questions
from lessons.core.paths import lesson_folders
from lessons.data import membership


def problems(names: Iterable[str] = ()) -> list[str]:
    """Return a sentence for each thing that is wrong."""
    found = [fault for name in data.tables() for fault in data.problems(name)]
    for folder in lesson_folders():
        found += questions.problems(folder / "quiz.toml", calculator())
    return found


def calculator() -> dict[str, object]:
    """Return the names that a question's `compute` may use: who was what on a day, and tables."""
    functions = dict(inspect.getmembers(membership, inspect.isfunction))
    return functions | {"table": data.table, "rows": data.rows}
