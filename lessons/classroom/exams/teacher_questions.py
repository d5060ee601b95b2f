"""Read a teacher's own questions from a file in the form of a lesson's quiz.toml.

Only the questions are needed. Minutes, objectives, ids, sources and feedback may be left out.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lessons.classroom.exams.paper import too_large
from lessons.classroom.validation import Refused
from lessons.core.files import read_bytes
from lessons.core.paths import nearest
from lessons.core.toml import parse_toml
from lessons.questions import Question
from lessons.questions.checks import label_of
from lessons.questions.entries import is_text, tidy, unknown_keys
from lessons.questions.quiz_file import Bank, question
from lessons.questions.types import question_types, type_name

LARGEST = 2_000_000  # bytes


def own_questions(path: Path, title: str) -> list[Question]:
    """Return the questions of a teacher's file. Raise Refused with all that is wrong in it.

    The objective of a question is its text; without one it is the exam's title.
    """
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise Refused(f"{path.name} is larger than {LARGEST / 1e6:g} MB.")
    raw = parse_toml(data, path.name)
    faults = list(unknown_keys(raw, Bank.keys()))
    rows: Any = raw.get("question")
    goals = raw.get("objectives", {})
    if not Bank.declared()["questions"].fits(rows):
        raise Refused(f"{path.name}: no questions. Write at least one [[question]].")
    if goals and not Bank.declared()["objectives"].fits(goals):
        raise Refused(f"{path.name}: write [objectives] and 1 = 'what a learner can do'.")
    found = []
    for place, row in enumerate(rows, 1):
        name = label_of(row, place)
        # The types require feedback, which a teacher may leave out.
        known = question_types().get(type_name(row))
        full = known.filled(row) if known else row
        wrong = list(_mistakes(full, goals))
        faults += [f"{name}: {sentence}" for sentence in wrong]
        if not wrong:
            goal = tidy(goals.get(str(row.get("objective")), title))
            made = question({**full, "id": place, "source": ()}, "own")
            found.append(replace(made, objective=goal))
            if fault := too_large(made):
                faults.append(f"{name}: {fault}.")
    if faults:
        raise Refused("\n".join(f"{path.name}, {fault}" for fault in faults))
    return found


def _mistakes(row: dict[str, Any], goals: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with a question. `goals` are the objectives of the file by number."""
    if not is_text(row.get("ask")):
        yield "it asks nothing. Write ask = '...'."
    if "objective" in row and str(row["objective"]) not in goals:
        yield f"there is no objective {row['objective']}.{nearest(str(row['objective']), goals)}"
    # Only questions with a table or a list of right options need no type.
    if "type" not in row and not isinstance(row.get("right"), dict | list):
        yield f"it names no type.{nearest('', question_types())}"
        return
    # A value may have any form that TOML allows, where a type expects another one.
    try:
        known = question_types()
        if type_name(row) not in known:
            yield f"unknown type '{row['type']}'.{nearest(row['type'], known)}"
            return
        wrong = list(known[type_name(row)].mistakes(row))
        yield from wrong
        if not wrong:
            question({**row, "id": "x", "ask": "?", "source": ()}, "own")
    except (TypeError, AttributeError, KeyError, ValueError):
        yield "a part of it has the wrong form: compare it with a lesson's quiz.toml."
