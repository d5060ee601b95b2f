"""Estimate what a learner still remembers, with the FSRS model of forgetting.

Each question that was answered is a card of fsrs; an attempt in a new sitting is a review of it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from lessons.journal.order import with_plausible_times
from lessons.journal.records import Answer

# Attempts that are closer together belong to one sitting, of which only the first counts: a second
# attempt a minute later does not test memory.
SITTING = timedelta(minutes=30)

# The checks before and after the course measure what was learned: their answers are shown at the
# end only, and practice would spoil the comparison.
NOT_PRACTISED = ("start_here", "capstone")


class Memory(NamedTuple):
    """How well a question is remembered.

    `due` is when it should be asked again, `retrievability` the probability (0 to 1) that it is
    known, `score` that of the latest sitting (0 to 1).
    """

    due: datetime
    retrievability: float
    score: float


def memories(answers: Iterable[Answer], now: datetime | None = None) -> dict[str, Memory]:
    """Return how well each answered question is remembered at a time, by default now."""
    at = now or datetime.now(UTC)
    return {id: _memory(attempts, at) for id, attempts in sittings(answers, at).items()}


def is_practised(name: str) -> bool:
    """Return whether the questions of a lesson are practised; `name` may be a question's id."""
    return name.partition(".")[0] not in NOT_PRACTISED


def sittings(answers: Iterable[Answer], now: datetime) -> dict[str, list[Answer]]:
    """Return the first scored attempt of each sitting for each question, in the order given.

    Times that cannot be right, because they run backwards or lie after `now`, are replaced.
    """
    attempts: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.score is not None:
            attempts.setdefault(answer.question, []).append(answer)
    for id, own in attempts.items():
        plausible = with_plausible_times(own, now)
        later = [b for a, b in pairwise(plausible) if _time(b) - _time(a) > SITTING]
        attempts[id] = [plausible[0], *later]
    return attempts


def rating(answer: Answer) -> int:
    """Return fsrs's rating of an attempt: 1 again, 2 hard, 3 good.

    An answer that is partly right is hard, and so is a right one that was a guess, or given
    after the hint.
    """
    score = answer.score or 0.0
    if score < 0.5:
        return 1
    was_hard = score < 1 or answer.confidence == "guess" or answer.hint
    return 2 if was_hard else 3


def _time(answer: Answer) -> datetime:
    return datetime.fromisoformat(answer.timestamp).astimezone(UTC)


def _memory(attempts: list[Answer], at: datetime) -> Memory:
    from fsrs import Card, Rating  # only here: nobody waits for it before the first answer

    scheduler, last = _scheduler(), attempts[-1]
    card = Card(card_id=1, due=_time(attempts[0]))
    for attempt in attempts:
        card, _ = scheduler.review_card(card, Rating(rating(attempt)), _time(attempt))
    retrievability = float(scheduler.get_card_retrievability(card, max(at, _time(last))))
    return Memory(card.due, retrievability, last.score or 0.0)


@cache
def _scheduler() -> Any:
    from fsrs import Scheduler

    # No steps of minutes, because lessons themselves allow a retry at once. No random variation, so
    # that the same answers are due on the same day for everybody.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
