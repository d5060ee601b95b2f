"""Sealed exams: papers that hold no key, a key that stays with the teacher, marks from both."""

from lessons.classroom.exams.exam_widget import exam

__all__ = ["exam"]
