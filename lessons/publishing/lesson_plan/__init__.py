"""Write a lesson's plan for the teacher: as a page, and as Markdown to change."""

from collections import Counter
from pathlib import Path

import mistune
from markupsafe import Markup

from lessons.core.files import write_files
from lessons.core.text import counted
from lessons.course import Lesson
from lessons.publishing.prose import filled
from lessons.publishing.templates import rendered


def write_plan(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's plan into a folder and return the paths of its page and its Markdown."""
    ready, stem = filled(lesson), lesson.folder.name
    text = plan(ready)
    return write_files(folder, {f"{stem}.html": page(ready.heading, text), f"{stem}.md": text})


def plan(lesson: Lesson) -> str:
    """Return a lesson's plan as Markdown: facts about the lesson, then the teacher's notes."""
    checks = sum(len(lesson.asked_in(section)) for section in lesson.sections)
    asked = Counter(question.objective for question in lesson.bank.questions)
    return rendered(
        "lesson_plan/plan.md.j2", lesson=lesson, checks=checks, asked=asked, counted=counted
    )


def page(title: str, markdown: str) -> str:
    """Return a plan as one HTML page that needs nothing else; HTML in the plan stays text."""
    body = str(mistune.create_markdown(escape=True, plugins=["table"])(markdown))
    # A table that is wider than a phone is scrolled by keys, too.
    body = body.replace("<table>", '<table tabindex="0">').replace("<th>", '<th scope="col">')
    return rendered("lesson_plan/plan.html.j2", title=title, body=Markup(body))  # noqa: S704
