"""Lay out parts of the world in pixels: their outlines and the places on them.

Explorers, the cards of questions and exported questions take their maps from here, so that a
learner sees one kind of map everywhere. The land has no borders: some of them are disputed, and no
question of the course needs them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import asin, cos, hypot, radians, sin, sqrt

from lessons.charts.engine.drawing import Area, Box, Mark, Position
from lessons.data import cached_on_tables, rows

Edges = tuple[float, float, float, float]  # left, top, right, bottom

_DETAIL = 0.6  # px: points of an outline that lie nearer to each other are drawn as one


@dataclass(frozen=True)
class Region:
    """A part of the world: its name and its edges in degrees."""

    name: str
    west: float
    east: float
    south: float
    north: float

    def __contains__(self, place: Position) -> bool:
        """Return whether a place, as longitude and latitude, lies inside."""
        return self.west < place[0] < self.east and self.south < place[1] < self.north

    def plane(self, lon: float, lat: float) -> Position:
        """Project degrees: the world keeps its areas, a part of it the proportions in its middle.

        The unit is the earth's radius, and y grows northwards.
        """
        if self.east - self.west == 360:
            return equal_earth(lon, lat)
        return radians(lon) * cos(radians((self.south + self.north) / 2)), radians(lat)


@dataclass(frozen=True)
class Frame:
    """A region on a page: degrees become pixels below and beside its upper left corner."""

    region: Region
    left: float
    top: float
    width: float

    def __call__(self, lon: float, lat: float) -> Position:
        """Return where a place given in degrees is on the page."""
        x, y = self.region.plane(lon, lat)
        west, north, scale = self._fit
        return self.left + (x - west) * scale, self.top + (north - y) * scale

    @cached_property
    def height(self) -> float:
        """How high the map is, in pixels."""
        return round(self(0, self.region.south)[1] - self.top)

    @property
    def edges(self) -> Edges:
        """The edges of the map on the page."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def box(self, role: str, *, outline: bool = False) -> Box:
        """Return the rectangle that the map fills."""
        place = self.left, self.top, self.width, self.height
        return Box(*place, role, outline=outline, radius=0)

    @cached_property
    def _fit(self) -> tuple[float, float, float]:
        """Where the upper left corner lies on the plane, and how many pixels a unit of it takes."""
        # Both projections are widest at the equator, and their parallels are straight.
        edges = self.region
        west, east = (edges.plane(lon, 0)[0] for lon in (edges.west, edges.east))
        return west, edges.plane(0, edges.north)[1], self.width / (east - west)


WORLD = Region("The whole world", -180, 180, -56, 76)


def background(frame: Frame) -> list[Mark]:
    """Return sea, land and an edge around them."""
    return [frame.box("sea"), Area(outlines(frame)), frame.box("quiet", outline=True)]


@cached_on_tables(maxsize=32)
def outlines(frame: Frame) -> tuple[tuple[Position, ...], ...]:
    """Return the outlines of the land in a frame, cut off at its edges, in pixels of the page."""
    rings = (
        [frame(row.lon, row.lat) for row in ring]
        for _, ring in groupby(rows("land"), key=lambda row: row.ring)
    )
    cut = (_clipped(tuple(_thinned(ring)), frame.edges) for ring in rings)
    return tuple(ring for ring in cut if len(ring) > 2)


def equal_earth(lon: float, lat: float) -> Position:
    """Project degrees by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    slope = a1 + square * (3 * a2 + square**2 * (7 * a3 + 9 * a4 * square))
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / (3 * slope)
    return x, theta * (a1 + square * (a2 + square**2 * (a3 + a4 * square)))


def _thinned(ring: Sequence[Position]) -> Iterator[Position]:
    """Yield the points of an outline that can be told apart on the page."""
    last = ring[-1]
    for point in ring:
        if hypot(point[0] - last[0], point[1] - last[1]) >= _DETAIL:
            yield point
            last = point


def _clipped(ring: tuple[Position, ...], edges: Edges) -> tuple[Position, ...]:
    """Return the part of a ring inside a rectangle, after Sutherland and Hodgman (1974)."""
    for axis, edge, inwards in zip((0, 1, 0, 1), edges, (1, 1, -1, -1), strict=True):
        ring = tuple(_cut(ring, axis, edge, inwards))
    return ring


def _cut(ring: tuple[Position, ...], axis: int, edge: float, inwards: int) -> Iterator[Position]:
    """Yield the part of a ring on one side of a line: where `axis` is beyond `edge`, inwards."""
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        here, there = inwards * (one[axis] - edge), inwards * (other[axis] - edge)
        if here >= 0:
            yield one
        if here * there < 0:
            share = here / (here - there)
            yield one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
