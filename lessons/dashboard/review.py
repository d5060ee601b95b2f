"""`review`: questions to answer from memory, as a review of what is due, a warm-up or practice."""

from collections.abc import Iterable, Sequence
from itertools import count

from lessons import journal, spaced_repetition
from lessons.core.mistakes import Mistake
from lessons.core.paths import UnknownName, nearest
from lessons.dashboard.note import Note
from lessons.questions import Question, generated
from lessons.widgets.card import Message, still
from lessons.widgets.quizzes import Quiz

# Enough to remember, and few enough not to keep anybody from the lesson.
WARM_UP_QUESTIONS, PRACTICE_QUESTIONS = 2, 8
SUBJECTS = ("due", "facts", "terms")
NOTHING_ANSWERED = Note(
    "There is nothing to review yet, and that is fine. Work through the first check of lesson 1, "
    "One of three core tasks, then come back and run all cells of this notebook again: what you "
    "have answered is asked here a little before you would forget it."
)
OFF = Note(
    "Your answers are not kept, so nothing can come due: COOPERATIVE_SECURITY_JOURNAL is off, or "
    "journal.switch(False) was run. Questions made from the tables work all the same: "
    'review(of="facts") and review(of="terms").'
)
NO_EARLIER_LESSON = Note("This is where the course begins: no earlier lesson can be reviewed.")
_numbers = count()  # each card in a notebook has its options in another order


def review(
    many: int | None = None,
    lesson: str = "",
    *,
    of: str = "due",
    minutes: float = 5,
    seed: object = None,
) -> "Review | Note":
    """Ask again for what is due, in a session of about five minutes.

    `many` is the number of questions, where it is not to follow from the minutes.
    `review(2, "the_network")` is the warm-up of a lesson: two questions from the lessons before
    it. `of="facts"` asks questions made from the tables, `of="terms"` those of the glossary.
    Raise UnknownName for another `of`, or a lesson that does not exist, and Mistake for a number
    that is none.
    """
    _check_number("questions", many)
    _check_number("minutes", minutes)
    if of not in SUBJECTS:
        raise UnknownName(f"There is no review of '{of}'.{nearest(of, SUBJECTS)}")
    if lesson:
        asked = spaced_repetition.warm_up(lesson, many or WARM_UP_QUESTIONS)
        return Review("Warm-up", asked, "from earlier lessons") if asked else NO_EARLIER_LESSON
    if of != "due":
        return _practice(of, many or PRACTICE_QUESTIONS, seed)
    asked = spaced_repetition.session(minutes, seed, number=many)
    if not asked:
        return NOTHING_ANSWERED if journal.is_on() else OFF
    return Review("Review", asked, _composition(asked))


def _check_number(of: str, number: object) -> None:
    """Raise Mistake for what is no number above 0, such as "2" in quotes."""
    if number is not None and not (isinstance(number, int | float) and number > 0):
        raise Mistake(f"The number of {of} cannot be {number!r}. Write a number such as 5.")


def _practice(of: str, number: int, seed: object) -> "Review":
    """Return questions from the tables; those already answered only if no others are left."""
    # Terms and facts are two subjects: the one asks for words, the other for the tables.
    names = list(generated.GLOSSARY)
    if of == "facts":
        names = [name for name in generated.templates() if name not in names]
    answered = {answer.question for answer in journal.answers()}
    unseen = generated.make(number, seed, only=names, without=answered)
    about = "terms of the glossary" if of == "terms" else "made from the tables"
    return Review("Practice", unseen or generated.make(number, seed, only=names), about)


def _composition(asked: Sequence[Question]) -> str:
    # A session is filled up with practice: how much of it is due is said, so that nobody wonders.
    due = len({question.id for question in asked} & set(spaced_repetition.due()))
    return f"{due} due, {len(asked) - due} for practice" if due else "nothing due, for practice"


class Review(Quiz):
    """A card of questions to answer from memory: earlier answers to them are not shown.

    Its text and its page name no question: which ones are asked depends on who asks.
    """

    script = "review_card"

    def __init__(self, name: str, asked: Iterable[Question], about: str) -> None:
        """Lay out the questions with their options in a new order."""
        self._name, self._about = name, about
        self._earlier = {answer.id for answer in journal.answers()}
        super().__init__(f"{name}, {about}", asked, seed=next(_numbers))

    def __repr__(self) -> str:
        """Return a text that is the same for everybody: a stored notebook is compared by it."""
        return f"{self._name}: {len(self.questions)} questions, {self._about}."

    def page(self) -> str:
        """Return the card as plain HTML, before the cell is run."""
        return still(f"{self._name}.", f"{len(self.questions)} questions, {self._about}.")

    def _welcome(self) -> list[Message]:
        # An answer of last week would give this week's away. One given on this card comes back.
        new = {answer.question for answer in journal.answers() if answer.id not in self._earlier}
        return [
            message
            for message in super()._welcome()
            if "card" not in message or self.questions[message["card"]].id in new
        ]
