"""Ask questions to answer from memory: a review of what is due, a warm-up, or practice."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import count

from lessons import journal, spaced_repetition
from lessons.core.mistakes import Mistake
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted, day_words
from lessons.dashboard.note import Note, note
from lessons.journal.records import Answer
from lessons.questions import Question, generated
from lessons.spaced_repetition import SECONDS_PER_QUESTION
from lessons.widgets.card import Message, notice, still
from lessons.widgets.quiz_card import Quiz

# Few questions, so that they do not delay the lesson.
WARM_UP_QUESTIONS, PRACTICE_QUESTIONS = 2, 8
LONGEST_SESSION = 60  # minutes
SUBJECTS = ("due", "facts", "terms")
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

    `many` is the number of questions; by default it follows from the minutes.
    `review(2, "the_network")` is the warm-up of a lesson: two questions from the lessons before
    it. `of="facts"` asks questions made from the tables, `of="terms"` those of the glossary.
    The same `seed` chooses the same questions while the journal is the same.
    Raise UnknownName for another `of`, or a lesson that does not exist, and Mistake if `many` or
    `minutes` is not a number above 0.
    """
    for unit, number in (("questions", many), ("minutes", minutes)):
        # For instance "2" in quotes.
        if number is not None and not (isinstance(number, int | float) and number > 0):
            raise Mistake(f"The number of {unit} cannot be {number!r}. Write a number such as 5.")
    if of not in SUBJECTS:
        raise UnknownName(f"There is no review of '{of}'.{nearest(of, SUBJECTS)}")
    if lesson:
        asked = spaced_repetition.warm_up(lesson, many or WARM_UP_QUESTIONS)
        return (
            Review("Warm-up", asked, "from earlier lessons") if asked else note("no-earlier-lesson")
        )
    if of != "due":
        return _practice(of, many or PRACTICE_QUESTIONS, seed)
    asked = spaced_repetition.session(minutes, seed, number=many)
    if not asked:
        return note("nothing-answered" if journal.is_on() else "not-saved")
    return Review("Review", asked, _composition(asked))


def _practice(subject: str, number: int, seed: object) -> "Review":
    """Return questions from the tables; those already answered only if no others are left."""
    # Each template asks either about terms or about facts.
    names = list(generated.GLOSSARY)
    if subject == "facts":
        names = [name for name in generated.templates() if name not in names]
    answered = {answer.question for answer in journal.answers()}
    unseen = generated.make(number, seed, only=names, without=answered)
    about = "on terms of the glossary" if subject == "terms" else "made from the tables"
    return Review("Practice", unseen or generated.make(number, seed, only=names), about)


def _composition(asked: Sequence[Question]) -> str:
    # A session may also contain practice, so the title says how many questions are due.
    due = len({question.id for question in asked} & set(spaced_repetition.due()))
    return f"{due} due" if due else "all for practice, because nothing is due today"


class Review(Quiz):
    """A card of questions to answer from memory: earlier answers to them are not shown.

    A stored notebook shows none of the questions, because they are different for every learner.
    """

    script = "review_card"

    def __init__(self, name: str, asked: Iterable[Question], about: str) -> None:
        """Lay out the questions with their options in a new order."""
        self._earlier = {answer.id for answer in journal.answers()}
        super().__init__(name, asked, label=f"{name}, {about}", seed=next(_numbers))
        self.title = f"{name}: {counted(len(self.questions), 'question')}, {about}"

    def page(self) -> str:
        """Return the card as plain HTML, before the cell is run."""
        name, _, about = self.title.partition(": ")
        return still(f"{name}.", f"{about}.")

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message; after the last answer of a session, also its result."""
        replies = super().handle(message)
        is_answered = message["do"] == "check" and any("marks" in reply for reply in replies)
        given = self._given() if is_answered and len(self.questions) > WARM_UP_QUESTIONS else []
        is_end = {question.id for question in self.questions} == {a.question for a in given}
        return [*replies, {"end": 1, **_end(given)}] if is_end else replies

    def _given(self) -> list[Answer]:
        """Return the answers that were given on this card, in order."""
        asked = {question.id for question in self.questions}
        return [
            answer
            for answer in journal.answers()
            if answer.question in asked and answer.id not in self._earlier
        ]

    def _welcome(self) -> list[Message]:
        # Earlier answers would give the right ones away; those given on this card are shown.
        new = {answer.question for answer in self._given()}
        return [
            message
            for message in super()._welcome()
            if "card" not in message or self.questions[message["card"]].id in new
        ]


def _end(given: Sequence[Answer]) -> Message:
    """Return the result of a session, from its answers, and when to come back."""
    # Only the first try on the card counts.
    first = {answer.question: answer for answer in reversed(given)}
    right = sum(bool(answer.success) for answer in first.values())
    began, ended = (datetime.fromisoformat(given[index].timestamp) for index in (0, -1))
    # The journal does not know how long the first answer took.
    seconds = (ended - began).total_seconds() + SECONDS_PER_QUESTION
    minutes = max(1, round(seconds / 60))
    # A time that includes a long break is not shown.
    time = f" in {counted(minutes, 'minute')}" if minutes <= LONGEST_SESSION else ""
    text = f"{counted(len(first), 'question')}{time}, {right} right at the first try."
    return notice("good", "✓", "Done.", f"{text} {_next_time()}")


def _next_time() -> str:
    """Return when questions are due next."""
    if left := len(spaced_repetition.due()):
        return f"{left} more can be repeated now: start this page again, or come back later."
    now = datetime.now(UTC)
    due = [memory.due for memory in spaced_repetition.memories(journal.answers(), now).values()]
    later = [time for time in due if time > now]
    return f"Nothing more is due until {day_words(min(later))}." if later else ""
