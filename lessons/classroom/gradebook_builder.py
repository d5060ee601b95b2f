"""Collect the hand-ins of a class: mark each again, count it once, and report every doubt."""

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import duplicate_answers, file_diagnosis, response_patterns
from lessons.classroom.file_report import COUNTED, NOT_COUNTED, OTHER_QUESTIONS, FileReport
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, read
from lessons.classroom.hand_in_builder import ALL, course_version, fingerprint
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.regrade import (
    UNKNOWN,
    Marked,
    bank_of,
    remark,
    retired_bank,
    whole_bank,
)
from lessons.classroom.validation import NotAHandIn, Refused, quoted
from lessons.core import names
from lessons.core.paths import former_folders, lesson_folders, slug
from lessons.core.text import counted, day_words
from lessons.journal.records import CONFIDENCES
from lessons.questions import Question

MAX_WRONG_ANSWERS = 300  # different wrong answers to one question that are told apart
MAX_NAMED = 3  # files that a remark names
OTHER_ANSWER = "something else"
ROUNDING = 6e-5  # marks in a file have four decimals
ANSWERS = {"pupil": pl.UInt32, "question": pl.UInt16, "score": pl.Float64, "seconds": pl.Float32}
ANSWERS |= {"tries": pl.UInt32, "flags": pl.UInt8}
WRONG_CHOICES = {"pupil": pl.UInt32, "choice": pl.UInt32}


class Accepted(NamedTuple):
    """A hand-in that counts: its file, the place of its file report, and what is answered in it.

    `keys` and `identity` are equal for the same answers at the same times; see `_identity`.
    """

    file: str
    report: int
    questions: Set[str]
    keys: Sequence[int]
    identity: int


class Result(NamedTuple):
    """An answer that counts, its mark, and the numbers of its wrong choices."""

    answer: AnsweredQuestion
    marked: Marked
    wrong: Sequence[int]


@dataclass
class Person:
    """A pupil, the hand-ins accepted from this pupil, and the results by question.

    `name` tells pupils apart who typed the same one: 'Ada (2)'.
    """

    name: str
    typed: str
    accepted: list[Accepted] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)

    def contradicts(self, answers: Mapping[str, AnsweredQuestion]) -> bool:
        """Return whether a question was first answered in another way, or at another time."""
        return any(
            (own.answer.at, own.answer.first) != (answer.at, answer.first)
            for id, answer in answers.items()
            if (own := self.results.get(id))
        )


class WrittenAnswer(NamedTuple):
    """A text that the computer does not mark, with the numbers of its pupil and its question."""

    pupil: int
    question: int
    text: str


