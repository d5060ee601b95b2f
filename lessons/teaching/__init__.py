"""The page for teachers: what the commands for teachers do, by buttons and dropped files."""

from lessons.teaching.page import for_teachers

__all__ = ["for_teachers"]
