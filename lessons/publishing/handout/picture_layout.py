"""Find room for a lesson's pictures: each across the page, or in one of two columns."""

from dataclasses import dataclass
from itertools import combinations, product

LEAST = 0.7  # smaller, and the words in a picture can no longer be read


@dataclass(frozen=True)
class Box:
    """A picture's heights for a width of 1: drawn wide, and drawn narrow (0: not possible).

    `beside_wide` and `beside_narrow` are the millimetres that the words around it take.
    """

    wide: float
    narrow: float
    beside_wide: float = 0.0
    beside_narrow: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Where each picture kept goes ("W", "L" or "R"), and how much all are scaled."""

    kept: tuple[int, ...]
    places: tuple[str, ...]
    scale: float


def plan(boxes: list[Box], width: float, column: float, room: float) -> Plan:
    """Return the layout that keeps most pictures, and shows these on the largest area.

    `room` is the height there is. Lengths are in millimetres.
    """
    for many in range(len(boxes), 0, -1):
        plans = [
            Plan(kept, places, _scale(boxes, kept, places, width, column, room))
            for kept in combinations(range(len(boxes)), many)
            for places in product("WLR", repeat=many)
            if _possible(boxes, kept, places)
        ]
        read = [each for each in plans if each.scale >= LEAST]
        if read or many == 1:
            return max(read or plans, key=lambda each: _area(boxes, each, width, column))
    return Plan((), (), 1.0)


def _possible(boxes: list[Box], kept: tuple[int, ...], places: tuple[str, ...]) -> bool:
    if list(places) != sorted(places, key="WLR".index):  # the author's order is the page's order
        return False
    return all(p == "W" or boxes[i].narrow for i, p in zip(kept, places, strict=True))


def _area(boxes: list[Box], layout: Plan, width: float, column: float) -> tuple[float, float]:
    """Return what the pictures cover; of two that cover the same, columns that end together."""
    covered, ends = 0.0, dict.fromkeys("WLR", 0.0)
    for i, place in zip(layout.kept, layout.places, strict=True):
        across, shape = (width, boxes[i].wide) if place == "W" else (column, boxes[i].narrow)
        covered += shape * (across * layout.scale) ** 2
        ends[place] += shape * across
    return round(covered, 3), -abs(ends["L"] - ends["R"])


def _scale(
    boxes: list[Box],
    kept: tuple[int, ...],
    places: tuple[str, ...],
    width: float,
    column: float,
    room: float,
) -> float:
    pictures, words = dict.fromkeys("WLR", 0.0), dict.fromkeys("WLR", 0.0)
    for i, place in zip(kept, places, strict=True):
        box, wide = boxes[i], place == "W"
        pictures[place] += box.wide * width if wide else box.narrow * column
        words[place] += box.beside_wide if wide else box.beside_narrow
    # The higher of the two columns decides; which one it is may depend on the scale.
    return min(
        1.0,
        *(
            (room - words["W"] - words[side]) / max(pictures["W"] + pictures[side], 0.001)
            for side in "LR"
        ),
    )
