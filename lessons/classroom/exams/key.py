"""An exam's key: the file that stays with the teacher, and what it takes to believe it.

JSON, UTF-8: the exam's name and papers, every question with its right answers and feedback, and a
check sum. A file that is damaged or was changed by hand gives no marks at all. To mend a mistake
in a key, mend the questions and make the exam again with the same seed: the papers stay the same.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any, NamedTuple

from lessons.classroom.validation import Refused, is_id, load_json, quoted
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Near,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)
from lessons.questions.kinds import NAMES

FORMAT, VERSION = "cooperative-security/exam-key", 1
LARGEST = 5_000_000  # bytes


class Key(NamedTuple):
    """What marking an exam takes: `papers` are the fingerprints of its versions."""

    exam: str
    title: str
    seed: int
    papers: Mapping[str, str]
    questions: tuple[Question, ...]


def written(key: Key) -> str:
    """Return a key as the text of its file."""
    raw = {"format": FORMAT, "version": VERSION, **key._asdict()}
    raw["questions"] = [_packed(it) for it in key.questions]
    return json.dumps(raw | {"check": _sum(raw)}, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> Key:
    """Return the key that a file holds. Raise Refused, in words, for anything else."""
    raw = load_json(data, LARGEST)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Refused("this is no key of an exam")
    if raw.get("version") != VERSION:
        raise Refused(
            f"this key was made by another version of exams ({quoted(raw.get('version'))})"
        )
    if raw.pop("check", None) != _sum(raw):
        raise Refused(
            "this key is damaged, or was changed after it was made, so no marks follow from it. "
            "Take a copy, or make the exam again with the same questions and the same seed"
        )
    try:
        return _key(raw)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Refused("this key does not hold together: make the exam again") from None


def _sum(raw: Mapping[str, Any]) -> str:
    try:
        plain = json.dumps(raw, sort_keys=True)
    except RecursionError:
        raise Refused("it is nested too deep") from None
    return hashlib.sha256(plain.encode()).hexdigest()


def _key(raw: dict[str, Any]) -> Key:
    questions = tuple(_unpacked(row) for row in raw["questions"])
    key = Key(
        raw["exam"],
        _text(raw["title"]),
        int(_number(raw["seed"])),
        _texts(raw["papers"]),
        questions,
    )
    ids = [it.id for it in questions]
    named = all(is_id(id) and id.startswith(f"{key.exam}.") for id in ids)
    if not is_id(key.exam) or not named or len(set(ids)) < len(ids) or not ids or not key.papers:
        raise ValueError("names are missing")
    return key


def _packed(question: Question) -> dict[str, Any]:
    row = {"type": question.type, **{k: v for k, v in asdict(question).items() if k not in LEFT}}
    if isinstance(question, TrueFalse):
        row["truth"] = {str(verdict).lower(): why for verdict, why in question.truth.items()}
    return row


KINDS = {name: kind for kind, name in NAMES.items()}
LEFT = ("place", "hint", "source", "compute")  # what marking does without


# From a file


def _unpacked(row: dict[str, Any]) -> Question:
    kind = KINDS[row["type"]]
    readers: dict[str, Callable[[Any], Any]] = COMMON | FIELDS[kind]
    question: Question = kind(**{name: take(row[name]) for name, take in readers.items()})
    if not _holds(question):
        raise ValueError("a question contradicts itself")
    return question


def _holds(question: Question) -> bool:
    """Return whether marking can rely on a question."""
    match question:
        case Single(right=right, wrong=wrong):
            return len(right) == 1 and not right.keys() & wrong.keys()
        case Multiple(right=right, wrong=wrong) | TrueFalse(right=right, wrong=wrong):
            return bool(right) and not right.keys() & wrong.keys()
        case Matching(pairs=pairs, why=why):
            return bool(pairs) and pairs.keys() <= why.keys()
        case Ordering(items=items, why=why):
            return 1 < len(items) == len(set(items)) and set(items) <= why.keys()
        case Classify(items=goes_to, groups=groups, why=why):
            return (
                set(goes_to.values()) <= set(groups)
                and len(set(groups)) > 1
                and bool(goes_to)
                and goes_to.keys() <= why.keys()
            )
        case Numeric(tolerance=tolerance):
            return tolerance >= 0
        case Locate(answer=answer, candidates=candidates, why=why):
            return bool(answer) and {*answer} <= {*candidates} <= why.keys()
    return False


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return tuple(map(_text, value))


def _texts(value: Any) -> dict[str, str]:
    return {label: _text(why) for label, why in value.items()}


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError("no number")
    return value


def _verdict(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _truth(value: Any) -> dict[bool, str]:
    return {True: _text(value["true"]), False: _text(value["false"])}


def _near(value: Any) -> tuple[Near, ...]:
    return tuple(
        Near(value=_number(it["value"]), why=_text(it["why"]), within=_number(it["within"]))
        for it in value
    )


COMMON: dict[str, Callable[[Any], Any]] = {"id": _text, "ask": _text, "objective": _text}
OPTIONS: dict[str, Callable[[Any], Any]] = {"right": _texts, "wrong": _texts}
FIELDS: dict[type[Question], dict[str, Callable[[Any], Any]]] = {
    Single: OPTIONS,
    Multiple: OPTIONS,
    TrueFalse: OPTIONS | {"answer": _verdict, "truth": _truth},
    Matching: {"pairs": _texts, "why": _texts, "extra": _list},
    Ordering: {"items": _list, "why": _texts},
    Classify: {"groups": _list, "items": _texts, "why": _texts},
    Numeric: {
        "answer": _number,
        "right": _text,
        "wrong": _text,
        "unit": _text,
        "tolerance": _number,
        "near": _near,
    },
    Locate: {"answer": _list, "candidates": _list, "why": _texts},
}
