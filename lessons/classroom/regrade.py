"""Mark hand-ins again, without using any marks that the file itself contains."""

from typing import Any, NamedTuple

from lessons import questions
from lessons.core.paths import UnknownName, former_folders, lesson_folders, slug
from lessons.questions import Question
from lessons.questions.marking import Feedback


class Marked(NamedTuple):
    """An answer, marked; `score` is None where nothing was marked, and `why` says why.

    `choices` are the parts of the answer, as a teacher sees them; `text` is what a teacher has
    to read, of an answer that the computer does not mark.
    """

    score: float | None
    choices: tuple[Feedback, ...] = ()
    why: str = ""
    text: str = ""


OPEN = Marked(None, why="left open")
STRANGE = Marked(None, why="fits no option of the question")
UNKNOWN = Marked(None, why="the course has no such question")
UNREADABLE = Marked(None, why="could not be read as one answer")
FOR_YOU = "a written answer, which is for you to read"


def whole_bank() -> list[Question]:
    """Return all questions of the course, in its order."""
    return [q for folder in lesson_folders() for q in questions_of(slug(folder))]


def retired_bank() -> list[Question]:
    """Return the questions of earlier editions, which hand-ins made then may hold."""
    retired = [q for folder in lesson_folders() for q in questions.retired(slug(folder))]
    return retired + [q for folder in former_folders() for q in questions_of(slug(folder))]


def questions_of(lesson: str) -> list[Question]:
    """Return the questions of a lesson, or a former one; none for any other name."""
    try:
        return questions.questions(lesson)
    except UnknownName:
        return []


def mark_again(question: Question, answer: Any) -> Marked:
    """Mark an answer from a file; one that does not fit the question raises no error."""
    if answer in ("", [], {}):
        return OPEN
    if not question.fits(answer):
        return STRANGE
    mark = question.mark(answer)
    if mark.empty:
        return OPEN
    if mark.clarification:
        return UNREADABLE
    if mark.score is None:
        return Marked(None, why=FOR_YOU, text=question.written_text(answer))
    return Marked(mark.score, tuple(question.chosen(answer, mark)))