class GradebookBuilder:
    """Take hand-ins one by one, and keep what a gradebook is made of.

    `questions` is the bank, `persons` are the pupils, `reports` has a report on each file, and
    `choices` numbers the wrong answers: (question, label) to (number, what the bank says about it).
    `sizes` has the number of marked questions of each lesson.

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
        asked = list(whole_bank() if bank is None else bank)
        # A question that the lesson asks no more counts for those who answered it, for nobody else.
        self.questions = [*asked, *(retired_bank() if bank is None else [])]
        self.sizes = Counter(it.id.partition(".")[0] for it in asked if it.is_marked)
        self.reports: list[FileReport] = []
        self.persons: list[Person] = []
        self.choices: dict[tuple[int, str], tuple[int, str]] = {}
        self.due: datetime | None = None  # hand-ins made later get a remark
        self.uses_last_answers, self._takes_exams = uses_last_answers, takes_exams
        self._numbers = {question.id: n for n, question in enumerate(self.questions)}
        self._option_counts = response_patterns.option_counts(self.questions)
        self._wrong_answers: Counter[int] = Counter()  # different ones, by question
        self._marks: dict[Hashable, tuple[Marked, tuple[int, ...]]] = {}
        self._namesakes: dict[str, list[Person]] = {}  # by the key of the name
        self._seen: dict[Hashable, tuple[str, HandIn]] = {}
        self._expected: dict[tuple[str, str], tuple[bool, int]] = {}

    @property
    def pupils(self) -> list[str]:
        """The pupils' names; the place of a name is the pupil's number in the tables."""
        return [person.name for person in self.persons]

    @property
    def counted(self) -> int:
        """The number of hand-ins that count."""
        return sum(report.status == COUNTED for report in self.reports)

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer: pupil, question, score, seconds, tries, flags.

        Pupils and questions are numbers, places in `pupils` and `questions`; `flags` is the place
        of the confidence in CONFIDENCES, plus 4 if the hint had been opened.
        """
        rows = [
            (pupil, self._numbers[answer.question], marked.score, answer.seconds, answer.tries,
             CONFIDENCES.index(answer.sure) + 4 * answer.hint)
            for pupil, (answer, marked, _) in self._results()
            if marked.score is not None
        ]  # fmt: skip
        return _table(rows, ANSWERS)

    def wrong_choices(self) -> pl.DataFrame:
        """Return a row for each wrong choice in an answer: pupil, choice (a number)."""
        rows = [(pupil, choice) for pupil, found in self._results() for choice in found.wrong]
        return _table(rows, WRONG_CHOICES)

    def texts(self) -> list[WrittenAnswer]:
        """Return the written answers, for the teacher to read."""
        return [
            WrittenAnswer(pupil, self._numbers[answer.question], marked.text)
            for pupil, (answer, marked, _) in self._results()
            if marked.text
        ]

    def report_duplicates(self, known_names: Iterable[str] = ()) -> None:
        """Add remarks on answers that two pupils share, and on names that are nearly the same.

        Call it once, after the last file. `known_names` are those of a class list: pupils who
        are both on it are two.
        """
        remarks = [*duplicate_answers.remarks(self._works()), *self._near_names(known_names)]
        for index, text in remarks:
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
            reason, start = error, b""
            if isinstance(data, bytes) and not pupil:
                reason = file_diagnosis.diagnosis(source, data, error, exam=self._takes_exams)
                start = data
            is_foreign = isinstance(reason, NotAHandIn)
            # A file that cannot be read as a hand-in may still say whose it is, or its name does.
            if not pupil and not is_foreign:
                pupil = file_diagnosis.probable_pupil(source.label, start)
            self.reports.append(
                FileReport(source.label, pupil, NOT_COUNTED, str(reason), is_foreign)
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
        """Count a hand-in. Raise Refused if it cannot be marked, or adds nothing."""
        on_questions = list(self.check_questions(hand_in))
        if not hand_in.answers:
            raise Refused("nothing is answered in it yet")
        keys = array("q", [hash(_key(answer)) for answer in hand_in.answers])
        identity = self._identity(keys, hand_in.answers)
        self._refuse_copy(source, hand_in, identity)
        patterns = response_patterns.remarks(
            hand_in.answers, self._option_counts, uses_last_answers=self.uses_last_answers
        )
        notes = [*hand_in.notes, *patterns, *on_questions]
        answers = {answer.question: answer for answer in hand_in.answers}
        person = self._person(hand_in.name, answers, notes)
        notes += self._mark_all(person, hand_in.answers)
        notes += self._lateness(hand_in)
        person.accepted.append(
            Accepted(source.label, len(self.reports), answers.keys(), keys, identity)
        )
        self.reports.append(FileReport(source.label, person.name, COUNTED, "; ".join(notes)))

    def _lateness(self, hand_in: HandIn) -> Iterator[str]:
        """Yield a remark on a hand-in that was made after it was due."""
        if self.due and (made := datetime.fromisoformat(hand_in.made)) > self.due:
            yield f"late: made on {day_words(made.date())} by the clock of the pupil's computer"

    def _refuse_copy(self, source: Source, hand_in: HandIn, identity: int) -> None:
        """Raise Refused if this pupil has handed in the same answers before."""
        # Under another name it counts as well, and the teacher is told: see `report_duplicates`.
        own = names.key(hand_in.name), identity
        file, earlier = self._seen.setdefault(own, (source.label, hand_in))
        if earlier is hand_in:
            return
        if earlier.answers == hand_in.answers:
            raise Refused(f"the same hand-in as {file}, counted once")
        raise Refused(
            f"its first answers, and only these count, are the same as in {file}; later "
            "answers differ, but they change no mark"
        )

    def _identity(self, keys: Iterable[int], answers: Iterable[AnsweredQuestion]) -> int:
        """Return a number that is equal for hand-ins whose answers, as far as they count, are."""
        last: list[Hashable] = []
        if self.uses_last_answers:
            # The number of tries as well: a last answer that is the same may be a new attempt.
            last = [(answer.tries, _hashable(answer.final)) for answer in answers]
        return hash((*keys, *last))

    def _person(self, name: str, new: Mapping[str, AnsweredQuestion], notes: list[str]) -> Person:
        """Return who hands in; take back what this hand-in replaces.

        Two hand-ins under one name are of one pupil if no answer in them contradicts the other.
        """
        namesakes = self._namesakes.setdefault(names.key(name), [])
        for person in namesakes:
            if not person.contradicts(new):
                self._replace(person, new, notes)
                return person
        suffix = f" ({len(namesakes) + 1})" if namesakes else ""
        if namesakes:
            notes.append(
                "another hand-in under this name has different answers (two pupils, or two "
                f"computers?), so this one is listed apart as {quoted(name + suffix)}"
            )
        namesakes.append(Person(name + suffix, name))
        self.persons.append(namesakes[-1])
        return namesakes[-1]

    def _replace(
        self, person: Person, new: Mapping[str, AnsweredQuestion], notes: list[str]
    ) -> None:
        """Count earlier hand-ins no more if a new one holds all of them.

        Raise Refused if it is the other way round.
        """
        overlapping = [item for item in person.accepted if item.questions & new.keys()]
        if all(id in person.results and not self._is_later(person, new[id]) for id in new):
            files = ", ".join(item.file for item in overlapping[-MAX_NAMED:])
            raise Refused(f"it holds nothing that was not handed in before: see {files}")
        merged = []
        for item in overlapping:
            if not item.questions <= new.keys():
                merged.append(item.file)
                continue
            person.accepted.remove(item)
            why = "a later hand-in of the same pupil holds all of it"
            report = self.reports[item.report]
            self.reports[item.report] = report._replace(status=NOT_COUNTED, remark=why)
            notes.append(f"replaces {item.file}")
        if merged:
            notes.append(
                f"put together with {', '.join(merged[-MAX_NAMED:])}, which holds other answers "
                "of this name (two computers?)"
            )

    def _is_later(self, person: Person, answer: AnsweredQuestion) -> bool:
        """Return whether an answer takes the place of the one that this pupil handed in before.

        The number of tries tells the order, because a clock may be wrong.
        """
        earlier = person.results.get(answer.question)
        return earlier is None or (self.uses_last_answers and answer.tries > earlier.answer.tries)

    def _mark_all(self, person: Person, answers: Iterable[AnsweredQuestion]) -> Iterator[str]:
        """Mark the answers of one file, keep what is new in them, and yield remarks on them."""
        unmarked: Counter[str] = Counter()
        different = 0
        for answer in answers:
            marked, wrong = self._mark(answer)
            if self._is_later(person, answer):
                person.results[answer.question] = Result(answer, marked, wrong)
            if marked.score is not None:
                claimed = answer.score
                different += claimed is not None and abs(claimed - marked.score) > ROUNDING
            elif not marked.text:
                unmarked[marked.why] += 1
        for why, times in unmarked.items():
            yield f"{counted(times, 'answer')} not marked: {why}"
        if different:
            yield f"the file's own marks differ for {counted(different, 'answer')}; ours count"

    # All hand-ins

    def _results(self) -> Iterator[tuple[int, Result]]:
        """Yield every result with the number of its pupil."""
        for pupil, person in enumerate(self.persons):
            for result in person.results.values():
                yield pupil, result

    def _works(self) -> list[duplicate_answers.Work]:
        """Return the hand-ins that count, to look for answers that two of them share."""
        return [
            duplicate_answers.Work(
                item.report,
                key,
                f"{quoted(person.name)} ({item.file})",
                item.keys,
                item.identity,
            )
            for key, namesakes in self._namesakes.items()
            for person in namesakes
            for item in person.accepted
        ]

    def _near_names(self, known_names: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield a question about every pupil with almost the name of another one."""
        known = set(map(names.key, known_names))
        near: dict[str, list[str]] = {}
        for key in self._namesakes:
            near.setdefault(names.near_key(key), []).append(key)
        for keys in near.values():
            for key in keys:
                # Two names that are both on the class list belong to two pupils.
                others = [it for it in keys if it != key and not {it, key} <= known]
                if others:
                    named = quoted(self._namesakes[others[0]][0].name)
                    text = f"almost the same name as {named}: one pupil or two?"
                    accepted = (it for person in self._namesakes[key] for it in person.accepted)
                    yield from ((item.report, text) for item in accepted)

    # Marks

    def _mark(self, answer: AnsweredQuestion) -> tuple[Marked, tuple[int, ...]]:
        """Return an answer's mark and the numbers of its wrong choices.

        Marks are remembered: a class gives the same few answers to a question again and again.
        """
        response = answer.final if self.uses_last_answers else answer.first
        key = answer.question, _hashable(response)
        if key not in self._marks:
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


def _table(rows: Sequence[tuple[Any, ...]], schema: Mapping[str, Any]) -> pl.DataFrame:
    # By columns: polars takes three times as long for rows.
    columns = zip(schema, zip(*rows, strict=True), strict=True)
    return pl.DataFrame(dict(columns) if rows else None, schema=schema)


def _key(answer: AnsweredQuestion) -> Hashable:
    """Return what is equal for the same first answer, given at the same time."""
    return answer.question, answer.at, _hashable(answer.first)


def _hashable(response: Any) -> Hashable:
    if isinstance(response, list):
        return tuple(response)
    if isinstance(response, dict):
        # With the types: the text "1" is not the number 1, which is equal to True.
        return tuple((key, type(value), value) for key, value in response.items())
    return response  # type: ignore[no-any-return]
