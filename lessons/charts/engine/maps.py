"""Draw maps: land without borders as a backdrop, markers at capitals, names that do not collide."""

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
# From Lisbon to Islamabad names on a world map would stand beside the wrong marker.
_CROWDED = ((-12, 80), (20, 90))


@dataclass(frozen=True)
class Region:
    """A part of the world: its name and its edges in degrees."""

    name: str
    west: float
    east: float
    south: float
    north: float


REGIONS = {
    "world": Region("The whole world", -180, 180, -56, 76),
    "europe": Region("Europe", -25, 57, 34.3, 65.5),
    "south": Region("Mediterranean and Gulf", -19, 62, 12, 45),
    "asia": Region("Caucasus and Central Asia", 25, 108, 24, 58),
}


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
class Connection:
    """A straight line between the capitals of two countries."""

    start: str
    end: str
    role: str = "quiet"
    width: float = 1.5


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


def draw_map(
    plot: Plot,
    region: str,
    markers: Sequence[Marker],
    *,
    ringed: str = "",
    connections: Sequence[Connection] = (),
) -> None:
    """Draw a region with markers, their names and lines between places, and move on.

    A map of the whole world on a phone has no room for names. `ringed` is the iso3 code of a
    country that is marked by a ring.
    """
    top = _place_backdrop(plot, region)
    named = _named(markers, ringed)
    extra = max((text_width(f" {m.note}", LABEL) for m in markers if m.note), default=0.0)
    spots = _spots(region, plot.width, named, extra)
    here = [marker for marker in markers if marker.iso3 in spots]
    for line in connections:
        if line.start in spots and line.end in spots:
            ends = ((spots[c].x, spots[c].y + top) for c in (line.start, line.end))
            plot.add(Line(tuple(ends), line.role, line.width))
    if ringed in spots:
        plot.add(ring(spots[ringed].x, spots[ringed].y + top))
    for marker in here:
        spot = spots[marker.iso3]
        plot.add(
            Shape(
                spot.x, spot.y + top, marker.size, marker.form, marker.role, marker.title,
                marker.pick, marker.hollow,
            )
        )  # fmt: skip
    if not (is_narrow() and region == "world"):
        for marker in here:
            if marker.named:
                plot.add(*_name(marker, spots[marker.iso3], top))
    if region == "world":
        plot.note("Choose a part of the map to see all names.")


def _place_backdrop(plot: Plot, region: str) -> float:
    plot.y = ceil(plot.y / _STEP) * _STEP
    top, (_, high) = plot.y, _size(region, plot.width)
    backdrop = _land(region, plot.width, top)
    plot.drawing.backdrop, plot.drawing.key = backdrop, backdrop.key
    plot.y = top + high
    return top


def _named(markers: Sequence[Marker], ringed: str) -> tuple[str, ...] | None:
    # A phone has no room for everybody's name: partners are named, or Allies if they stand alone.
    partners = {marker.iso3 for marker in markers if marker.role != "ally"}
    if not is_narrow() or not partners:
        return None
    return tuple(sorted({*partners, ringed} - {""}))


def _name(marker: Marker, spot: Spot, top: float) -> list[Mark]:
    if not spot.anchor:
        return []
    y = spot.text_y + top
    text = Text(
        spot.text_x,
        y,
        f"{marker.name} {marker.note}".strip(),
        size=LABEL,
        anchor=spot.anchor,
        halo=True,
        pick=marker.pick,
    )
    if not spot.lead:
        return [text]
    return [Line(((spot.x, spot.y + top), (spot.text_x, y - LABEL * 0.35)), "quiet", 0.8), text]


@cached_on("countries")
def _spots(
    region: str, page: float, named: tuple[str, ...] | None, extra: float = 0.0
) -> Mapping[str, Spot]:
    """Return where each country of a region is, with room for the names of `named`, or of all.

    Each name gets `extra` pixels for a note behind it.
    """
    width, height = _size(region, page)
    points, names = {}, {}
    for row in rows("countries"):
        x, y = _project(region, page, row.capital_lon, row.capital_lat)
        if MARGIN < x < width - MARGIN and MARGIN < y < height - MARGIN:
            points[row.iso3] = (x, y)
            if not (region == "world" and _is_crowded(row.capital_lon, row.capital_lat)):
                names[row.iso3] = row.name
    if named is not None:
        names = {code: text for code, text in names.items() if code in named}
    return MappingProxyType(_labelled(points, names, width, height, extra))


