"""Read a teacher's own questions from a file in the form of a lesson's quiz.toml.

Only the questions are needed. Minutes, objectives, ids, sources and feedback may be left out.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from lessons.classroom.exams.paper import too_large
from lessons.classroom.validation import Refused
from lessons.core.files import read_bytes
from lessons.core.paths import nearest
from lessons.core.toml import parse_toml
from lessons.questions import Question
from lessons.questions.checks import label_of, question_mistakes
from lessons.questions.entries import tidy, unknown_keys
from lessons.questions.quiz_file import Bank, question
from lessons.questions.types import question_types, type_name

MAX_BYTES = 2_000_000


def own_questions(path: Path, title: str) -> list[Question]:
    """Return the questions of a teacher's file. Raise Refused with all that is wrong in it.

    The objective of a question is its text; without one it is the exam's title.
    """
    data = read_bytes(path)
    if len(data) > MAX_BYTES:
        raise Refused(f"{path.name} is larger than {MAX_BYTES / 1e6:g} MB.")
    raw = parse_toml(data, path.name)
    faults = list(unknown_keys(raw, Bank.keys()))
    rows: Any = raw.get("question")
    goals = raw.get("objectives") or {}
    if not Bank.declared()["questions"].fits(rows):
        raise Refused(f"{path.name}: no questions. Write at least one [[question]].")
    if goals and not Bank.declared()["objectives"].fits(goals):
        raise Refused(f"{path.name}: write [objectives] and 1 = 'what a learner can do'.")
    found = []
    for number, row in enumerate(rows, 1):
        # Only a question with a table or a list of right options needs no type.
        if "type" in row or isinstance(row.get("right"), dict | list):
            # The types require feedback, which a teacher may leave out.
            known = question_types().get(type_name(row))
            full = known.filled(row) if known else row
            wrong = list(question_mistakes(full, goals))
        else:
            wrong = [f"it names no type.{nearest('', question_types())}"]
        if not wrong:
            made = question({**full, "id": number, "source": ()}, "own")
            goal = tidy(goals.get(str(row.get("objective")), title))
            found.append(replace(made, objective=goal))
            if fault := too_large(made):
                wrong = [f"{fault}."]
        faults += [f"{label_of(row, number)}: {sentence}" for sentence in wrong]
    if faults:
        raise Refused("\n".join(f"{path.name}, {fault}" for fault in faults))
    return found
