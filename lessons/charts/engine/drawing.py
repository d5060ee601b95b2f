"""Hold the marks of a picture, and write them as SVG whose colours follow the theme."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import pairwise
from math import cos, pi, sin

from lessons.charts.engine.text_fit import text_width as text_width
from lessons.charts.engine.theme import COLOURS

Point = tuple[float, float]
FORMS = ("circle", "square", "diamond", "triangle", "star")
ANCHORS = ("start", "middle", "end")


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

    def __post_init__(self) -> None:
        _check("role", self.role, COLOURS)
        _check("form", self.form, FORMS)


@dataclass(frozen=True)
class Line:
    """A straight line or a polyline through `points`."""

    points: tuple[Point, ...]
    role: str = "grid"
    width: float = 1.0
    dashed: bool = False

    def __post_init__(self) -> None:
        _check("role", self.role, COLOURS)


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

    def __post_init__(self) -> None:
        _check("role", self.role, COLOURS)


@dataclass(frozen=True)
class Text:
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

    def __post_init__(self) -> None:
        _check("role", self.role, COLOURS)
        _check("anchor", self.anchor, ANCHORS)


@dataclass(frozen=True)
class Area:
    """Filled rings, such as land; each ring is a tuple of points."""

    rings: tuple[tuple[Point, ...], ...]
    role: str = "land"

    def __post_init__(self) -> None:
        _check("role", self.role, COLOURS)


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
        marks: list[Mark] = [Box(0, 0, self.width, self.height, "paper", radius=0)]
        if self.backdrop:
            foot = self.backdrop.height
            marks += self.backdrop.marks
            if foot < self.height:
                marks.append(Box(0, foot, self.width, self.height - foot, "paper", radius=0))
        return Drawing(self.width, self.height, [*marks, *self.marks])

    def png(self, scale: float = 1.25) -> bytes:
        """Return the drawing and its backdrop as a PNG on white paper, `scale` times its size."""
        from lessons.charts.engine.png import drawing_png  # Pillow is for stored pictures only

        return drawing_png(self, scale)


def _check(kind: str, value: str, known: Iterable[str]) -> None:
    # These values reach SVG as they are: only those of the course are taken.
    if value not in known:
        raise ValueError(f"There is no {kind} '{value}': {', '.join(known)}.")


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
    raise ValueError(f"There is no form '{form}': {', '.join(FORMS)}.")


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
                f"{_pick(mark.pick)}>{escape(mark.text)}</text>"
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
