"""Place a lesson's pictures on a page: each across the page, or in one of two columns."""

from dataclasses import dataclass
from itertools import combinations, product

SMALLEST = 0.7  # smaller, and the texts in a picture can no longer be read


@dataclass(frozen=True)
class Size:
    """A picture's heights for a width of 1: drawn wide, and drawn narrow (0: not possible).

    `text_wide` and `text_narrow` are the millimetres that the text around it takes.
    """

    wide: float
    narrow: float
    text_wide: float = 0.0
    text_narrow: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Which pictures were chosen, where each goes, and how much all are scaled.

    "W" is across the page, "L" and "R" are the left and the right column.
    """

    chosen: tuple[int, ...]
    places: tuple[str, ...]
    scale: float


def plan(sizes: list[Size], width: float, column: float, height: float) -> Plan:
    """Return the layout that keeps most pictures, and shows these on the largest area.

    `height` is the height of the free part of the page. Lengths are in millimetres.
    """
    for count in range(len(sizes), 0, -1):
        plans = [
            Plan(chosen, places, _scale(sizes, chosen, places, width, column, height))
            for chosen in combinations(range(len(sizes)), count)
            for places in product("WLR", repeat=count)
            if _possible(sizes, chosen, places)
        ]
        read = [layout for layout in plans if layout.scale >= SMALLEST]
        if read or count == 1:
            return max(read or plans, key=lambda layout: _area(sizes, layout, width, column))
    return Plan((), (), 1.0)


def _possible(sizes: list[Size], chosen: tuple[int, ...], places: tuple[str, ...]) -> bool:
    if list(places) != sorted(places, key="WLR".index):  # the author's order is the page's order
        return False
    return all(p == "W" or sizes[i].narrow for i, p in zip(chosen, places, strict=True))


def _area(sizes: list[Size], layout: Plan, width: float, column: float) -> tuple[float, float]:
    """Return what the pictures cover; of two that cover the same, columns that end together."""
    covered, ends = 0.0, dict.fromkeys("WLR", 0.0)
    for i, place in zip(layout.chosen, layout.places, strict=True):
        across, shape = (width, sizes[i].wide) if place == "W" else (column, sizes[i].narrow)
        covered += shape * (across * layout.scale) ** 2
        ends[place] += shape * across
    return round(covered, 3), -abs(ends["L"] - ends["R"])


def _scale(
    sizes: list[Size],
    chosen: tuple[int, ...],
    places: tuple[str, ...],
    width: float,
    column: float,
    height: float,
) -> float:
    pictures, texts = dict.fromkeys("WLR", 0.0), dict.fromkeys("WLR", 0.0)
    for i, place in zip(chosen, places, strict=True):
        size, wide = sizes[i], place == "W"
        pictures[place] += size.wide * width if wide else size.narrow * column
        texts[place] += size.text_wide if wide else size.text_narrow
    # The higher of the two columns decides; which one it is may depend on the scale.
    return min(
        1.0,
        *(
            (height - texts["W"] - texts[side]) / max(pictures["W"] + pictures[side], 0.001)
            for side in "LR"
        ),
    )
