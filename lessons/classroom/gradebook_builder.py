"""Collect the hand-ins of a class: mark each again, count it once, and report what is doubtful."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from statistics import median
from typing import NamedTuple

from lessons.classroom import file_diagnosis
from lessons.classroom.answer_columns import AnswerColumns
from lessons.classroom.file_report import COUNTED, NOT_COUNTED, OTHER_QUESTIONS, FileReport
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, read
from lessons.classroom.hand_in_builder import ALL, course_version, fingerprint
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.marker import Marker, hashable
from lessons.classroom.persons import Accepted, Person, Persons
from lessons.classroom.regrade import bank_of, retired_bank, whole_bank
from lessons.classroom.validation import NotAHandIn, Refused, quoted
from lessons.core.paths import former_folders, lesson_folders, slug
from lessons.core.text import counted, day_words
from lessons.questions import Question

MAX_NAMED = 3  # files that a remark names
HURRIED_SECONDS = 3  # a median below this leaves no time to read the questions
MIN_TIMED_ANSWERS = 5


class NewAnswers(NamedTuple):
    """The answers of a hand-in with the numbers of their questions and their keys."""

    answers: Sequence[AnsweredQuestion]
    frozen: Sequence[Hashable]
    questions: Sequence[int]
    keys: Sequence[int]


class GradebookBuilder:
    """Take hand-ins one by one, and collect what a gradebook is made of.

    `questions` is the bank, `reports` has a report on each file, and `sizes` the number of marked
    questions of each lesson. `persons` are the pupils; the place of one is the pupil's number in
    `columns`, which has the answers. `choices` are the wrong ones: (question, label) to (number,
    what the bank says about it).

    By default it takes lessons and marks the first answers to the questions of the course. With
    `is_exam` it takes exams and marks the last answers.
    """

    def __init__(self, bank: Iterable[Question] | None = None, *, is_exam: bool = False) -> None:
        asked = list(whole_bank() if bank is None else bank)
        # A question that the lesson no longer asks counts only for those who answered it.
        self.questions = [*asked, *(retired_bank() if bank is None else [])]
        self.sizes = Counter(question.lesson for question in asked if question.is_marked)
        self.reports: list[FileReport] = []
        self.due: datetime | None = None  # hand-ins made later get a remark
        self.due_by_lesson: dict[str, datetime] = {}  # where that is another day
        self.is_exam = is_exam
        self._marker = Marker(self.questions)
        self.choices = self._marker.choices
        self.columns = AnswerColumns(self._marker)
        self._persons = Persons()
        self.persons = self._persons.all
        self._expected: dict[tuple[str, str], tuple[bool, int]] = {}

    @property
    def pupils(self) -> list[str]:
        """The pupils' names, by number."""
        return [person.name for person in self.persons]

    @property
    def counted(self) -> int:
        """The number of hand-ins that count."""
        return sum(report.status == COUNTED for report in self.reports)

    def report_duplicates(self, known_names: Iterable[str] = ()) -> None:
        """Add remarks on answers that two pupils share, and on names that are nearly the same.

        Call it once, after the last file. `known_names` are those of a class list: pupils who
        are both on it are two.
        """
        shared = self._persons.shared_answers(self.columns)
        for index, text in [*shared, *self._persons.near_names(known_names)]:
            report = self.reports[index]
            both = "; ".join(filter(None, [text, report.remark]))
            self.reports[index] = report._replace(remark=both)
        self.columns.forget_keys()

    def add(self, source: Source, data: bytes | Refused) -> None:
        """Count one file, or report why it is not counted."""
        pupil, hand_in = "", None
        try:
            if isinstance(data, Refused):
                raise data
            hand_in = read(data)
            pupil = hand_in.name
            if hand_in.is_exam != self.is_exam:
                raise Refused(file_diagnosis.wrong_command(hand_in))
            self._accept(source, hand_in)
        except Refused as error:
            reason, start = error, b""
            if isinstance(data, bytes) and not pupil:
                reason = file_diagnosis.diagnosis(source, data, error, exam=self.is_exam)
                start = data
            is_foreign = isinstance(reason, NotAHandIn)
            # A file that cannot be read as a hand-in may still say whose it is, or its name does.
            if not pupil and not is_foreign:
                pupil = file_diagnosis.probable_pupil(source.label, start)
            report = FileReport(source.label, pupil, NOT_COUNTED, str(reason), is_foreign)
            self.reports.append(self._with_details(report, hand_in))

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
        """Return whether a hand-in's questions are those of this course, and their number."""
        key = hand_in.work, hand_in.questions
        # A class hands in the same few lessons: their questions are read once.
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
        """Count a hand-in. Raise Refused if it cannot be marked, or adds nothing."""
        on_questions = list(self.check_questions(hand_in))
        if not hand_in.answers:
            raise Refused("nothing is answered in it yet")
        new = self._new_answers(hand_in.answers)
        notes = [*_hurry(hand_in.answers), *on_questions]
        person, before = self._person(hand_in.name, new, notes)
        pairs = zip(new.questions, new.answers, strict=True)
        is_new = [self._is_later(before.get(question), answer) for question, answer in pairs]
        notes += self._mark_all(new, before)
        notes += self._lateness(hand_in)
        number = self.columns.end_hand_in(person.number)
        person.accepted.append(Accepted(number, source.label, len(self.reports)))
        report = FileReport(source.label, person.name, COUNTED, "; ".join(notes), new=sum(is_new))
        self.reports.append(self._with_details(report, hand_in))

    def _with_details(self, report: FileReport, hand_in: HandIn | None) -> FileReport:
        """Return a report completed with what the hand-in says about itself."""
        if hand_in is None:
            return report
        return report._replace(
            lesson=hand_in.work,
            made=hand_in.made,
            answers=len(hand_in.answers),
            is_late=self._is_late(hand_in),
        )

    def _is_late(self, hand_in: HandIn) -> bool:
        due = self.due_by_lesson.get(hand_in.work, self.due)
        return due is not None and datetime.fromisoformat(hand_in.made) > due

    def _new_answers(self, answers: Sequence[AnsweredQuestion]) -> NewAnswers:
        questions = [self._marker.question(answer.question) for answer in answers]
        frozen = [hashable(answer.first) for answer in answers]
        keys = [
            hash((question, answer.at, first))
            for question, answer, first in zip(questions, answers, frozen, strict=True)
        ]
        return NewAnswers(answers, frozen, questions, keys)

    def _lateness(self, hand_in: HandIn) -> Iterator[str]:
        """Yield a remark on a hand-in that was made after it was due."""
        if self._is_late(hand_in):
            made = datetime.fromisoformat(hand_in.made).date()
            yield f"late: made on {day_words(made)} by the clock of the pupil's computer"

    def _person(
        self, name: str, new: NewAnswers, notes: list[str]
    ) -> tuple[Person, dict[int, int]]:
        """Return who hands in, and the rows of this pupil's answers so far, by question.

        Two hand-ins under one name are of one pupil if no answer in them contradicts the other.
        """
        keys = self.columns.keys
        for person in self._persons.namesakes(name):
            before = person.answered(self.columns)
            pairs = zip(new.questions, new.keys, strict=True)
            if all(keys[before[question]] == key for question, key in pairs if question in before):
                self._replace(person, new, before, notes)
                return person, before
        person = self._persons.new(name)
        if person.name != name:
            notes.append(
                "another hand-in under this name has different answers (two pupils, or two "
                f"computers?), so this one is listed apart as {quoted(person.name)}"
            )
        return person, {}

    def _replace(
        self, person: Person, new: NewAnswers, before: dict[int, int], notes: list[str]
    ) -> None:
        """Stop counting earlier hand-ins of which a new one holds all answers.

        Raise Refused if it is the other way round.
        """
        asked = set(new.questions)
        held = [(item, self._questions_of(item)) for item in person.counting]
        overlapping = [(item, own) for item, own in held if own & asked]
        pairs = zip(new.questions, new.answers, strict=True)
        if not any(self._is_later(before.get(question), answer) for question, answer in pairs):
            files = ", ".join(item.file for item, _ in overlapping[-MAX_NAMED:])
            raise Refused(f"it adds no answer that counts: see {files}")
        merged = [item.file for item, own in overlapping if not own <= asked]
        for item in (item for item, own in overlapping if own <= asked):
            item.is_replaced = True
            why = "a later hand-in of the same pupil holds all of it"
            report = self.reports[item.report]
            self.reports[item.report] = report._replace(status=NOT_COUNTED, remark=why)
            notes.append(f"replaces {item.file}")
        if merged:
            notes.append(
                f"put together with {', '.join(merged[-MAX_NAMED:])}, which holds other answers "
                "of this name (two computers?)"
            )

    def _questions_of(self, item: Accepted) -> set[int]:
        return {question for _, question in self.columns.questions(item.number)}

    def _is_later(self, row: int | None, answer: AnsweredQuestion) -> bool:
        """Return whether an answer takes the place of the one in a row, handed in before.

        The number of tries tells the order, because a clock may be wrong.
        """
        if row is None:
            return True
        return self.is_exam and answer.tries > self.columns.tries[row]

    def _mark_all(self, new: NewAnswers, before: dict[int, int]) -> Iterator[str]:
        """Mark the answers of one file, store what is new in them, and yield remarks on them."""
        unmarked: Counter[str] = Counter()
        for answer, frozen, question, key in zip(*new, strict=True):
            if self.is_exam and answer.last is not None:
                frozen = hashable(answer.last)
            mark = self._marker.mark(
                question, answer.final if self.is_exam else answer.first, frozen
            )
            self.columns.append(key, mark, answer)
            earlier = before.get(question)
            if earlier is not None:
                is_later = self._is_later(earlier, answer)
                # Of the earlier row and the one just added, one counts.
                self.columns.counts[earlier if is_later else -1] = 0
            marked = self._marker.marks[mark]
            if marked.score is None and not marked.text:
                unmarked[marked.why] += 1
        for why, times in unmarked.items():
            yield f"{counted(times, 'answer')} not marked: {why}"


def _hurry(answers: Sequence[AnsweredQuestion]) -> Iterator[str]:
    """Yield a remark on answers that were given too fast to have read the questions."""
    seconds = [answer.seconds for answer in answers if answer.seconds is not None]
    if len(seconds) >= MIN_TIMED_ANSWERS and median(seconds) < HURRIED_SECONDS:
        yield f"in a hurry: half of the answers took {median(seconds):.1f} seconds or less"
