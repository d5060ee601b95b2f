"""Show at the end of a lesson its reader's result by objective, and what to repeat."""

from collections import Counter
from typing import Any

from lessons import course, journal, questions, spaced_repetition
from lessons.core.text import counted
from lessons.dashboard.course_path import REVIEW
from lessons.spaced_repetition import STATES
from lessons.widgets.card import Card, Message, still

TITLE = "Your result"
EMPTY = "As soon as you have answered a question of this lesson, your result appears here."
NEXT = {  # what to do about questions in each state
    "open": "Not yet answered: {}.",
    "shaky": "Not yet right: {}. Try again now, or in the review on another day.",
    "due": "Due again: {}. The review asks for them.",
}
RIGHT = ("strong", "retried", "due")  # states of questions that were right in the end


class LessonResult(Card):
    """A list of a lesson's objectives, each with how many of its questions are right.

    It is computed again whenever the reader comes to it, because the questions are elsewhere on the
    page.
    """

    def __init__(self, lesson: str) -> None:
        """Show the result of a lesson, by its slug. Raise UnknownName for another name."""
        self._lesson = course.lesson(lesson).slug
        super().__init__("lesson_result", title=TITLE)

    def page(self) -> str:
        """Return the card as plain HTML: a stored notebook holds nobody's result."""
        return still(f"{TITLE}.", EMPTY)

    def handle(self, message: Message) -> list[Message]:
        """Return the current result, or to "count" only how many questions are answered."""
        if message["do"] == "count":
            return [{"answered": answered(self._lesson)}]
        return [result(self._lesson)]


def lesson_result(lesson: str) -> LessonResult:
    """Show how far you have come in a lesson, by its objectives."""
    return LessonResult(lesson)


def answered(lesson: str) -> str:
    """Return how many questions of a lesson are answered, for the line at its top."""
    asked = {question.id for question in questions.questions(lesson)}
    number = len(asked.intersection(answer.question for answer in journal.answers()))
    total = counted(len(asked), "question")
    return f"{number} of {total} answered" if number else total


def result(lesson: str) -> Message:
    """Return the message that shows the result: a sentence, rows, advice, and a link to the review.

    A row is the state of an objective ("done", "begun" or "open"), its text, and how many of its
    questions are right. `again` holds the questions that are not yet right, as they are asked.
    """
    found = [mastery for mastery in spaced_repetition.mastery() if mastery.lesson == lesson]
    if not found:  # the first and the last lesson are not practised
        progress = answered(lesson)
        return {"text": f"{progress}." if progress.endswith("answered") else EMPTY}
    states = Counter(mastery.state for mastery in found)
    if states["open"] == len(found):
        return {"text": EMPTY}
    number, asked = len(found) - states["open"], counted(len(found), "question")
    first = journal.right_at_first()[lesson]
    return {
        "text": f"Answered: {number} of {asked}. Right at the first try: {first}.",
        "rows": [
            _row(text, counts)
            for id, text in questions.objectives(lesson).items()
            if (counts := Counter(m.state for m in found if m.objective == id))
        ],
        "advice": _advice(states),
        "again": [questions.question(m.question).ask for m in found if m.state == "shaky"],
        "review": REVIEW if states["shaky"] or states["due"] else "",
    }


def _row(objective: str, states: Counter[str]) -> list[Any]:
    """Return the row of an objective."""
    if states["open"] == states.total():
        return ["open", objective, STATES["open"]]
    # Nobody marks a text: it is neither right nor wrong.
    marked, right = states.total() - states["written"], sum(states[state] for state in RIGHT)
    tally = [f"{right} of {marked} right"] if marked else []
    tally += [f"{states[name]} {STATES[name]}" for name in ("open", "written") if states[name]]
    return ["done" if right == marked else "begun", objective, ", ".join(tally)]


def _advice(states: Counter[str]) -> str:
    """Return what to do next: a sentence for each state of questions that asks for something."""
    numbers = ((text, states[state]) for state, text in NEXT.items())
    sentences = [text.format(counted(number, "question")) for text, number in numbers if number]
    return " ".join(sentences) or "Every question is answered, and every answer is right."
