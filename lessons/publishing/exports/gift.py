"""Write GIFT: questions as plain text, for Moodle and other systems that read it.

Texts are HTML, so that `->`, `%` and `<` in them are not read as markup of GIFT or HTML.
"""

import re
from collections.abc import Iterator
from html import escape

from lessons.publishing.exports.export_base import Export, Request, lost, no_hint
from lessons.publishing.exports.question_shapes import (
    asks,
    category,
    closing,
    lesson_parts,
    matched,
)
from lessons.questions.shapes import Choice, Number, Order, Pairs, Part, Verdict

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
    start = "{#" if isinstance(part, Number) else "{"
    # Behind #### stands what everybody reads after answering.
    afterwards = "<br>".join(map(_safe, [*part.reasons(), *closing(part)]))
    return "\n".join(
        [
            f"// [id:{part.id}]",
            f"::{CONTROL.sub(ESCAPED, part.name)}::[html]{_safe(asks(part))}{start}",
            *(f"\t{line}" for line in _answers(part)),
            f"\t####{afterwards}",
            "}",
        ]
    )


def _answers(part: Part) -> Iterator[str]:
    """Yield the answers of a part, each with its feedback after #; none for a text to write."""
    match part:
        case Choice():
            for option in part.options:
                # Where one option is right, = and ~ say so; where several are, each has its share.
                weight = f"%{100 * option.share:.7g}%" if part.many else ""
                mark = "=" if option.right and not part.many else "~"
                yield f"{mark}{weight}{_safe(option.text)}#{_safe(option.why)}"
        case Verdict():
            # GIFT wants the feedback to a wrong answer first.
            right, wrong = part.why[part.answer], part.why[not part.answer]
            yield f"{'TRUE' if part.answer else 'FALSE'}#{_safe(wrong)}#{_safe(right)}"
        case Pairs() | Order():  # GIFT has no order: each item is matched with its place
            for left, right in matched(part):
                yield f"={_safe(left)} -> {_safe(right)}"
        case Number():
            # Moodle uses the first number that fits: the right one, then those without points.
            yield f"={part.answer:.12g}:{part.tolerance:.12g}#{_safe(part.right)}"
            for near in part.near:
                yield f"=%0%{near.value:.12g}:{near.within:.12g}#{_safe(near.why)}"
            yield f"~#{_safe(part.wrong)}"


def _safe(text: str) -> str:
    """Return a text as HTML in which nothing can be read as markup of GIFT."""
    text = escape(text, quote=False)
    if text.startswith("%"):  # would be read as a weight
        text = "&#37;" + text[1:]
    return CONTROL.sub(ESCAPED, text)
