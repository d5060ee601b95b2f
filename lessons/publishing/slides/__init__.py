"""Write a lesson as slides: one HTML file that opens in any browser, without a network.

A slide is laid out for a screen of 1280 by 720 pixels: see `slide_pictures`. The author marks the
sentence that stands on it, `<!-- slide: ... -->`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from markupsafe import Markup

from lessons.core.files import write_text
from lessons.course import Lesson, Section
from lessons.data import cite
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import Picture, drawn
from lessons.publishing.prose import filled
from lessons.publishing.slides.slide_pictures import fitted
from lessons.publishing.templates import rendered
from lessons.questions import Question

LETTERS = 3000  # of sources that fit on one slide
BETWEEN = 40  # letters that the space after a source is worth


@dataclass(frozen=True)
class Slide:
    """What one slide shows under its heading; `kind` says how it is laid out."""

    heading: str
    kind: str
    lead: str = ""
    lines: tuple[str, ...] = ()
    picture: "Shown | None" = None
    lists: tuple[tuple[str, tuple[str, ...], bool], ...] = ()  # heading, lines, lettered
    key: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True)
class Shown:
    """A picture as SVG, wide and (where it differs) narrow, with its sentence and its shape.

    `more` says what of the wide one is left for the notebook.
    """

    wide: Markup
    narrow: Markup
    says: str
    says_narrow: str
    ratio: float
    more: str = ""


def write_slides(lesson: Lesson, folder: Path) -> Path:
    """Write a lesson's slides into a folder and return the path of their file."""
    return write_text(folder / f"{lesson.folder.name}.html", page(filled(lesson)))


def page(lesson: Lesson) -> str:
    """Return a lesson's slides as one HTML page that needs nothing else.

    `lesson` is one whose expressions are filled in.
    """
    with empty_journal():
        shown = list(slides(lesson))
    return rendered("slides/slides.html.j2", title=lesson.heading, slides=shown)


def slides(lesson: Lesson) -> Iterator[Slide]:
    """Yield a lesson's slides in order: question, objectives, topics with their checks, the end."""
    about = f"Lesson {lesson.number}, {lesson.minutes} minutes"
    yield Slide(lesson.heading, "title", lesson.big_question, (about,))
    yield Slide("What you will be able to do", "lines", lines=lesson.objectives)
    if guess := lesson.estimate:
        answer = f"{guess.answer:,.12g} {guess.unit}".strip()
        limits = f"Guess a number from {guess.low:,g} to {guess.high:,g}."
        yield Slide("Warm-up", "ask", guess.ask, (limits,), key=((answer, guess.why),))
    for section in lesson.topics:
        yield from _topic(section, lesson.path)
        yield from (asked(section.heading, question) for question in lesson.asked_in(section))
    yield Slide("Recap", "lines", lines=lesson.recap)
    yield Slide("To discuss", "lines", lines=lesson.discussion)
    sources = cite(*lesson.sources).splitlines() if lesson.sources else []
    for number, lines in enumerate(_spread(sources), 1):
        again = f" ({number})" if number > 1 else ""
        yield Slide(f"Where this comes from{again}", "small", lines=lines)


def _topic(section: Section, file: str) -> Iterator[Slide]:
    """Yield a slide for each picture of a section, or one with what the author marked for it."""
    lead, *more = section.slide or ("",)
    pictures = [it for call in section.figures if (it := drawn(call, file))]
    if not pictures:
        yield Slide(section.heading, "lines", lead, tuple(more) or section.items)
    for number, picture in enumerate(pictures, 1):
        again = f" ({number})" if number > 1 else ""
        above = lead if number == 1 else ""
        yield Slide(f"{section.heading}{again}", "picture", above, picture=shown(picture, above))


def _spread(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield lines in portions that fill a slide in two columns; nothing for no lines."""
    portions = ceil(sum(len(line) + BETWEEN for line in lines) / LETTERS)
    size = ceil(len(lines) / max(1, portions))
    yield from (tuple(lines[start : start + size]) for start in range(0, len(lines), size or 1))


def asked(heading: str, question: Question) -> Slide:
    """Return the slide that asks a question: what to choose from, the answer folded away."""
    layout = question.layout()
    lists = tuple(
        (
            choices.heading,
            tuple(_line(choices.mark, line) for line in choices.lines),
            choices.lettered,
        )
        for choices in question.lists(layout)
    )
    instruction = question.slide_instruction or question.instruction
    heading = f"Check: {heading}"
    return Slide(heading, "ask", question.ask, (instruction,), None, lists, tuple(question.key()))


def _line(mark: str, line: str) -> str:
    return f"_____ {line}".strip() if mark in ("rule", "lines") else line


def shown(picture: Picture, lead: str = "") -> Shown:
    """Return a picture as SVG whose colours follow the page, to stand under a sentence."""
    same = picture.wide is picture.narrow
    on_slide = fitted(picture.wide, lead)
    return Shown(
        wide=Markup(on_slide.svg),  # noqa: S704 (made by our own drawing, which escapes every text)
        narrow=Markup() if same else Markup(fitted(picture.narrow, whole=True).svg),  # noqa: S704
        says=picture.wide.says,
        says_narrow=picture.narrow.says,
        ratio=round(on_slide.ratio, 3),
        more=on_slide.more,
    )
