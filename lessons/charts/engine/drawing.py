"""Marks that can be drawn on screen (SVG) and on paper (matplotlib)."""

import io
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import pairwise
from math import cos, pi, sin

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Outline
from PIL import Image, ImageColor

from lessons.charts.engine.theme import COLOURS, colour

Point = tuple[float, float]
EM = 0.56  # mean width of a letter, in font sizes


@dataclass(frozen=True)
class Shape:
    """A closed shape around (x, y); `pick` names what a click on it chooses."""

    x: float
    y: float
    size: float
    form: str
    role: str
    title: str = ""
    pick: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class Line:
    """A straight line or a polyline through `points`."""

    points: tuple[Point, ...]
    role: str = "grid"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle with its upper left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    role: str
    opacity: float = 1.0
    outline: bool = False
    title: str = ""
    pick: str = ""
    radius: float = 3.0


@dataclass(frozen=True)
class Text:
    """A line of text; `anchor` is start, middle or end, and (x, y) is on its base line."""

    x: float
    y: float
    words: str
    role: str = "ink"
    size: float = 12.0
    anchor: str = "start"
    bold: bool = False
    halo: bool = False
    pick: str = ""


@dataclass(frozen=True)
class Area:
    """Filled rings, such as land; each ring is a tuple of points."""

    rings: tuple[tuple[Point, ...], ...]
    role: str = "land"


Mark = Shape | Line | Box | Text | Area


@dataclass
class Drawing:
    """Marks on a page of `width` times `height` pixels; y grows downwards.

    `backdrop` is a drawing that stays the same from state to state, such as land: it is sent to
    the browser once, under its `key`.
    """

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
    backdrop: "Drawing | None" = None
    key: str = ""

    def add(self, *marks: Mark) -> None:
        """Add marks on top of those already there."""
        self.marks.extend(marks)

    def svg(self) -> str:
        """Return the marks as SVG text whose colours are the theme's CSS variables."""
        inside = "".join(map(_svg_mark, self.marks))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'font-family="var(--jp-ui-font-family, sans-serif)">{inside}</svg>'
        )

    def whole(self) -> "Drawing":
        """Return the marks on their backdrop as one drawing on paper."""
        paper = Box(0, 0, self.width, self.height, "paper", radius=0)
        backdrop = self.backdrop.marks if self.backdrop else []
        return Drawing(self.width, self.height, [paper, *backdrop, *self.marks])

    def png(self, scale: float = 1.25) -> bytes:
        """Return the drawing and its backdrop as a PNG on white paper."""
        figure = Figure(figsize=(self.width / 100, self.height / 100), dpi=100 * scale)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        for level, mark in enumerate(self.whole().marks):
            _paper_mark(axes, mark, level)
        return png_of(figure, 100 * scale)


def png_of(figure: Figure, dpi: float) -> bytes:
    """Return a figure as a PNG on white paper, its colours reduced to keep notebooks small."""
    figure.set_dpi(dpi)
    figure.set_facecolor(colour("paper"))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    vars(canvas.renderer).clear()  # every text keeps this large buffer in a reference cycle
    paper = io.BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(paper, format="png")
    return paper.getvalue()


@cache
def _palette() -> Image.Image:
    # The theme's colours and their soft edges on paper and on land: none is lost in a large map.
    grounds = [ImageColor.getrgb(colour(role)) for role in ("paper", "land")]
    colours = [
        tuple(
            round(c + (g - c) * step / 8)
            for c, g in zip(ImageColor.getrgb(full), ground, strict=True)
        )
        for role, (full, _) in COLOURS.items()
        for ground in grounds
        for step in range(7 if role != "paper" else 1)  # nothing near white: it must stay white
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for rgb in dict.fromkeys(colours) for value in rgb])
    return palette


def text_width(words: str, size: float = 12.0, bold: bool = False) -> float:
    """Return about how wide a line of text is, in pixels."""
    return len(words) * size * EM * (1.06 if bold else 1.0)


@cache
def corners(form: str) -> tuple[Point, ...]:
    """Return the corners of a form of radius 1 around the origin; a circle has none."""
    if form == "circle":
        return ()
    if form == "square":
        return ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
    if form == "diamond":
        return ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0))
    if form == "triangle":
        return ((0, -1.15), (1.1, 0.85), (-1.1, 0.85))
    if form == "star":
        turn = [(i * pi / 5, 1.35 if i % 2 == 0 else 0.6) for i in range(10)]
        return tuple((r * sin(a), -r * cos(a)) for a, r in turn)
    raise ValueError(f"There is no form '{form}': circle, square, diamond, triangle or star.")


