"""List what a search can find: sections of lessons and labs, terms, people and charts.

Each place is read from the `Lesson` or the table that it belongs to, and has a link to a page of
the course.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lessons import course
from lessons.charts.engine.index import declared
from lessons.course import Lesson, Section, heading_fragment, plain, section_address
from lessons.data import cached_on, rows

GLOSSARY = "glossary.ipynb"
# Expressions, which only the build fills in: a learner's kernel has no Jinja.
EXPRESSION = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Folded hints, which a search must not reveal, and the markup of lists and tables.
LEFT_OUT = re.compile(r"<details>.*?</details>|^(?:[-*]|\d+\.) +|\|", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A place in the course.

    `kind` is "Lesson", "Lab", "Term", "Person" or "Chart"; `href` leads to the notebook and the
    heading, and `where` is the heading of that lesson; it is empty for a term.
    """

    kind: str
    title: str
    text: str
    href: str
    where: str


def all_places() -> tuple[Place, ...]:
    """Return every place of the course: sections in the order of the course, then the rest."""
    return (*_sections(), *terms(), *_charts(), *_people())


@cached_on("glossary")
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
        for lesson, section in _lessons_and_labs()
    )


def _lessons_and_labs() -> Iterator[tuple[Lesson, Section]]:
    for lesson in (*course.lessons(), *course.labs()):
        for section in lesson.sections:
            yield lesson, section


@cache
def _charts() -> tuple[Place, ...]:
    """Return the charts that lessons show, each where it is shown first."""
    found: dict[str, Place] = {}
    for lesson, section in _lessons_and_labs():
        for figure in section.figures:
            name = figure.name.rpartition(".")[2]
            title = declared()[name].title if name in declared() else ""
            address = section_address(lesson, section)
            place = Place(
                "Chart", title or name.replace("_", " ").capitalize(),
                section.heading, address, lesson.heading,
            )  # fmt: skip
            found.setdefault(name, place)
    return tuple(found.values())


@cached_on("people")
def _people() -> tuple[Place, ...]:
    """Return the people whom lessons name, each at the section that names them first."""
    return tuple(filter(None, map(_person, rows("people"))))


def _person(row: Any) -> Place | None:
    full, surname = row.name, row.name.split()[-1]
    # Some texts give only the surname: the whole name is searched first.
    for name in (full, surname):
        for section in _sections():
            if re.search(rf"\b{re.escape(name)}\b", section.text):
                text = f"{row.role}. {row.what_happened}"
                return Place("Person", full, text, section.href, section.where)
    return None
