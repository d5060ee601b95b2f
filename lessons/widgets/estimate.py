"""Ask for a guess before a number is shown, then compare it with the true value."""

import html
from typing import Any

import traitlets

from lessons import journal, questions
from lessons.questions.numerals import in_digits, quantity
from lessons.widgets.card import Card, Message, cited, journal_notices, notice, recorded, still


def estimate(lesson: str) -> "Guess":
    """Ask for the estimate of a lesson. Raise UnknownName if there is none."""
    return Guess(questions.estimate(lesson))


class Guess(Card):
    """A slider and a number for a guess; the true value is shown when the learner asks.

    Every guess is saved, and the last one is shown again. Guesses are never marked.
    """

    ask: Any = traitlets.List().tag(sync=True)

    def __init__(self, asked: questions.Estimate) -> None:
        """Ask for a guess; the answer stays in the kernel."""
        self.asked = asked
        ends = asked.low, asked.high
        ask = [asked.ask, asked.unit, *ends, asked.step, *map(self._in_digits, ends)]
        super().__init__("estimate", title=f"Estimate: {asked.ask}", ask=ask)

    def __repr__(self) -> str:
        """Return the fixed text by which stored notebooks are compared."""
        return self.title

    def page(self) -> str:
        """Return the question as plain HTML, without the answer."""
        low = self._in_digits(self.asked.low)
        between = f"Between {low} and {quantity(self.asked.high, self.asked.unit)}."
        text = still("Estimate.", f"{self.asked.ask} {between}")
        return f'<div data-question="{html.escape(self.asked.id)}">{text}</div>'

    def handle(self, message: Message) -> list[Message]:
        """Return the saved guess for "hello", and the comparison for a guess."""
        if message["do"] == "hello":
            last = journal.latest(self.asked.id, verb="estimated")
            saved = [self._compared(float(last.response))] if last else []
            return [*saved, *journal_notices()]
        guess = float(message["guess"])
        failure = recorded(self.asked.id, guess, verb="estimated")
        return [self._compared(guess), *failure]

    def _compared(self, guess: float) -> Message:
        """Return the guess and the answer, with the position of both on the slider in per cent."""
        asked = self.asked
        heading = f"The answer is {quantity(asked.answer, asked.unit)}."
        marks = [[_percent(asked, n), self._in_digits(n)] for n in (guess, asked.answer)]
        more = {"guess": guess, "marks": marks, "links": cited(asked.source)}
        return notice("", "→", heading, f"{self._difference(guess)} {asked.why}", **more)

    def _difference(self, guess: float) -> str:
        if guess == self.asked.answer:
            return "That was your guess, too."
        error = guess - self.asked.answer
        side = "high" if error > 0 else "low"
        return f"Your guess of {self._in_digits(guess)} was {in_digits(abs(error))} too {side}."

    def _in_digits(self, value: float) -> str:
        return in_digits(value, self.asked.unit)


def _percent(asked: questions.Estimate, value: float) -> float:
    # A guess from before the range changed may lie outside the slider: its mark stays at the end.
    share = (value - asked.low) / (asked.high - asked.low)
    return round(100 * min(1.0, max(0.0, share)), 1)
