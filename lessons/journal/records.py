"""One answer: what a line of the journal may hold. A journal can be edited, torn or forged."""

import re
from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Any, NamedTuple

VERSION = 1
TEXT = 500  # letters of an answer
WRITTEN = 1_200  # letters of a text of some sentences, as a part of an answer
PARTS = 60  # items of an answer
SURE = ("", "sure", "think so", "guess")
MOMENT = re.compile(r"(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Damaged(ValueError):
    """Say that a line of this version is no answer."""


class Answer(NamedTuple):
    """One line of the journal."""

    id: str
    timestamp: str
    verb: str
    question: str
    response: Any
    score: float | None = None
    success: bool | None = None
    confidence: str = ""
    hint: bool = False


def read(line: Mapping[str, Any]) -> Answer | None:
    """Return a line as an answer, or None for one of another version. Raise Damaged."""
    version = line.get("version")
    if type(version) is int and version != VERSION:
        return None
    try:
        result, more = line["result"], line["context"]["extensions"]
        found = Answer(
            line["id"],
            line["timestamp"],
            line["verb"],
            line["object"],
            result["response"],
            result["score"]["scaled"] if "score" in result else None,
            result.get("success"),
            more.get("confidence", ""),
            more.get("hint", False),
        )
    except (KeyError, TypeError, AttributeError):
        raise Damaged("something is missing") from None
    if version != VERSION or not _is_sound(found):
        raise Damaged("something is of another kind")
    return found


def _is_sound(answer: Answer) -> bool:
    return (
        all(isinstance(it, str) and it and is_text(it) for it in answer[:4])
        and is_moment(answer.timestamp)
        and (is_response(answer.response) or _is_estimate(answer))
        and is_score(answer.score)
        and (answer.success is None or isinstance(answer.success, bool))
        and (isinstance(answer.confidence, str) and answer.confidence in SURE)
        and isinstance(answer.hint, bool)
    )


def is_moment(value: str) -> bool:
    """Return whether a text is a moment such as 2026-11-23T10:15:00Z."""
    if not MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_response(value: object) -> bool:
    """Return whether a value can be an answer: a text, texts, or a flat mapping."""
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, list):
        return len(value) <= PARTS and all(isinstance(it, str) and is_text(it) for it in value)
    if isinstance(value, dict):
        return len(value) <= PARTS and all(
            isinstance(key, str) and is_text(key) and _is_part(part) for key, part in value.items()
        )
    return False


def is_score(value: Any) -> bool:
    """Return whether a value is a score, from 0 to 1, or None."""
    return value is None or (is_number(value) and 0 <= value <= 1)


def is_number(value: Any) -> bool:
    """Return whether a value is a number that can be counted with."""
    return type(value) is int or (type(value) is float and isfinite(value))


def is_text(value: str, longest: int = TEXT) -> bool:
    """Return whether a text is short and can be written down."""
    return len(value) <= longest and (value.isascii() or not _SURROGATE.search(value))


def _is_estimate(answer: Answer) -> bool:
    return answer.verb == "estimated" and is_number(answer.response) and abs(answer.response) < 1e15


def _is_part(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and is_text(value, WRITTEN))
