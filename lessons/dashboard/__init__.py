"""The learner's desk: what to see again, and how far one has come."""

from lessons.dashboard.progress_page import my_progress
from lessons.dashboard.review import review

__all__ = ["my_progress", "review"]
