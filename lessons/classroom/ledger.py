"""The ledger of a class: every hand-in marked again, entered once, and every doubt written down."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from lessons.classroom.checks import Refused, told
from lessons.classroom.collecting import ALL, fingerprint
from lessons.classroom.hand_in import Given, HandIn, read
from lessons.classroom.receiving import Source
from lessons.classroom.remarking import UNKNOWN, Marked, bank_of, remark, whole_bank
from lessons.paths import lesson_folders, slug
from lessons.questions import Question

BATCH = 1_000_000  # rows kept as plain arrays before they become a frame
REMEMBERED = 200_000  # marked answers kept in mind
LABELS = 300  # different wrong answers told apart in one question
OTHER = "something else"


class Line(NamedTuple):
    """What was done with one file."""

    file: str
    pupil: str
    done: str
    why: str = ""


class Entered(NamedTuple):
    """A hand-in that is in the ledger: its place there, and where it came from."""

    number: int
    work: str
    source: Source


@dataclass
class Person:
    """Somebody with a name, and what this person has handed in."""

    pupil: int
    entered: list[Entered] = field(default_factory=list)


@dataclass
class Columns:
    """Rows that grow, as plain arrays first and then as frames: 17 million must fit."""

    types: dict[str, tuple[str, Any]]
    frames: list[pl.DataFrame] = field(default_factory=list)
    arrays: dict[str, "array[Any]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.arrays = {name: array(code) for name, (code, _) in self.types.items()}

    def frame(self) -> pl.DataFrame:
        """Return all rows."""
        self.close()
        empty = pl.DataFrame(schema={name: kind for name, (_, kind) in self.types.items()})
        return pl.concat(self.frames, rechunk=False) if self.frames else empty

    def close(self) -> None:
        """Make a frame of the rows that are still in arrays."""
        if any(self.arrays.values()):
            self.frames.append(
                pl.DataFrame(
                    {
                        name: pl.Series(name, np.array(self.arrays[name]), dtype=kind)
                        for name, (_, kind) in self.types.items()
                    }
                )
            )
            self.__post_init__()


class Ledger:
    """Take hand-ins one by one, and keep what a gradebook is made of.

    `bank` holds the questions, by default all of the course; `final` marks the last answers
    instead of the first; `exams` takes exams instead of lessons.
    """

    def __init__(
        self,
        bank: Iterable[Question] | None = None,
        *,
        final: bool = False,
        exams: bool = False,
    ) -> None:
        self.questions = list(whole_bank() if bank is None else bank)
        self.lines: list[Line] = []
        self.pupils: list[str] = []
        self.choices: dict[tuple[int, str], tuple[int, str]] = {}
        self.counted = 0
        self.final, self._exams = final, exams
        self._numbers = {each.id: number for number, each in enumerate(self.questions)}
        self._labels: dict[int, int] = {}
        self._marked: dict[Any, tuple[Marked, tuple[int, ...]]] = {}
        self._persons: dict[str, list[Person]] = {}
        self._seen: dict[int, tuple[str, Source]] = {}
        self._dropped: set[int] = set()
        self._numbered = count()
        self._works: dict[tuple[str, str], tuple[bool, int]] = {}
        numbers = {"hand_in": ("I", pl.UInt32), "pupil": ("I", pl.UInt32)}
        self._answers = Columns(
            numbers
            | {"question": ("H", pl.UInt16), "score": ("d", pl.Float64)}
            | {"seconds": ("f", pl.Float32), "tries": ("I", pl.UInt32)}
        )
        self._wrong = Columns(numbers | {"choice": ("I", pl.UInt32)})

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer: pupil, question, score, seconds, tries."""
        return self._kept(self._answers.frame()).with_columns(pl.col("seconds").fill_nan(None))

    def wrong(self) -> pl.DataFrame:
        """Return a row for each wrong choice: pupil, choice."""
        return self._kept(self._wrong.frame())

    def _kept(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self._dropped:
            rows = rows.filter(~pl.col("hand_in").is_in(list(self._dropped)))
        return rows.drop("hand_in")

    def take(self, source: Source, data: bytes | Refused) -> None:
        """Enter one file, or say why not."""
        try:
            if isinstance(data, Refused):
                raise data
            work = read(data)
            if work.is_exam != self._exams:
                raise Refused(_other_kind(work))
            self._enter(source, work)
        except Refused as trouble:
            self.lines.append(Line(source.label, "", "not counted", str(trouble)))

    def _enter(self, source: Source, work: HandIn) -> None:
        if not work.answers:
            raise Refused(f"{told(work.name)} has answered nothing yet")
        self._is_new(source, work)
        notes = [*work.notes, *self._version(work)]
        person, carried = self._person(source, work, notes)
        number = next(self._numbered)
        notes += self._rows(number, person.pupil, work.answers)
        for _ in self._rows(number, person.pupil, carried):
            pass  # said already, of the file that they are from
        person.entered.append(Entered(number, work.work, source))
        self.counted += 1
        self.lines.append(
            Line(source.label, self.pupils[person.pupil], "counted", "; ".join(notes))
        )

    def _is_new(self, source: Source, work: HandIn) -> None:
        """Raise Refused if the same answers, given at the same moments, were here before."""
        mark = hash(
            tuple((g.question, g.at, _frozen(g.first), *self._last(g)) for g in work.answers)
        )
        name, first = self._seen.setdefault(mark, (work.name, source))
        if first is source:
            return
        if name.casefold() == work.name.casefold():
            raise Refused(f"the same hand-in as {first.label}")
        raise Refused(
            f"{told(work.name)} hands in the very same answers, given at the same moments, as "
            f"{told(name)} in {first.label}: ask both"
        )

    def _person(self, source: Source, work: HandIn, notes: list[str]) -> tuple[Person, list[Given]]:
        """Return who hands in, and what of earlier hand-ins has to be entered again."""
        persons = self._persons.setdefault(work.name.casefold(), [])
        theirs = {given.question: given for given in work.answers}
        for person in persons:
            touched = _touched(person.entered, work.work)
            before = {given.question: given for each in touched for given in _again(each)}
            if all(_same(before[id], theirs[id]) for id in before.keys() & theirs.keys()):
                if theirs.keys() <= before.keys() and not self._went_on(before, theirs):
                    there = ", ".join(each.source.label for each in touched[-3:])
                    raise Refused(f"nothing in it that was not handed in before: see {there}")
                self._replace(person, touched, theirs, notes)
                return person, [before[id] for id in before.keys() - theirs.keys()]
        suffix = f" ({len(persons) + 1})" if persons else ""
        if persons:
            notes.append(
                "another hand-in under this name has different answers (two pupils, or two "
                f"computers?), so this one is kept apart as {told(work.name + suffix)}"
            )
        persons.append(Person(len(self.pupils)))
        self.pupils.append(work.name + suffix)
        return persons[-1], []

    def _went_on(self, before: dict[str, Given], theirs: dict[str, Given]) -> bool:
        """Return whether an answer that counts was given after an earlier hand-in."""
        return self.final and any(before[id].tries < it.tries for id, it in theirs.items())

    def _last(self, given: Given) -> tuple[Any, ...]:
        return (given.tries, _frozen(given.final)) if self.final else ()

    def _replace(
        self, person: Person, touched: list[Entered], theirs: dict[str, Given], notes: list[str]
    ) -> None:
        """Take back the rows of earlier hand-ins that overlap with a new one."""
        for each in touched:
            self._dropped.add(each.number)
            if {given.question for given in _again(each)} <= theirs.keys():
                person.entered.remove(each)
                self._take_back(each.source)
                notes.append(f"takes the place of {each.source.label}")

    def _take_back(self, source: Source) -> None:
        self.counted -= 1
        for place, line in enumerate(self.lines):
            if line.file == source.label and line.done == "counted":
                why = "a later hand-in of the same pupil holds all of it"
                self.lines[place] = line._replace(done="not counted", why=why)

    def _version(self, work: HandIn) -> Iterator[str]:
        if work.is_exam:
            return
        same, many = self._expected(work)
        if not same:
            yield f"made with other questions (course {work.course or 'unknown'})"
        if len(work.answers) < many:
            yield f"{len(work.answers)} of {many} questions answered"

    def _expected(self, work: HandIn) -> tuple[bool, int]:
        key = work.work, work.questions
        if key not in self._works:
            lessons = [slug(folder) for folder in lesson_folders()]
            if work.work not in (*lessons, ALL):
                return False, 0
            wanted = lessons if work.work == ALL else [work.work]
            asked = [id for lesson in wanted for id in bank_of(lesson)]
            self._works[key] = fingerprint(work.work) == work.questions, len(asked)
        return self._works[key]

    def _rows(self, number: int, pupil: int, given: Iterable[Given]) -> Iterator[str]:
        """Enter answers, and yield what there is to say about them."""
        unmarked: dict[str, int] = {}
        claims = 0
        for each in given:
            marked, wrong = self._mark(each)
            if marked.score is None:
                unmarked[marked.why] = unmarked.get(marked.why, 0) + 1
                continue
            claims += each.score is not None and abs(each.score - marked.score) > 6e-5
            self._row(number, pupil, each, marked.score, wrong)
        for why, many in unmarked.items():
            yield f"{_answers(many)} not marked: {why}"
        if claims:
            yield f"the file's own marks differ for {_answers(claims)}; ours count"

    def _row(
        self, number: int, pupil: int, given: Given, score: float, wrong: tuple[int, ...]
    ) -> None:
        to = self._answers.arrays
        to["hand_in"].append(number)
        to["pupil"].append(pupil)
        to["question"].append(self._numbers[given.question])
        to["score"].append(score)
        to["seconds"].append(float("nan") if given.seconds is None else given.seconds)
        to["tries"].append(given.tries)
        if len(to["pupil"]) >= BATCH:
            self._answers.close()
        for choice in wrong:
            for name, value in (("hand_in", number), ("pupil", pupil), ("choice", choice)):
                self._wrong.arrays[name].append(value)
        if len(self._wrong.arrays["pupil"]) >= BATCH:
            self._wrong.close()

    def _mark(self, given: Given) -> tuple[Marked, tuple[int, ...]]:
        answer = given.final if self.final else given.first
        key = given.question, _frozen(answer)
        if key not in self._marked:
            if len(self._marked) >= REMEMBERED:
                self._marked.clear()
            self._marked[key] = self._fresh(given.question, answer)
        return self._marked[key]

    def _fresh(self, id: str, answer: Any) -> tuple[Marked, tuple[int, ...]]:
        if id not in self._numbers:
            return UNKNOWN, ()
        number = self._numbers[id]
        marked = remark(self.questions[number], answer)
        wrong = [it for it in marked.choices if not it.right]
        return marked, tuple(self._choice(number, it.label, it.why) for it in wrong)

    def _choice(self, question: int, label: str, why: str) -> int:
        if (question, label) not in self.choices:
            if self._labels.get(question, 0) >= LABELS:
                label, why = OTHER, ""
            self._labels[question] = self._labels.get(question, 0) + 1
        return self.choices.setdefault((question, label), (len(self.choices), why))[0]


def _frozen(answer: Any) -> Any:
    if isinstance(answer, list):
        return tuple(answer)
    # Types stay apart: the text "True" is not the verdict True.
    return tuple((k, type(v), v) for k, v in answer.items()) if type(answer) is dict else answer


def _again(entered: Entered) -> tuple[Given, ...]:
    return read(entered.source.data()).answers


def _touched(entered: list[Entered], work: str) -> list[Entered]:
    """Return the earlier hand-ins that may hold answers to the same questions."""
    if work == ALL or any(each.work == ALL for each in entered):
        return list(entered)
    return [each for each in entered if each.work == work]


def _same(one: Given, other: Given) -> bool:
    return (one.at, one.first) == (other.at, other.first)


def _other_kind(work: HandIn) -> str:
    if work.is_exam:
        return f"an exam ({told(work.work)}): use the command exam for it"
    return f"no exam but lesson {told(work.work)}: use the command gradebook for it"


def _answers(many: int) -> str:
    return "1 answer" if many == 1 else f"{many} answers"
