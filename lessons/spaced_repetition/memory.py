"""What a learner still knows: one card for each question, by the fsrs model of forgetting."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from lessons.journal import Answer

SITTING = timedelta(minutes=30)  # tries closer together are one sitting, and its first counts

# The checks before and after the course measure what was learned: their answers are told at the
# end alone, and practice would spoil them.
KEPT_APART = ("start_here", "capstone")


class Memory(NamedTuple):
    """How well a question is kept: when it is due, how likely it is known, and the last score."""

    question: str
    due: datetime
    chance: float
    score: float
    sittings: int


def memories(answers: Iterable[Answer], now: datetime | None = None) -> dict[str, Memory]:
    """Return how each answered question is kept at a time; by default now."""
    at = now or datetime.now(UTC)
    return {
        question: _memory(question, firsts, at)
        for question, firsts in sittings(answers).items()
        if firsts
    }


def is_kept_apart(name: str) -> bool:
    """Return whether a lesson, or the lesson of a question's id, is left out of practice."""
    return name.partition(".")[0] in KEPT_APART


def sittings(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Return the first try of each sitting for each question, oldest first."""
    found: dict[str, list[Answer]] = {}
    last: dict[str, datetime] = {}
    for each in sorted(answers, key=lambda answer: answer.timestamp):
        if each.score is None:
            continue
        given = moment(each)
        if each.question not in last or given - last[each.question] > SITTING:
            found.setdefault(each.question, []).append(each)
        last[each.question] = given
    return found


def moment(answer: Answer) -> datetime:
    """Return when an answer was given."""
    return datetime.fromisoformat(answer.timestamp).astimezone(UTC)


def rating(answer: Answer) -> int:
    """Return fsrs's rating of a try: 1 again, 2 hard, 3 good.

    A right answer that was a guess, or came after the hint, is hard; so is half of one.
    """
    score = answer.score or 0.0
    if score < 0.5:
        return 1
    shaky = answer.confidence == "guess" or answer.hint
    return 2 if score < 1 or shaky else 3


def _memory(question: str, firsts: list[Answer], at: datetime) -> Memory:
    from fsrs import Card, Rating  # only when something has been answered

    card = Card(card_id=1, due=moment(firsts[0]))
    for each in firsts:
        card, _ = _scheduler().review_card(card, Rating(rating(each)), moment(each))
    chance = float(_scheduler().get_card_retrievability(card, max(at, moment(firsts[-1]))))
    return Memory(question, card.due, chance, firsts[-1].score or 0.0, len(firsts))


@cache
def _scheduler() -> Any:
    from fsrs import Scheduler

    # No steps of minutes: a lesson asks again at once, what counts here are days. No luck either.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
