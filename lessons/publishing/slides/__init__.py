"""Write a lesson as slides: one HTML file that opens in any browser, without a network.

A slide is laid out for a screen of 1280 by 720 pixels: see `slide_pictures`. The author marks the
sentence on it, `<!-- slide: ... -->`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from lessons.core.files import write_files
from lessons.course import Lesson, Section
from lessons.data import cite
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import drawn
from lessons.publishing.prose import filled
from lessons.publishing.slides.slide_pictures import Fitted, drawn_map, fitted
from lessons.publishing.templates import rendered
from lessons.questions import Question
from lessons.questions.layout import Choices
from lessons.questions.numerals import in_digits, quantity
from lessons.widgets.bundles import bundle

LETTERS = 3000  # of sources fit on one slide
BETWEEN = 40  # letters for the space after a source


@dataclass(frozen=True)
class Slide:
    """What one slide shows under its heading; `kind` is the layout.

    `lists` are the options of a question, `key` its answers with their reasons.
    """

    heading: str
    kind: str
    lead: str = ""
    lines: tuple[str, ...] = ()
    lists: Sequence[Choices] = ()
    key: Sequence[tuple[str, str]] = ()
    picture: Fitted | None = None


def write_slides(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's slides into a folder and return the path of their one file."""
    return write_files(folder, {f"{lesson.folder.name}.html": page(filled(lesson))})


def page(lesson: Lesson) -> str:
    """Return a lesson's slides as one HTML page that needs nothing else.

    The expressions of `lesson` must be filled in.
    """
    with empty_journal():
        shown = list(slides(lesson))
    script = bundle("slides.js")
    return rendered("slides/slides.html.j2", title=lesson.heading, slides=shown, script=script)


def slides(lesson: Lesson) -> Iterator[Slide]:
    """Yield a lesson's slides in order: question, objectives, topics with their checks, the end."""
    about = f"Lesson {lesson.number}, {lesson.minutes} minutes"
    yield Slide(lesson.heading, "title", lesson.big_question, (about,))
    yield Slide("What you will be able to do", "lines", lines=lesson.objectives)
    if guess := lesson.bank.estimate:
        answer = quantity(guess.answer, guess.unit)
        low, high = (in_digits(end, guess.unit) for end in (guess.low, guess.high))
        limits = f"Guess a number from {low} to {high}."
        yield Slide("Warm-up", "ask", guess.ask, (limits,), key=[(answer, guess.why)])
    for section in lesson.topics:
        yield from _topic(section, lesson.path)
        yield from (asked(section.heading, question) for question in lesson.asked_in(section))
    yield Slide("Recap", "lines", lines=lesson.recap)
    yield Slide("To discuss", "lines", lines=lesson.discussion)
    sources = cite(*lesson.sources).splitlines() if lesson.sources else []
    for number, lines in enumerate(_spread(sources), 1):
        yield Slide(_numbered("Where this comes from", number), "small", lines=lines)


def _topic(section: Section, file: str) -> Iterator[Slide]:
    """Yield a slide for each picture of a section, or one with the lines that the author marked."""
    lead, *more = section.slide or ("",)
    pictures = [picture for call in section.figures if (picture := drawn(call, file))]
    if not pictures:
        yield Slide(section.heading, "lines", lead, tuple(more) or section.items)
    for number, picture in enumerate(pictures, 1):
        heading, above = _numbered(section.heading, number), lead if number == 1 else ""
        yield Slide(heading, "picture", above, picture=fitted(picture.wide, above))


def _numbered(heading: str, number: int) -> str:
    """Return the heading of one of several slides on the same thing, such as "Sources (2)"."""
    return f"{heading} ({number})" if number > 1 else heading


def _spread(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield lines in parts, each for a slide with two columns; nothing for no lines."""
    portions = ceil(sum(len(line) + BETWEEN for line in lines) / LETTERS)
    size = ceil(len(lines) / max(1, portions))
    yield from (tuple(lines[start : start + size]) for start in range(0, len(lines), size or 1))


def asked(heading: str, question: Question) -> Slide:
    """Return the slide that asks a question: its options, with the answer folded away."""
    instruction = question.slide_instruction or question.instruction
    layout = question.layout()
    lists = question.lists(layout)
    places = next((choices.places for choices in lists if choices.places), ())
    return Slide(
        f"Check: {heading}",
        "ask",
        question.ask,
        (instruction,),
        lists=[choices for choices in lists if not choices.places and choices.mark != "lines"],
        key=question.key(layout),
        picture=drawn_map(places) if places else None,
    )
