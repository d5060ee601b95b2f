"""Print a lesson as slides: one HTML file that opens in any browser, without a network."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lessons.chart import Chart
from lessons.drawing import Drawing
from lessons.history import name
from lessons.paths import ROOT
from lessons.publish.asked import key
from lessons.publish.reading import Lesson, Picture, chosen, lesson
from lessons.questions import Classify, Locate, Matching, Numeric, Ordering, Question, TrueFalse
from lessons.quizzes.form import form
from lessons.theme import COLOURS, on_paper

HERE = Path(__file__).parent
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
    """A picture as SVG, wide and (where it differs) narrow, with its sentence and its shape."""

    wide: Markup
    narrow: Markup
    says: str
    says_narrow: str
    ratio: float


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
            yield from _section(section.heading, section.key, section.pictures)
            yield from (asked(section.heading, question) for question in section.checks)
    yield Slide("Recap", "lines", lines=parts.recap)
    yield Slide("To discuss", "lines", lines=parts.discussion)
    yield Slide("Where this comes from", "small", lines=parts.sources)


def _section(heading: str, lead: str, pictures: tuple[Picture, ...]) -> Iterator[Slide]:
    drawn = list(map(shown, pictures))
    yield Slide(heading, "picture", lead, picture=drawn[0] if drawn else None)
    for number, another in enumerate(drawn[1:], 2):
        yield Slide(f"{heading} ({number})", "picture", picture=another)


def asked(heading: str, question: Question) -> Slide:
    """Return the slide that asks a question: what to choose from, the answer folded away."""
    laid = form(question)
    lists: list[tuple[str, tuple[str, ...], bool]]
    match question:
        case TrueFalse():
            lists = [("", ("True", "False"), False), ("Because:", laid.items, True)]
        case Matching() | Classify():
            lists = [("", laid.items, False), ("", laid.options, True)]
        case Ordering():
            lists = [("", laid.items, True)]
        case Numeric(unit=unit):
            lists = [("", (f"_____ {unit}",), False)]
        case Locate():
            lists = [("", tuple(map(name, laid.items)), True)]
        case _:
            lists = [("", laid.items, True)]
    answers = tuple(key(question))
    return Slide(
        f"Check: {heading}", "ask", question.ask, (_bid(question),), None, tuple(lists), answers
    )


def _bid(question: Question) -> str:
    return "Choose one place." if isinstance(question, Locate) else question.bid


def shown(picture: Picture) -> Shown:
    """Return a picture as SVG whose colours follow the page."""
    same = picture.wide is picture.narrow
    return Shown(
        wide=_svg(picture.wide),
        narrow=Markup() if same else _svg(picture.narrow),
        says=picture.wide.says,
        says_narrow=picture.narrow.says,
        ratio=round(_ratio(picture.wide), 3),
    )


def _svg(chart: Chart) -> Markup:
    # Made by our own drawing, which escapes every text.
    drawn = chart.picture
    return Markup(drawn.whole().svg() if isinstance(drawn, Drawing) else chart.svg())  # noqa: S704


def _ratio(chart: Chart) -> float:
    drawn = chart.picture
    wide, high = (
        (drawn.width, drawn.height) if isinstance(drawn, Drawing) else drawn.get_size_inches()
    )
    return float(high / wide)


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
