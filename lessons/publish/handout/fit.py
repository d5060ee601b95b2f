"""Find room for a lesson's pictures: each across the page, or in one of two columns."""

from dataclasses import dataclass
from itertools import combinations, product

LEAST = 0.7  # smaller, and the words in a picture can no longer be read


@dataclass(frozen=True)
class Box:
    """A picture's heights for a width of 1: drawn wide, and drawn narrow (0: not possible)."""

    wide: float
    narrow: float


@dataclass(frozen=True)
class Plan:
    """Where each picture kept goes ("W", "L" or "R"), and how much all are scaled."""

    kept: tuple[int, ...]
    places: tuple[str, ...]
    scale: float


def plan(boxes: list[Box], width: float, column: float, room: float, caption: float) -> Plan:
    """Return the layout that keeps most pictures, then shows them largest, then across the page.

    `room` is the height there is; each picture needs `caption` above it. Lengths are in
    millimetres.
    """
    for many in range(len(boxes), 0, -1):
        plans = [
            Plan(kept, places, _scale(boxes, kept, places, width, column, room, caption))
            for kept in combinations(range(len(boxes)), many)
            for places in product("WLR", repeat=many)
            if _possible(boxes, kept, places)
        ]
        best = max(plans, key=lambda p: (round(p.scale, 2), p.places.count("W")))
        if best.scale >= LEAST or many == 1:
            return best
    return Plan((), (), 1.0)


def _possible(boxes: list[Box], kept: tuple[int, ...], places: tuple[str, ...]) -> bool:
    return all(p == "W" or boxes[i].narrow for i, p in zip(kept, places, strict=True))


def _scale(
    boxes: list[Box],
    kept: tuple[int, ...],
    places: tuple[str, ...],
    width: float,
    column: float,
    room: float,
    caption: float,
) -> float:
    pictures, captions = dict.fromkeys("WLR", 0.0), dict.fromkeys("WLR", 0.0)
    for i, place in zip(kept, places, strict=True):
        pictures[place] += boxes[i].wide * width if place == "W" else boxes[i].narrow * column
        captions[place] += caption
    # The higher of the two columns decides; which one it is may depend on the scale.
    return min(
        1.0,
        *(
            (room - captions["W"] - captions[side]) / max(pictures["W"] + pictures[side], 0.001)
            for side in "LR"
        ),
    )
