"""What is asked: quizzes and warm-up estimates, as cards in the notebook."""

from lessons.quizzes.card import Quiz, quiz
from lessons.quizzes.guess import Guess, estimate

__all__ = ["Guess", "Quiz", "estimate", "quiz"]
