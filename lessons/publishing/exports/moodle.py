"""Moodle XML: questions for Moodle's question bank (4.4 or newer, for its type *ordering*).

A question's id stands in `idnumber`, so that Moodle knows it again. Texts are HTML. The elements
are those of https://docs.moodle.org/en/Moodle_XML_format; the file is `moodle.xml.j2`, filled in.
"""

import base64

from lessons.publishing.exports.export_base import Export, Request, lost
from lessons.publishing.exports.question_shapes import (
    MORE_TO_TICK,
    asks,
    category,
    closing,
    lesson_parts,
    with_unused,
)
from lessons.publishing.templates import rendered
from lessons.questions.shapes import Choice, Essay, Number, Order, Pairs, Part, Verdict

TYPES: dict[type[Part], str] = {  # what Moodle calls each shape of question
    Choice: "multichoice",
    Verdict: "truefalse",
    Pairs: "matching",
    Order: "ordering",
    Number: "numerical",
    Essay: "essay",
}


def export(request: Request) -> Export:
    """Return one file with a category for each lesson."""
    content = rendered(
        "exports/moodle.xml.j2",
        lessons=[(category(lesson), lesson_parts(lesson)) for lesson in request.lessons],
        type_of=lambda part: TYPES[type(part)],
        asks=asks,
        closing=closing,
        pairs_of=with_unused,
        percent=_percent,
        base64=lambda data: base64.b64encode(data).decode(),
        more_to_tick=MORE_TO_TICK,
    )
    return Export({f"{request.name}.moodle.xml": content.encode()}, lost(request, "moodle"))


def _percent(share: float) -> str:
    """Return a share as Moodle writes it: it knows 33.33333 and takes no nearer third."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".")
