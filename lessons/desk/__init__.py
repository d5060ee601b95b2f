"""The learner's desk: what to see again, and how far one has come."""

from lessons.desk.progress import my_progress
from lessons.desk.review import review

__all__ = ["my_progress", "review"]
