"""Distinguish the pupils of a class, and find what each of them handed in before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lessons.classroom.answer_columns import AnswerColumns
from lessons.classroom.file_report import COUNTED, FileReport
from lessons.classroom.validation import quoted
from lessons.core import names


@dataclass(slots=True)
class Person:
    """A pupil, and the reports on all hand-ins accepted from this pupil, in the order of reading.

    `name` distinguishes pupils who `typed` the same name: 'Ada (2)'.
    """

    number: int
    name: str
    typed: str
    accepted: list[FileReport] = field(default_factory=list)

    @property
    def counting(self) -> list[FileReport]:
        """The reports on hand-ins that no later one replaces."""
        return [report for report in self.accepted if report.status == COUNTED]

    def answered(self, columns: AnswerColumns) -> dict[int, int]:
        """Return the row of the answer that counts to each question that this pupil answered."""
        return {
            columns.question(row): row
            for report in self.accepted
            for row in report.rows
            if columns.counts[row]
        }


class Persons:
    """The pupils of a class, by number in `all`, and by the names that they typed."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._namesakes: dict[str, list[Person]] = {}  # by the key of the name

    def namesakes(self, name: str) -> Sequence[Person]:
        """Return the pupils who typed this name."""
        return self._namesakes.get(names.key(name), ())

    def new(self, name: str) -> Person:
        """Return a new pupil; a name that another pupil has already gets a number."""
        namesakes = self._namesakes.setdefault(names.key(name), [])
        suffix = f" ({len(namesakes) + 1})" if namesakes else ""
        person = Person(len(self.all), name + suffix, name)
        namesakes.append(person)
        self.all.append(person)
        return person

    def near_names(self, known_names: Iterable[str]) -> Iterator[tuple[FileReport, str]]:
        """Yield the reports on each pupil with almost another's name, with a question about it.

        `known_names` are those of a class list: two names that are both on it are two pupils.
        """
        known = set(map(names.key, known_names))
        near: dict[str, list[str]] = {}
        for key in self._namesakes:
            near.setdefault(names.near_key(key), []).append(key)
        for keys in near.values():
            for key in keys:
                others = [other for other in keys if other != key and not {other, key} <= known]
                if others:
                    named = quoted(self._namesakes[others[0]][0].name)
                    text = f"almost the same name as {named}: one pupil or two?"
                    for person in self._namesakes[key]:
                        yield from ((report, text) for report in person.counting)
