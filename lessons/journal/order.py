"""Put answers in the order in which they were given, whatever the clock of the computer said."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import groupby

from lessons.journal.records import Answer

# If no time in a journal can be right, its answers count as this old, and are asked again.
LONG_AGO = timedelta(days=365)


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Return the answers of a journal's file in the order in which they were given.

    That is the order of the lines. Answers that were imported from another computer are put
    between the others by their times; both groups keep their own order.
    """
    found: list[Answer] = []
    for batch, block in groupby(answers, key=lambda answer: answer.batch):
        if batch:
            found = list(merge(found, block, key=_time))
        else:
            found += block
    return found


def with_plausible_times(answers: Iterable[Answer], now: datetime) -> Iterator[Answer]:
    """Yield answers, given in this order, with times that never run backwards or exceed `now`.

    An answer with another time gets that of the answer before it.
    """
    given = list(answers)
    past = (time for time in map(_time, given) if time <= now)
    last = min(past, default=now - LONG_AGO)
    for answer in given:
        time = _time(answer)
        if last <= time <= now:
            last = time
            yield answer
        else:
            written = last.astimezone(UTC).isoformat().replace("+00:00", "Z")
            yield answer._replace(timestamp=written)


def _time(answer: Answer) -> datetime:
    return datetime.fromisoformat(answer.timestamp)
