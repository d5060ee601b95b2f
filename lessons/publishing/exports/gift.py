"""Write GIFT: questions as plain text, for Moodle and other systems that read it.

Texts are HTML, so that `->`, `%` and `<` in them are not read as markup of GIFT or HTML.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lessons.publishing.exports.export_base import Export, Request, lost, no_hint
from lessons.publishing.exports.question_shapes import (
    asks,
    category,
    closing,
    lesson_parts,
    matched,
)
from lessons.questions.shapes import Choice, Essay, Number, Order, Pairs, Part, Verdict

CONTROL = re.compile(r"[\\#=~{}:]")
ESCAPED = r"\\\g<0>"


def export(request: Request) -> Export:
    """Return one file with a category for each lesson."""
    blocks = []
    for lesson in request.lessons:
        blocks.append(f"$CATEGORY: {category(lesson)}")
        blocks += [question(part) for part in lesson_parts(lesson, pictures=False)]
    content = "\n\n".join(blocks) + "\n"
    return Export({f"{request.name}.gift.txt": content.encode()}, lost(request, "gift", no_hint))


def question(part: Part) -> str:
    """Return a part as one question of GIFT; Moodle reads its id from the comment."""
    start, write = WRITERS[type(part)]
    lines = [f"\t{line}" for line in write(part)]
    return "\n".join(
        [
            f"// [id:{part.id}]",
            f"::{CONTROL.sub(ESCAPED, part.name)}::[html]{_safe(asks(part))}{{{start}",
            *lines,
            _afterwards(part),
            "}",
        ]
    )


def _choice(part: Choice) -> Iterator[str]:
    """Yield the options, each with its feedback after #."""
    for option in part.options:
        # Where one option is right, = and ~ say so; where several are, each has its share.
        weight = f"%{100 * option.share:.7g}%" if part.many else ""
        mark = "=" if option.right and not part.many else "~"
        yield f"{mark}{weight}{_safe(option.text)}#{_safe(option.why)}"


def _verdict(part: Verdict) -> Iterator[str]:
    # GIFT wants the feedback to a wrong answer first.
    right, wrong = part.why[part.answer], part.why[not part.answer]
    yield f"{'TRUE' if part.answer else 'FALSE'}#{_safe(wrong)}#{_safe(right)}"


def _pairs(part: Pairs | Order) -> Iterator[str]:
    """Yield the pairs; one without a left side is a wrong option.

    GIFT has no order: each item is matched with its place.
    """
    for left, right in matched(part):
        yield f"={_safe(left)} -> {_safe(right)}"


def _number(part: Number) -> Iterator[str]:
    # Moodle uses the first number that fits: the right one, then the near ones, without points.
    yield f"={part.answer:.12g}:{part.tolerance:.12g}#{_safe(part.right)}"
    for near in part.near:
        yield f"=%0%{near.value:.12g}:{near.within:.12g}#{_safe(near.why)}"
    yield f"~#{_safe(part.wrong)}"


def _essay(part: Essay) -> Iterator[str]:
    """Yield nothing: empty braces are an essay, and a teacher marks it."""
    yield from ()


WRITERS: dict[type[Part], tuple[str, Callable[[Any], Iterator[str]]]] = {
    Choice: ("", _choice),
    Verdict: ("", _verdict),
    Pairs: ("", _pairs),
    Order: ("", _pairs),
    Number: ("#", _number),
    Essay: ("", _essay),
}


def _afterwards(part: Part) -> str:
    """Return the general feedback, which everybody reads after answering."""
    return "\t####" + "<br>".join(map(_safe, [*part.reasons(), *closing(part)]))


def _safe(text: str) -> str:
    """Return a text as HTML in which nothing can be read as markup of GIFT."""
    text = escape(text, quote=False)
    if text.startswith("%"):  # would be read as a weight
        text = "&#37;" + text[1:]
    return CONTROL.sub(ESCAPED, text)
