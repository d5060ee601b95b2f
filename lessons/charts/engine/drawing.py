"""Hold the marks of a picture, and write them as SVG whose colours follow the theme."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import cos, pi, sin

from lessons.charts.engine.theme import COLOURS

Position = tuple[float, float]
# Texts are laid out by the widths of these letters: text_fit.py.
FONTS = "Helvetica, Arial, sans-serif"
DRAGGED = "drag"  # the pick of marks that can be dragged, together, onto those that have another
ANCHORS = ("start", "middle", "end")
# The corners of each form of radius 1 around the origin; a circle has none. The sizes make forms
# of one radius look equally large, and a star's inner corners keep its points apart.
CORNERS: dict[str, tuple[Position, ...]] = {
    "circle": (),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "star": tuple(
        (radius * sin(turn * pi / 5), -radius * cos(turn * pi / 5))
        for turn, radius in enumerate((1.35, 0.6) * 5)
    ),
    "cross": (
        (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0), (1, 0.6), (0.6, 1),
        (0, 0.4), (-0.6, 1), (-1, 0.6), (-0.4, 0), (-1, -0.6), (-0.6, -1),
    ),
}  # fmt: skip
_KNOWN: dict[str, Collection[str]] = {"role": COLOURS, "form": CORNERS, "anchor": ANCHORS}


class _Checked:
    """Marks whose words are those of the course: they reach SVG as they are, without escaping."""

    def __post_init__(self) -> None:
        for kind, known in _KNOWN.items():
            value = getattr(self, kind, None)
            if value is not None and value not in known:
                raise ValueError(f"There is no {kind} '{value}': {', '.join(known)}.")


@dataclass(frozen=True)
class Shape(_Checked):
    """A closed shape around (x, y) of a form of CORNERS; `pick` names what a click chooses."""

    x: float
    y: float
    size: float
    form: str
    role: str
    title: str = ""
    pick: str = ""
    hollow: bool = False

    @property
    def corners(self) -> list[Position]:
        """The corners on the page; none for a circle."""
        return [(self.x + self.size * x, self.y + self.size * y) for x, y in CORNERS[self.form]]


@dataclass(frozen=True)
class Line(_Checked):
    """A straight line or a polyline through `points`."""

    points: tuple[Position, ...]
    role: str = "grid"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Box(_Checked):
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
class Text(_Checked):
    """A line of text; `anchor` is start, middle or end, and (x, y) is on its base line."""

    x: float
    y: float
    text: str
    role: str = "ink"
    size: float = 12.0
    anchor: str = "start"
    bold: bool = False
    halo: bool = False
    pick: str = ""


@dataclass(frozen=True)
class Area(_Checked):
    """Filled rings, such as land; each ring is a tuple of points."""

    rings: tuple[tuple[Position, ...], ...]
    role: str = "land"

    def path(self) -> str:
        """Return the rings as the data of one SVG path, so that a ring in a ring stays open."""
        return "".join(map(_ring, self.rings))


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
            f'font-family="{FONTS}">{inside}</svg>'
        )

    def whole(self) -> "Drawing":
        """Return the marks on their backdrop as one drawing on paper."""
        paper = Box(0, 0, self.width, self.height, "paper", radius=0)
        behind = self.backdrop.marks if self.backdrop else []
        return Drawing(self.width, self.height, [paper, *behind, *self.marks])

    def png(self, scale: float = 1.25) -> bytes:
        """Return the drawing and its backdrop as a PNG on white paper, `scale` times its size."""
        from lessons.charts.engine.png import drawing_png  # Pillow is for stored pictures only

        return drawing_png(self, scale)


def _svg_mark(mark: Mark) -> str:
    ink = f"var(--cs-{mark.role})"
    match mark:
        case Shape():
            return _svg_shape(mark, ink)
        case Line():
            dash = ' stroke-dasharray="4 3"' if mark.dashed else ""
            return (
                f'<polyline points="{_places(mark.points)}" fill="none" stroke="{ink}" '
                f'stroke-width="{mark.width:g}"{dash}/>'
            )
        case Box():
            paint = f'stroke="{ink}" fill="none"' if mark.outline else f'fill="{ink}"'
            return (
                f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" width="{mark.width:.1f}" '
                f'height="{mark.height:.1f}" rx="{mark.radius:g}" opacity="{mark.opacity:g}" '
                f"{paint}{_pick(mark.pick)}>{_title(mark.title)}</rect>"
            )
        case Text():
            weight = ' font-weight="600"' if mark.bold else ""
            halo = ' stroke="var(--cs-paper)" stroke-width="3" paint-order="stroke"' * mark.halo
            return (
                f'<text x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size:g}" '
                f'text-anchor="{mark.anchor}" fill="{ink}"{weight}{halo}'
                f"{_pick(mark.pick)}>{escape(mark.text)}</text>"
            )
        case Area():
            return f'<path d="{mark.path()}" fill="{ink}"/>'


def _svg_shape(mark: Shape, ink: str) -> str:
    """Return a shape; a hollow one is filled with paper, so that no line shines through."""
    fill, edge = ("var(--cs-paper)", 2) if mark.hollow else (ink, 0.5)
    rest = (
        f'fill="{fill}" stroke="{ink}" stroke-width="{edge}"{_pick(mark.pick)}>{_title(mark.title)}'
    )
    if mark.form == "circle":
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.size:g}" {rest}</circle>'
    return f'<polygon points="{_places(mark.corners)}" {rest}</polygon>'


def _places(points: Iterable[Position]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _pick(pick: str) -> str:
    return f' data-pick="{escape(pick)}"' if pick else ""


def _title(title: str) -> str:
    return f"<title>{escape(title)}</title>" if title else ""


def _ring(ring: tuple[Position, ...]) -> str:
    """Return a ring as part of a path."""
    # Relative steps in tenths of a pixel keep a world of land under 40 kB.
    whole = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    body = " ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps if (dx, dy) != (0, 0))
    return f"M{whole[0][0] / 10:g} {whole[0][1] / 10:g}l{body}z"
