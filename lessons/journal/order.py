"""Put answers in the order in which they were given, whatever the clock of the computer showed."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import groupby, pairwise

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


def with_plausible_times(answers: Iterable[Answer], now: datetime) -> list[Answer]:
    """Return answers, given in this order, with times that never run backwards or exceed `now`.

    The longest run of times that fits the order is not changed. An answer with any other time gets
    that of the answer before it, or of the first answer in this run.
    """
    given = list(answers)
    times = list(map(_time, given))
    if all(earlier <= later for earlier, later in pairwise([*times, now])):
        return given
    # Most times are right: a clock is wrong only until somebody sets it.
    plausible = _longest_run(times, now)
    last = min((times[index] for index in plausible), default=now - LONG_AGO)
    found = []
    for index, answer in enumerate(given):
        last = times[index] if index in plausible else last
        written = last.astimezone(UTC).isoformat().replace("+00:00", "Z")
        found.append(answer._replace(timestamp=written))
    return found


def _time(answer: Answer) -> datetime:
    return datetime.fromisoformat(answer.timestamp)


def _longest_run(times: Sequence[datetime], now: datetime) -> set[int]:
    """Return the indices of the longest sequence of times that rises and ends before `now`."""
    candidates = [(index, time) for index, time in enumerate(times) if time <= now]
    lengths: list[int] = []  # of the longest run that ends with each of them
    lowest: list[datetime] = []  # the lowest time at which a run of each length can end
    for _, time in candidates:
        length = bisect_right(lowest, time)
        lengths.append(length)
        lowest[length : length + 1] = [time]
    found: set[int] = set()
    wanted, latest = len(lowest) - 1, now
    # From the end of the longest run back to its beginning.
    for (index, time), length in zip(reversed(candidates), reversed(lengths), strict=True):
        if length == wanted and time <= latest:
            found.add(index)
            wanted, latest = length - 1, time
    return found
