"""Draw the map of a question on places, marked with letters.

It is for paper, slides and other systems: a question's card draws its own map.
"""

from collections.abc import Sequence
from string import ascii_uppercase

from lessons.charts.engine.drawing import Area, Drawing, Line, Shape, Text
from lessons.charts.engine.land import outlines
from lessons.questions import locate_map

RADIUS, LETTER, LINE = 15.0, 20.0, 2.0  # px: a marker, the letter in it, a line to its place


def lettered_map(codes: Sequence[str]) -> Drawing:
    """Return the land around the capitals of countries, the first one marked A."""
    layout = locate_map.lettered_map(codes)
    frame = layout.frame
    page = Drawing(frame.width, frame.height)
    # In a copy, land and sea in the palest colours look the same: hence the sea is white.
    page.add(frame.box("paper"), Area(outlines(frame), "grid"), frame.box("quiet", outline=True))
    page.add(*(Line(lead, "ink", LINE) for lead in layout.leaders().values()))
    for letter, code in zip(ascii_uppercase, codes, strict=False):
        x, y = layout.letters[code]
        page.add(Shape(x, y, RADIUS, "circle", "ink", hollow=True))
        base = y + 0.36 * LETTER
        page.add(Text(x, base, letter, size=LETTER, anchor="middle", bold=True))
    return page


def height(codes: Sequence[str]) -> float:
    """Return the height of a map for a width of 1."""
    frame = locate_map.lettered_map(codes).frame
    return frame.height / frame.width


def in_words(codes: Sequence[str]) -> str:
    """Return the text equivalent of `lettered_map`."""
    places = locate_map.chart_of(codes)["places"]
    lettered = zip(ascii_uppercase, places, strict=False)
    words = "; ".join(f"{letter} {place[2]}" for letter, place in lettered)
    return f"Map with marked places: {words}."
