"""Choose which questions to ask again, and when: sessions of a few minutes across lessons."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from random import Random

from lessons import journal, questions
from lessons.core.paths import UnknownName, lesson_folder, lesson_folders, lesson_number, slug
from lessons.questions import Question, generated
from lessons.spaced_repetition.confusable_pairs import opposite, pairs, side, side_by_side
from lessons.spaced_repetition.mastery import (
    STATES,
    Mastery,
    calibration,
    mastery,
    practised_lessons,
)
from lessons.spaced_repetition.memory import Memory, is_practised, memories

__all__ = [
    "SECONDS_PER_QUESTION", "STATES", "Mastery", "Memory", "calibration", "due", "is_practised",
    "mastery", "memories", "new_questions", "session", "started_lessons", "warm_up",
]  # fmt: skip

SECONDS_PER_QUESTION = 33  # with its feedback
MAX_OPPOSITES = 2  # questions added to a session because another is on a confusable subject
MAX_TRIED = 24  # questions made to find one on the other subject


def due(now: datetime | None = None) -> list[str]:
    """Return the ids of the questions that are due, those most probably forgotten first."""
    at = now or datetime.now(UTC)
    found = memories(journal.answers(), at)
    in_order = sorted(found, key=lambda id: (found[id].retrievability, id))
    return [id for id in in_order if found[id].due <= at and _is_still_asked(id)]


def new_questions() -> list[Question]:
    """Return the questions in lessons begun that are not yet answered, in order."""
    answered = _answered()
    started = chain.from_iterable(map(_reviewed, started_lessons()))
    return [question for question in started if question.id not in answered]


def started_lessons() -> list[str]:
    """Return the lessons of which a question has been answered, in the order of the course."""
    met = {id.partition(".")[0] for id in _answered()}
    return [lesson for lesson in practised_lessons() if lesson in met]


def session(
    minutes: float = 5, seed: object = None, now: datetime | None = None, number: int | None = None
) -> list[Question]:
    """Return the questions for a session: due ones, new ones, the glossary's, and practice.

    At most two thirds are due ones, if there are others. Questions on subjects that are easily
    confused are next to each other. The list is empty until a lesson has been started. The same
    `seed` gives the same questions; `number` takes the place of `minutes`.
    """
    if not started_lessons():
        return []
    wanted = number or max(2, round(minutes * 60 / SECONDS_PER_QUESTION))
    rng = Random(None if seed is None else str(seed))  # noqa: S311  (nothing secret)
    late = list(map(_question, due(now)))
    chosen = late[: max(1, wanted - wanted // 3)]
    unseen = new_questions()
    new = rng.sample(unseen, min(len(unseen), wanted))
    more = _fillers(rng, late[len(chosen) :], new)
    at_first = max(len(chosen), wanted - MAX_OPPOSITES)
    chosen = list(islice(_distinct(chain(chosen, more)), at_first))
    opposites = islice(_opposites(rng, chosen, [*late, *new]), MAX_OPPOSITES)
    return side_by_side(list(islice(_distinct(chain(chosen, opposites, more)), wanted)))


def warm_up(lesson: str, number: int = 2, now: datetime | None = None) -> list[Question]:
    """Return questions from the lessons before one: due ones, then the same for everybody.

    The latter are from the lessons that this one needs.
    """
    folder = lesson_folder(lesson)
    earlier = {slug(other) for other in lesson_folders() if other.name < folder.name}
    late = [_question(id) for id in due(now) if id.partition(".")[0] in earlier]
    needed = questions.bank(lesson).needs
    names = [name for name in practised_lessons() if lesson_number(name) in needed]
    pool = [question for name in names for question in _reviewed(name) if not question.place]
    # With a fixed seed, so that all who begin with this lesson get the same warm-up. The start
    # differs, so that two lessons that need the same lessons ask different questions.
    mixed = _by_turns(Random(len(pool)).sample(pool, len(pool)))  # noqa: S311
    start = 2 * lesson_number(lesson) % max(1, len(pool))
    in_order = chain(late, _by_turns(mixed[start:] + mixed[:start]))
    return list(islice(_distinct(in_order), number))


def _by_turns(items: Iterable[Question]) -> list[Question]:
    """Return questions in an order in which their types take turns."""
    by_type: dict[str, list[Question]] = {}
    for question in items:
        by_type.setdefault(question.type, []).append(question)
    return list(generated.in_turn(*by_type.values()))


def _fillers(rng: Random, late: list[Question], new: list[Question]) -> Iterator[Question]:
    """Yield in turn a new question, a term, one from the tables, and one that is due."""
    answered = _answered()
    known = {*started_lessons(), ""}
    names = [t.name for t in generated.templates().values() if t.lesson in known]
    facts = [name for name in names if name not in generated.GLOSSARY]
    terms = generated.make(2, rng.random(), only=generated.GLOSSARY, without=answered)
    made = generated.iterate(rng.random(), only=facts, without=answered) if facts else ()
    yield from generated.in_turn(new, terms, made, late)
    yield from generated.iterate(rng.random(), only=names, without=answered)


def _opposites(
    rng: Random, chosen: Sequence[Question], pool: Sequence[Question]
) -> Iterator[Question]:
    """Yield a question on the other subject of each pair of which only one is asked about."""
    for pair in pairs():
        asked = [question for question in chosen if side(question, pair) is not None]
        if len({side(question, pair) for question in asked}) == 1:
            made = generated.iterate(rng.random(), only=pair.templates) if pair.templates else ()
            tried = chain(pool, islice(made, MAX_TRIED))
            if partner := opposite(asked[0], tried, pair):
                yield partner


def _distinct(items: Iterable[Question]) -> Iterator[Question]:
    """Yield each question once."""
    known: set[str] = set()
    for question in items:
        if question.id not in known:
            known.add(question.id)
            yield question


def _answered() -> set[str]:
    return {answer.question for answer in journal.answers()}


def _reviewed(lesson: str) -> list[Question]:
    """Return the questions of a lesson that may be asked again."""
    return [q for q in questions.questions(lesson) if q.review and q.is_marked]


def _question(id: str) -> Question:
    return generated.question(id) if id.startswith("practice.") else questions.question(id)


def _is_still_asked(id: str) -> bool:
    """Return whether a question is practised and still exists: banks and tables change."""
    try:
        question = _question(id)
        return is_practised(id) and question.review and question.is_marked
    except UnknownName:
        return False
