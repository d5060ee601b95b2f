"""Offer quizzes and warm-up estimates, as cards in the notebook."""

from lessons.widgets.estimate import Guess, estimate
from lessons.widgets.quiz_card import Quiz, quiz

__all__ = ["Guess", "Quiz", "estimate", "quiz"]
