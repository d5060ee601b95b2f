"""Collect the hand-ins of a class: mark each again, count it once, and report every doubt."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import duplicate_answers, file_diagnosis, response_patterns
from lessons.classroom.file_report import COUNTED, NOT_COUNTED, OTHER_QUESTIONS, FileReport
from lessons.classroom.growing_table import GrowingTable
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, read
from lessons.classroom.hand_in_builder import ALL, course_version, fingerprint
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.regrade import UNKNOWN, Marked, bank_of, remark, whole_bank
from lessons.classroom.validation import NotAHandIn, Refused, quoted
from lessons.core.paths import former_folders, lesson_folders, slug
from lessons.core.text import counted
from lessons.journal.records import CONFIDENCES
from lessons.questions import Question

MAX_REMEMBERED_MARKS = 200_000
MAX_WRONG_ANSWERS = 300  # different wrong answers to one question that are told apart
OTHER_ANSWER = "something else"
ROUNDING = 6e-5  # marks in a file have four decimals


class Accepted(NamedTuple):
    """A hand-in that was counted: its number, its source, and the place of its file report."""

    number: int
    work: str
    source: Source
    report: int

    def answers(self) -> tuple[AnsweredQuestion, ...]:
        """Return its answers, read again from the file: only rows are kept in memory."""
        return read(self.source.data()).answers


class Person(NamedTuple):
    """A pupil by number, and the hand-ins accepted from this pupil."""

    pupil: int
    accepted: list[Accepted]


class WrittenAnswer(NamedTuple):
    """A text that the computer does not mark, with the numbers of its pupil and its question."""

    pupil: int
    question: int
    text: str


class GradebookBuilder:
    """Take hand-ins one by one, and keep what a gradebook is made of.

    `questions` is the bank, `pupils` the names, `reports` has a report on each file, `choices`
    numbers the wrong answers: (question, label) to (number, what the bank says about it), and
    `counted` is the number of hand-ins that count.

    By default the first answers to the questions of the course are marked; `uses_last_answers`
    marks the last ones, `takes_exams` accepts exams instead of lessons.
    """

    def __init__(
        self,
        bank: Iterable[Question] | None = None,
        *,
        uses_last_answers: bool = False,
        takes_exams: bool = False,
    ) -> None:
        self.questions = list(whole_bank() if bank is None else bank)
        self.reports: list[FileReport] = []
        self.pupils: list[str] = []
        self.choices: dict[tuple[int, str], tuple[int, str]] = {}
        self.counted = 0
        self.uses_last_answers, self._takes_exams = uses_last_answers, takes_exams
        self._numbers = {question.id: n for n, question in enumerate(self.questions)}
        self._option_counts = response_patterns.option_counts(self.questions)
        self._wrong_answers: Counter[int] = Counter()  # different ones, by question
        self._texts: list[tuple[int, WrittenAnswer]] = []  # with the number of the hand-in
        self._marks: dict[Any, tuple[Marked, tuple[int, ...]]] = {}
        self._persons: dict[str, list[Person]] = {}  # by name; two pupils may share one
        self._seen: dict[int, tuple[str, Source, int]] = {}
        self._copies: dict[int, dict[str, int]] = {}
        self._report_of = array("I")  # by the number of a hand-in
        self._replaced: set[int] = set()
        self._next_number = count()
        self._expected: dict[tuple[str, str], tuple[bool, int]] = {}
        ids = {"hand_in": pl.UInt32, "pupil": pl.UInt32}
        of_answer = {"question": pl.UInt16, "score": pl.Float64, "seconds": pl.Float32}
        in_short = {"tries": pl.UInt32, "flags": pl.UInt8, "key": pl.Int64}
        self._answers = GrowingTable(ids | of_answer | in_short)
        self._wrong = GrowingTable(ids | {"choice": pl.UInt32})

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer: pupil, question, score, seconds, tries, flags.

        Pupils and questions are numbers, places in `pupils` and `questions`; `flags` is the place
        of the confidence in CONFIDENCES, plus 4 if the hint had been opened.
        """
        return self._current(self._answers.frame()).drop("hand_in", "key")

    def wrong_choices(self) -> pl.DataFrame:
        """Return a row for each wrong choice in an answer: pupil, choice (a number)."""
        return self._current(self._wrong.frame()).drop("hand_in")

    def texts(self) -> list[WrittenAnswer]:
        """Return the written answers, for the teacher to read."""
        return [text for number, text in self._texts if number not in self._replaced]

    def report_duplicates(self) -> None:
        """Add remarks on answers that two pupils share. Call it once, after the last file."""
        if len(self._persons) < 2:
            return
        names = {p.pupil: name for name, persons in self._persons.items() for p in persons}
        rows = self._current(self._answers.frame().select("hand_in", "pupil", "key"))
        shared = duplicate_answers.shared_answers(rows, [names[n] for n in range(len(names))])
        labels = [f"{quoted(report.pupil)} ({report.file})" for report in self.reports]
        copies = [list(reports.values()) for reports in self._copies.values()]
        found = duplicate_answers.remarks(shared, self._report_of, copies, labels)
        for index, text in found.items():
            report = self.reports[index]
            both = "; ".join(filter(None, [text, report.remark]))
            self.reports[index] = report._replace(remark=both)

    def add(self, source: Source, data: bytes | Refused) -> None:
        """Count one file, or report why it is not counted."""
        pupil = ""
        try:
            if isinstance(data, Refused):
                raise data
            hand_in = read(data)
            pupil = hand_in.name
            if hand_in.is_exam != self._takes_exams:
                raise Refused(file_diagnosis.wrong_command(hand_in))
            self._accept(source, hand_in)
        except Refused as error:
            reason = error
            if isinstance(data, bytes) and not pupil:
                reason = file_diagnosis.diagnosis(source, data, error, exam=self._takes_exams)
                pupil = file_diagnosis.probable_pupil(source.label, data)
            is_foreign = isinstance(reason, NotAHandIn)
            name = "" if is_foreign else pupil
            self.reports.append(
                FileReport(source.label, name, NOT_COUNTED, str(reason), is_foreign)
            )

    def check_questions(self, hand_in: HandIn) -> Iterator[str]:
        """Yield remarks on the questions that a hand-in was made with.

        Raise Refused for one that cannot be marked; a subclass for an exam does so.
        """
        same, expected = self._expectation(hand_in)
        if not same:
            theirs, ours = hand_in.course or "unknown", course_version() or "unknown"
            versions = "" if theirs == ours else f" (course {theirs}; here {ours})"
            yield f"{OTHER_QUESTIONS}{versions}: marked by the questions of this course"
        if len(hand_in.answers) < expected:
            yield f"{len(hand_in.answers)} of {expected} questions answered"

    def _expectation(self, hand_in: HandIn) -> tuple[bool, int]:
        """Return whether a hand-in's questions are those of this course, and how many they are."""
        key = hand_in.work, hand_in.questions
        if key not in self._expected:
            lessons = [slug(folder) for folder in lesson_folders()]
            if hand_in.work not in (*lessons, *map(slug, former_folders()), ALL):
                return False, 0
            expected = lessons if hand_in.work == ALL else [hand_in.work]
            same = fingerprint(hand_in.work) == hand_in.questions
            self._expected[key] = same, sum(len(bank_of(lesson)) for lesson in expected)
        return self._expected[key]

    # One hand-in

    def _accept(self, source: Source, hand_in: HandIn) -> None:
        on_questions = list(self.check_questions(hand_in))
        if not hand_in.answers:
            raise Refused("nothing is answered in it yet")
        self._refuse_copy(source, hand_in)
        patterns = response_patterns.remarks(
            hand_in.answers, self._option_counts, uses_last_answers=self.uses_last_answers
        )
        notes = [*hand_in.notes, *patterns, *on_questions]
        person, earlier = self._person(hand_in, notes)
        number, index = next(self._next_number), len(self.reports)
        notes += self._add_rows(number, person.pupil, hand_in.answers)
        # What there is to say about these stands in the report on the file they are from.
        list(self._add_rows(number, person.pupil, earlier))
        self._report_of.append(index)
        person.accepted.append(Accepted(number, hand_in.work, source, index))
        self.counted += 1
        name = self.pupils[person.pupil]
        self.reports.append(FileReport(source.label, name, COUNTED, "; ".join(notes)))

    def _refuse_copy(self, source: Source, hand_in: HandIn) -> None:
        """Raise Refused if this pupil has handed in the same answers before.

        The same answers under another name count for both, and are remembered as copies.
        """
        keys = tuple(_key(answer) for answer in hand_in.answers)
        last: tuple[Any, ...] = ()
        if self.uses_last_answers:
            last = tuple((answer.tries, _hashable(answer.final)) for answer in hand_in.answers)
        identity, name = hash((*keys, last)), hand_in.name.casefold()
        index = len(self.reports)
        first_name, first_source, first_index = self._seen.setdefault(
            identity, (name, source, index)
        )
        if first_source is source:
            return
        indices = self._copies.get(identity, {first_name: first_index})
        if name in indices:
            file = self.reports[indices[name]].file
            if read(first_source.data()).answers == hand_in.answers:
                raise Refused(f"the same hand-in as {file}, counted once")
            raise Refused(
                f"its first answers, and only these count, are the same as in {file}; later "
                "answers differ, but they change no mark"
            )
        self._copies[identity] = {**indices, name: index}

    def _person(self, hand_in: HandIn, notes: list[str]) -> tuple[Person, list[AnsweredQuestion]]:
        """Return who hands in, and which answers of earlier hand-ins have to be added again.

        Two hand-ins under one name are of one pupil if no answer in them contradicts the other;
        then the later one replaces the rows of the earlier one.
        """
        persons = self._persons.setdefault(hand_in.name.casefold(), [])
        new = {answer.question: answer for answer in hand_in.answers}
        for person in persons:
            overlapping = _overlapping(person.accepted, hand_in.work)
            old = {answer.question: answer for item in overlapping for answer in item.answers()}
            if any(_differ(old[id], new[id]) for id in old.keys() & new.keys()):
                continue
            if new.keys() <= old.keys() and not self._has_later_answers(old, new):
                files = ", ".join(item.source.label for item in overlapping[-3:])
                raise Refused(f"it holds nothing that was not handed in before: see {files}")
            self._replace(person, overlapping, new, notes)
            return person, [answer for id, answer in old.items() if id not in new]
        suffix = f" ({len(persons) + 1})" if persons else ""
        if persons:
            notes.append(
                "another hand-in under this name has different answers (two pupils, or two "
                f"computers?), so this one is listed apart as {quoted(hand_in.name + suffix)}"
            )
        persons.append(Person(len(self.pupils), []))
        self.pupils.append(hand_in.name + suffix)
        return persons[-1], []

    def _has_later_answers(
        self, old: dict[str, AnsweredQuestion], new: dict[str, AnsweredQuestion]
    ) -> bool:
        """Return whether a last answer that counts was given after the earlier hand-in."""
        return self.uses_last_answers and any(old[id].tries < new[id].tries for id in new)

    def _replace(
        self,
        person: Person,
        overlapping: list[Accepted],
        new: dict[str, AnsweredQuestion],
        notes: list[str],
    ) -> None:
        """Take back the rows of earlier hand-ins that overlap with a new one."""
        merged = []
        for item in overlapping:
            self._replaced.add(item.number)
            if not {answer.question for answer in item.answers()} <= new.keys():
                merged.append(item.source.label)
                continue
            person.accepted.remove(item)
            self.counted -= 1
            why = "a later hand-in of the same pupil holds all of it"
            report = self.reports[item.report]
            self.reports[item.report] = report._replace(status=NOT_COUNTED, remark=why)
            notes.append(f"replaces {item.source.label}")
        if merged:
            notes.append(
                f"put together with {', '.join(merged[-3:])}, which holds other answers of this "
                "name (two computers?)"
            )

    # Rows

    def _current(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows without those of hand-ins that were replaced."""
        if self._replaced:
            rows = rows.filter(~pl.col("hand_in").is_in(list(self._replaced)))
        return rows

    def _add_rows(
        self, number: int, pupil: int, answers: Iterable[AnsweredQuestion]
    ) -> Iterator[str]:
        """Mark answers and add them to the tables; yield remarks on them."""
        unmarked: Counter[str] = Counter()
        different = 0
        for answer in answers:
            marked, wrong = self._mark(answer)
            if marked.text:
                text = WrittenAnswer(pupil, self._numbers[answer.question], marked.text)
                self._texts.append((number, text))
                continue
            if marked.score is None:
                unmarked[marked.why] += 1
                continue
            claimed = answer.score
            different += claimed is not None and abs(claimed - marked.score) > ROUNDING
            flags = CONFIDENCES.index(answer.sure) + 4 * answer.hint
            self._answers.add(
                number, pupil, self._numbers[answer.question], marked.score, answer.seconds,
                answer.tries, flags, hash(_key(answer)),
            )  # fmt: skip
            for choice in wrong:
                self._wrong.add(number, pupil, choice)
        for why, times in unmarked.items():
            yield f"{counted(times, 'answer')} not marked: {why}"
        if different:
            yield f"the file's own marks differ for {counted(different, 'answer')}; ours count"

    def _mark(self, answer: AnsweredQuestion) -> tuple[Marked, tuple[int, ...]]:
        """Return an answer's mark and the numbers of its wrong choices.

        Marks are remembered: a class gives the same few answers to a question again and again.
        """
        response = answer.final if self.uses_last_answers else answer.first
        key = answer.question, _hashable(response)
        if key not in self._marks:
            if len(self._marks) >= MAX_REMEMBERED_MARKS:
                self._marks.clear()
            self._marks[key] = self._mark_anew(answer.question, response)
        return self._marks[key]

    def _mark_anew(self, id: str, response: Any) -> tuple[Marked, tuple[int, ...]]:
        if id not in self._numbers:
            return UNKNOWN, ()
        number = self._numbers[id]
        marked = remark(self.questions[number], response)
        wrong = [choice for choice in marked.choices if not choice.right]
        return marked, tuple(self._choice(number, choice.option, choice.why) for choice in wrong)

    def _choice(self, question: int, label: str, why: str) -> int:
        """Return the number of a wrong choice."""
        if (question, label) not in self.choices:
            # Anybody can write any number of different answers into a file.
            if self._wrong_answers[question] >= MAX_WRONG_ANSWERS:
                label, why = OTHER_ANSWER, ""
            self._wrong_answers[question] += 1
        return self.choices.setdefault((question, label), (len(self.choices), why))[0]


def _key(answer: AnsweredQuestion) -> tuple[Any, ...]:
    """Return what is equal for the same first answer, given at the same time."""
    return answer.question, answer.at, _hashable(answer.first)


def _differ(one: AnsweredQuestion, other: AnsweredQuestion) -> bool:
    return (one.at, one.first) != (other.at, other.first)


def _hashable(response: Any) -> Any:
    if isinstance(response, list):
        return tuple(response)
    if isinstance(response, dict):
        # With the types: the text "1" is not the number 1, which is equal to True.
        return tuple((key, type(value), value) for key, value in response.items())
    return response


def _overlapping(accepted: list[Accepted], work: str) -> list[Accepted]:
    """Return the earlier hand-ins that may hold answers to the same questions."""
    if work == ALL or any(item.work == ALL for item in accepted):
        return list(accepted)
    return [item for item in accepted if item.work == work]
