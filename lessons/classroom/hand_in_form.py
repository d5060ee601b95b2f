"""The form at the end of a lesson: type a name or a code, get one small file for the teacher."""

import html
from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from lessons import journal, questions
from lessons.classroom import reset_between_pupils
from lessons.classroom.build_submission import ALL, collect
from lessons.classroom.hand_in import HandIn, file_name, written
from lessons.classroom.validation import Refused, many
from lessons.core.paths import lesson_folder, lesson_folders, slug
from lessons.widgets.card import Card, Message, said

SAYS = (
    "The file holds the name you type here and, for each question: your first and last answer, how "
    "often you tried, when and how fast you answered, how sure you were{more}. It also says which "
    "{what}, which version of the course, and when the file was made. It goes nowhere by itself: "
    "give it to your teacher."
)
LESSON = {"what": "lesson", "more": ", whether you read the hint and whether you were right"}
EXAM = {"what": "exam and paper", "more": ""}  # nothing there knows what is right
AGAIN = "Now choose Run → Run All Cells: then the questions above are empty, too."
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
        emptied: Callable[[Message], None] | None = None,
    ) -> None:
        """Hand in the answers to the questions `asked`; the rest is as `collect` takes it.

        `emptied` is called when the next pupil starts empty, to empty what stands above.
        """
        self._asked, self._emptied = frozenset(asked), emptied
        self._work: dict[str, Any] = {
            "work": work,
            "is_exam": is_exam,
            "paper": paper,
            "edition": edition,
        }
        super().__init__(
            "hand_in_form",
            title=f"Hand in: {shown}",
            words=[SAYS.format(**(EXAM if is_exam else LESSON)), name],
        )

    def page(self) -> str:
        """Return what stands here before the cell is run."""
        return (
            f"<p><strong>{html.escape(self.title)}.</strong> {html.escape(self.words[0])} "
            "Run this cell for the form.</p>"
        )

    def hear(self, message: Message) -> list[Message]:
        """Return what to say to a message from the browser."""
        match message["do"]:
            case "hello":
                return self._welcome()
            case "count":
                return [self._count()]
            case "empty":
                return self._empty()
        return self._file(str(message["name"]))

    def _welcome(self) -> list[Message]:
        done, out_of = len(self._made("pupil").answers), len(self._asked)
        offered = done and self._emptied is None  # an exam offers it at its top
        return [self._count(), *([reset_between_pupils.kept(done, out_of)] if offered else [])]

    def _empty(self) -> list[Message]:
        done = reset_between_pupils.empty(
            AGAIN if self._emptied is None else "All questions are open again."
        )
        if self._emptied:
            self._emptied(done)
        return [done, self._count()]

    def _file(self, typed: str) -> list[Message]:
        if not journal.is_on():
            return [said("bad", "✗", "Nothing to hand in.", OFF)]
        try:
            made = self._made(typed)
        except Refused as trouble:
            return [said("bad", "✗", "One thing is missing.", f"{trouble}.")]
        if not made.answers:
            return [said("", "!", "Nothing to hand in.", "Answer some questions first.")]
        text, name = written(made), file_name(made)
        head = f"Your browser has saved {name}. {self._counted(made)}"
        ready = {**said("good", "✓", "Ready.", head), "file": [name, text]}
        return [ready, self._count(made), reset_between_pupils.handed_in()]

    def _made(self, name: str) -> HandIn:
        made = collect(name=name, **self._work)
        kept = tuple(each for each in made.answers if each.question in self._asked)
        return made._replace(answers=kept)

    def _count(self, made: HandIn | None = None) -> Message:
        return {"told": self._counted(made or self._made("pupil"))}

    def _counted(self, made: HandIn) -> str:
        return f"{len(made.answers)} of {many(len(self._asked), 'question')} answered."


def _questions(lesson: str) -> list[questions.Question]:
    has = (lesson_folder(lesson) / "quiz.toml").exists()
    return questions.questions(lesson) if has else []
