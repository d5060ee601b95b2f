"""Write a lesson's plan for the teacher: as a page, and as Markdown to change."""

import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lessons.charts.engine.theme import COLOURS, on_paper
from lessons.core.text import counted
from lessons.course import Lesson
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import drawn
from lessons.publishing.prose import filled

HERE = Path(__file__).parent
DARK = "".join(f"--cs-{role}:{pair[1]};" for role, pair in COLOURS.items())


def write_plan(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's plan into a folder and return the paths of its page and its Markdown."""
    ready = filled(lesson)
    text = plan(ready)
    stem = lesson.folder.name
    files = {folder / f"{stem}.html": page(ready.heading, text), folder / f"{stem}.md": text}
    for path, content in files.items():
        path.write_text(content, encoding="utf-8", newline="\n")
    return list(files)


def plan(lesson: Lesson) -> str:
    """Return a lesson's plan as Markdown: facts about the lesson, then the teacher's notes."""
    checks = sum(len(lesson.asked_in(section)) for section in lesson.sections)
    facts = {
        "Big question": lesson.big_question,
        "Minutes": str(lesson.minutes),
        "New terms": lesson.terms,
        "Questions": f"{checks} in the text, {len(lesson.quiz)} in the quiz at the end",
        "Pictures": "; ".join(_pictures(lesson)),
    }
    lines = [f"- **{name}:** {value}" for name, value in facts.items() if value]
    head = [f"# Lesson plan: {lesson.heading}", "", *lines, ""]
    head += ["## Objectives and their questions", "", *_objectives(lesson)]
    return "\n".join(head) + f"\n\n{lesson.teacher_notes}\n"


def _pictures(lesson: Lesson) -> Iterator[str]:
    """Yield the title of each chart, once, or the heading of its section if it has none."""
    seen: set[str] = set()
    with empty_journal():
        for section in lesson.topics:
            for call in section.figures:
                if call.name not in seen and (picture := drawn(call)):
                    yield picture.wide.title or section.heading
                seen.add(call.name)


def _objectives(lesson: Lesson) -> list[str]:
    asked = Counter(question.objective for question in lesson.bank.questions)
    return [
        f"{number}. {text} ({counted(asked[key], 'question')})"
        for number, (key, text) in enumerate(lesson.bank.objectives.items(), 1)
    ]


def page(title: str, markdown: str) -> str:
    """Return a plan as one HTML page that needs nothing else."""
    try:
        import mistune
    except ImportError:
        sys.exit(
            "The package 'mistune' is missing. "
            "To add what teachers need, type: python3 start.py teacher"
        )
    body = str(mistune.create_markdown(escape=True, plugins=["table"])(markdown))
    body = body.replace("<th>", '<th scope="col">')
    # A wide table is moved by itself, also from the keyboard, and not with the whole page.
    count = itertools.count(1)
    region = '<div role="region" aria-label="Table {}" tabindex="0"><table>'
    body = re.sub("<table>", lambda _: region.format(next(count)), body)
    body = body.replace("</table>", "</table></div>")
    templates = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return templates.get_template("plan.html.j2").render(
        title=title,
        body=Markup(body),  # noqa: S704  (mistune has escaped what is not its own)
        light=Markup(on_paper()),  # noqa: S704
        dark=Markup(DARK),  # noqa: S704
    )
