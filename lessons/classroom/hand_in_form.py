"""Show the form that saves a pupil's answers as a file for the teacher."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import traitlets

from lessons import course, journal, questions
from lessons.classroom import reset_between_pupils
from lessons.classroom.hand_in import HandIn, file_name, to_json
from lessons.classroom.hand_in_builder import ALL, build, of_lesson
from lessons.classroom.validation import Refused
from lessons.core.paths import lesson_folder, lesson_folders, slug
from lessons.core.text import counted
from lessons.core.toml import read_toml
from lessons.widgets.card import Card, Message, notice, still

TEXTS = read_toml(Path(__file__).with_suffix(".toml"))
ALL_OPEN = "All questions are open again."


def hand_in(lesson: str = ALL, *, name: str = "") -> "HandInForm":
    """Make a file for your teacher: your answers to a lesson, or to "all" lessons.

    `name` is your name, or the code that your teacher gave you; it can be typed in the form, too.
    Raise UnknownName for a lesson that does not exist.
    """
    folders = lesson_folders() if lesson == ALL else [lesson_folder(lesson)]
    ids = [question.id for f in folders for question in questions.questions(slug(f))]
    label = "all lessons" if lesson == ALL else course.lesson(slug(folders[0])).title
    return HandInForm(label, ids, of_lesson(lesson), name)


class HandInForm(Card):
    """A field for a name, and a button that saves the hand-in of a lesson or of an exam.

    If questions are open, the first press of the button asks whether to hand in all the same. The
    browser remembers that it was asked: then the message to make the file is without `ask`.
    """

    texts: Any = traitlets.List().tag(sync=True)  # the text, and the name to begin with

    def __init__(
        self,
        label: str,
        question_ids: Sequence[str],
        blank: HandIn,
        name: str = "",
        emptied: Callable[[Message], None] | None = None,
    ) -> None:
        """Make a form for the answers to some questions.

        `blank` is the hand-in without a name and answers. `emptied` is called when the next pupil
        begins with no answers, to empty the questions above; an exam has it.
        """
        self._question_ids, self._blank = frozenset(question_ids), blank
        self._emptied = emptied
        contents = TEXTS["exam" if blank.is_exam else "lesson"]
        super().__init__("hand_in_form", title=f"Hand in: {label}", texts=[contents, name])

    def page(self) -> str:
        """Return the form as plain HTML, before the cell is run."""
        return still(f"{self.title}.", self.texts[0])

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message from the browser."""
        match message["do"]:
            case "hello":
                return self._welcome()
            case "count":
                return [self._progress()]
            case "empty":
                return self._empty()
        return self._save(str(message["name"]), asks=bool(message.get("ask")))

    def _welcome(self) -> list[Message]:
        answered = len(self._build("pupil").answers)
        if answered and self._emptied is None:  # an exam makes this offer above its questions
            offer = reset_between_pupils.offer_at_start(answered, len(self._question_ids))
            return [self._progress(), offer]
        return [self._progress()]

    def _empty(self) -> list[Message]:
        again = TEXTS["reload" if journal.is_in_browser() else "run_again"]
        done = reset_between_pupils.empty(ALL_OPEN if self._emptied else again)
        if self._emptied:
            self._emptied(done)
        return [done, self._progress()]

    def _save(self, name: str, *, asks: bool) -> list[Message]:
        if not journal.is_on():
            return [notice("bad", "✗", "Nothing to hand in.", TEXTS["off"])]
        try:
            made = self._build(name)
        except Refused as error:
            return [notice("bad", "✗", "One thing is missing.", f"{error}.")]
        if not made.answers:
            return [notice("", "!", "Nothing to hand in.", "Answer some questions first.")]
        # Without `ask` the file is made at once: so do notebooks that were opened before an update.
        left = len(self._question_ids) - len(made.answers)
        if left and asks:
            heading = f"{counted(left, 'question is', 'questions are')} open."
            return [{"asked": 1, **notice("", "!", heading, TEXTS["ask"])}]
        progress, file = self._progress(), file_name(made)
        text = f"Your browser has saved {file}. {progress['summary']}"
        ready = {**notice("good", "✓", "Ready.", text), "file": [file, to_json(made)]}
        return [ready, progress, reset_between_pupils.offer_after_hand_in()]

    def _build(self, name: str) -> HandIn:
        made = build(self._blank, name)
        own = (answer for answer in made.answers if answer.question in self._question_ids)
        return made._replace(answers=tuple(own))

    def _progress(self) -> Message:
        answered = len(self._build("pupil").answers)
        total = counted(len(self._question_ids), "question")
        return {"summary": f"{answered} of {total} answered."}
