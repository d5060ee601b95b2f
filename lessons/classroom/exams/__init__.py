"""Make, show and mark sealed exams, whose papers do not contain the key."""

from lessons.classroom.exams.exam_widget import exam

__all__ = ["exam"]
