"""Where a learner stands: every question of the course, and how well confidence fits."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from lessons import journal, questions
from lessons.core.paths import lesson_folders, slug
from lessons.journal import Answer
from lessons.spaced_repetition.memory import Memory, is_kept_apart, memories

STATES = {
    "strong": "strong",
    "shaky": "not yet right",
    "due": "due again",
    "written": "written",
    "open": "not yet answered",
}
CONFIDENCES = ("sure", "think so", "guess")


class Standing(NamedTuple):
    """A question of the course, and in which of the STATES it is."""

    lesson: str
    objective: str
    question: str
    state: str


def standings(now: datetime | None = None) -> list[Standing]:
    """Return where each question of each lesson stands, in the order of the course.

    The checks before and after the course are left out: the last lesson tells about them.

    Strong: right in full at the last sitting, and not due. Due: time to see it again. Written: a
    text was kept, which the computer does not mark.
    """
    at = now or datetime.now(UTC)
    answers = journal.answers()
    remembered, answered = memories(answers, at), {answer.question for answer in answers}
    return [
        Standing(
            slug(folder),
            each.objective,
            each.id,
            _state(remembered.get(each.id), at)
            if each.is_marked
            else "written"
            if each.id in answered
            else "open",
        )
        for folder in lesson_folders()
        if (folder / "quiz.toml").exists() and not is_kept_apart(slug(folder))
        for each in questions.questions(slug(folder))
    ]


def _state(memory: Memory | None, at: datetime) -> str:
    if memory is None:
        return "open"
    if memory.due <= at:
        return "due"
    return "strong" if memory.score >= 1 else "shaky"


def calibration(answers: Iterable[Answer] | None = None) -> dict[str, tuple[int, int]]:
    """Return for each confidence how many first answers were given with it, and how many right."""
    given = journal.answers() if answers is None else answers
    first: dict[str, Answer] = {}
    for each in sorted(given, key=lambda answer: answer.timestamp):
        if not is_kept_apart(each.question) and each.success is not None:
            first.setdefault(each.question, each)
    return {
        word: (len(rated), sum(bool(each.success) for each in rated))
        for word in CONFIDENCES
        for rated in [[each for each in first.values() if each.confidence == word]]
    }
