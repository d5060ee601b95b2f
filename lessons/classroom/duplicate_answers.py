"""Find answers that two pupils share to the millisecond: a copied file, or a shared computer.

Times are stored to the millisecond, so two pupils hardly give the same answers at the same times
by chance. The work grows with the number of answers, not with the pairs of pupils: each answer is
compared only with the first hand-in that has it and with the latest one before it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lessons.classroom.answer_columns import AnswerColumns
from lessons.classroom.file_report import FileReport
from lessons.classroom.persons import Person
from lessons.classroom.validation import quoted
from lessons.core import names
from lessons.core.text import first_of

MIN_SHARED = 3  # answers given at the same times, from which two hand-ins are reported
MAX_NAMED = 3  # other pupils that a remark names


class Work(NamedTuple):
    """The report on a hand-in that counts, and the keys of answers that others may share.

    `person` is equal for the same name.
    """

    report: FileReport
    person: str
    keys: Sequence[int]


def remarks(persons: Iterable[Person], columns: AnswerColumns) -> Iterator[tuple[FileReport, str]]:
    """Yield the report on each hand-in with answers of another pupil, with a remark."""
    shared = columns.shared_keys()
    works = [
        Work(report, names.key(person.typed), keys)
        for person in persons
        for report in person.counting
        if (keys := [columns.keys[row] for row in report.rows if columns.keys[row] in shared])
    ]
    for number, pairs in _shared(works).items():
        others = [works[other].report for _, other in pairs]
        labels = [f"{quoted(report.pupil)} ({report.file})" for report in others]
        most, fewest = pairs[0][0], pairs[-1][0]
        yield (
            works[number].report,
            f"{f'up to {most}' if fewest < most else most} of {works[number].report.answers} "
            "answers are the same, given at the same times, as those of "
            f"{first_of(labels, MAX_NAMED)}: ask both (did two pupils use one computer?)",
        )


def _shared(works: Sequence[Work]) -> dict[int, list[tuple[int, int]]]:
    """Return for each hand-in how many answers it shares with which others, the most first."""
    first: dict[int, int] = {}
    before: dict[int, int] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for number, work in enumerate(works):
        for key in work.keys:
            if key in first:
                for other in {first[key], before[key]}:
                    if works[other].person != work.person:
                        shared[other, number] += 1
            first.setdefault(key, number)
            before[key] = number
    found: dict[int, list[tuple[int, int]]] = {}
    for (earlier, other), times in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if times >= min(MIN_SHARED, works[earlier].report.answers, works[other].report.answers):
            found.setdefault(earlier, []).append((times, other))
            found.setdefault(other, []).append((times, earlier))
    return found
