"""Write a lesson's plan for the teacher: as a page, and as Markdown to change."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import mistune
from markupsafe import Markup

from lessons.core.files import write_files
from lessons.core.text import counted
from lessons.course import Lesson
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import drawn
from lessons.publishing.prose import filled
from lessons.publishing.templates import rendered

# A wide table scrolls by itself, also by keyboard, without the page.
REGION = '<div role="region" aria-label="Table {}" tabindex="0"><table>'


def write_plan(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's plan into a folder and return the paths of its page and its Markdown."""
    ready, stem = filled(lesson), lesson.folder.name
    text = plan(ready)
    return write_files(folder, {f"{stem}.html": page(ready.heading, text), f"{stem}.md": text})


def plan(lesson: Lesson) -> str:
    """Return a lesson's plan as Markdown: facts about the lesson, then the teacher's notes."""
    checks = sum(len(lesson.asked_in(section)) for section in lesson.sections)
    facts = {
        "Big question": lesson.big_question,
        "Minutes": lesson.minutes,
        "New terms": lesson.terms,
        "Questions": f"{checks} in the text, {len(lesson.quiz)} in the quiz at the end",
        "Pictures": "; ".join(_pictures(lesson)),
    }
    asked = Counter(question.objective for question in lesson.bank.questions)
    return rendered(
        "lesson_plan/plan.md.j2", lesson=lesson, facts=facts, asked=asked, counted=counted
    )


def page(title: str, markdown: str) -> str:
    """Return a plan as one HTML page that needs nothing else; HTML in the plan stays text."""
    body = str(mistune.create_markdown(escape=True, plugins=["table"])(markdown))
    # Each region has a name of its own, because screen readers list them.
    number = itertools.count(1)
    body = re.sub("<table>", lambda _: REGION.format(next(number)), body)
    body = body.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    return rendered("lesson_plan/plan.html.j2", title=title, body=Markup(body))  # noqa: S704


def _pictures(lesson: Lesson) -> Iterator[str]:
    """Yield the title of each chart, once, or the heading of its section if it has none."""
    seen: set[str] = set()
    with empty_journal():
        for section in lesson.topics:
            for call in section.figures:
                if call.name not in seen and (picture := drawn(call, lesson.path)):
                    yield picture.wide.title or section.heading
                seen.add(call.name)
