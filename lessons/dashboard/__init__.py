"""The learner's own pages: the way through the course, what to review, and a search."""

from lessons.dashboard.lesson_result import lesson_result
from lessons.dashboard.progress_page import my_progress
from lessons.dashboard.review import review
from lessons.dashboard.search import search

__all__ = ["lesson_result", "my_progress", "review", "search"]
