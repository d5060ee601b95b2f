"""From a journal to a hand-in: a pupil's answers to one lesson, to all of them, or to an exam."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

from lessons import journal as progress
from lessons import questions
from lessons.classroom.hand_in import LARGEST, MOST, Given, HandIn, checked_name
from lessons.classroom.validation import Refused, is_id
from lessons.core.paths import ROOT, lesson_folder, lesson_folders, slug
from lessons.journal.records import Damaged, read
from lessons.journal.store import parse

ALL = "all"
PAUSE = 900.0  # seconds without an answer, after which nobody knows what the time was used for


def collect(
    work: str,
    name: str,
    answers: Iterable[progress.Answer] | None = None,
    *,
    is_exam: bool = False,
    paper: str = "",
    edition: str | None = None,
) -> HandIn:
    """Return the hand-in of a lesson, of all lessons, or of an exam.

    `answers` are those of the journal, in the order in which they were given; only those whose
    ids begin with the lesson's or exam's name are taken. `edition` is the fingerprint of an exam's
    questions. Raise Refused for a name that cannot be used, UnknownName for an unknown lesson.
    """
    given = progress.answers() if answers is None else list(answers)
    work = work if is_exam or work == ALL else slug(lesson_folder(work))
    wanted = {slug(folder) for folder in lesson_folders()} if work == ALL else {work}
    return HandIn(
        name=checked_name(name),
        work=work,
        answers=_gathered(given, wanted),
        is_exam=is_exam,
        paper=paper,
        course=course_version(),
        questions=fingerprint(work) if edition is None else edition,
        made=_now(),
    )


def journal(data: bytes, damaged: list[bytes] | None = None) -> list[progress.Answer]:
    """Return the sound answers of a journal's file, such as one brought on a stick.

    Lines that cannot be read are added to `damaged`. Raise Refused for a file of over 100 MB.
    """
    if len(data) > 50 * LARGEST:
        raise Refused("this journal is larger than 100 MB")
    bad: list[bytes] = []
    found: list[progress.Answer] = []
    for line in parse(data, bad):
        try:
            answer = read(line)
        except Damaged:
            bad.append(json.dumps(line).encode())
            continue
        if answer is not None:
            found.append(answer)
    if damaged is not None:
        damaged.extend(bad)
    return found


@cache
def course_version() -> str:
    """Return the version of the course, or nothing where its files do not say."""
    path = ROOT / "pyproject.toml"
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return ""


def fingerprint(lesson: str) -> str:
    """Return what changes when a question of a lesson, or of "all" lessons, changes."""
    names = [slug(f) for f in lesson_folders()] if lesson == ALL else [lesson]
    found = [each for name in names for each in _asked(name)]
    return hashlib.sha256("\n".join(map(_described, found)).encode()).hexdigest()[:12]


def _asked(lesson: str) -> list[questions.Question]:
    has = (lesson_folder(lesson) / "quiz.toml").exists()
    return questions.questions(lesson) if has else []


def _described(question: questions.Question) -> str:
    # Not the reasons and sources: correcting one does not make another question.
    kept = {k: v for k, v in vars(question).items() if k not in ("source", "compute", "hint")}
    return repr(kept)


def _gathered(given: list[progress.Answer], wanted: set[str]) -> tuple[Given, ...]:
    sound = [each for each in given if is_sound(each)]
    took = _seconds(sound)
    found: dict[str, Given] = {}
    for each in sound:
        if each.question.partition(".")[0] not in wanted:
            continue
        if each.question not in found:
            found[each.question] = Given(
                question=each.question,
                first=each.response,
                at=each.timestamp,
                seconds=took.get(each.id),
                score=each.score,
                right=each.success,
                sure=each.confidence,
                hint=each.hint,
            )
            continue
        kept = found[each.question]
        last = None if each.response == kept.first else each.response
        found[each.question] = kept._replace(tries=kept.tries + 1, last=last)
    return tuple(found.values())[:MOST]


def is_sound(answer: progress.Answer) -> bool:
    """Return whether an answer can be handed in."""
    return answer.verb == "answered" and is_id(answer.question)


def _seconds(given: list[progress.Answer]) -> dict[str, float]:
    """Return how long each answer took: since the one before it, unless there was a pause."""
    took = {}
    for before, after in pairwise(given):
        gap = (_moment(after.timestamp) - _moment(before.timestamp)).total_seconds()
        if 0 <= gap <= PAUSE:
            took[after.id] = round(gap, 1)
    return took


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
