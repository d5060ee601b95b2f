"""Find how far a learner has mastered each question, and compare confidence with results."""

from datetime import UTC, datetime
from typing import NamedTuple

from lessons import journal, questions
from lessons.core.paths import lesson_folders, slug
from lessons.journal.records import CONFIDENCES, Answer
from lessons.spaced_repetition.memory import Memory, is_practised, memories

# Each state with its text. Strong: right in full at the first try of the last sitting and at the
# last try, and not due yet. Retried: right in the end, but not at that first try, because what was
# read a minute ago is not yet remembered. Written: a text was saved, which is not marked.
STATES = {
    "strong": "strong",
    "retried": "right after a retry",
    "shaky": "not yet right",
    "due": "due again",
    "written": "written",
    "open": "not yet answered",
}


class Mastery(NamedTuple):
    """A question of a lesson with its objective, and its state, one of STATES."""

    lesson: str
    objective: str
    question: str
    state: str


def mastery(now: datetime | None = None) -> list[Mastery]:
    """Return the state of every question that is practised, in the order of the course."""
    at = now or datetime.now(UTC)
    answers = journal.answers()
    last = {answer.question: answer for answer in answers if answer.score is not None}
    states = {id: _state(memory, last[id], at) for id, memory in memories(answers, at).items()}
    written = dict.fromkeys((answer.question for answer in answers), "written")
    return [
        Mastery(
            lesson,
            question.objective,
            question.id,
            (states if question.is_marked else written).get(question.id, "open"),
        )
        for lesson in practised_lessons()
        for question in questions.questions(lesson)
    ]


def practised_lessons() -> list[str]:
    """Return the names of the lessons whose questions are practised, in the course's order."""
    return [slug(folder) for folder in lesson_folders() if is_practised(slug(folder))]


def calibration() -> dict[str, tuple[int, int]]:
    """Return for each level of confidence the numbers of first answers and of right ones."""
    first = {a.question: a for a in reversed(journal.answers()) if a.success is not None}
    practised = [answer for answer in first.values() if is_practised(answer.question)]
    rated = {word: [a for a in practised if a.confidence == word] for word in CONFIDENCES[1:]}
    return {word: (len(own), sum(bool(a.success) for a in own)) for word, own in rated.items()}


def _state(memory: Memory, last: Answer, at: datetime) -> str:
    if memory.due <= at:
        return "due"
    # The last answer decides: a question that was just answered wrongly is not strong.
    if (last.score or 0) < 1:
        return "shaky"
    return "strong" if memory.score >= 1 else "retried"
