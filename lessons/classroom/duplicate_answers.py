"""Find answers that two pupils share to the millisecond: a copied file, or a shared computer.

Times are stored to the millisecond, so two pupils hardly give the same answers at the same times
by chance. The work grows with the number of answers, not with the pairs of pupils: each answer is
compared only with the first hand-in that has it and with the latest one before it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lessons.classroom.answer_columns import AnswerColumns
from lessons.classroom.persons import Person
from lessons.classroom.validation import quoted
from lessons.core import names
from lessons.core.text import first_of

MIN_SHARED = 3  # answers given at the same times, from which two hand-ins are reported
MAX_NAMED = 3  # other pupils that a remark names


class Work(NamedTuple):
    """The answers of a hand-in that counts; `label` is its name in remarks.

    `report` is the place of its file report, `person` is equal for the same name, and `size` is
    the number of its answers. `answers` are the keys of those that another hand-in may share.
    """

    report: int
    person: str
    label: str
    answers: Sequence[int]
    size: int


def remarks(persons: Iterable[Person], columns: AnswerColumns) -> Iterator[tuple[int, str]]:
    """Yield a remark on each hand-in with answers of another pupil, after its report's place."""
    shared = columns.shared_keys()
    works = []
    for person in persons:
        for item in person.counting:
            rows = columns.rows(item.number)
            keys = [key for key in columns.keys[rows.start : rows.stop] if key in shared]
            if keys:
                label = f"{quoted(person.name)} ({item.file})"
                works.append(Work(item.report, names.key(person.typed), label, keys, len(rows)))
    for number, pairs in _shared(works).items():
        others = first_of([works[other].label for _, other in pairs], MAX_NAMED)
        most, fewest = pairs[0][0], pairs[-1][0]
        yield (
            works[number].report,
            f"{f'up to {most}' if fewest < most else most} of {works[number].size} answers are the "
            f"same, given at the same times, as those of {others}: ask both (did two pupils use "
            "one computer?)",
        )


def _shared(works: Sequence[Work]) -> dict[int, list[tuple[int, int]]]:
    """Return for each hand-in how many answers it shares with which others, the most first."""
    first: dict[int, int] = {}
    before: dict[int, int] = {}
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
        if times >= min(MIN_SHARED, works[one].size, works[other].size):
            found.setdefault(one, []).append((times, other))
            found.setdefault(other, []).append((times, one))
    return found
