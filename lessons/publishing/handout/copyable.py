"""Prepare a picture for paper: without texts for the screen, readable without colour."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lessons.charts.engine.drawing import Box, Drawing, Line, Mark, Shape, Text
from lessons.charts.engine.legends import GROUP_KEYS

# Texts about the controls above a picture, and entries of a legend for groups that are not drawn.
ONLY_ON_SCREEN = re.compile(r"Choose .+|[Nn]o \w+ (of \d+ opened|chosen)|The table holds .+|.+ –")
# Parts of texts: which step of several is shown, other parts of the screen, the table below.
PART_ONLY_ON_SCREEN = re.compile(
    r"^\d+ of \d+ · |, as far as the lines above are shown| The table holds (them )?all\."
)
BEFORE, LEVEL = 24.0, 8.0  # pixels from a legend's text to its sign: to the left, up or down
# In grey, these two would look like the Euro-Atlantic partners and the Dialogue.
HATCHED = {GROUP_KEYS["ici"].role, GROUP_KEYS["patg"].role}
FILLED = {group.role for group in GROUP_KEYS.values()}
SPACING, STROKE = 4.0, 1.2  # pixels between the lines of a pattern, and of a line


def for_paper(picture: Drawing) -> Drawing:
    """Return a picture without texts for the screen, its columns with patterns and not paler."""
    texts = [mark for mark in picture.marks if isinstance(mark, Text)]
    left_out = [text for text in texts if ONLY_ON_SCREEN.fullmatch(text.text)]
    shown = (mark for mark in picture.marks if not _belongs(mark, left_out))
    return replace(picture, marks=[part for mark in shown for part in _on_paper(mark)])


def _belongs(mark: Mark, left_out: list[Text]) -> bool:
    """Return whether a mark is one of those that are left out, or the sign before its text."""
    if not isinstance(mark, Shape):
        return mark in left_out
    return any(0 < text.x - mark.x < BEFORE and abs(text.y - mark.y) < LEVEL for text in left_out)


def _on_paper(mark: Mark) -> Iterator[Mark]:
    """Yield a text without what it says about the screen, a part of a column with its pattern.

    Only columns and bars have square corners: what holds text stays as it is.
    """
    match mark:
        case Text():
            yield replace(mark, text=PART_ONLY_ON_SCREEN.sub("", mark.text))
        case Box(radius=0, outline=False, role=role) if role in FILLED:
            yield replace(mark, opacity=1.0)
            lines = int(mark.height / SPACING) if role in HATCHED else 0
            for number in range(1, lines + 1):
                y = mark.y + number * SPACING - SPACING / 2
                yield Line(((mark.x, y), (mark.x + mark.width, y)), "paper", STROKE)
        case _:
            yield mark
