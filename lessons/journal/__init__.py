"""Record a learner's answers in an append-only file on the learner's own computer.

One JSON object a line, without names. The fields are those of an xAPI statement, which a line
becomes when an actor is added and `verb` and `object` are written as IRIs:

    id, timestamp               of the statement
    verb                        "answered"; "estimated" for a warm-up estimate (never scored)
    object                      the question's id, `lesson.question`
    result.score.scaled         0 to 1
    result.success              whether the answer was right in full
    result.response             the answer, as its type of question reads it
    context.extensions          confidence ("sure", "think so", "guess"), hint (was it opened),
                                imported (when, for lines from another computer's journal)
    version                     of this format; lines of newer versions are left alone, unread

The order of the lines is the order of the answers, because a clock may be wrong or be set back. The
first answer to a question counts for the record; later ones are for learning.

The file is in the user's data folder, or in the folder that COOPERATIVE_SECURITY_HOME names. On an
account that several people share, COOPERATIVE_SECURITY_LEARNER gives each of them a folder of their
own in it. With COOPERATIVE_SECURITY_JOURNAL=off nothing is saved.
"""

import json
import os
import re
import sys
import uuid
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lessons.core.names import folder_name, key, same
from lessons.core.text import day_words
from lessons.journal.order import in_order
from lessons.journal.records import BATCH, VERSION, Answer, read
from lessons.journal.store import Journal, parse

FILE = "journal.jsonl"
PREFERENCES = "preferences.json"
BACKUP = "journal-"  # and the time when the journal was emptied, in UTC
TO_SECONDS = len("20261123T120000")
CLOCK_TOLERANCE = timedelta(minutes=1)  # clocks are corrected by seconds every day


class NotSaved(OSError):
    """Raised when an answer cannot be written to the journal; the message says where and why."""


_journals: dict[Path, Journal] = {}
_switch: dict[str, bool | None] = {"on": None}  # None: as the environment says


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
    """Append an answer to the journal, or do nothing where the journal is switched off.

    The parameters are the fields of `Answer`. Raise NotSaved if the file cannot be written.
    """
    if not is_on():
        return
    result: dict[str, Any] = {"response": response}
    if score is not None:
        result |= {"score": {"scaled": round(score, 4)}, "success": bool(success)}
    extensions = {"confidence": confidence} if confidence else {}
    line = {
        "version": VERSION,
        "id": str(uuid.uuid4()),
        "timestamp": _now(),
        "verb": verb,
        "object": question,
        "result": result,
        "context": {"extensions": {**extensions, "hint": hint}},
    }
    _check_clock()
    _append(json.dumps(line, ensure_ascii=False))


def answers(lesson: str | None = None, *, verb: str = "answered") -> list[Answer]:
    """Return the answers to a lesson's questions, or to all, in the order they were given."""
    start = f"{lesson}." if lesson else ""
    everything = _journal().refresh() if is_on() else []
    return in_order(a for a in everything if a.verb == verb and a.question.startswith(start))


def first(question: str) -> Answer | None:
    """Return the first answer to a question, the one for the record."""
    return next((answer for answer in answers() if answer.question == question), None)


def latest(question: str, *, verb: str = "answered") -> Answer | None:
    """Return the last answer to a question, the one to show again."""
    return next((a for a in reversed(answers(verb=verb)) if a.question == question), None)


def right_at_first() -> Counter[str]:
    """Return by lesson how many of its questions were answered right at the first try."""
    first = {answer.question: answer for answer in reversed(answers())}
    return Counter(id.partition(".")[0] for id, answer in first.items() if answer.success)


def merge(other_journal: bytes) -> tuple[int, int, int]:
    """Add the lines of another journal that are not in this one yet.

    Return how many are new, how many were here already, and how many cannot be read and are left
    out. Lines of a newer version are added unchanged. Others are marked as imported: `in_order`
    puts them between those that are here.
    """
    damaged: list[bytes] = []
    found: dict[str, str] = {}
    batch = _now()
    for line in parse(other_journal, damaged):
        try:
            if read(line):
                line["context"]["extensions"].setdefault(BATCH, batch)
            text = json.dumps(line, ensure_ascii=False)
            text.encode()  # half a character, as in "\ud83d", cannot be written
            found[_identity(line)] = text
        except (ValueError, RecursionError):
            damaged.append(b"")
    # Compared by their ids, because the same file may be imported twice, or after a change.
    own = path().read_bytes() if path().exists() else b""
    known = {_identity(line) for line in parse(own, [])}
    new = [text for id, text in found.items() if id not in known]
    if new:
        _append(*new)
    return len(new), len(found) - len(new), len(damaged)


