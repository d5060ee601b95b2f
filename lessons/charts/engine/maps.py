"""Draw maps: land without borders as a backdrop, markers at capitals, names that do not collide.

The land has no borders: some of them are disputed, and no question of the course needs them. A
marker stands at the capital. Names are placed anew for each region and width of the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, ceil, cos, hypot, radians, sin, sqrt
from types import MappingProxyType

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Mark, Point, Shape, Text
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.legends import ring
from lessons.charts.engine.sizes import DOT, MARGIN
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import is_narrow
from lessons.data import cached_on, rows

LABEL = sizes.TICK.size
_STEP = 8.0  # the map's upper edge stands at a multiple: few backdrops have to be sent
# Where a name may stand around its marker: distances in pixels, and directions in degrees.
_DISTANCES = (DOT + 4, 16, 24, 34, 46, 60, 76)
_DIRECTIONS = (0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 70, 290, 110, 250)
_APART = 20.0  # px: a name farther from its marker gets a line to it
_CROWD = 60.0  # px: markers nearer than this are neighbours, and crowded ones are named first


@dataclass(frozen=True)
class Region:
    """A part of the world: its name and its edges in degrees."""

    name: str
    west: float
    east: float
    south: float
    north: float

    def __contains__(self, place: tuple[float, float]) -> bool:
        """Return whether a place, as longitude and latitude, lies inside."""
        return self.west < place[0] < self.east and self.south < place[1] < self.north


REGIONS = {
    "world": Region("The whole world", -180, 180, -56, 76),
    "europe": Region("Europe", -25, 57, 34.3, 65.5),
    "south": Region("Mediterranean and Gulf", -19, 62, 12, 45),
    "asia": Region("Caucasus and Central Asia", 25, 108, 24, 58),
}


# From Lisbon to Islamabad names on a world map would stand beside the wrong marker.
_CROWDED = Region("Europe and its neighbours", -12, 80, 20, 90)


@dataclass(frozen=True)
class Marker:
    """A mark at a country's capital, and the country's name, by default beside it.

    A `note`, such as a number, follows the name.
    """

    iso3: str
    name: str
    form: str
    role: str
    title: str = ""
    pick: str = ""
    hollow: bool = False
    size: float = DOT
    named: bool = True
    note: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a marker stands, and where its name does; without an anchor there is no room for it.

    Positions are pixels from the upper left corner of the map. `lead` asks for a line between
    marker and name.
    """

    x: float
    y: float
    text_x: float = 0.0
    text_y: float = 0.0
    anchor: str = ""
    lead: bool = False


def region_names() -> dict[str, str]:
    """Return the names of the parts of the world that can be drawn, by their keys."""
    return {key: region.name for key, region in REGIONS.items()}


def in_region(region: str, codes: Iterable[str], page: float) -> list[str]:
    """Return the countries of `codes` whose capitals lie inside a region of a page's width."""
    inside = _spots(region, page, None)
    return [code for code in codes if code in inside]


def draw_map(plot: Plot, region: str, markers: Sequence[Marker], *, ringed: str = "") -> None:
    """Draw a region with markers and their names, and move on.

    A map of the whole world on a phone has no room for names. `ringed` is the iso3 code of a
    country that is marked by a ring.
    """
    top = ceil(plot.y / _STEP) * _STEP
    backdrop = _land(region, plot.width, top)
    plot.drawing.backdrop = backdrop
    extra = max((text_width(f" {m.note}", LABEL) for m in markers if m.note), default=0.0)
    spots = _spots(region, plot.width, _named(markers, ringed), extra)
    here = [(marker, spots[marker.iso3]) for marker in markers if marker.iso3 in spots]
    if ringed in spots:
        plot.add(ring(spots[ringed].x, spots[ringed].y + top))
    for one, spot in here:
        look = (one.size, one.form, one.role, one.title, one.pick, one.hollow)
        plot.add(Shape(spot.x, spot.y + top, *look))
    if not (is_narrow() and region == "world"):
        for one, spot in here:
            if one.named and spot.anchor:
                plot.add(*_name(one, spot, top))
    plot.y = backdrop.height
    if region == "world":
        plot.note("Choose a part of the map to see all names.")


def _named(markers: Sequence[Marker], ringed: str) -> tuple[str, ...] | None:
    # A phone has no room for everybody's name: partners are named, or Allies if they stand alone.
    partners = {marker.iso3 for marker in markers if marker.role != "ally"}
    if not is_narrow() or not partners:
        return None
    return tuple(sorted({*partners, ringed} - {""}))


def _name(marker: Marker, spot: Spot, top: float) -> Iterator[Mark]:
    """Yield a marker's name, and a line to it where it stands far away."""
    x, y, text = spot.text_x, spot.text_y + top, f"{marker.name} {marker.note}".strip()
    if spot.lead:
        yield Line(((spot.x, spot.y + top), (x, y - LABEL * 0.35)), "quiet", 0.8)
    yield Text(x, y, text, size=LABEL, anchor=spot.anchor, halo=True, pick=marker.pick)


