"""Show the way through the course: where to go on, and which lessons are done."""

from collections import Counter
from dataclasses import dataclass
from html import escape

from lessons import course, spaced_repetition
from lessons.core.paths import lesson_folder
from lessons.dashboard.note import Note

SIGNS = {"done": "✓", "begun": "◐", "open": "○"}


@dataclass(frozen=True)
class Step:
    """A lesson on the path: its heading, its notebook, and how many questions are answered."""

    heading: str
    notebook: str
    answered: int
    questions: int

    @property
    def state(self) -> str:
        """Whether the lesson is "done", "begun" or "open"."""
        if self.answered == self.questions:
            return "done"
        return "begun" if self.answered else "open"

    @property
    def state_text(self) -> str:
        """The state in words, for those who cannot see its sign, too."""
        partly = f"{self.answered} of {self.questions} questions answered"
        return {"done": "done", "begun": partly, "open": "not yet begun"}[self.state]


@dataclass(frozen=True)
class CoursePath:
    """Where to go on, and below it all lessons in order."""

    go_on: Note
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        """Return what is shown as lines of text."""
        lines = [f"{SIGNS[s.state]} {s.heading}: {s.state_text}" for s in self.steps]
        return "\n".join([self.go_on.text, *lines])

    def _repr_html_(self) -> str:
        items = "".join(
            f'<li class="cs-step-{s.state}"><span aria-hidden="true">{SIGNS[s.state]}</span> '
            f'<a href="{escape(s.notebook)}">{escape(s.heading)}</a> '
            f"<small>{s.state_text}</small></li>"
            for s in self.steps
        )
        button = (
            f'<p class="cs-go-on"><a href="{escape(self.go_on.notebook)}">'
            f"{escape(self.go_on.link_text)}</a></p>"
        )
        return f'{button}<p>{escape(self.go_on.text)}</p><ul class="cs-path">{items}</ul>'


def course_path(go_on: Note) -> CoursePath:
    """Return the path of the learner at the computer, with where to go on above it."""
    found = spaced_repetition.mastery()
    questions = Counter(mastery.lesson for mastery in found)
    answered = Counter(mastery.lesson for mastery in found if mastery.state != "open")
    steps = [
        Step(
            course.lesson(lesson).heading,
            f"{lesson_folder(lesson).name}.ipynb",
            answered[lesson],
            number,
        )
        for lesson, number in questions.items()
    ]
    return CoursePath(go_on, tuple(steps))
