"""Sealed exams: papers that hold no key, a key that stays with the teacher, marks from both."""

from lessons.classroom.exams.sitting import exam

__all__ = ["exam"]
