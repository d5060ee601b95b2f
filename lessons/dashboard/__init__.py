"""The learner's dashboard: what to review, and how much is learned."""

from lessons.dashboard.progress_page import my_progress
from lessons.dashboard.review import review

__all__ = ["my_progress", "review"]
