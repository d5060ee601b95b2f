"""A hand-in: what a pupil gives the teacher, one small file that a person can read.

JSON, UTF-8, at most 2 MB. It holds these things and no others:

    format, version     "cooperative-security/hand-in", 1
    name                the name or code that the pupil typed
    lesson or exam      a lesson's name, "all" for the whole course, or the exam's name
    paper               of an exam: which of its shuffled versions (may be left out)
    course, questions   the course's version, and a fingerprint of the questions that were asked
    made                when
    answers             one entry for each question that was answered:
        question            its id, `lesson.question`
        first, last         the first answer, and the last one if it was another
        at, seconds         when the first answer was given, and after how long (may be null)
        tries               how many answers were given
        score, right        of the first answer, as recorded on the pupil's computer; null if
                            nothing was recorded. Nobody has to believe them
        sure, hint          "sure", "think so", "guess" or "", and whether the hint was read

Reading one runs no code: everything is checked against this list, and anything else is refused.
"""

import json
import re
import unicodedata
from typing import Any, NamedTuple

from lessons.classroom.validation import (
    FOREIGN,
    NoHandIn,
    Refused,
    is_day,
    is_id,
    loads,
    no_more,
    tidy,
    told,
)
from lessons.journal.records import SURE, is_number, is_response, is_score

FORMAT, VERSION = "cooperative-security/hand-in", 1
LARGEST = 2_000_000  # bytes
MOST = 2_000  # answers
NAME = 80  # letters of a name
KEYS = {"format", "version", "name", "lesson", "exam", "paper", "course", "questions", "made"}
Response = Any  # as lessons.questions.marking reads it: text, a list of texts, or a flat mapping


class Given(NamedTuple):
    """What was answered to one question. `last` is None if it was the same as `first`."""

    question: str
    first: Response
    at: str
    tries: int = 1
    last: Response = None
    seconds: float | None = None
    score: float | None = None
    right: bool | None = None
    sure: str = ""
    hint: bool = False

    @property
    def final(self) -> Response:
        """Return the answer that stood at the end."""
        return self.first if self.last is None else self.last


class HandIn(NamedTuple):
    """One pupil's answers to a lesson or an exam. `notes` say in words what reading changed."""

    name: str
    work: str
    answers: tuple[Given, ...]
    is_exam: bool = False
    paper: str = ""
    course: str = ""
    questions: str = ""
    made: str = ""
    notes: tuple[str, ...] = ()


def written(work: HandIn) -> str:
    """Return a hand-in as the text of its file."""
    kind = "exam" if work.is_exam else "lesson"
    head = {
        "format": FORMAT,
        "version": VERSION,
        "name": work.name,
        kind: work.work,
        **({"paper": work.paper} if work.paper else {}),
        "course": work.course,
        "questions": work.questions,
        "made": work.made,
    }
    entries = [_entry(each) for each in work.answers]
    return json.dumps(head | {"answers": entries}, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> HandIn:
    """Return the hand-in that a file holds. Raise Refused, in words, for anything else."""
    raw = loads(data, LARGEST)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise NoHandIn(FOREIGN)
    if raw.get("version") != VERSION:
        raise Refused(
            f"it was made by another version of hand-ins ({told(raw.get('version'))}); "
            f"this course reads version {VERSION}"
        )
    no_more(raw, KEYS | {"answers"}, "the hand-in")
    if ("lesson" in raw) == ("exam" in raw):
        raise Refused("it must name either a lesson or an exam")
    is_exam = "exam" in raw
    work = raw["exam" if is_exam else "lesson"]
    for key, value in (("lesson or exam", work), *((k, raw.get(k, "")) for k in _WORDS)):
        if not isinstance(value, str) or not (value == "" or is_id(value)):
            raise Refused(f"'{key}' is not a plain word: {told(value)}")
    if not work or not is_day(raw.get("made")):
        raise Refused("it does not say what it hands in, or when it was made")
    name, notes = _read_name(raw.get("name"))
    answers = _read_answers(raw.get("answers"))
    extra = (raw.get("paper", ""), raw.get("course", ""), raw.get("questions", ""))
    return HandIn(name, work, answers, is_exam, *extra, raw["made"], notes)


_WORDS = ("paper", "course", "questions")


def file_name(work: HandIn) -> str:
    """Return a name for the file, with nothing of the pupil's name that a disk could mind."""
    plain = unicodedata.normalize("NFKC", work.name)
    clean = re.sub(r"[^\w]+", "-", plain).strip("-_")[:40] or "pupil"
    return f"hand-in-{re.sub(r'[^a-zA-Z0-9_-]+', '-', work.work)[:60]}-{clean}.json"


def checked_name(name: str) -> str:
    """Return a typed name, tidied. Raise Refused for one that cannot be used."""
    clean = tidy(name) if isinstance(name, str) else ""
    if not clean:
        raise Refused("Type your name, or the code that your teacher gave you")
    if len(clean) > NAME:
        raise Refused(f"This name is too long: use at most {NAME} letters")
    return clean


def _entry(given: Given) -> dict[str, Any]:
    entry = {"question": given.question, "first": given.first}
    if given.last is not None:
        entry["last"] = given.last
    keys = ("at", "seconds", "tries", "score", "right", "sure", "hint")
    return entry | {key: getattr(given, key) for key in keys}


# From a file


def _read_name(value: object) -> tuple[str, tuple[str, ...]]:
    if not isinstance(value, str) or not tidy(value):
        raise Refused("it holds no name")
    clean = tidy(value)
    if len(clean) > NAME:
        return clean[:NAME], (f"the name is longer than {NAME} letters and was cut",)
    if clean != unicodedata.normalize("NFC", " ".join(value.split())):
        return clean, ("the name held signs that cannot be printed; they were left out",)
    return clean, ()


def _read_answers(rows: object) -> tuple[Given, ...]:
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Refused(f"'answers' must be a list of at most {MOST:,} entries")
    found = tuple(map(_given, rows))
    if len({each.question for each in found}) < len(found):
        raise Refused("a question is answered in two entries")
    return found


def _given(row: object) -> Given:
    if not isinstance(row, dict):
        raise Refused(f"an entry of 'answers' is no answer: {told(row)}")
    if not row.keys() <= _FIELDS:
        no_more(row, _FIELDS, "an answer")
    entry = Given._make(map(row.get, Given._fields, _EMPTY))
    for (key, fits, wanted), value in zip(_RULES, entry, strict=True):
        if not fits(value):
            where = f" of '{entry.question}'" if is_id(entry.question) else ""
            raise Refused(f"'{key}'{where} must be {wanted}, not {told(value)}")
    return entry


_FIELDS = frozenset(Given._fields)
_EMPTY = (None, None, None, 1, None, None, None, None, "", False)
_RULES: tuple[tuple[str, Any, str], ...] = (
    ("question", is_id, "a question's id"),
    ("first", is_response, "an answer"),
    ("at", is_day, "a moment such as 2026-11-23T10:15:00Z"),
    ("tries", lambda it: type(it) is int and 1 <= it <= 100_000, "a whole number from 1"),
    ("last", lambda it: it is None or is_response(it), "an answer"),
    (
        "seconds",
        lambda it: it is None or (is_number(it) and 0 <= it <= 86_400),
        "a number of seconds, at most a day's",
    ),
    ("score", is_score, "a number from 0 to 1, or null"),
    ("right", lambda it: it is None or type(it) is bool, "true, false or null"),
    ("sure", lambda it: isinstance(it, str) and it in SURE, "sure, think so, guess or empty"),
    ("hint", lambda it: type(it) is bool, "true or false"),
)
