"""What to see again, and when: questions due across lessons, in sittings of a few minutes."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from lessons import journal, questions
from lessons.core.paths import UnknownName, lesson_folder, lesson_folders, number, slug
from lessons.questions import Question, generated
from lessons.spaced_repetition.confusable_pairs import opposite, pairs, side, side_by_side
from lessons.spaced_repetition.mastery import CONFIDENCES, STATES, Standing, calibration, standings
from lessons.spaced_repetition.memory import Memory, is_kept_apart, memories

__all__ = [
    "CONFIDENCES",
    "STATES",
    "Memory",
    "Standing",
    "begun",
    "calibration",
    "due",
    "fresh",
    "is_kept_apart",
    "memories",
    "needed",
    "session",
    "standings",
    "warm_up",
]

SECONDS = 33  # for a question, with its feedback


def due(now: datetime | None = None) -> list[str]:
    """Return the ids of the questions that are due, what is most nearly forgotten first."""
    at = now or datetime.now(UTC)
    late = [it for it in memories(journal.answers(), at).values() if it.due <= at]
    return [it.question for it in sorted(late, key=lambda it: (it.chance, it.question)) if _ok(it)]


def fresh() -> list[str]:
    """Return the ids of the questions not yet answered in the lessons begun, in their order."""
    answered = {each.question for each in journal.answers()}
    return [it.id for lesson in begun() for it in _bank(lesson) if it.id not in answered]


def begun() -> list[str]:
    """Return the lessons of which a question has been answered, in the order of the course."""
    met = {each.question.partition(".")[0] for each in journal.answers()}
    return [lesson for lesson in _lessons() if lesson in met]


def session(
    minutes: float = 5, seed: object = None, now: datetime | None = None, many: int | None = None
) -> list[Question]:
    """Return the questions for a sitting: what is due, something new, glossary cards, practice.

    What is easily confused comes side by side. Empty as long as no lesson has been begun.
    """
    if not begun():
        return []
    want = many or max(2, round(minutes * 60 / SECONDS))
    luck = random.Random(None if seed is None else str(seed))  # noqa: S311  (nothing secret)
    late = list(map(_question, due(now)))
    chosen = late[: max(1, want - want // 3)]
    new = list(map(_question, luck.sample(unseen := fresh(), min(len(unseen), want))))
    fill = _filling(luck, late[len(chosen) :], new, want)
    chosen += list(_distinct(fill, {it.id for it in chosen}))[: want - len(chosen)]
    return side_by_side(_paired(luck, chosen, [*late, *new], keep=min(len(late), len(chosen))))


def warm_up(lesson: str, many: int = 2, now: datetime | None = None) -> list[Question]:
    """Return questions from the lessons before one: what is due, then the same for everybody.

    Only lessons that are to be taken before this one are asked about, and those already begun.
    """
    folder = lesson_folder(lesson)
    before = {slug(each) for each in lesson_folders() if each.name < folder.name}
    late = [_question(it) for it in due(now) if it.partition(".")[0] in before]
    known = needed(lesson)
    rest = [it for name in _lessons() if name in known for it in _bank(name) if not it.place]
    luck = random.Random(len(rest))  # noqa: S311  (nothing secret)
    mixed = _by_turns(luck.sample(rest, len(rest)))
    start = 2 * (number(folder) or 0) % max(1, len(rest))  # lessons with one pool ask other things
    turned = _by_turns(mixed[start:] + mixed[:start])
    return list(_distinct([*late, *turned], set()))[:many]


def needed(lesson: str) -> set[str]:
    """Return the lessons to take before one, with those that they need in turn."""
    numbers = {number(folder): slug(folder) for folder in lesson_folders()}
    found: set[str] = set()
    waiting = [slug(lesson_folder(lesson))]
    while waiting:
        fresh = {numbers[it] for it in questions.bank(waiting.pop()).needs} - found
        found |= fresh
        waiting += sorted(fresh)
    return found


def _by_turns(asked: Sequence[Question]) -> list[Question]:
    """Return questions so that types take turns: two of a kind in a row are dull."""
    place: dict[str, int] = {}
    turns = []
    for each in asked:
        place[each.type] = place.get(each.type, 0) + 1
        turns.append((place[each.type], each))
    return [each for _, each in sorted(turns, key=lambda it: it[0])]


def _filling(
    luck: random.Random, late: list[Question], new: list[Question], want: int
) -> Iterator[Question]:
    """Yield what to ask beside what is most due: in turn something new, a term, practice, due."""
    answered = {each.question for each in journal.answers()}
    known = {*begun(), ""}
    names = [it.name for it in generated.templates().values() if it.lesson in known]
    facts = [name for name in names if name not in generated.GLOSSARY]
    cards = generated.make(2, luck.random(), only=generated.GLOSSARY, without=answered)
    more = generated.make(want, luck.random(), only=facts, without=answered) if facts else []
    decks = [new, cards, more, late]
    for turn in range(max(map(len, decks))):
        yield from (deck[turn] for deck in decks if turn < len(deck))
    yield from generated.make(want, luck.random(), only=names, without=answered)


def _paired(
    luck: random.Random, chosen: list[Question], pool: Sequence[Question], keep: int
) -> list[Question]:
    """Exchange up to two fillers for the other side of something easily confused."""
    paired, free = list(chosen), list(range(len(chosen) - 1, keep, -1))[:2]
    for pair in pairs():
        alone = [it for it in paired if side(it, pair) is not None]
        if len({side(it, pair) for it in alone}) != 1:
            continue
        for one in alone:
            if not free or one in [paired[place] for place in free]:
                continue
            made = generated.make(12, luck.random(), only=pair.templates) if pair.templates else []
            known = {it.id for it in paired}
            other = opposite(one, (it for it in chain(pool, made) if it.id not in known), pair)
            if other:
                paired[free.pop()] = other
                break
    return paired


def _distinct(asked: Sequence[Question] | Iterator[Question], seen: set[str]) -> Iterator[Question]:
    for each in asked:
        if each.id not in seen:
            seen.add(each.id)
            yield each


def _lessons() -> Iterator[str]:
    for folder in lesson_folders():
        if not is_kept_apart(slug(folder)) and (folder / "quiz.toml").exists():
            yield slug(folder)


def _bank(lesson: str) -> list[Question]:
    return [each for each in questions.questions(lesson) if each.review]


def _question(id: str) -> Question:
    return generated.question(id) if id.startswith("practice.") else questions.question(id)


def _ok(memory: Memory) -> bool:
    """Return whether a question is still asked: banks and tables change."""
    if is_kept_apart(memory.question):
        return False
    try:
        return _question(memory.question).review
    except UnknownName:
        return False
