"""Find answers that two pupils share to the millisecond: a copied file, or a shared computer.

Times are stored to the millisecond, so two pupils hardly give the same answers at the same times
by chance. The work grows with the number of answers, not with the pairs of pupils: each answer is
compared only with the first hand-in that has it and with the latest one before it.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from lessons.core.text import first_of

MIN_SHARED = 3  # answers given at the same times, from which two hand-ins are reported
MAX_NAMED = 3  # other pupils that a remark names


class Work(NamedTuple):
    """The answers of a hand-in that counts; `label` is its name in remarks.

    `report` is the place of its file report, `person` is equal for the same name, `answers` has a
    key for each answer that is equal for the same answer at the same time, and `whole` is equal
    for hand-ins with exactly the same answers.
    """

    report: int
    person: str
    label: str
    answers: Sequence[Hashable]
    whole: Hashable


def remarks(works: Sequence[Work]) -> Iterator[tuple[int, str]]:
    """Yield a remark on each hand-in with answers of another pupil, after its report's place."""
    partly = _partly_shared(works)
    copies: dict[Hashable, list[Work]] = {}
    for work in works:
        copies.setdefault(work.whole, []).append(work)
    for number, work in enumerate(works):
        same = [other for other in copies[work.whole] if other.person != work.person]
        found = []
        if same:
            others = first_of([other.label for other in same], MAX_NAMED)
            found.append(f"exactly the same answers at the same times as {others}: ask both")
        # Pupils who share every answer have been named already.
        pairs = [pair for pair in partly.get(number, []) if works[pair[1]].whole != work.whole]
        if pairs:
            others = first_of([works[other].label for _, other in pairs], MAX_NAMED)
            most, fewest = pairs[0][0], pairs[-1][0]
            found.append(
                f"{f'up to {most}' if fewest < most else most} answers are the same, given at the "
                f"same times, as those of {others}: ask both (did two pupils use one computer?)"
            )
        if found:
            yield work.report, "; ".join(found)


def _partly_shared(works: Sequence[Work]) -> dict[int, list[tuple[int, int]]]:
    """Return for each hand-in how many answers it shares with which others, the most first."""
    first: dict[Hashable, int] = {}
    before: dict[Hashable, int] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for number, work in enumerate(works):
        for answer in work.answers:
            if answer in first:
                for other in {first[answer], before[answer]}:
                    if works[other].person != work.person:
                        shared[other, number] += 1
            first.setdefault(answer, number)
            before[answer] = number
    found: dict[int, list[tuple[int, int]]] = {}
    for (one, other), times in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if times >= MIN_SHARED:
            found.setdefault(one, []).append((times, other))
            found.setdefault(other, []).append((times, one))
    return found
