"""What a learner has answered: an append-only journal on the learner's own machine.

One JSON object a line, no names. The fields are those of an xAPI statement, which a line becomes
when an actor is added and `verb` and `object` are written as IRIs:

    id, timestamp               of the statement
    verb                        "answered"; "estimated" for a warm-up guess (never scored)
    object                      the question's id, `lesson.question`
    result.score.scaled         0 to 1
    result.success              whether the answer was right in full
    result.response             the answer, as its type of question reads it
    context.extensions          confidence ("sure", "think so", "guess"), hint (was it read)
    version                     of this format; lines of a newer one are kept and passed over

The first answer to a question counts for the record; later ones are for learning.
The journal lies in the user's data folder, or where COOPERATIVE_SECURITY_HOME says; on an account
that several people share, COOPERATIVE_SECURITY_LEARNER gives each a folder of their own there.
COOPERATIVE_SECURITY_JOURNAL=off keeps nothing.
"""

import json
import os
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from lessons.journal.records import VERSION, Answer, read
from lessons.journal.store import Journal, parse

__all__ = [
    "VERSION", "Answer", "NotKept", "Tally", "answers", "export", "first", "import_", "is_on",
    "latest", "notices", "place", "record", "reset", "summary", "switch",
]  # fmt: skip

FILE = "journal.jsonl"


class NotKept(OSError):
    """Say in words why an answer could not be kept."""


class Tally(NamedTuple):
    """What the answers to one lesson's questions come to.

    `questions` counts those that were answered, `marked` those of them that have a score:
    `first_score` is the mean score of their first tries, `first_right` and `now_right` count them.
    """

    questions: int
    tries: int
    first_right: int
    first_score: float
    now_right: int
    marked: int = 0


_journals: dict[Path, Journal] = {}
_switch: dict[str, bool] = {}


def record(
    question: str,
    response: Any,
    *,
    score: float | None = None,
    success: bool | None = None,
    verb: str = "answered",
    confidence: str = "",
    hint: bool = False,
) -> None:
    """Keep an answer. Raise NotKept if the disk does not take it; do nothing if switched off."""
    if not is_on():
        return
    result: dict[str, Any] = {"response": response}
    if score is not None:
        result |= {"score": {"scaled": round(score, 4)}, "success": bool(success)}
    more = {"confidence": confidence} if confidence else {}
    line = {
        "version": VERSION,
        "id": str(uuid.uuid4()),
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "verb": verb,
        "object": question,
        "result": result,
        "context": {"extensions": {**more, "hint": hint}},
    }
    _keep(json.dumps(line, ensure_ascii=False))


def answers(lesson: str | None = None, *, verb: str = "answered") -> list[Answer]:
    """Return the answers of a lesson, or of all, in the order in which they were given."""
    start = f"{lesson}." if lesson else ""
    found = [each for each in _all() if each.verb == verb and each.question.startswith(start)]
    return sorted(found, key=lambda each: each.timestamp)  # merged journals lie one after the other


def first(question: str, *, verb: str = "answered") -> Answer | None:
    """Return the first answer to a question, the one for the record."""
    return next((a for a in answers(verb=verb) if a.question == question), None)


def latest(question: str, *, verb: str = "answered") -> Answer | None:
    """Return the last answer to a question, the one to show again."""
    return next((a for a in reversed(answers(verb=verb)) if a.question == question), None)


def summary() -> dict[str, Tally]:
    """Return a tally for each lesson that has answers."""
    lessons: dict[str, dict[str, list[Answer]]] = {}
    for each in answers():
        lesson = each.question.partition(".")[0]
        lessons.setdefault(lesson, {}).setdefault(each.question, []).append(each)
    return {lesson: _tally(tries.values()) for lesson, tries in lessons.items()}


def export(path: str | Path) -> Path:
    """Write a copy of the journal, every line as it is, and return where."""
    source, target = place(), Path(path)
    target.write_bytes(source.read_bytes() if source.exists() else b"")
    return target


def import_(path: str | Path) -> int:
    """Add the lines of another journal that are not here yet, and return how many.

    Lines that cannot be read are left out; lines of a newer version are taken as they are.
    """
    theirs = parse(Path(path).read_bytes(), [])
    ours = parse(place().read_bytes() if place().exists() else b"", [])
    known = {_identity(line) for line in ours}
    fresh = {_identity(line): line for line in theirs if _identity(line) not in known}
    if fresh:
        _keep(*(json.dumps(line, ensure_ascii=False) for line in fresh.values()))
    return len(fresh)


def reset(*, backup: bool = True) -> Path | None:
    """Empty the journal. Return where the backup lies, if there was anything to keep."""
    if not place().exists():
        return None
    copy = place().with_name(f"journal-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.jsonl")
    _journal().empty(copy)
    if not backup:
        copy.unlink()
        return None
    return copy


def place() -> Path:
    """Return where the journal lies."""
    home = os.environ.get("COOPERATIVE_SECURITY_HOME")
    if not home:
        from platformdirs import user_data_dir  # only here: most calls name the folder

        home = user_data_dir("cooperative-security", appauthor=False)
    learner = re.sub(r"[^\w-]+", "-", os.environ.get("COOPERATIVE_SECURITY_LEARNER", "")).lower()
    return Path(home, "learners", learner, FILE) if learner else Path(home, FILE)


def is_on() -> bool:
    """Return whether answers are kept."""
    setting = os.environ.get("COOPERATIVE_SECURITY_JOURNAL", "on").strip().lower()
    return _switch.get("on", setting not in {"off", "0", "no", "false"})


def switch(on: bool) -> None:
    """Keep answers from now on, or stop keeping them, until the kernel ends."""
    _switch["on"] = on


def notices() -> list[str]:
    """Return once, in words, what was found damaged since the last call."""
    journal = _journal()
    said, journal.notices = journal.notices, []
    return said


def _journal() -> Journal:
    return _journals.setdefault(place(), Journal(place(), read))


def _keep(*lines: str) -> None:
    try:
        _journal().append(*lines)
    except OSError as error:
        raise NotKept(
            f"This answer could not be kept in {place()} ({error.strerror or error}). "
            "You can go on; it will be gone when the notebook is closed."
        ) from error


def _all() -> list[Answer]:
    return _journal().refresh() if is_on() else []


def _identity(line: dict[str, Any]) -> str:
    return str(line.get("id") or json.dumps(line, sort_keys=True))


def _tally(questions: Iterable[list[Answer]]) -> Tally:
    tries = list(questions)
    scores = [each[0].score for each in tries if each[0].score is not None]
    return Tally(
        questions=len(tries),
        tries=sum(map(len, tries)),
        first_right=sum(bool(each[0].success) for each in tries),
        first_score=sum(scores) / max(1, len(scores)),
        now_right=sum(bool(each[-1].success) for each in tries),
        marked=len(scores),
    )
