"""A map as a picture, its places marked with letters: for systems that know no map."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from lessons.data import rows
from lessons.data.distances import capitals
from lessons.widgets.locate_map import chart_of

LAND, SEA, INK = "#d9d4c7", "#f4f8fb", "#1b1b1b"
WIDTH, DPI = 6.4, 125  # inches; 800 pixels
CIRCLE = {"boxstyle": "circle,pad=0.2", "facecolor": "white", "edgecolor": INK}
LETTER: dict[str, Any] = {
    "ha": "center",
    "va": "center",
    "color": INK,
    "fontsize": 9.5,
    "fontweight": "bold",
}


@dataclass(frozen=True)
class Picture:
    """A PNG file: its name, its bytes, and what it shows in words."""

    name: str
    png: bytes
    alt: str


def draw(question: str, codes: Sequence[str]) -> Picture:
    """Draw the land around some capitals, each with its letter."""
    left, top, width, height = chart_of(codes)["view"]
    figure = Figure(figsize=(WIDTH, WIDTH * height / width), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(left, left + width), ylim=(-top - height, -top), facecolor=SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.add_patch(PathPatch(_land(), facecolor=LAND, linewidth=0))
    for code, label in letters(codes).items():
        at = capitals()[code].longitude, capitals()[code].latitude
        axes.annotate(label[0], at, bbox=CIRCLE, **LETTER)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    places = "; ".join(sorted(letters(codes).values()))
    return Picture(f"{question}.png", buffer.getvalue(), f"Map with marked places. {places}.")


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return how each place is called beside the picture, from west to east: `A (29° N, 48° E)`."""
    where, known = coordinates(codes), capitals()
    eastwards = sorted(codes, key=lambda code: (known[code].longitude, code))
    return {code: f"{ascii_uppercase[n]} ({where[code]})" for n, code in enumerate(eastwards)}


def coordinates(codes: Sequence[str]) -> dict[str, str]:
    """Return where the capitals lie, in whole degrees."""
    places = chart_of(codes)["places"]
    return {code: where for code, (_, _, where) in zip(codes, places, strict=True)}


def _land() -> Path:
    """Return the land as one path, so that the Caspian Sea stays open."""
    rings = groupby(rows("land"), key=lambda point: point.ring)
    outlines = [Path([(point.lon, point.lat) for point in ring], closed=True) for _, ring in rings]
    return Path.make_compound_path(*outlines)