def _svg_mark(mark: Mark) -> str:
    match mark:
        case Shape():
            return _svg_shape(mark)
        case Line():
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
            dash = ' stroke-dasharray="4 3"' if mark.dashed else ""
            return (
                f'<polyline points="{points}" fill="none" stroke="var(--cs-{mark.role})" '
                f'stroke-width="{mark.width:g}"{dash}/>'
            )
        case Box():
            paint = "stroke" if mark.outline else "fill"
            other = ' fill="none"' if mark.outline else ""
            return (
                f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" width="{mark.width:.1f}" '
                f'height="{mark.height:.1f}" rx="{mark.radius:g}" opacity="{mark.opacity:g}" '
                f'{paint}="var(--cs-{mark.role})"{other}{_pick(mark.pick)}>'
                f"{_title(mark.title)}</rect>"
            )
        case Text():
            halo = (
                ' stroke="var(--cs-paper)" stroke-width="3" paint-order="stroke"'
                if mark.halo
                else ""
            )
            weight = ' font-weight="600"' if mark.bold else ""
            return (
                f'<text x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size:g}" '
                f'text-anchor="{mark.anchor}" fill="var(--cs-{mark.role})"{weight}{halo}'
                f"{_pick(mark.pick)}>{escape(mark.words)}</text>"
            )
        case Area():
            path = "".join(map(_ring, mark.rings))
            return f'<path d="{path}" fill="var(--cs-{mark.role})"/>'


def _svg_shape(mark: Shape) -> str:
    role = f"var(--cs-{mark.role})"
    paint = f'fill="{"var(--cs-paper)" if mark.hollow else role}" stroke="{role}"'
    edge = 2 if mark.hollow else 0.5
    rest = f'{paint} stroke-width="{edge}"{_pick(mark.pick)}>{_title(mark.title)}'
    if mark.form == "circle":
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.size:g}" {rest}</circle>'
    points = " ".join(
        f"{mark.x + mark.size * x:.1f},{mark.y + mark.size * y:.1f}" for x, y in corners(mark.form)
    )
    return f'<polygon points="{points}" {rest}</polygon>'


def _pick(pick: str) -> str:
    return f' data-pick="{escape(pick)}"' if pick else ""


def _title(title: str) -> str:
    return f"<title>{escape(title)}</title>" if title else ""


def _ring(ring: tuple[Point, ...]) -> str:
    # Relative steps in tenths of a pixel keep a world of land under 40 kB.
    whole = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    body = " ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps if (dx, dy) != (0, 0))
    return f"M{whole[0][0] / 10:g} {whole[0][1] / 10:g}l{body}z"


def _paper_mark(axes, mark: Mark, level: int) -> None:  # type: ignore[no-untyped-def]
    match mark:
        case Shape():
            _paper_shape(axes, mark, level)
        case Line():
            xs, ys = zip(*mark.points, strict=True)
            style = "--" if mark.dashed else "-"
            look = {"color": colour(mark.role), "linewidth": mark.width * 0.72, "linestyle": style}
            axes.plot(xs, ys, zorder=level, **look)
        case Box():
            paint = {"edgecolor" if mark.outline else "facecolor": colour(mark.role)}
            corner, size = (mark.x, mark.y), (mark.width, mark.height)
            box = Rectangle(corner, *size, fill=not mark.outline, alpha=mark.opacity, **paint)
            axes.add_patch(box).set_zorder(level)
        case Text():
            side = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
            axes.text(
                mark.x,
                mark.y,
                mark.words.replace("$", r"\$"),
                color=colour(mark.role),
                fontsize=mark.size * 0.64,  # points, in a face wider than the screen's
                fontweight="bold" if mark.bold else "normal",
                ha=side,
                va="baseline",
                zorder=level,
            )
        case Area():
            outline = Outline.make_compound_path(
                *(Outline([*r, r[0]], closed=True) for r in mark.rings)
            )
            axes.add_patch(PathPatch(outline, color=colour(mark.role), lw=0)).set_zorder(level)


def _paper_shape(axes, mark: Shape, level: int) -> None:  # type: ignore[no-untyped-def]
    points = corners(mark.form)
    form = Outline([*points, points[0]]) if points else Outline.unit_circle()
    placed = [(mark.x + mark.size * x, mark.y + mark.size * y) for x, y in form.vertices]
    paint = {
        "facecolor": colour("paper" if mark.hollow else mark.role),
        "edgecolor": colour(mark.role),
        "linewidth": 1.4 if mark.hollow else 0.4,
    }
    if points:
        axes.add_patch(Polygon(placed, **paint)).set_zorder(level)
    else:
        axes.add_patch(Circle((mark.x, mark.y), mark.size, **paint)).set_zorder(level)
