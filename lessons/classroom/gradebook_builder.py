"""Collect the hand-ins of a class: mark each again, count it once, and report what is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from statistics import median

from lessons.classroom import duplicate_answers, file_diagnosis
from lessons.classroom.answer_columns import AnswerColumns
from lessons.classroom.file_report import COUNTED, NOT_COUNTED, OTHER_QUESTIONS, FileReport
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, read
from lessons.classroom.hand_in_builder import ALL, course_version, fingerprint
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.marker import Marker, hashable
from lessons.classroom.persons import Person, Persons
from lessons.classroom.regrade import questions_of, retired_bank, whole_bank
from lessons.classroom.validation import NotAHandIn, Refused, quoted
from lessons.core.text import counted, day_words
from lessons.data import cached_on_tables
from lessons.questions import Question

MAX_NAMED = 3  # files that a remark names
HURRIED_SECONDS = 3  # a median below this leaves no time to read the questions
MIN_TIMED_ANSWERS = 5
GivenAnswers = Mapping[int, AnsweredQuestion]  # the answers of a hand-in, by question


class GradebookBuilder:
    """Take hand-ins one by one, and collect what a gradebook is made of.

    `questions` is the bank, `reports` has a report on each file, and `sizes` the number of marked
    questions of each lesson. `persons` are the pupils; the index of one is the pupil's number in
    `columns`, which has the answers. `choices` are the wrong ones: (question, label) to (number,
    what the bank says about it). `due` has until when each lesson is due, and under "" all others:
    hand-ins made later get a remark.

    By default it takes lessons and marks the first answers to the questions of the course. With
    `is_exam` it takes exams and marks the last answers.
    """

    def __init__(self, bank: Iterable[Question] | None = None, *, is_exam: bool = False) -> None:
        asked = list(whole_bank() if bank is None else bank)
        # A question that the lesson no longer asks counts only for those who answered it.
        self.questions = [*asked, *(retired_bank() if bank is None else [])]
        self.sizes = Counter(question.lesson for question in asked if question.is_marked)
        self.reports: list[FileReport] = []
        self.due: dict[str, datetime] = {}
        self.is_exam = is_exam
        self._marker = Marker(self.questions)
        self.choices = self._marker.choices
        self.columns = AnswerColumns(self._marker)
        self._persons = Persons()
        self.persons = self._persons.all

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
        shared = duplicate_answers.remarks(self.persons, self.columns)
        for report, text in [*shared, *self._persons.near_names(known_names)]:
            report.remark = "; ".join(filter(None, [text, report.remark]))

    def add(self, source: Source, data: bytes | Refused) -> None:
        """Count one file, or report why it is not counted."""
        report = FileReport(source.label)
        self.reports.append(report)
        try:
            if isinstance(data, Refused):
                raise data
            hand_in = read(data)
            report.pupil, report.lesson, report.made = hand_in.name, hand_in.work, hand_in.made
            report.answers = len(hand_in.answers)
            due = self.due.get(hand_in.work) or self.due.get("")
            report.is_late = due is not None and datetime.fromisoformat(hand_in.made) > due
            if hand_in.is_exam != self.is_exam:
                raise Refused(file_diagnosis.wrong_command(hand_in))
            self._accept(hand_in, report)
        except Refused as error:
            reason = error
            if isinstance(data, bytes) and not report.pupil:
                reason = file_diagnosis.diagnosis(source, data, error, exam=self.is_exam)
            report.remark, report.is_foreign = str(reason), isinstance(reason, NotAHandIn)
            # A file that cannot be read as a hand-in may still say whose it is, or its name does.
            if not report.pupil and not report.is_foreign:
                start = data if isinstance(data, bytes) else b""
                report.pupil = file_diagnosis.probable_pupil(source.label, start)

    def check_questions(self, hand_in: HandIn) -> Iterator[str]:
        """Yield remarks on the questions that a hand-in was made with.

        A subclass may raise Refused for a hand-in that cannot be marked.
        """
        questions, expected = _expected(hand_in.work)
        if hand_in.questions != questions:
            theirs, ours = hand_in.course or "unknown", course_version() or "unknown"
            versions = "" if theirs == ours else f" (course {theirs}; here {ours})"
            yield f"{OTHER_QUESTIONS}{versions}: marked by the questions of this course"
        if len(hand_in.answers) < expected:
            yield f"{len(hand_in.answers)} of {expected} questions answered"

    # One hand-in

    def _accept(self, hand_in: HandIn, report: FileReport) -> None:
        """Count a hand-in and complete its report.

        Raise Refused if it cannot be marked, or adds nothing.
        """
        on_questions = list(self.check_questions(hand_in))
        if not hand_in.answers:
            raise Refused("nothing is answered in it yet")
        given = {self._marker.question(answer.question): answer for answer in hand_in.answers}
        person, before = self._person(hand_in.name, given)
        new = {n for n, answer in given.items() if self._is_later(before.get(n), answer)}
        first = len(self.columns.marks)
        notes = [
            *_hurry(hand_in.answers),
            *on_questions,
            *self._replace(person, hand_in.name, given.keys(), adds=bool(new)),
            *self._mark_all(person, given, before, new),
        ]
        if report.is_late:
            made = datetime.fromisoformat(hand_in.made).date()
            notes.append(f"late: made on {day_words(made)} by the clock of the pupil's computer")
        report.pupil, report.status, report.remark = person.name, COUNTED, "; ".join(notes)
        report.new, report.rows = len(new), range(first, len(self.columns.marks))
        person.accepted.append(report)

    def _person(self, name: str, given: GivenAnswers) -> tuple[Person, dict[int, int]]:
        """Return who hands in, and the rows of this pupil's answers so far, by question.

        Two hand-ins under one name are of one pupil if no answer in them contradicts the other.
        """
        for person in self._persons.namesakes(name):
            before = person.answered(self.columns)
            both = given.keys() & before.keys()
            if all(self.columns.keys[before[n]] == _key(n, given[n]) for n in both):
                return person, before
        return self._persons.new(name), {}

    def _replace(self, person: Person, typed: str, asked: Set[int], *, adds: bool) -> Iterator[str]:
        """Stop counting earlier hand-ins of which a new one holds all answers; yield remarks.

        `asked` are the questions in the new one, and `adds` says whether an answer in it counts:
        raise Refused if none does.
        """
        if not person.accepted and person.name != typed:
            yield (
                "another hand-in under this name has different answers (two pupils, or two "
                f"computers?), so this one is listed apart as {quoted(person.name)}"
            )
        question = self.columns.question
        held = [(report, set(map(question, report.rows))) for report in person.counting]
        overlapping = [(report, own) for report, own in held if own & asked]
        if not adds:
            files = ", ".join(report.file for report, _ in overlapping[-MAX_NAMED:])
            raise Refused(f"it adds no answer that counts: see {files}")
        for report in (report for report, own in overlapping if own <= asked):
            report.status = NOT_COUNTED
            report.remark = "a later hand-in of the same pupil holds all of it"
            yield f"replaces {report.file}"
        if merged := [report.file for report, own in overlapping if not own <= asked]:
            yield (
                f"put together with {', '.join(merged[-MAX_NAMED:])}, which holds other answers "
                "of this name (two computers?)"
            )

    def _is_later(self, row: int | None, answer: AnsweredQuestion) -> bool:
        """Return whether an answer takes the place of the one in a row, handed in before.

        The number of tries tells the order, because a clock may be wrong.
        """
        if row is None:
            return True
        return self.is_exam and answer.tries > self.columns.tries[row]

    def _mark_all(
        self, person: Person, given: GivenAnswers, before: Mapping[int, int], new: Set[int]
    ) -> Iterator[str]:
        """Mark the answers of one file, store what is new in them, and yield remarks on them."""
        unmarked: Counter[str] = Counter()
        for question, answer in given.items():
            mark = self._marker.mark(question, answer.final if self.is_exam else answer.first)
            self.columns.append(person.number, _key(question, answer), mark, answer)
            if question in before:
                # Of the earlier row and the one just added, one counts.
                self.columns.counts[before[question] if question in new else -1] = 0
            marked = self._marker.marks[mark]
            if marked.score is None and not marked.text:
                unmarked[marked.why] += 1
        for why, times in unmarked.items():
            yield f"{counted(times, 'answer')} not marked: {why}"


def _key(question: int, answer: AnsweredQuestion) -> int:
    """Return a number that is equal for the same first answer given at the same time."""
    return hash((question, answer.at, hashable(answer.first)))


@cached_on_tables()  # a class hands in the same few lessons: their questions are read once
def _expected(work: str) -> tuple[str | None, int]:
    """Return the fingerprint and number of the questions of a lesson, or of "all".

    For what is neither, return None and 0.
    """
    expected = len(whole_bank() if work == ALL else questions_of(work))
    return fingerprint(work) if expected else None, expected


def _hurry(answers: Sequence[AnsweredQuestion]) -> Iterator[str]:
    """Yield a remark on answers that were given too fast to have read the questions."""
    seconds = [answer.seconds for answer in answers if answer.seconds is not None]
    if len(seconds) >= MIN_TIMED_ANSWERS and median(seconds) < HURRIED_SECONDS:
        yield f"in a hurry: half of the answers took {median(seconds):.1f} seconds or less"
