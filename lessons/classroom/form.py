"""The form at the end of a lesson: type a name or a code, get one small file for the teacher."""

import html
from collections.abc import Sequence
from typing import Any

import traitlets

from lessons import progress, questions
from lessons.classroom.checks import Refused
from lessons.classroom.collecting import ALL, collect
from lessons.classroom.hand_in import HandIn, file_name, written
from lessons.paths import lesson_folder, lesson_folders, slug
from lessons.quizzes.widget import Card, Message, said

SAYS = (
    "The file holds the name you type here, your answers, when you gave them and how often you "
    "tried. It holds nothing else, and it goes nowhere by itself: give it to your teacher."
)
OFF = "Keeping is switched off, so there are no answers to hand in."


def hand_in(lesson: str = ALL, *, name: str = "") -> "HandInForm":
    """Make a file for your teacher: your answers to a lesson, or to "all" lessons.

    `name` is your name, or the code that your teacher gave you; it can be typed in the form, too.
    Raise UnknownName for a lesson that does not exist.
    """
    lessons = (
        [slug(f) for f in lesson_folders()] if lesson == ALL else [slug(lesson_folder(lesson))]
    )
    asked = [each.id for it in lessons for each in _questions(it)]
    return HandInForm("all lessons" if lesson == ALL else lessons[0], asked, name, work=lesson)


class HandInForm(Card):
    """A name, and a button that saves a file; made for a lesson or for an exam."""

    words: Any = traitlets.List().tag(sync=True)

    def __init__(
        self,
        shown: str,
        asked: Sequence[str],
        name: str = "",
        *,
        work: str,
        is_exam: bool = False,
        paper: str = "",
        edition: str | None = None,
    ) -> None:
        """Hand in the answers to the questions `asked`; the rest is as `collect` takes it."""
        self._asked = frozenset(asked)
        self._work: dict[str, Any] = {
            "work": work,
            "is_exam": is_exam,
            "paper": paper,
            "edition": edition,
        }
        super().__init__(
            ["dom.js", "../classroom/form.js", "card.css", "../classroom/form.css"],
            title=f"Hand in: {shown}",
            words=[SAYS, name],
        )

    def page(self) -> str:
        """Return what stands here before the cell is run."""
        return (
            f"<p><strong>{html.escape(self.title)}.</strong> {SAYS} Run this cell for the form.</p>"
        )

    def hear(self, message: Message) -> list[Message]:
        """Return what to say to a message from the browser."""
        if message["do"] == "hello":
            return [{"told": self._counted(self._made("pupil"))}]
        if not progress.is_on():
            return [said("bad", "✗", "Nothing to hand in.", OFF)]
        try:
            made = self._made(str(message["name"]))
        except Refused as trouble:
            return [said("bad", "✗", "One thing is missing.", f"{trouble}.")]
        if not made.answers:
            return [said("", "!", "Nothing to hand in.", "Answer some questions first.")]
        text, name = written(made), file_name(made)
        head = f"Your browser has saved {name}. {self._counted(made)}"
        return [{**said("good", "✓", "Ready.", head), "file": [name, text]}]

    def _made(self, name: str) -> HandIn:
        made = collect(name=name, **self._work)
        kept = tuple(each for each in made.answers if each.question in self._asked)
        return made._replace(answers=kept)

    def _counted(self, made: HandIn) -> str:
        many = len(self._asked)
        return f"{len(made.answers)} of {many} question{'' if many == 1 else 's'} answered."


def _questions(lesson: str) -> list[questions.Question]:
    has = (lesson_folder(lesson) / "quiz.toml").exists()
    return questions.questions(lesson) if has else []