@dataclass(frozen=True)
class _Frame:
    """How a region fills a page of a width: degrees become pixels from its upper left corner.

    `left` and `top` are edges on the plane of the projection, `scale` its pixels for each unit.
    """

    region: str
    left: float
    top: float
    scale: float
    width: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Return where a place given in degrees stands."""
        x, y = _plane(self.region, lon, lat)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    @property
    def height(self) -> float:
        """How high the map is in pixels."""
        return float(ceil(self(0, REGIONS[self.region].south)[1]))


@lru_cache(maxsize=32)
def _frame(region: str, page: float) -> _Frame:
    # Both projections are widest at the equator, and their parallels are straight.
    edges = REGIONS[region]
    left, right = (_plane(region, lon, 0)[0] for lon in (edges.west, edges.east))
    return _Frame(region, left, _plane(region, 0, edges.north)[1], page / (right - left), page)


def _plane(region: str, lon: float, lat: float) -> Point:
    # A region is drawn with the right proportions in its middle, the world with the right areas.
    if region == "world":
        return equal_earth(lon, lat)
    edges = REGIONS[region]
    return radians(lon) * cos(radians((edges.south + edges.north) / 2)), radians(lat)


@cached_on("countries")
def _spots(
    region: str, page: float, named: tuple[str, ...] | None, extra: float = 0.0
) -> Mapping[str, Spot]:
    """Return where each country of a region is, with room for the names of `named`, or of all.

    Each name gets `extra` pixels for a note behind it.
    """
    frame = _frame(region, page)
    points, names = {}, {}
    for row in rows("countries"):
        place = (row.capital_lon, row.capital_lat)
        x, y = frame(*place)
        if MARGIN < x < frame.width - MARGIN and MARGIN < y < frame.height - MARGIN:
            points[row.iso3] = (x, y)
            crowded = region == "world" and place in _CROWDED
            if not crowded and (named is None or row.iso3 in named):
                names[row.iso3] = row.name
    return MappingProxyType(_labelled(points, names, frame, extra))


def _labelled(
    points: dict[str, Point], names: dict[str, str], frame: _Frame, extra: float
) -> dict[str, Spot]:
    """Return each country with the nearest free place for its name.

    Countries with many neighbours choose first; a name without a free place is left out, and the
    title of its marker still tells it.
    """
    # Crowded countries choose first; every name takes the nearest free place around its marker.
    crowd = {
        code: sum(hypot(x - a, y - b) < _CROWD for a, b in points.values())
        for code, (x, y) in points.items()
    }
    reach = DOT + 1
    taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in points.values()]
    found = {code: Spot(x, y) for code, (x, y) in points.items()}
    for code in sorted(points.keys() & names.keys(), key=lambda code: (-crowd[code], code)):
        for spot, box in _candidates(points[code], text_width(names[code], LABEL) + extra):
            inside = min(box[:2]) > 0 and box[2] < frame.width and box[3] < frame.height
            if inside and all(_are_apart(box, other) for other in taken):
                found[code] = spot
                taken.append(box)
                break
    return found


_Edges = tuple[float, float, float, float]


def _candidates(point: Point, long: float) -> Iterator[tuple[Spot, _Edges]]:
    """Yield the places for a name around a point, the nearest first, with the box it fills."""
    x, y = point
    for distance in _DISTANCES:
        for direction in _DIRECTIONS:
            dx, dy = distance * cos(radians(direction)), distance * sin(radians(direction))
            anchor = "start" if dx > 3 else "end" if dx < -3 else "middle"
            left = x + dx - {"start": 0, "middle": long / 2, "end": long}[anchor]
            base = y + dy + LABEL * 0.35
            box = (left - 1, base - LABEL * 0.85, left + long + 1, base + LABEL * 0.25)
            yield Spot(x, y, x + dx, base, anchor, distance > _APART), box


def _are_apart(one: _Edges, other: _Edges) -> bool:
    """Return whether two rectangles, given by their edges, do not meet."""
    beside = other[0] > one[2] or other[2] < one[0]
    return beside or other[1] > one[3] or other[3] < one[1]


def equal_earth(lon: float, lat: float) -> Point:
    """Project degrees by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    slope = a1 + square * (3 * a2 + square**2 * (7 * a3 + 9 * a4 * square))
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / (3 * slope)
    return x, theta * (a1 + square * (a2 + square**2 * (a3 + a4 * square)))


def _land(region: str, page: float, top: float) -> Drawing:
    """Return sea, land and equator below a strip of paper that is `top` pixels high."""
    frame = _frame(region, page)
    sea = Box(0, top, page, frame.height, "sea", radius=0)
    above = Box(0, 0, page, top, "paper", radius=0)
    marks: list[Mark] = [sea, Area(_rings(region, page, top)), above]
    if REGIONS[region].south < 0:
        y = frame(0, 0)[1] + top
        marks.append(Line(((0, y), (page, y)), "quiet", dashed=True))
        marks.append(Text(MARGIN, y - MARGIN, "equator", "muted", LABEL))
    return Drawing(page, top + frame.height, marks, key=f"{region}-{page:g}-{top:g}")


@cached_on("land", maxsize=16)
def _rings(region: str, page: float, top: float) -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of the land that can be seen, in pixels of the page."""
    frame = _frame(region, page)
    rings: dict[int, list[Point]] = {}
    for row in rows("land"):
        x, y = frame(row.lon, row.lat)
        rings.setdefault(row.ring, []).append((x, y + top))
    seen = (0, top, frame.width, top + frame.height)
    return tuple(tuple(ring) for ring in rings.values() if not _are_apart(_edges(ring), seen))


def _edges(points: Sequence[Point]) -> _Edges:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
