"""List what a search can find: sections of lessons and labs, and terms of the glossary.

Each place is read from the `Lesson` or the table that it belongs to, and has a link to a page of
the course.
"""

import re
from dataclasses import dataclass
from functools import cache

from lessons import course
from lessons.course import heading_fragment, plain, section_address
from lessons.data import cached_on_tables, rows

GLOSSARY = "glossary.ipynb"
# Expressions, which only the build fills in: a learner's kernel has no Jinja.
EXPRESSION = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Folded hints, which a search must not reveal, and the markup of lists and tables.
LEFT_OUT = re.compile(r"<details>.*?</details>|^(?:[-*]|\d+\.) +|\|", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A place in the course.

    `kind` is "Lesson", "Lab" or "Term"; `href` leads to the notebook and the heading, and `where`
    is the heading of that lesson; it is empty for a term.
    """

    kind: str
    title: str
    text: str
    href: str
    where: str


def all_places() -> tuple[Place, ...]:
    """Return every place of the course: sections in the order of the course, then terms."""
    return (*_sections(), *terms())


@cached_on_tables()
def terms() -> tuple[Place, ...]:
    """Return the terms of the glossary; their abbreviations are part of the titles."""
    return tuple(
        Place(
            "Term",
            f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term,
            row.definition,
            f"{GLOSSARY}#{heading_fragment(row.term)}",
            "",
        )
        for row in rows("glossary")
    )


@cache
def _sections() -> tuple[Place, ...]:
    # The texts of lessons do not change while a kernel runs.
    return tuple(
        Place(
            "Lab" if lesson.is_lab else "Lesson",
            section.heading or lesson.heading,
            plain(EXPRESSION.sub("…", LEFT_OUT.sub("", section.prose))),
            section_address(lesson, section),
            lesson.heading,
        )
        for lesson in (*course.lessons(), *course.labs())
        for section in lesson.sections
    )
