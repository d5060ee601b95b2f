"""Draw marks as a PNG on white paper, with Pillow: for stored pictures and for print only."""

import io
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import hypot

from PIL import Image, ImageColor, ImageDraw, ImageFont

from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Mark, Point, Shape, Text
from lessons.charts.engine.theme import COLOURS, colour

_FINER = 3  # each pixel is drawn as 3 by 3, and then averaged: soft edges
_FACE = 0.889  # DejaVu's letters are wider than those of most screens
_DASH, _DASH_GAP = 4.0, 3.0
_HALO = 1.5  # px of paper around a name on a map
_SOFT_STEPS = 6  # shades between a colour and its ground
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def drawing_png(drawing: Drawing, scale: float) -> bytes:
    """Return a drawing on its backdrop as a PNG, `scale` times its size."""
    size = (round(drawing.width * scale), round(drawing.height * scale))
    fine = (size[0] * _FINER, size[1] * _FINER)
    picture = Image.new("RGB", fine, colour("paper"))
    pen = _Pen(picture, scale * _FINER)
    for mark in drawing.whole().marks:
        pen.draw(mark)
    return encoded(picture.resize(size, Image.Resampling.BOX))


def encoded(picture: Image.Image) -> bytes:
    """Return a picture as a PNG with the theme's colours only, to keep notebooks small."""
    paper = io.BytesIO()
    colours = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    colours.save(paper, format="png", optimize=True)
    return paper.getvalue()


class _Pen:
    """Draws marks on a picture that is `scale` times as large as the drawing."""

    def __init__(self, picture: Image.Image, scale: float) -> None:
        self.picture, self.scale = picture, scale
        self.canvas = ImageDraw.Draw(picture)

    def draw(self, mark: Mark) -> None:
        """Draw a mark over those already there."""
        match mark:
            case Shape():
                self._shape(mark)
            case Line():
                self._line(mark)
            case Box():
                self._box(mark)
            case Text():
                self._text(mark)
            case Area():
                for ring in mark.rings:
                    self.canvas.polygon(self._points(ring), fill=colour(mark.role))

    def _points(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _shape(self, mark: Shape) -> None:
        fill = colour("paper" if mark.hollow else mark.role)
        edge = round((2 if mark.hollow else 0.5) * self.scale)
        if mark.form == "circle":
            reach = mark.size + edge / self.scale / 2
            ends = ((mark.x - reach, mark.y - reach), (mark.x + reach, mark.y + reach))
            self.canvas.ellipse(self._points(ends), fill, colour(mark.role), edge)
            return
        points = self._points(mark.corners)
        self.canvas.polygon(points, fill=fill)
        self.canvas.line([*points, *points[:2]], colour(mark.role), edge, joint="curve")

    def _line(self, mark: Line) -> None:
        width = max(round(mark.width * self.scale), 1)
        if not mark.dashed:
            self.canvas.line(self._points(mark.points), colour(mark.role), width, joint="curve")
            return
        for dash in _dashes(mark.points):
            self.canvas.line(self._points(dash), colour(mark.role), width)

    def _box(self, mark: Box) -> None:
        if mark.width <= 0 or mark.height <= 0 or mark.opacity <= 0:
            return
        left, top = round(mark.x * self.scale), round(mark.y * self.scale)
        right = max(round((mark.x + mark.width) * self.scale) - 1, left)
        foot = max(round((mark.y + mark.height) * self.scale) - 1, top)
        # A mask carries both the round corners and the opacity.
        mask = Image.new("L", (right - left + 1, foot - top + 1), 0)
        level, edge = round(255 * mark.opacity), round(self.scale)
        area = (0, 0, right - left, foot - top)
        fill, outline = (None, level) if mark.outline else (level, None)
        ImageDraw.Draw(mask).rounded_rectangle(
            area, mark.radius * self.scale, fill, outline, width=edge if mark.outline else 0
        )
        self.picture.paste(colour(mark.role), (left, top), mask)

    def _text(self, mark: Text) -> None:
        at = (mark.x * self.scale, mark.y * self.scale)
        font = _font(round(mark.size * _FACE * self.scale), mark.bold)
        halo = round(_HALO * self.scale) if mark.halo else 0
        ink, paper, anchor = colour(mark.role), colour("paper"), _ANCHORS[mark.anchor]
        self.canvas.text(at, mark.text, ink, font, anchor, stroke_width=halo, stroke_fill=paper)


def _dashes(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes of a dashed line, each by its two ends."""
    for (x, y), (to_x, to_y) in pairwise(points):
        long = hypot(to_x - x, to_y - y)
        at = 0.0
        while at < long:
            ends = (at / long, min(at + _DASH, long) / long)
            start, end = ((x + (to_x - x) * part, y + (to_y - y) * part) for part in ends)
            yield start, end
            at += _DASH + _DASH_GAP


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    """Return a font of a size in pixels."""
    # matplotlib brings DejaVu Sans along: the same letters on every computer.
    from matplotlib import get_data_path

    name = "DejaVuSans-Bold" if bold else "DejaVuSans"
    return ImageFont.truetype(f"{get_data_path()}/fonts/ttf/{name}.ttf", size)


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
        for role, (full, _) in COLOURS.items()
        for ground in grounds
        for step in range(_SOFT_STEPS if role not in ("paper", "sea") else 1)
    ]
    # Pillow finds the nearest colour only roughly: nothing near white, so that paper stays white.
    kept = [rgb for rgb in dict.fromkeys(colours) if sum(rgb) == 3 * 255 or sum(rgb) < 3 * 247]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for rgb in kept for value in rgb])
    return palette
