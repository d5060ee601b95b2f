"""Write the frame of each page: its place in the course at the top, result and links at the end.

It is Markdown inside HTML elements, whose classes `.binder/jupyter/custom` styles; without that
style, as on GitHub, they are plain paragraphs.
"""

import re

from lessons.core import paths
from lessons.course import Lesson, read_lesson

BIG_QUESTION = re.compile(r"^\*\*Big question:\*\* .+$", re.MULTILINE)
TITLE = re.compile(r"\A# .+$", re.MULTILINE)
PROGRESS = "[My progress](my-progress.ipynb)"
REVIEW = "[Review](review.ipynb)"
GLOSSARY = "[Glossary](glossary.ipynb)"


def has_frame(lesson: Lesson) -> bool:
    """Return whether a page is part of the course, and not a text in another folder."""
    return lesson.folder.parent in (paths.LESSONS, paths.LESSONS / "extras")


def opening(lesson: Lesson, text: str) -> str:
    """Return the first cell of a page with its place below the title, and a large question."""
    text = BIG_QUESTION.sub(lambda found: _element("cs-big-question", found[0]), text)
    kind = "lab" if lesson.is_lab else "lesson"  # a style shows code in labs only
    place = _element(f"cs-place cs-{kind}", " · ".join(_place(lesson)))
    return TITLE.sub(lambda found: f"{found[0]}\n\n{place}", text, count=1)


def footer(lesson: Lesson) -> str:
    """Return the last cell of a page: the pages after and before it, the progress, the review."""
    return _element("cs-footer", _links(lesson))


def result(lesson: Lesson) -> str:
    """Return the code that shows a lesson's result, also at its top; "" for other pages."""
    if _is_extra(lesson) or lesson.is_lab or lesson.number is None:
        return ""
    return f'from lessons import lesson_result\n\nlesson_result("{lesson.slug}")'


def _is_extra(lesson: Lesson) -> bool:
    """Return whether a page is not one of the lessons, such as the glossary."""
    return lesson.folder.parent != paths.LESSONS


def _place(lesson: Lesson) -> list[str]:
    """Return where a page is in the course, how long it takes, and a link to the progress."""
    if _is_extra(lesson) or lesson.number is None:
        return [link for link in (PROGRESS, REVIEW, GLOSSARY) if f"({lesson.name}." not in link]
    if lesson.is_lab:
        return [f"Lab of lesson {lesson.number}", PROGRESS]
    # An unfinished lesson does not count, except on its own page.
    later = (page for page in paths.lesson_folders()[::-1] if not read_lesson(page).is_draft)
    last = max(lesson.number, paths.folder_number(next(later, lesson.folder)) or 0)
    name = f"Lesson {lesson.number} of {last}" if lesson.number else "Before lesson 1"
    return [name, f"about {lesson.minutes} minutes", PROGRESS]


def _links(lesson: Lesson) -> str:
    """Return the links below a page, in the order in which a reader may want them."""
    if _is_extra(lesson) or lesson.number is None:
        return " · ".join(_place(lesson))
    if lesson.is_lab:
        return f"{_link('Back to lesson', read_lesson(lesson.folder))} · {PROGRESS}"
    before = _link_to(lesson.number - 1, "Previous: lesson")
    after = _link_to(lesson.number + 1, "Next: lesson")
    button = _element("cs-go-on", *(after or [PROGRESS]))
    more = [PROGRESS, REVIEW] if after else [REVIEW]
    return f"{button}\n\n{' · '.join([*before, *more])}"


def _link_to(number: int, label: str) -> list[str]:
    """Return a link to the finished lesson of a number, or nothing."""
    found = [page for page in paths.lesson_folders() if paths.folder_number(page) == number]
    links = [_link(label, page) for page in map(read_lesson, found) if not page.is_draft]
    return links[:1]  # two lessons may have one number until `check` says so


def _link(label: str, page: Lesson) -> str:
    """Return a link to a lesson: a label, then its number and title."""
    return f"[{label} {page.heading}]({page.name}.ipynb)"


def _element(classes: str, markdown: str) -> str:
    # After a blank line, the content of an HTML element is read as Markdown.
    return f'<div class="{classes}">\n\n{markdown}\n\n</div>'
