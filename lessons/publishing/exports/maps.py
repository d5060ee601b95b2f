"""A map as a picture, its places marked with letters: for systems that know no map."""

from collections.abc import Sequence

from lessons.publishing.lettered_map import marked_map
from lessons.questions.locate_map import letters
from lessons.questions.shapes import Picture


def draw(question: str, codes: Sequence[str]) -> Picture:
    """Draw the land around some capitals, each with its letter, from west to east."""
    labels = letters(codes)
    page = marked_map({code: label[0] for code, label in labels.items()})
    places = "; ".join(labels.values())
    return Picture(f"{question}.png", page.png(), f"Map with marked places. {places}.")
