"""Print a lesson as slides: one HTML file that opens in any browser, without a network.

A slide is laid out for a screen of 1280 to 720 pixels: see `stage`. Which sentence stands on it,
an author can choose: see `lessons.publishing.lesson_parser`.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lessons.charts.engine.theme import COLOURS, on_paper
from lessons.core.paths import ROOT
from lessons.publishing.lesson_parser import Lesson, Picture, Section, chosen, lesson
from lessons.publishing.slides.slide_pictures import staged
from lessons.questions import Question

HERE = Path(__file__).parent
LETTERS = 3000  # of sources on one slide
DARK = "".join(f"--cs-{role}:{pair[1]};" for role, pair in COLOURS.items())


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


def command(arguments: list[str]) -> int:
    """Write the slides of lessons as HTML; print where they are."""
    parser = argparse.ArgumentParser(prog="python -m lessons slides", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="such as 3 or the_network; none means all")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "slides", metavar="DIR")
    wish = parser.parse_args(arguments)
    folders = chosen(wish.lessons)
    wish.out.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        print(print_slides(folder, wish.out), flush=True)
    return 0


def print_slides(folder: Path, out: Path) -> Path:
    """Write a lesson's slides into `out`; return where they are."""
    path = out / f"{folder.name}.html"
    path.write_text(page(lesson(folder)), encoding="utf-8", newline="\n")
    return path


def page(parts: Lesson) -> str:
    """Return a lesson's slides as one HTML page that needs nothing else."""
    places = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    look = {"light": on_paper(), "dark": DARK}
    return places.get_template("slides.html.j2").render(
        lesson=parts,
        slides=list(slides(parts)),
        # Our own style and script, written for this page: nothing in them comes from a lesson.
        style=Markup(Environment(autoescape=False).from_string(_text("slides.css")).render(look)),  # noqa: S701,S704
        script=Markup(_text("slides.js")),  # noqa: S704
    )


def slides(parts: Lesson) -> Iterator[Slide]:
    """Yield a lesson's slides in order: question, goals, sections with their checks, the end."""
    number = int(parts.folder.name[:2])
    yield Slide(
        parts.title, "title", parts.question, (f"Lesson {number}, {parts.minutes} minutes",)
    )
    yield Slide("What you will be able to do", "lines", lines=parts.objectives)
    if parts.estimate:
        guess = parts.estimate
        answer = f"{guess.answer:,.12g} {guess.unit}".strip()
        span = f"Guess a number from {guess.low:,g} to {guess.high:,g}."
        yield Slide("Warm-up", "ask", guess.ask, (span,), key=((answer, guess.why),))
    for section in parts.sections:
        if section.pictures or section.checks or section.heading != "Warm-up":
            yield from _section(section)
            yield from (asked(section.heading, question) for question in section.checks)
    yield Slide("Recap", "lines", lines=parts.recap)
    yield Slide("To discuss", "lines", lines=parts.discussion)
    for number, lines in enumerate(_spread(parts.sources), 1):
        again = f" ({number})" if number > 1 else ""
        yield Slide(f"Where this comes from{again}", "small", lines=lines)


def _section(section: Section) -> Iterator[Slide]:
    if not section.pictures:
        yield Slide(section.heading, "lines", section.key, section.lines)
    for number, picture in enumerate(section.pictures, 1):
        again = f" ({number})" if number > 1 else ""
        lead = section.key if number == 1 else ""
        yield Slide(f"{section.heading}{again}", "picture", lead, picture=shown(picture, lead))


def _spread(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield lines in portions that fill a slide in two columns."""
    many = -(-sum(len(line) + 40 for line in lines) // LETTERS) or 1
    each = -(-len(lines) // many)
    yield from (lines[start : start + each] for start in range(0, len(lines), each))


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
    on_stage = staged(picture.wide, lead)
    return Shown(
        wide=Markup(on_stage.svg),  # noqa: S704 (made by our own drawing, which escapes every text)
        narrow=Markup() if same else Markup(staged(picture.narrow, whole=True).svg),  # noqa: S704
        says=picture.wide.says,
        says_narrow=picture.narrow.says,
        ratio=round(on_stage.ratio, 3),
        more=on_stage.more,
    )


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
