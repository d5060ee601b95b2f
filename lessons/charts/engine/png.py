"""Draw marks as a PNG on white paper, with matplotlib: for stored pictures and for print only.

matplotlib brings its own font along, so the letters are the same on every computer.
"""

import io
from functools import cache

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text as Words
from matplotlib.transforms import Affine2D
from PIL import Image, ImageColor

from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Mark, Shape, Text
from lessons.charts.engine.theme import COLOURS, colour

_INCH = 100  # pixels of a drawing
_POINT = 72 / _INCH  # points, in which matplotlib measures lines and letters, of a pixel
_FACE = 0.889  # DejaVu's letters are wider than those of most screens
_DASHES = (4.0, 3.0)  # px of a stroke and of the gap behind it
_HALO = 3.0  # px of paper behind a name on a map
_SOFT_STEPS = 6  # shades between a colour and its ground
_SIDES = {"start": "left", "middle": "center", "end": "right"}


def drawing_png(drawing: Drawing, scale: float) -> bytes:
    """Return a drawing on its backdrop as a PNG, `scale` times its size."""
    size = (drawing.width / _INCH, drawing.height / _INCH)
    # A style of a lab may ask for another layout of all figures: this one has its own.
    figure = Figure(size, dpi=_INCH * scale, layout="none")
    # y grows downwards in a drawing, and upwards in a figure.
    place = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, size[1])
    for number, mark in enumerate(drawing.whole().marks):
        artist = _artist(mark)
        # Without an order of its own, matplotlib would draw every line above every box.
        artist.set(transform=place + figure.dpi_scale_trans, zorder=number)
        figure.add_artist(artist)
    return encoded(figure, figure.dpi)


def encoded(figure: Figure, dpi: float) -> bytes:
    """Return a figure as a PNG with the theme's colours only, to keep notebooks small."""
    full, small = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="png", dpi=dpi, facecolor=colour("paper"))
    picture = Image.open(full).convert("RGB")
    picture = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    picture.save(small, format="png", optimize=True)
    return small.getvalue()


def _artist(mark: Mark) -> Artist:
    ink = colour(mark.role)
    match mark:
        case Shape():
            return _shape(mark, ink)
        case Line():
            dashes = (0, tuple(part / mark.width for part in _DASHES))  # in widths of the line
            style = dashes if mark.dashed else "-"
            ends, width = zip(*mark.points, strict=True), mark.width * _POINT
            return Line2D(*ends, linewidth=width, linestyle=style, color=ink)
        case Box():
            return _box(mark, ink)
        case Text():
            return _words(mark, ink)
        case Area():
            rings = Path.make_compound_path(*(Path(ring, closed=False) for ring in mark.rings))
            return PathPatch(rings, facecolor=ink, linewidth=0)


def _shape(mark: Shape, ink: str) -> Artist:
    look = {
        "facecolor": colour("paper") if mark.hollow else ink,
        "edgecolor": ink,
        "linewidth": (2 if mark.hollow else 0.5) * _POINT,
        "joinstyle": "round",
    }
    if mark.form == "circle":
        return Circle((mark.x, mark.y), mark.size, **look)
    return Polygon(mark.corners, **look)


def _box(mark: Box, ink: str) -> Artist:
    fill, edge, width = ("none", ink, _POINT) if mark.outline else (ink, "none", 0)
    round_corner = max(min(mark.radius, mark.width / 2, mark.height / 2), 0)
    return FancyBboxPatch(
        (mark.x, mark.y), mark.width, mark.height, f"round,pad=0,rounding_size={round_corner}",
        alpha=mark.opacity, facecolor=fill, edgecolor=edge, linewidth=width,
    )  # fmt: skip


def _words(mark: Text, ink: str) -> Artist:
    words = Words(
        mark.x, mark.y, mark.text, color=ink, fontsize=mark.size * _POINT * _FACE,
        fontweight="bold" if mark.bold else "normal", fontfamily="DejaVu Sans",
        horizontalalignment=_SIDES[mark.anchor], parse_math=False,
    )  # fmt: skip
    if mark.halo:
        halo = withStroke(linewidth=_HALO * _POINT, foreground=colour("paper"))
        words.set_path_effects([halo])
    return words


@cache
def _palette() -> Image.Image:
    """Return the palette of all stored pictures: every colour of the theme in soft steps."""
    # The theme's colours and their soft edges on paper, land and sea: none is lost in a map.
    grounds = [ImageColor.getrgb(colour(role)) for role in ("paper", "land", "sea")]
    colours = [
        tuple(
            round(c + (g - c) * step / _SOFT_STEPS)
            for c, g in zip(ImageColor.getrgb(full), ground, strict=True)
        )
        for role, (full, *_) in COLOURS.items()
        for ground in grounds
        for step in range(_SOFT_STEPS if role not in ("paper", "sea") else 1)
    ]
    # Pillow finds the nearest colour only roughly: nothing near white, so that paper stays white.
    usable = [rgb for rgb in dict.fromkeys(colours) if sum(rgb) == 3 * 255 or sum(rgb) < 3 * 247]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for rgb in usable for value in rgb])
    return palette
