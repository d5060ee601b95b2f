"""The ledger of a class: every hand-in marked again, entered once, and every doubt written down."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import duplicate_answers, file_diagnosis, response_patterns
from lessons.classroom.build_submission import ALL, course_version, fingerprint
from lessons.classroom.columns import Columns
from lessons.classroom.file_report import COUNTED, NOT_COUNTED, OTHER_QUESTIONS, Line
from lessons.classroom.hand_in import Given, HandIn, read
from lessons.classroom.regrade import UNKNOWN, Marked, bank_of, remark, whole_bank
from lessons.classroom.submission_reader import Source
from lessons.classroom.validation import NoHandIn, Refused, many, told
from lessons.core.paths import lesson_folders, slug
from lessons.journal.records import SURE
from lessons.questions import Question

BATCH = 1_000_000  # rows kept as plain arrays before they become a frame
REMEMBERED = 200_000  # marked answers kept in mind
LABELS = 300  # different wrong answers told apart in one question
OTHER = "something else"


class Entered(NamedTuple):
    """A hand-in that is in the ledger: its place there, its line, and where it came from."""

    number: int
    work: str
    source: Source
    line: int


@dataclass
class Person:
    """Somebody with a name, and what this person has handed in."""

    pupil: int
    entered: list[Entered] = field(default_factory=list)


class Text(NamedTuple):
    """What a pupil wrote to a question that the computer does not mark; numbers as in a ledger."""

    pupil: int
    question: int
    text: str


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
        self._options = response_patterns.options(self.questions)
        self._labels: dict[int, int] = {}
        self._texts: list[tuple[int, Text]] = []
        self._marked: dict[Any, tuple[Marked, tuple[int, ...]]] = {}
        self._persons: dict[str, list[Person]] = {}
        self._names: list[str] = []
        self._seen: dict[int, tuple[str, Source, int]] = {}
        self._copies: dict[int, dict[str, int]] = {}
        self._line_of = array("I")
        self._dropped: set[int] = set()
        self._numbered = count()
        self._works: dict[tuple[str, str], tuple[bool, int]] = {}
        numbers = {"hand_in": ("I", pl.UInt32), "pupil": ("I", pl.UInt32)}
        self._answers = Columns(
            numbers
            | {"question": ("H", pl.UInt16), "score": ("d", pl.Float64)}
            | {"seconds": ("f", pl.Float32), "tries": ("I", pl.UInt32)}
            | {"key": ("q", pl.Int64), "flags": ("B", pl.UInt8)}
        )
        self._wrong = Columns(numbers | {"choice": ("I", pl.UInt32)})

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer: pupil, question, score, seconds, tries, flags."""
        rows = self._kept(self._answers.frame().drop("key")).drop("hand_in")
        return rows.with_columns(pl.col("seconds").fill_nan(None))

    def wrong(self) -> pl.DataFrame:
        """Return a row for each wrong choice: pupil, choice."""
        return self._kept(self._wrong.frame()).drop("hand_in")

    def texts(self) -> list[Text]:
        """Return what was written, for a teacher to read."""
        return [text for number, text in self._texts if number not in self._dropped]

    def compare(self) -> None:
        """Remark upon hand-ins whose answers are another pupil's as well. Call it once, at last."""
        if len(self._persons) < 2:
            return
        rows = self._kept(self._answers.frame().select("hand_in", "pupil", "key"))
        found = duplicate_answers.shared(rows, self._names)
        called = {
            place: f"{told(line.pupil)} ({line.file})" for place, line in enumerate(self.lines)
        }
        copies = [[*lines.values()] for lines in self._copies.values()]
        for place, says in duplicate_answers.remarks(found, self._line_of, copies, called).items():
            line = self.lines[place]
            self.lines[place] = line._replace(why="; ".join(filter(None, [says, line.why])))

    def _kept(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self._dropped:
            rows = rows.filter(~pl.col("hand_in").is_in(list(self._dropped)))
        return rows

    def take(self, source: Source, data: bytes | Refused) -> None:
        """Enter one file, or say why not."""
        pupil = ""
        try:
            if isinstance(data, Refused):
                raise data
            work = read(data)
            pupil = work.name
            if work.is_exam != self._exams:
                raise Refused(file_diagnosis.other_kind(work))
            self._enter(source, work)
        except Refused as trouble:
            if isinstance(data, bytes) and not pupil:
                trouble = file_diagnosis.reason(source, data, trouble, exam=self._exams)
                pupil = file_diagnosis.whose(source.label, data)
            foreign = isinstance(trouble, NoHandIn)
            name = "" if foreign else pupil
            self.lines.append(Line(source.label, name, NOT_COUNTED, str(trouble), foreign))

    def _enter(self, source: Source, work: HandIn) -> None:
        if not work.answers:
            raise Refused("nothing is answered in it yet")
        keys = [hash((it.question, it.at, _frozen(it.first))) for it in work.answers]
        self._is_new(source, work, keys)
        ways = response_patterns.habits(work.answers, self._options, final=self.final)
        notes = [*work.notes, *ways, *self._version(work)]
        person, carried = self._person(source, work, notes)
        number = next(self._numbered)
        notes += self._rows(number, person.pupil, work.answers)
        list(self._rows(number, person.pupil, carried))  # told already, of the file they are from
        self._line_of.append(len(self.lines))
        person.entered.append(Entered(number, work.work, source, len(self.lines)))
        self.counted += 1
        self.lines.append(Line(source.label, self.pupils[person.pupil], COUNTED, "; ".join(notes)))

    def _is_new(self, source: Source, work: HandIn, keys: list[int]) -> None:
        """Raise Refused if this pupil has handed in the same answers of the same moments before.

        Remember who else has: both count, and both are told of.
        """
        last = tuple(self._last(given) for given in work.answers) if self.final else ()
        mark, name = hash((*keys, last)), work.name.casefold()
        first, there, line = self._seen.setdefault(mark, (name, source, len(self.lines)))
        if there is source:
            return
        others = self._copies.get(mark, {first: line})
        if name in others:
            raise Refused(self._twice(work, there, self.lines[others[name]].file))
        self._copies[mark] = {**others, name: len(self.lines)}

    def _twice(self, work: HandIn, there: Source, file: str) -> str:
        if read(there.data()).answers == work.answers:
            return f"the same hand-in as {file}, counted once"
        return (
            f"its first answers, which alone count, are those of {file}; later tries differ, and "
            "change no mark"
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
        self._names.append(work.name.casefold())
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
        joined = []
        for each in touched:
            self._dropped.add(each.number)
            if {given.question for given in _again(each)} <= theirs.keys():
                person.entered.remove(each)
                self._take_back(each)
                notes.append(f"takes the place of {each.source.label}")
            else:
                joined.append(each.source.label)
        if joined:
            notes.append(
                f"put together with {', '.join(joined[-3:])}, which holds other answers of this "
                "name (two computers?)"
            )

    def _take_back(self, entered: Entered) -> None:
        self.counted -= 1
        why = "a later hand-in of the same pupil holds all of it"
        self.lines[entered.line] = self.lines[entered.line]._replace(done=NOT_COUNTED, why=why)

    def _version(self, work: HandIn) -> Iterator[str]:
        if work.is_exam:
            return
        same, asked = self._expected(work)
        if not same:
            theirs, ours = work.course or "unknown", course_version() or "unknown"
            versions = "" if theirs == ours else f" (course {theirs}; here {ours})"
            yield f"{OTHER_QUESTIONS}{versions}: marked by the questions of this course"
        if len(work.answers) < asked:
            yield f"{len(work.answers)} of {asked} questions answered"

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
            if marked.text:
                text = Text(pupil, self._numbers[each.question], marked.text)
                self._texts.append((number, text))
                continue
            if marked.score is None:
                unmarked[marked.why] = unmarked.get(marked.why, 0) + 1
                continue
            claims += each.score is not None and abs(each.score - marked.score) > 6e-5
            self._row(number, pupil, each, marked.score, wrong)
        for why, number_of in unmarked.items():
            yield f"{many(number_of, 'answer')} not marked: {why}"
        if claims:
            yield f"the file's own marks differ for {many(claims, 'answer')}; ours count"

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
        to["flags"].append(SURE.index(given.sure) + 4 * given.hint)
        to["key"].append(hash((given.question, given.at, _frozen(given.first))))
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
        return marked, tuple(self._choice(number, it.option, it.why) for it in wrong)

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
