"""Place a lesson's pictures on a page: each across the page, or in one of two columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MIN_SCALE = 0.7  # the least scale at which the texts in a picture can be read


@dataclass(frozen=True)
class Size:
    """A picture's heights for a width of 1: drawn wide, and drawn narrow (0: not possible).

    `text_wide` and `text_narrow` are the millimetres that the text around it takes.
    """

    wide: float
    narrow: float
    text_wide: float = 0.0
    text_narrow: float = 0.0

    def at(self, place: str) -> tuple[float, float]:
        """Return the picture's height for a width of 1 at a place, and that of its text."""
        return (self.wide, self.text_wide) if place == "W" else (self.narrow, self.text_narrow)


@dataclass(frozen=True)
class Plan:
    """The places of the first pictures, and the scale of all of them.

    "W" is across the page, "L" and "R" are the left and the right column. A picture without a
    place is left out. `area` is that of the pictures in square millimetres, `uneven` by how many
    millimetres one column would be longer than the other.
    """

    places: tuple[str, ...]
    scale: float
    area: float
    uneven: float


def plan(sizes: Sequence[Size], width: float, column: float, height: float) -> Plan:
    """Return the layout that shows the pictures on the largest area.

    `height` is the height of the free part of the page. Lengths are in millimetres. While the
    pictures would be too small to be read, the last one is left out.
    """
    across = {"W": width, "L": column, "R": column}
    plans = [_plan(sizes, places, across, height) for places in _possible_places(sizes)]
    large = [layout for layout in plans if layout.scale >= MIN_SCALE]
    if not large and len(sizes) > 1:
        return plan(sizes[:-1], width, column, height)
    return max(large or plans, key=lambda layout: (layout.area, -layout.uneven))


def _possible_places(sizes: Sequence[Size]) -> Iterator[tuple[str, ...]]:
    """Yield the places of all pictures: first those across the page, then the two columns.

    The pictures stay in the author's order, from top to bottom and column by column.
    """
    for wide in range(len(sizes) + 1):
        for left in range(len(sizes) - wide + 1):
            places = (*"W" * wide, *"L" * left, *"R" * (len(sizes) - wide - left))
            if all(size.at(place)[0] for size, place in zip(sizes, places, strict=True)):
                yield places


def _plan(
    sizes: Sequence[Size], places: tuple[str, ...], across: Mapping[str, float], height: float
) -> Plan:
    """Return the plan that draws pictures at these places as large as they fit, with their texts.

    The scale is at most 1.
    """
    pictures, texts = dict.fromkeys("WLR", 0.0), dict.fromkeys("WLR", 0.0)
    area = 0.0
    for size, place in zip(sizes, places, strict=True):
        shape, text = size.at(place)
        pictures[place] += shape * across[place]
        texts[place] += text
        area += shape * across[place] ** 2
    # The higher column decides, and which one that is may depend on the scale.
    fitting = [
        (height - texts["W"] - texts[side]) / max(pictures["W"] + pictures[side], 0.001)
        for side in "LR"
    ]
    scale = min(1.0, *fitting)
    uneven = abs(pictures["L"] - pictures["R"])
    return Plan(places, scale, round(area * scale**2, 3), uneven)
