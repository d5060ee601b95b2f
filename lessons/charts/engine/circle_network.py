"""Draw things on a circle, and lines between them that are as thick as what they share.

Lines cross least in the eye when all nodes stand on a circle; the chosen node's lines are dark and
on top, so that its ties can be followed one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Line, Mark, Shape
from lessons.charts.engine.layout import Plot, lines_at
from lessons.charts.engine.sizes import DOT_LARGE
from lessons.charts.engine.text_fit import wrap
from lessons.charts.engine.theme import is_narrow

_THINNEST, _THICKER = 1.2, 2.0  # px: the least width of a line, and what a square root adds
_RADIUS, _RADIUS_NARROW = 150.0, 105.0  # px
_BEYOND = 60.0  # px of room above and below the circle, for labels


@dataclass(frozen=True)
class Node:
    """A thing on the circle with its label and, under it, a small note; `pick` is for a click."""

    key: str
    label: str
    note: str = ""
    chosen: bool = False
    pick: str = ""


@dataclass(frozen=True)
class Tie:
    """A line between two nodes, given by their keys; `strong` lines are drawn dark and on top."""

    start: str
    end: str
    count: int
    strong: bool = False


def circle_network(plot: Plot, nodes: Sequence[Node], ties: Sequence[Tie]) -> None:
    """Draw nodes on a circle and ties between them, and move on below."""
    radius = _RADIUS_NARROW if is_narrow() else _RADIUS
    middle, turn = plot.y + radius + _BEYOND / 2, 2 * pi / len(nodes)
    spots = {}
    for place, node in enumerate(nodes):
        angle = turn * (place + 0.5)
        spots[node.key] = (plot.width / 2 + radius * sin(angle), middle - radius * cos(angle))
    for tie in sorted(ties, key=lambda tie: tie.strong):
        role, width = "ally" if tie.strong else "grid", _THINNEST + _THICKER * sqrt(tie.count)
        plot.add(Line((spots[tie.start], spots[tie.end]), role, width))
    for node in nodes:
        plot.add(*_node(plot, node, *spots[node.key]))
    plot.skip(2 * radius + _BEYOND)


def _node(plot: Plot, node: Node, x: float, y: float) -> list[Mark]:
    """Return a node with its label outside the circle, on the side where it stands."""
    right = x > plot.width / 2
    start = x + 2 * DOT_LARGE * (1 if right else -1)
    room = plot.right - start if right else start - plot.left
    style = sizes.LABEL.emphasised(node.chosen)
    texts = [*wrap(node.label, room, style.size, style.bold), *([node.note] if node.note else [])]
    labels = lines_at(start, y, texts, style, "start" if right else "end", node.pick)
    look = ("circle", "ally", node.label, node.pick, not node.chosen)
    return [Shape(x, y, DOT_LARGE, *look), *labels]
