"""Read the question banks of the lessons.

A lesson's `quiz.toml` holds its objectives, its warm-up estimate and its questions with their
answers, which never leave the kernel.
"""

from collections.abc import Mapping
from pathlib import Path

from lessons.core.mistakes import Mistake
from lessons.core.paths import UnknownName, lesson_folder, named, slug
from lessons.data import cached_on_tables
from lessons.data.files import stamp
from lessons.questions.quiz_file import Bank, Estimate, read
from lessons.questions.shapes import Near
from lessons.questions.types import Question
from lessons.questions.types.classify import Classify
from lessons.questions.types.locate import Locate
from lessons.questions.types.matching import Matching
from lessons.questions.types.multiple import Multiple
from lessons.questions.types.numeric import Numeric
from lessons.questions.types.ordering import Ordering
from lessons.questions.types.single import Single
from lessons.questions.types.true_false import TrueFalse
from lessons.questions.types.written import Written

__all__ = [
    "Bank", "BrokenQuiz", "Classify", "Estimate", "Locate", "Matching", "Multiple", "Near",
    "Numeric", "Ordering", "Question", "Single", "TrueFalse", "Written", "bank", "estimate",
    "objectives", "problems", "question", "questions", "retired",
]  # fmt: skip


class BrokenQuiz(Mistake):
    """Raised for a quiz file with mistakes; the message names them all."""


def questions(lesson: str) -> list[Question]:
    """Return a lesson's questions in the order of its file.

    Raise UnknownName for a lesson that does not exist, BrokenQuiz for a file with mistakes.
    """
    return list(bank(lesson).questions)


def question(full_id: str) -> Question:
    """Return one question by its full id, such as `the_network.sum`."""
    lesson, _, _ = full_id.partition(".")
    known = {question.id: question for question in (*retired(lesson), *questions(lesson))}
    return named("question", full_id, known)


def retired(lesson: str) -> tuple[Question, ...]:
    """Return the questions that a lesson asked in an earlier edition and no longer asks.

    They are in `retired.toml` in its folder. Journals, hand-ins and saved notebooks may hold their
    ids, so they can still be shown and marked; nothing else counts or asks them.
    """
    path = lesson_folder(lesson) / "retired.toml"
    return _read(path, lesson).questions if path.exists() else ()


def objectives(lesson: str) -> dict[str, str]:
    """Return a lesson's objectives by their ids, such as `the_network.1`."""
    return dict(bank(lesson).objectives)


def estimate(lesson: str) -> Estimate:
    """Return a lesson's warm-up estimate. Raise UnknownName if it has none."""
    found = bank(lesson).estimate
    if found is None:
        raise UnknownName(f"Lesson '{lesson}' has no estimate.")
    return found


def problems(path: Path, calculator: Mapping[str, object] | None = None) -> list[str]:
    """Return a sentence for each mistake in a quiz file: where, what, and how to correct it.

    `calculator` holds what `compute` may use; without it answers are not recomputed.
    """
    from lessons.questions.checks import mistakes  # only authors need it, so it is imported late

    return mistakes(path, calculator)


def bank(lesson: str) -> Bank:
    """Return all that a lesson's quiz file holds."""
    path = lesson_folder(lesson) / "quiz.toml"
    if not path.exists():
        raise UnknownName(f"Lesson '{lesson}' has no quiz yet: write {path.name} in its folder.")
    return _read(path, slug(path.parent))


@cached_on_tables()
def _read(path: Path, lesson: str) -> Bank:
    stamp(path)  # so that this is read again when the file has changed
    # The file is read as if it had no mistakes, which is fast, and checked only if that fails. So a
    # learner never waits for the checks, and an author gets all mistakes at once.
    try:
        return read(path, lesson)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found = problems(path) or [f"{path.name}: {error!r}"]
        raise BrokenQuiz("\n".join(found)) from error
