"""The learner's dashboard: what to review, and how much is learned."""

from lessons.dashboard.lesson_result import lesson_result
from lessons.dashboard.progress_page import my_progress
from lessons.dashboard.review import review

__all__ = ["lesson_result", "my_progress", "review"]
