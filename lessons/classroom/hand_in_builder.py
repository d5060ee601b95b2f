"""Build a hand-in from the journal: for one lesson, for all lessons, or for an exam."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lessons import journal, questions
from lessons.classroom.hand_in import MAX_ANSWERS, MAX_BYTES, AnsweredQuestion, HandIn, checked_name
from lessons.classroom.validation import Refused, is_id
from lessons.core.paths import former_folders, lesson_folder, lesson_folders, slug
from lessons.core.project import project
from lessons.journal.order import in_order
from lessons.journal.records import Answer
from lessons.journal.store import answers_in

ALL = "all"
MAX_PAUSE = 900.0  # seconds; after a longer pause the duration of an answer is not known
MAX_JOURNAL_BYTES = 50 * MAX_BYTES


def of_lesson(work: str) -> HandIn:
    """Return the hand-in of a lesson, or of "all" lessons, without a name and answers.

    Raise UnknownName for an unknown lesson.
    """
    work = work if work == ALL else slug(lesson_folder(work))
    return HandIn("", work, (), questions=fingerprint(work))


def build(blank: HandIn, name: str, answers: Iterable[Answer] | None = None) -> HandIn:
    """Return the hand-in `blank`, of a lesson or an exam, with a pupil's name and answers.

    `answers` are in the order in which they were given, by default all of the journal; those to
    other lessons are left out. Raise Refused for a name that cannot be used.
    """
    given = journal.answers() if answers is None else answers
    return blank._replace(
        name=checked_name(name),
        answers=_by_question(given, _lessons_of(blank.work)),
        course=course_version(),
        made=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def read_journal(data: bytes) -> tuple[list[Answer], list[bytes]]:
    """Return the answers in a journal's file, and the lines that could not be read.

    Raise Refused for a file of over 100 MB.
    """
    if len(data) > MAX_JOURNAL_BYTES:
        raise Refused(f"this journal is larger than {MAX_JOURNAL_BYTES / 1e6:g} MB")
    damaged: list[bytes] = []
    return in_order(answers_in(data, damaged)), damaged


def course_version() -> str:
    """Return the version of the course, or "" where its files do not say."""
    return str(project().get("version", ""))


def course_website() -> str:
    """Return the address at which the course is published, or "" while it is not."""
    address = str(project().get("urls", {}).get("website", ""))
    # Addresses that end in .example are reserved for examples.
    return "" if (urlsplit(address).hostname or "").endswith(".example") else address


def fingerprint(work: str) -> str:
    """Return twelve hexadecimal digits that change with the questions of a lesson, or of "all"."""
    bank = [q for lesson in _lessons_of(work) for q in questions.questions(lesson)]
    return hashlib.sha256("\n".join(map(_describe, bank)).encode()).hexdigest()[:12]


def _describe(question: questions.Question) -> str:
    # A corrected source, hint or level does not make another question.
    ignored = ("source", "compute", "hint", "level")
    fields = {k: v for k, v in vars(question).items() if k not in ignored}
    return repr(fields)


def _lessons_of(work: str) -> list[str]:
    # Answers to former lessons are handed in with the rest: nothing that was answered is lost.
    everything = (*lesson_folders(), *former_folders())
    return list(map(slug, everything)) if work == ALL else [work]


def _by_question(
    answers: Iterable[Answer], lessons: Collection[str]
) -> tuple[AnsweredQuestion, ...]:
    """Return one entry for each question, in the order in which they were first answered."""
    valid = [a for a in answers if a.verb == "answered" and is_id(a.question)]
    seconds = _seconds(valid)
    given: dict[str, list[Answer]] = {}
    for answer in valid:
        if answer.question.partition(".")[0] in lessons:
            given.setdefault(answer.question, []).append(answer)
    return tuple(
        AnsweredQuestion(
            question=question,
            first=first.response,
            at=first.timestamp,
            tries=1 + len(later),
            last=later[-1].response if later and later[-1].response != first.response else None,
            seconds=seconds.get(first.id),
            score=first.score,
            right=first.success,
            sure=first.confidence,
            hint=first.hint,
        )
        for question, (first, *later) in islice(given.items(), MAX_ANSWERS)
    )


def _seconds(answers: list[Answer]) -> dict[str, float]:
    """Return how long each answer took, by its id: the time since the answer before it.

    The first answer, and those after a long pause, are left out.
    """
    seconds = {}
    for before, after in pairwise(answers):
        times = [datetime.fromisoformat(answer.timestamp) for answer in (before, after)]
        gap = (times[1] - times[0]).total_seconds()
        if 0 <= gap <= MAX_PAUSE:
            seconds[after.id] = round(gap, 1)
    return seconds
