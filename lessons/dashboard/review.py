"""Questions to answer from memory: what is due, a warm-up, practice without end."""

import html
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from lessons import journal, spaced_repetition
from lessons.core.paths import UnknownName, nearest
from lessons.dashboard.note import Note
from lessons.questions import Question, generated
from lessons.widgets.card import Message
from lessons.widgets.quizzes import Quiz

WARM_UP, MANY = 2, 8
KINDS = ("due", "facts", "terms")
EMPTY = Note(
    "There is nothing to review yet, and that is fine. Work through the first check of lesson 1, "
    "One of three core tasks, then come back and run this cell again: what you have answered is "
    "asked here a little before you would forget it."
)
OFF = Note(
    "Your answers are not kept, so nothing can come due: COOPERATIVE_SECURITY_JOURNAL is off, or "
    "progress.switch(False) was run. Questions made from the tables work without: "
    'review(of="facts") and review(of="terms").'
)
NO_WARM_UP = Note("This is where it begins: there is no earlier lesson to look back on.")
_shuffles = count()


def review(
    many: int | None = None,
    lesson: str = "",
    *,
    of: str = "due",
    minutes: float = 5,
    seed: object = None,
) -> "Review | Note":
    """Ask for what is due again, in a sitting of about five minutes.

    `review(2, "the_network")` is the warm-up of a lesson: two questions from the lessons before
    it. `of="facts"` asks questions made from the tables, `of="terms"` those of the glossary.
    Raise UnknownName for another `of`, or a lesson there is not.
    """
    if of not in KINDS:
        raise UnknownName(f"There is no review of '{of}'.{nearest(of, KINDS)}")
    if lesson:
        asked = spaced_repetition.warm_up(lesson, many or WARM_UP)
        return Review("Warm-up", asked, "from earlier lessons") if asked else NO_WARM_UP
    if of != "due":
        return _practice(of, many or MANY, seed)
    asked = spaced_repetition.session(minutes, seed, many=many)
    if not asked:
        return EMPTY if journal.is_on() else OFF
    return Review("Review", asked, _made_of(asked))


def _practice(of: str, many: int, seed: object) -> "Review":
    names = [it for it in generated.templates() if (it in generated.GLOSSARY) == (of == "terms")]
    answered = {each.question for each in journal.answers()}
    asked = generated.make(many, seed, only=names, without=answered)
    about = "terms of the glossary" if of == "terms" else "made from the tables"
    return Review("Practice", asked or generated.make(many, seed, only=names), about)


def _made_of(asked: Sequence[Question]) -> str:
    late = set(spaced_repetition.due())
    due = sum(each.id in late for each in asked)
    more = len(asked) - due
    return f"{due} due, {more} for practice" if due else "nothing is due, so for practice"


class Review(Quiz):
    """Questions to answer from memory: what was answered before is not shown again.

    Its printed form names no question: which ones are asked depends on who asks.
    """

    script = "review_card"

    def __init__(self, name: str, asked: Iterable[Question], about: str) -> None:
        """Lay out the questions with their options in a new order."""
        self._name, self._about = name, about
        self._begun = datetime.now(UTC) - timedelta(milliseconds=1)  # as exact as the journal
        super().__init__(f"{name}, {about}", asked, seed=next(_shuffles))

    def __repr__(self) -> str:
        """Return a text that is the same for everybody: a stored notebook is compared by it."""
        return f"{self._name}: {len(self.questions)} questions, {self._about}."

    def page(self) -> str:
        """Return what stands here before the cell is run."""
        many = f"{len(self.questions)} questions, {self._about}"
        return (
            f"<p><strong>{self._name}.</strong> {html.escape(many)}. Run this cell to answer.</p>"
        )

    def _welcome(self) -> list[Message]:
        # An answer of last week would give this week's away. One given on this card comes back.
        given = {each.question: each.timestamp for each in journal.answers()}
        return [message for message in super()._welcome() if self._is_ours(message, given)]

    def _is_ours(self, message: Message, given: dict[str, str]) -> bool:
        if "card" not in message:
            return True
        when = given[self.questions[message["card"]].id]
        return datetime.fromisoformat(when) >= self._begun
