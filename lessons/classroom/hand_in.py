"""Read and write a hand-in: one small JSON file with a pupil's answers, for the teacher.

UTF-8, at most 2 MB. It holds these keys and no others:

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
                            nothing was recorded. They are never relied on
        sure, hint          "sure", "think so", "guess" or "", and whether the hint was read

Reading one runs no code: everything is checked against this list, and anything else is refused.
"""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from lessons.classroom.validation import (
    NOT_A_HAND_IN,
    NotAHandIn,
    Refused,
    is_id,
    load_json,
    quoted,
    refuse_unknown_keys,
)
from lessons.core.names import MAX_LENGTH as MAX_NAME_LENGTH
from lessons.core.names import file_part, tidy
from lessons.journal.records import CONFIDENCES, is_number, is_response, is_score, is_timestamp

FORMAT, VERSION = "cooperative-security/hand-in", 1
MAX_BYTES = 2_000_000
MAX_ANSWERS = 2_000
MAX_NAME_IN_FILE_NAME = 40
MAX_TRIES = 100_000
SECONDS_PER_DAY = 86_400
KEYS = {"format", "version", "name", "lesson", "exam", "paper", "course", "questions", "made"}
Response = Any  # as lessons.questions.marking reads it: a text, a list of texts, or a flat mapping


class AnsweredQuestion(NamedTuple):
    """A summary of a pupil's answers to one question; the module's docstring lists the fields.

    The journal has a record for each attempt, a hand-in only the first answer and the last one.
    `last` is None where it was the same as `first`.
    """

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
        """The pupil's last answer."""
        return self.first if self.last is None else self.last


class HandIn(NamedTuple):
    """One pupil's answers to a lesson, to all lessons, or to an exam.

    `work` is the lesson's name, "all", or the exam's name; `questions` is the fingerprint of the
    questions.
    """

    name: str
    work: str
    answers: tuple[AnsweredQuestion, ...]
    is_exam: bool = False
    paper: str = ""
    course: str = ""
    questions: str = ""
    made: str = ""


def to_json(hand_in: HandIn) -> str:
    """Return the text of a hand-in's file."""
    table = {
        "format": FORMAT,
        "version": VERSION,
        "name": hand_in.name,
        "exam" if hand_in.is_exam else "lesson": hand_in.work,
        **({"paper": hand_in.paper} if hand_in.paper else {}),
        "course": hand_in.course,
        "questions": hand_in.questions,
        "made": hand_in.made,
        "answers": [_entry(answer) for answer in hand_in.answers],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> HandIn:
    """Return the hand-in that a file holds.

    Raise NotAHandIn for JSON of another format, and Refused for anything that the format does
    not allow. The message is a clause that can follow the file's name: "it is empty".
    """
    table = load_json(data, MAX_BYTES)
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise NotAHandIn(NOT_A_HAND_IN)
    if table.get("version") != VERSION:
        raise Refused(
            f"it is of version {quoted(table.get('version'))} of the format; "
            f"this course reads version {VERSION}"
        )
    refuse_unknown_keys(table, KEYS | {"answers"}, "the hand-in")
    if ("lesson" in table) == ("exam" in table):
        raise Refused("it must name either a lesson or an exam")
    is_exam = "exam" in table
    work = table["exam" if is_exam else "lesson"]
    paper, course, questions = (table.get(key, "") for key in ("paper", "course", "questions"))
    texts = {"lesson or exam": work, "paper": paper, "course": course, "questions": questions}
    for key, value in texts.items():
        if value != "" and not is_id(value):
            raise Refused(f"'{key}' must be a plain word, not {quoted(value)}")
    made: Any = table.get("made")
    if not work or not is_timestamp(made):
        raise Refused("it must say what is handed in, and when it was made")
    name, answers = _read_name(table.get("name")), _read_answers(table.get("answers"))
    return HandIn(name, work, answers, is_exam, paper, course, questions, made)


def file_name(hand_in: HandIn) -> str:
    """Return a name for the file that every file system accepts, with the pupil's name in it."""
    # A letter may take four bytes, and the name of a file has 255 at most.
    name = file_part(hand_in.name)[:MAX_NAME_IN_FILE_NAME].strip("-_") or "pupil"
    work = re.sub(r"[^a-zA-Z0-9_-]+", "-", hand_in.work)[:60]
    return f"hand-in-{work}-{name}.json"


def checked_name(name: str) -> str:
    """Return a typed name, tidied. Raise Refused for one that is empty or too long."""
    clean = tidy(name) if isinstance(name, str) else ""
    if not clean:
        raise Refused("Type your name, or the code that your teacher gave you")
    if len(clean) > MAX_NAME_LENGTH:
        raise Refused(f"This name is too long: use at most {MAX_NAME_LENGTH} letters")
    return clean


def _entry(answer: AnsweredQuestion) -> dict[str, Any]:
    entry = answer._asdict()
    if answer.last is None:
        del entry["last"]
    return entry


def _read_name(value: object) -> str:
    """Return a pupil's name, tidied; the form lets nobody type a longer one."""
    clean = tidy(value) if isinstance(value, str) else ""
    if not clean:
        raise Refused("it holds no name")
    return clean[:MAX_NAME_LENGTH]


def _read_answers(entries: object) -> tuple[AnsweredQuestion, ...]:
    if not isinstance(entries, list) or len(entries) > MAX_ANSWERS:
        raise Refused(f"'answers' must be a list of at most {MAX_ANSWERS:,} entries")
    answers = tuple(map(_read_answer, entries))
    if len({answer.question for answer in answers}) < len(answers):
        raise Refused("a question is answered in two entries")
    return answers


def _read_answer(entry: object) -> AnsweredQuestion:
    if not isinstance(entry, dict):
        raise Refused(f"an entry of 'answers' is not an answer: {quoted(entry)}")
    if not entry.keys() <= RULES.keys():
        refuse_unknown_keys(entry, RULES.keys(), "an answer")
    for key, value in (REQUIRED | entry).items():
        is_allowed, wanted = RULES[key]
        if not is_allowed(value):
            id = entry.get("question")
            where = f" of '{id}'" if is_id(id) else ""
            raise Refused(f"'{key}'{where} must be {wanted}, not {quoted(value)}")
    return AnsweredQuestion(**entry)


# A missing value without a default becomes None, which its rule below refuses.
REQUIRED = dict.fromkeys(("question", "first", "at"))
# For each field of an answer, in their order: what is allowed, and how a message says that.
RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "question": (is_id, "a question's id"),
    "first": (is_response, "an answer"),
    "at": (is_timestamp, "a time such as 2026-11-23T10:15:00Z"),
    "tries": (lambda n: type(n) is int and 1 <= n <= MAX_TRIES, "a whole number from 1"),
    "last": (lambda answer: answer is None or is_response(answer), "an answer"),
    "seconds": (
        lambda n: n is None or (is_number(n) and 0 <= n <= SECONDS_PER_DAY),
        "a number of seconds, at most those of a day",
    ),
    "score": (is_score, "a number from 0 to 1, or null"),
    "right": (lambda value: value is None or type(value) is bool, "true, false or null"),
    "sure": (
        lambda word: isinstance(word, str) and word in CONFIDENCES,
        "sure, think so, guess or empty",
    ),
    "hint": (lambda value: type(value) is bool, "true or false"),
}
