"""GIFT: questions as plain text, for Moodle and whatever else reads it.

Texts are HTML, so that `->`, `%` and `<` inside them cannot be taken for marks of GIFT or of HTML.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lessons.publishing.exports.export_base import Export, Losses, Wish, lost
from lessons.publishing.exports.moodle import TOGETHER
from lessons.publishing.exports.question_shapes import (
    Choice,
    Number,
    Order,
    Pairs,
    Part,
    Verdict,
    afterwards,
    lesson_parts,
    title,
)
from lessons.questions import Question

CONTROL = re.compile(r"[\\#=~{}:]")
LOSSES: Losses = {
    "true_false": "two questions; a right reason counts beside a wrong verdict",
    "matching": f"{TOGETHER}; wrong rows take nothing away",
    "classify": f"{TOGETHER}; wrong rows take nothing away and every row weighs the same",
    "ordering": f"each item is matched with its place in the order; {TOGETHER}",
    "locate": "there is no map; the places are offered by name, or by their coordinates where the "
    "question itself names the place",
    "numeric": "the unit is named in the question and not read with the answer; a number that can "
    "be read in two ways is not asked back",
}


def export(wish: Wish) -> Export:
    """Return one file with a category for each lesson."""
    blocks = []
    for lesson in wish.lessons:
        path = title(lesson).replace("/", "//")
        blocks.append(f"$CATEGORY: $course$/top/Cooperative Security/{path}")
        blocks += [question(part) for part in lesson_parts(lesson, pictures=False)]
    content = "\n\n".join(blocks) + "\n"
    return Export({f"{wish.name}.gift.txt": content.encode()}, lost(wish, LOSSES, _hint))


def question(part: Part) -> str:
    """Return a part as one question of GIFT."""
    start, write = WRITERS[type(part)]
    ask = f"{part.ask} (in {part.unit})" if isinstance(part, Number) and part.unit else part.ask
    lines = [f"\t{line}" for line in write(part)]
    return "\n".join([f"::{part.id}::[html]{_safe(ask)}{{{start}", *lines, _afterwards(part), "}"])


def _choice(part: Choice) -> Iterator[str]:
    for option in part.options:
        weight = f"%{100 * option.share:.7g}%" if part.many else ""
        mark = "=" if option.right and not part.many else "~"
        yield f"{mark}{weight}{_safe(option.text)}#{_safe(option.why)}"


def _verdict(part: Verdict) -> Iterator[str]:
    right, wrong = part.why[part.answer], part.why[not part.answer]
    yield f"{'TRUE' if part.answer else 'FALSE'}#{_safe(wrong)}#{_safe(right)}"


def _pairs(part: Pairs) -> Iterator[str]:
    for row in part.rows:
        yield f"={_safe(row.left)} -> {_safe(row.right)}"
    taken = {row.right for row in part.rows}
    for right in part.rights:
        if right not in taken:
            yield f"= -> {_safe(right)}"


def _order(part: Order) -> Iterator[str]:
    for place, (item, _) in enumerate(part.items, 1):
        yield f"={_safe(item)} -> {place}"


def _number(part: Number) -> Iterator[str]:
    yield f"={part.answer:.12g}:{part.tolerance:.12g}#{_safe(part.right)}"
    for near in part.near:
        yield f"=%0%{near.value:.12g}:{near.within:.12g}#{_safe(near.why)}"
    yield f"~#{_safe(part.wrong)}"


WRITERS: dict[type[Part], tuple[str, Callable[[Any], Iterator[str]]]] = {
    Choice: ("", _choice),
    Verdict: ("", _verdict),
    Pairs: ("", _pairs),
    Order: ("", _order),
    Number: ("#", _number),
}


def _afterwards(part: Part) -> str:
    rows, lines = afterwards(part)
    return "\t####" + "<br>".join(map(_safe, [*rows, *lines]))


def _hint(question: Question) -> list[str]:
    return ["the hint is not carried"] if question.hint else []


def _safe(text: str) -> str:
    text = escape(text, quote=False)
    if text.startswith("%"):  # could be taken for a weight
        text = "&#37;" + text[1:]
    return CONTROL.sub(r"\\\g<0>", text)
