"""A map as a picture, its places marked with letters: for systems that know no map."""

from collections.abc import Sequence

from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.land import background
from lessons.questions.locate_map import lettered_map, letters
from lessons.questions.shapes import Picture

RADIUS, LETTER, LINE = 11.0, 13.0, 2.0  # px: a marker, the letter in it, a line to its place


def draw(question: str, codes: Sequence[str]) -> Picture:
    """Draw the land around some capitals, each with its letter."""
    drawn = lettered_map(codes)
    drawing = Drawing(drawn.frame.width, drawn.frame.height, background(drawn.frame))
    drawing.add(*(Line(lead, "ink", LINE) for lead in drawn.leads().values()))
    for code, label in letters(codes).items():
        x, y = drawn.letters[code]
        drawing.add(Shape(x, y, RADIUS, "circle", "ink", hollow=True))
        base = y + 0.36 * LETTER
        drawing.add(Text(x, base, label[0], size=LETTER, anchor="middle", bold=True))
    places = "; ".join(sorted(letters(codes).values()))
    return Picture(f"{question}.png", drawing.png(), f"Map with marked places. {places}.")