def reset() -> Path | None:
    """Empty the journal, forget preferences, and return the backup's path.

    Return None if there is no journal. Raise FileProblem if the backup cannot be written; then no
    answer is lost.
    """
    with suppress(OSError):  # no answer is lost with them
        path().with_name(PREFERENCES).unlink()
    if not path().exists():
        return None
    copy = path().with_name(f"{BACKUP}{datetime.now(UTC):%Y%m%dT%H%M%S%f}.jsonl")
    _journal().empty(copy)
    return copy


def backups() -> dict[Path, datetime]:
    """Return the backups that `reset` has made, and when, the latest first."""
    found = sorted(path().parent.glob(f"{BACKUP}*.jsonl"), reverse=True)
    times = (path.name.removeprefix(BACKUP)[:TO_SECONDS] for path in found)
    moments = (datetime.fromisoformat(time).replace(tzinfo=UTC) for time in times)
    return dict(zip(found, moments, strict=True))


def path() -> Path:
    """Return the path of the journal."""
    home = os.environ.get("COOPERATIVE_SECURITY_HOME")
    if not home:
        from platformdirs import user_data_dir  # only here: most calls name the folder

        home = user_data_dir("cooperative-security", appauthor=False)
    learner = os.environ.get("COOPERATIVE_SECURITY_LEARNER", "")
    return Path(_learner_folder(Path(home, "learners"), learner) if key(learner) else home, FILE)


def is_on() -> bool:
    """Return whether answers are saved."""
    setting = os.environ.get("COOPERATIVE_SECURITY_JOURNAL", "on").strip().lower()
    turned = _switch["on"]
    return setting not in {"off", "0", "no", "false"} if turned is None else turned


def is_in_browser() -> bool:
    """Return whether this is the web edition: there the browser stores the journal's folder."""
    return sys.platform == "emscripten"


def switch(on: bool | None) -> None:
    """Save answers from now on, or stop saving them, until the kernel ends.

    With None, COOPERATIVE_SECURITY_JOURNAL decides again.
    """
    _switch["on"] = on


def notices() -> list[str]:
    """Return a sentence for each problem with the journal or the clock since the last call."""
    journal = _journal()
    found, journal.notices = journal.notices, []
    return found


def _learner_folder(folders: Path, name: str) -> Path:
    """Return the folder of one of several learners, an existing one if there is one.

    The course's first edition wrote some names in another way, such as `weiß` for `weiss`, and a
    hyphen for a blank.
    """
    own = folders / folder_name(name)
    former = re.sub(r"[^\w-]+", "-", name).lower()
    # If more than blanks was lost, such as all vowels of सीता, two learners shared a folder.
    if former.replace("-", " ") == name.lower().replace("-", " ") and (folders / former).is_dir():
        return folders / former
    if own.is_dir() or not folders.is_dir():
        return own
    return next((folder for folder in sorted(folders.iterdir()) if same(folder.name, name)), own)


def _check_clock() -> None:
    """Note that the clock was set back, if the answer written last is from the future."""
    written = _journal().refresh()
    # Imported answers have the times of another computer's clock.
    if not written or written[-1].batch:
        return
    # The learner sees this notice once: the next answer has a time in the past again.
    ahead = datetime.fromisoformat(written[-1].timestamp) - datetime.now(UTC)
    if ahead > CLOCK_TOLERANCE:
        _journal().notices.append(
            f"The clock of this computer was set back: your answer before this one is dated "
            f"{day_words(datetime.fromisoformat(written[-1].timestamp))}. This does no harm: your "
            "answers stay in the order in which you gave them."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _journal() -> Journal:
    # One for each path, because a test or a teacher's program may change the folder at any time.
    return _journals.setdefault(path(), Journal(path()))


def _append(*lines: str) -> None:
    try:
        _journal().append(*lines)
    except OSError as error:
        raise NotSaved(
            f"This answer could not be saved in {path()} ({error.strerror or error}). "
            "You can go on, but the answer will be lost when you close the notebook."
        ) from error


def _identity(line: dict[str, Any]) -> str:
    """Return the id of a line; for one without, as a newer version may write it, all of it."""
    return str(line.get("id") or json.dumps(line, sort_keys=True))
