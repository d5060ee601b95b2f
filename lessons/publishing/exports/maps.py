"""A map as a picture, its places marked with letters: for systems that know no map."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from lessons.data import rows
from lessons.data.distances import capitals
from lessons.questions.locate_map import chart_of, letters
from lessons.questions.shapes import Picture

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


def draw(question: str, codes: Sequence[str]) -> Picture:
    """Draw the land around some capitals, each with its letter."""
    left, top, width, height = chart_of(codes)["view"]
    figure = Figure((WIDTH, WIDTH * height / width), dpi=DPI, layout="none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(left, left + width), ylim=(-top - height, -top), facecolor=SEA)
    # Longitudes and latitudes as they are: the places lie close enough for a flat map.
    axes.set_xticks([])
    axes.set_yticks([])
    axes.add_patch(PathPatch(_land(), facecolor=LAND, linewidth=0))
    for code, label in letters(codes).items():
        at = capitals()[code].longitude, capitals()[code].latitude
        axes.annotate(label[0], at, bbox=CIRCLE, **LETTER)
    buffer = io.BytesIO()
    # Without the name of the software, the same map is the same file everywhere.
    figure.savefig(buffer, format="png", metadata={"Software": None})
    places = "; ".join(sorted(letters(codes).values()))
    return Picture(f"{question}.png", buffer.getvalue(), f"Map with marked places. {places}.")


def _land() -> Path:
    """Return the land as one path, so that the Caspian Sea stays open."""
    rings = groupby(rows("land"), key=lambda point: point.ring)
    outlines = [Path([(point.lon, point.lat) for point in ring], closed=True) for _, ring in rings]
    return Path.make_compound_path(*outlines)
