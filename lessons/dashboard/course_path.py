"""Show the path through the course: where to go on, what is due, and which lessons are done.

A part of a lesson is a section that asks questions. It is done when each of them is answered,
right or wrong: the charts of `progress_charts` show how well they are remembered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from lessons import course, journal, spaced_repetition
from lessons.core.text import counted
from lessons.course import Lesson, Section, section_address
from lessons.dashboard.note import Note, note
from lessons.questions import Question

REVIEW = "review.ipynb"
SIGNS = {"done": "✓", "begun": "◐", "open": "○"}  # beside the state in words, never alone


@dataclass(frozen=True)
class Stage:
    """A lesson or a part of one: its heading, its address, and how many questions are answered."""

    label: str
    address: str
    answered: int
    questions: int

    @property
    def state(self) -> str:
        """Whether it is "done", "begun" or "open"."""
        if self.answered == self.questions:
            return "done"
        return "begun" if self.answered else "open"

    @property
    def state_text(self) -> str:
        """The state in words."""
        partly = f"{self.answered} of {counted(self.questions, 'question')} answered"
        return {"done": "done", "begun": partly, "open": "not yet answered"}[self.state]


@dataclass(frozen=True)
class Step(Stage):
    """A lesson on the path, with its parts in order."""

    lesson: Lesson
    parts: tuple[Stage, ...]

    @property
    def state_text(self) -> str:
        """The state in words, or how long the lesson takes if it has not been begun."""
        done = sum(part.state == "done" for part in self.parts)
        # A warm-up in another lesson may have asked one of its questions, which begins no part.
        parts = f"{done} of {counted(len(self.parts), 'part')} done"
        partly = parts if done else f"{counted(self.answered, 'question')} answered"
        length = f"about {self.lesson.minutes} minutes"
        return {"done": "done", "begun": partly, "open": length}[self.state]


@dataclass(frozen=True)
class CoursePath:
    """Where to go on, what is due, and all lessons in order.

    `current` is the lesson to go on with, whose parts are shown; None where all are done.
    """

    go_on: Note
    due: Note
    steps: tuple[Step, ...]
    current: Step | None

    def __repr__(self) -> str:
        """Return what is shown as lines of text."""
        lines = [f"{SIGNS[s.state]} {s.label}: {s.state_text}" for s in self.steps]
        return "\n".join([f"{self.go_on.link_text}. {self.go_on.text}", self.due.text, *lines])

    def _repr_html_(self) -> str:
        lessons = "".join(self._lesson(step) for step in self.steps)
        return (
            f'<p class="cs-go-on"><a href="{escape(self.go_on.notebook)}">'
            f"{escape(self.go_on.link_text)}</a></p><p>{escape(self.go_on.text)}</p>"
            f'{self.due._repr_html_()}<ul class="cs-path">{lessons}</ul>'
        )

    def _lesson(self, step: Step) -> str:
        """Return a lesson as an item of a list; the current one with its parts."""
        parts = step.parts if step is self.current and step.state == "begun" else ()
        items = "".join(_item(part, f"Part {place}: ") for place, part in enumerate(parts, 1))
        question = f"<br>{escape(step.lesson.big_question)}" if step.state == "open" else ""
        return _item(step, below=f'<ul class="cs-path">{items}</ul>' if parts else question)


def course_path() -> CoursePath:
    """Return the learner's path through the course, from the answers in the journal."""
    answered = {answer.question for answer in journal.answers()}
    steps = tuple(_step(lesson, answered) for lesson in course.lessons())
    current = _current(steps)
    return CoursePath(_go_on(current), _due(steps), steps, current)


def _step(lesson: Lesson, answered: set[str]) -> Step:
    parts = tuple(
        Stage(
            section.heading,
            section_address(lesson, section),
            sum(question.id in answered for question in asked),
            len(asked),
        )
        for section in lesson.sections
        if (asked := _asked(lesson, section))
    )
    numbers = (sum(part.answered for part in parts), sum(part.questions for part in parts))
    return Step(lesson.heading, f"{lesson.name}.ipynb", *numbers, lesson, parts)


def _asked(lesson: Lesson, section: Section) -> tuple[Question, ...]:
    """Return the questions of a section; `quiz(lesson)` without a place asks those at the end."""
    at_end = any(call.name == "quiz" and call.text(1) is None for call in section.calls)
    return (*lesson.asked_in(section), *(lesson.quiz if at_end else ()))


def _current(steps: Sequence[Step]) -> Step | None:
    """Return the lesson to go on with: that of the newest question, or the next not done.

    Old questions that a review asks again do not take a learner back. A lesson that was skipped is
    returned only when all later lessons are done.
    """
    names = [step.lesson.slug for step in steps]
    first_answers = dict.fromkeys(answer.question for answer in journal.answers())
    begun = [question.partition(".")[0] for question in first_answers]
    last = next((names.index(name) for name in reversed(begun) if name in names), 0)
    return next((step for step in (*steps[last:], *steps) if step.state != "done"), None)


def _go_on(step: Step | None) -> Note:
    if step is None:
        return note("all-answered")
    if not journal.answers():
        return Note(note("begin").text, step.address, f"Begin with lesson {step.lesson.number}")
    number, part = next(pair for pair in enumerate(step.parts, 1) if pair[1].state != "done")
    place = f"Go on: lesson {step.lesson.number}, part {number}"
    return Note(f"{step.label}: {part.label}", part.address, place)


def _due(steps: Iterable[Step]) -> Note:
    """Return what is due for review, or for a learner without answers how to bring them here."""
    number = len(spaced_repetition.due())
    if number:
        minutes = max(1, round(number * spaced_repetition.SECONDS_PER_QUESTION / 60))
        are_due = f"{counted(number, 'question')} {'is' if number == 1 else 'are'} due for review"
        return Note(f"{are_due}, about {counted(minutes, 'minute')}.", REVIEW, "Review now")
    is_begun = any(step.state != "open" for step in steps)
    return note("nothing-due" if is_begun else "other-computer")


def _item(stage: Stage, before: str = "", below: str = "") -> str:
    return (
        f'<li class="cs-step-{stage.state}"><span aria-hidden="true">{SIGNS[stage.state]}</span> '
        f'<a href="{escape(stage.address)}">{before}{escape(stage.label)}</a> '
        f"<small>{stage.state_text}</small>{below}</li>"
    )
