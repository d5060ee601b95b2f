"""Read a lesson's folder once, into a `Lesson` that everything else uses.

Notebooks, handouts, slides, exports, dashboards and checks all read this one object; no other
module opens the text of a lesson or a lab.
"""

from lessons.course.markdown import Block, heading_fragment, plain, without_comments
from lessons.course.reader import (
    FILE,
    LAB,
    BrokenLesson,
    HandoutPicture,
    Lesson,
    extra_folders,
    extras,
    labs,
    lesson,
    lessons,
    read_lesson,
    section_address,
)
from lessons.course.sections import Call, Section

__all__ = [
    "FILE", "LAB", "Block", "BrokenLesson", "Call", "HandoutPicture", "Lesson",
    "Section", "extra_folders", "extras", "heading_fragment", "labs", "lesson", "lessons", "plain",
    "read_lesson", "section_address", "without_comments",
]  # fmt: skip
