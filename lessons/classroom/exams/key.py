"""Write and read an exam's key, the file that stays with the teacher.

It is JSON in UTF-8 with the exam's name and papers, every question with its right answers and
feedback, and a checksum. A file that is damaged or was changed by hand is refused. To correct a
mistake in a key, correct the questions and make the exam again with the same seed: the papers stay
the same.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from lessons.classroom.validation import Refused, is_id, load_json, quoted
from lessons.questions import Question
from lessons.questions.entries import Number, Table, Text
from lessons.questions.types import question_type

FORMAT, VERSION = "cooperative-security/exam-key", 1
MAX_BYTES = 5_000_000


class Key(NamedTuple):
    """What is needed to mark an exam; `papers` has the fingerprint of each version."""

    exam: str
    title: str
    seed: int
    papers: Mapping[str, str]
    questions: tuple[Question, ...]


def to_json(key: Key) -> str:
    """Return a key as the text of its file."""
    raw = {"format": FORMAT, "version": VERSION, **key._asdict()}
    raw["questions"] = [question.pack() for question in key.questions]
    return json.dumps(raw | {"check": checksum(raw)}, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> Key:
    """Return the key that a file holds. Raise Refused, with the reason, for anything else."""
    raw = load_json(data, MAX_BYTES)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Refused("this is not an exam key")
    if raw.get("version") != VERSION:
        raise Refused(
            f"this key was made by another version of exams ({quoted(raw.get('version'))})"
        )
    if raw.pop("check", None) != checksum(raw):
        raise Refused(
            "this key is damaged, or was changed after it was made, so no marks follow from it. "
            "Take a copy, or make the exam again with the same questions and the same seed"
        )
    try:
        return _key(raw)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
        raise Refused("the parts of this key do not match: make the exam again") from None


def checksum(raw: Mapping[str, Any]) -> str:
    """Return the checksum of a key, which does not depend on the order of its parts."""
    try:
        plain = json.dumps(raw, sort_keys=True)
    except RecursionError:
        raise Refused("it is nested too deep") from None
    return hashlib.sha256(plain.encode()).hexdigest()


def _key(raw: dict[str, Any]) -> Key:
    """Return the key in parsed JSON. Raise an error that `read` expects for anything else."""
    # The checksum finds accidents; somebody who changes a key on purpose can compute a new one.
    questions = tuple(question_type(row["type"]).unpack(row) for row in raw["questions"])
    forms = {"title": Text(""), "seed": Number(""), "papers": Table("")}
    if not all(form.fits(raw[name]) for name, form in forms.items()):
        raise ValueError("a part has another form")
    key = Key(raw["exam"], raw["title"], int(raw["seed"]), raw["papers"], questions)
    # Hand-ins name questions by their ids, so each belongs to this exam and occurs once.
    ids = [question.id for question in questions]
    are_ids = all(is_id(id) and id.startswith(f"{key.exam}.") for id in ids)
    if not is_id(key.exam) or not are_ids or len(set(ids)) < len(ids) or not ids or not key.papers:
        raise ValueError("ids are missing")
    return key
