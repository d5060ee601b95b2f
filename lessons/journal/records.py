"""Define an answer as a line of the journal, and check that a line is valid.

A journal is a text file: a learner may have edited it, and a crash may have cut it off.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Any, NamedTuple

VERSION = 1
MAX_TEXT_LENGTH = 500  # letters in a text of an answer
MAX_WRITTEN_LENGTH = 1_200  # letters in the text of a written answer
MAX_PARTS = 60  # texts in one answer, such as the items of an ordering
CONFIDENCES = ("", "sure", "think so", "guess")  # "" where the learner chose none
MAX_ESTIMATE = 1e15
BATCH = "imported"  # the extension that names an import
TIMESTAMP = re.compile(
    r"(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII
)
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: it cannot be written as UTF-8


class Answer(NamedTuple):
    """One attempt at a question: a line of the journal.

    `timestamp` is ISO 8601 in UTC, `score` runs from 0 to 1, `success` says whether the answer
    was right in full; both are None for an estimate, which is never marked. `confidence` is one
    of CONFIDENCES, `hint` says whether the hint had been opened. `batch` is the same for answers
    that were imported together from another computer, and "" for all others.
    """

    id: str
    timestamp: str
    verb: str
    question: str
    response: Any
    score: float | None = None
    success: bool | None = None
    confidence: str = ""
    hint: bool = False
    batch: str = ""


def read(line: Mapping[str, Any]) -> Answer | None:
    """Return the answer in a line of the journal, parsed from JSON.

    Return None for a line of another version; raise ValueError for one of this version that does
    not have the form of an answer.
    """
    version = line.get("version")
    # A newer version of the course may have written the line, which stays in the file.
    if type(version) is int and version != VERSION:
        return None
    try:
        result, extensions = line["result"], line["context"]["extensions"]
        answer = Answer(
            line["id"],
            line["timestamp"],
            line["verb"],
            line["object"],
            result["response"],
            result["score"]["scaled"] if "score" in result else None,
            result.get("success"),
            extensions.get("confidence", ""),
            extensions.get("hint", False),
            str(extensions.get(BATCH, "")),
        )
    except (KeyError, TypeError, AttributeError):
        raise ValueError("a field is missing") from None
    if version != VERSION or not _is_sound(answer):
        raise ValueError("a field has a value that is not allowed")
    return answer


def _is_sound(answer: Answer) -> bool:
    return (
        all(isinstance(text, str) and text and is_text(text) for text in answer[:4])
        and is_timestamp(answer.timestamp)
        and (is_response(answer.response) or _is_estimate(answer))
        and is_score(answer.score)
        and (answer.success is None or isinstance(answer.success, bool))
        and (isinstance(answer.confidence, str) and answer.confidence in CONFIDENCES)
        and isinstance(answer.hint, bool)
    )


def is_timestamp(value: object) -> bool:
    """Return whether a value is a time with its zone, such as 2026-11-23T10:15:00Z."""
    if not isinstance(value, str) or not TIMESTAMP.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:  # the form is right, but there is no such day
        return False
    return True


def is_response(value: object) -> bool:
    """Return whether a value can be an answer: a text, a list of texts, or a flat mapping."""
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, list):
        return len(value) <= MAX_PARTS and all(isinstance(s, str) and is_text(s) for s in value)
    if isinstance(value, dict):
        return len(value) <= MAX_PARTS and all(
            isinstance(key, str) and is_text(key) and _is_part(part) for key, part in value.items()
        )
    return False


def is_score(value: Any) -> bool:
    """Return whether a value is a score, from 0 to 1, or None."""
    return value is None or (is_number(value) and 0 <= value <= 1)


def is_number(value: Any) -> bool:
    """Return whether a value is a finite number; True and False are not."""
    return type(value) is int or (type(value) is float and isfinite(value))


def is_text(value: str, max_length: int = MAX_TEXT_LENGTH) -> bool:
    """Return whether a text is short enough for an answer and can be written as UTF-8."""
    return len(value) <= max_length and (value.isascii() or not SURROGATE.search(value))


def _is_estimate(answer: Answer) -> bool:
    value = answer.response
    return answer.verb == "estimated" and is_number(value) and abs(value) < MAX_ESTIMATE


def _is_part(value: object) -> bool:
    return isinstance(value, bool) or (
        isinstance(value, str) and is_text(value, MAX_WRITTEN_LENGTH)
    )
