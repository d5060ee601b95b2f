"""QTI 1.2 for Canvas, made by text2qti: one quiz a lesson.

text2qti reads Markdown. Every sign that Markdown could take for its own is written as a
character reference, so that texts arrive as they are.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from dataclasses import fields, replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from lessons.core.markdown import escaped
from lessons.publishing.exports.export_base import Export, Request, edition, lost, no_hint
from lessons.publishing.exports.question_shapes import (
    NOT_A_PAIR,
    asks,
    closing,
    lesson_parts,
    title,
)
from lessons.publishing.zips import zipped
from lessons.questions import Question
from lessons.questions.shapes import Choice, Essay, Number, Option, Order, Pairs, Part, Verdict

NOT_ITS_PLACE = "This is not its place."
ALL_OF_THEM = "Here choose every one that is right."
LICENCE = "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/"
LEAST = 1e-4  # text2qti takes no number nearer to nothing


def export(request: Request) -> Export:
    """Return one ZIP a lesson."""
    files = {
        f"{lesson}.canvas.zip": _package(title(lesson), lesson_parts(lesson))
        for lesson in request.lessons
    }
    return Export(files, lost(request, "canvas", _also))


def text(heading: str, parts: Iterable[Part]) -> str:
    """Return a lesson as text2qti reads it."""
    head = f"Quiz title: {heading}\nShuffle answers: true\nShow correct answers: false\n"
    asked = (single for part in parts for single in singly(part))
    return "\n".join([head, *("\n".join([*_lines(part), ""]) for part in asked)])


def singly(part: Part) -> Iterator[Part]:
    """Yield what a part becomes where pairs and orders are unknown: one choice a row."""
    match part:
        case Pairs():
            rows = [(row.left, row.right, row.why) for row in part.rows]
            yield from _choices(part, rows, part.rights, NOT_A_PAIR)
        case Order():
            rows = [(item, str(place), why) for place, (item, why) in enumerate(part.items, 1)]
            yield from _choices(part, rows, [place for _, place, _ in rows], NOT_ITS_PLACE)
        case Number() if not takes(part.answer, part.tolerance):
            pass
        case Choice() if _has_several(part):
            yield replace(part, many=True, ask=f"{part.ask} {ALL_OF_THEM}")
        case _:
            yield part


def _choices(
    part: Part, rows: Iterable[tuple[str, str, str]], rights: Iterable[str], wrong: str
) -> Iterator[Choice]:
    """Yield a choice for each row: what stands left, which of `rights` belongs to it, and why."""
    shared = {field.name: getattr(part, field.name) for field in fields(Part)}
    for number, (left, right, why) in enumerate(rows, 1):
        reasons = {text: why if text == right else wrong for text in rights}
        options = tuple(Option(text, text == right, reasons[text], 0.0) for text in rights)
        own = {"id": f"{part.id}.{number}", "ask": f"{part.ask}\n\n{left}", "options": options}
        yield Choice(**shared | own)


def _has_several(part: Choice) -> bool:
    """Return whether any of several right options will do, which Canvas does not know."""
    return not part.many and sum(option.right for option in part.options) > 1


def takes(answer: float, tolerance: float) -> bool:
    """Return whether text2qti takes a number: neither end of its range may be nothing."""
    return min(abs(answer - tolerance), abs(answer + tolerance)) >= LEAST


def _package(heading: str, parts: list[Part]) -> bytes:
    """Return the ZIP of a lesson: what text2qti makes, with our licence and a fixed day.

    The ZIP is packed here because text2qti would put the hour of packing into it.
    """
    with tempfile.TemporaryDirectory() as folder:
        for picture in (part.picture for part in parts if part.picture):
            (Path(folder) / picture.name).write_bytes(picture.png)
        with chdir(folder):  # text2qti looks for pictures where it stands
            quiz = Quiz(text(heading, parts), config=Config())
    made = QTI(quiz)
    name = made.assessment_identifier
    dated = rf"\g<1>{edition().isoformat()}"
    # text2qti writes today's date and "all rights reserved".
    manifest = re.sub(r"(<imsmd:dateTime>)[^<]*", dated, made.imsmanifest_xml)
    manifest = re.sub(r"Private \(Copyrighted\)[^<]*", LICENCE, manifest)
    files = {
        "imsmanifest.xml": manifest.encode(),
        "non_cc_assessments/": b"",
        f"{name}/assessment_meta.xml": made.assessment_meta.encode(),
        f"{name}/{name}.xml": made.assessment.encode(),
    }
    return zipped(files | {image.qti_zip_path: image.data for image in quiz.images.values()})


def _lines(part: Part) -> Iterator[str]:
    """Yield a question in the syntax of text2qti: https://github.com/gpoore/text2qti."""
    yield f"Title: {part.id}"
    yield f"Points: {part.weight:g}"
    paragraphs = [escaped(paragraph) for paragraph in asks(part).split("\n\n")]
    if part.picture:
        paragraphs.append(f"![{escaped(part.picture.alt)}]({part.picture.name})")
    yield "1.  " + "\n\n    ".join(paragraphs)
    yield from _afterwards(part)
    yield from WRITERS[type(part)](part)


def _afterwards(part: Part) -> Iterator[str]:
    """Yield what everybody reads after answering, in one paragraph for each thing."""
    lines = [*(part.reasons() if isinstance(part, Essay) else ()), *closing(part)]
    if lines:
        yield "... " + "\n\n    ".join(map(escaped, lines))


def _choice(part: Choice) -> Iterator[str]:
    """Yield the options: in brackets where several are right, with letters where one is."""
    for letter, option in zip(ascii_lowercase, part.options, strict=False):
        mark = f"{'*' if option.right else ''}{letter})"
        box = "[*]" if option.right else "[ ]"
        yield f"{box if part.many else mark} {escaped(option.text)}"
        yield f"... {escaped(option.why)}"


def _verdict(part: Verdict) -> Iterator[str]:
    for letter, verdict in (("a", True), ("b", False)):
        yield f"{'*' if verdict == part.answer else ''}{letter}) {verdict}"
        yield f"... {escaped(part.why[verdict])}"


def _number(part: Number) -> Iterator[str]:
    # text2qti knows feedback to right and to wrong numbers, and none to near ones.
    yield f"+ {escaped(part.right)}"
    near = [f"{near.value:g}: {near.why}" for near in part.near]
    yield "- " + "\n\n  ".join(map(escaped, [part.wrong, *near]))
    # A count has one right answer; "= 28" is exact where "= 28 +- 0" would be a range.
    exact = part.tolerance == 0 and float(part.answer).is_integer()
    yield f"= {part.answer:.0f}" if exact else f"= {part.answer:.12g} +- {part.tolerance:.12g}"


def _essay(part: Essay) -> Iterator[str]:
    yield "____"


WRITERS: dict[type[Part], Callable[[Any], Iterator[str]]] = {
    Choice: _choice,
    Verdict: _verdict,
    Number: _number,
    Essay: _essay,
}


def _also(question: Question) -> list[str]:
    """Return what a single question loses, beside what its type loses."""
    more = no_hint(question)
    for part in question.shapes(pictures=False):
        match part:
            case Choice() if _has_several(part):
                more.append("several places are right: all must be chosen")
            case Number() if not takes(part.answer, part.tolerance):
                more.append("LEFT OUT: text2qti takes no range that ends at nothing")
    return more