def _is_crowded(lon: float, lat: float) -> bool:
    (west, east), (south, north) = _CROWDED
    return west < lon < east and south < lat < north


def _labelled(
    points: dict[str, Point], names: dict[str, str], width: float, height: float, extra: float
) -> dict[str, Spot]:
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
            fits = box[0] > 0 and box[2] < width and box[1] > 0 and box[3] < height
            if fits and all(_are_apart(box, other) for other in taken):
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
    return (
        other[0] > one[2] or other[2] < one[0] or other[1] > one[3] or other[3] < one[1]
    )  # fmt: skip


@lru_cache(maxsize=32)
def _size(region: str, page: float) -> tuple[float, float]:
    edges = REGIONS[region]
    _, low = _project(region, page, (edges.west + edges.east) / 2, edges.south)
    return page, float(ceil(low))


@lru_cache(maxsize=32)
def _extent(region: str) -> tuple[float, float, float]:
    # The left, the right and the upper edge of a region on the plane of its projection.
    edges = REGIONS[region]
    span = edges.north - edges.south
    lats = [edges.south + span * n / 20 for n in range(21)]
    corners = [_plane(region, lon, lat) for lat in lats for lon in (edges.west, edges.east)]
    return min(x for x, _ in corners), max(x for x, _ in corners), max(y for _, y in corners)


def _project(region: str, page: float, lon: float, lat: float) -> Point:
    """Return where a place given in degrees stands, in pixels from the map's upper left corner."""
    left, right, top = _extent(region)
    scale = page / (right - left)
    x, y = _plane(region, lon, lat)
    return (x - left) * scale, (top - y) * scale


def _plane(region: str, lon: float, lat: float) -> Point:
    if region == "world":
        return equal_earth(lon, lat)
    edges = REGIONS[region]
    return radians(lon) * cos(radians((edges.south + edges.north) / 2)), radians(lat)


def equal_earth(lon: float, lat: float) -> Point:
    """Project degrees by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    slope = a1 + square * (3 * a2 + square**2 * (7 * a3 + 9 * a4 * square))
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / (3 * slope)
    return x, theta * (a1 + square * (a2 + square**2 * (a3 + a4 * square)))


def _land(region: str, page: float, top: float) -> Drawing:
    width, height = _size(region, page)
    sea = Box(0, top, width, height, "sea", radius=0)
    above = Box(0, 0, width, top, "paper", radius=0)
    land = Area(_rings(region, page, top))
    marks = [sea, land, above, *_equator(region, page, top)]
    return Drawing(width, top + height, marks, key=f"{region}-{page:g}-{top:g}")


@cached_on("land", maxsize=16)
def _rings(region: str, page: float, top: float) -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of the land that can be seen, in pixels of the page."""
    width, height = _size(region, page)
    rings: dict[int, list[Point]] = {}
    for row in rows("land"):
        x, y = _project(region, page, row.lon, row.lat)
        rings.setdefault(row.ring, []).append((x, y + top))
    foot = top + height
    return tuple(tuple(ring) for ring in rings.values() if _meets(ring, width, top, foot))


def _meets(points: Sequence[Point], width: float, top: float, foot: float) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < width and max(ys) > top and min(ys) < foot


def _equator(region: str, page: float, top: float) -> list[Mark]:
    edges = REGIONS[region]
    if not edges.south < 0 < edges.north:
        return []
    (left, y), (right, _) = (_project(region, page, lon, 0) for lon in (edges.west, edges.east))
    return [
        Line(((left, y + top), (right, y + top)), "quiet", dashed=True),
        Text(left + MARGIN, y + top - MARGIN, "equator", "muted", LABEL),
    ]
