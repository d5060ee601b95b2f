"""Draw a part of the world beside the whole world: markers at capitals, names that do not collide.

Every country is on one of the two maps: on that of the part if it lies there. On a wide page
the second map is an inset in an empty corner of the first, on a phone it is below it. Names
are placed anew for each region and width of the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from math import ceil, cos, hypot, radians, sin
from pathlib import Path

from lessons.charts.engine import sizes
from lessons.charts.engine.drawing import Box, Drawing, Line, Mark, Position, Text
from lessons.charts.engine.land import WORLD, Edges, Frame, Region, background
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.legends import Key, ring
from lessons.charts.engine.sizes import DOT, GAP, MARGIN, RING
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import WIDE, is_narrow, width
from lessons.core.toml import read_toml
from lessons.data import cached_on_tables, rows

_NAME_SIZE = sizes.TICK.size
_STEP = 8.0  # the map's upper edge is at a multiple: few backdrops have to be sent
# Where a name may be around its marker: distances in pixels, and directions in degrees.
_DISTANCES = (4, 11, 19, 29, 41, 55, 71, 90, 112)
_DIRECTIONS = (0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 70, 290, 110, 250)
_LEAD = 10.0  # px: a name farther from its marker gets a line to it
_CROWD = 60.0  # px: markers nearer than this are neighbours, and crowded ones are named first
_LINE_STEP = 4  # px: as close as lines to names are looked at
_SMALL = 0.6  # of a marker, where a map is an inset

_REGIONS = read_toml(Path(__file__).with_name("regions.toml"))
REGIONS = {key: Region(region["name"], *region["edges"]) for key, region in _REGIONS.items()}
# From Lisbon to Islamabad names on a world map would be beside the wrong marker.
_CROWDED = Region("Europe and its neighbours", -12, 80, 20, 90)


@dataclass(frozen=True)
class Marker:
    """A mark at a country's capital, and the country's name, by default beside it.

    It looks like an entry of the legend. A `note`, such as a number, follows the name.
    """

    iso3: str
    name: str
    key: Key
    title: str = ""
    pick: str = ""
    size: float = DOT
    named: bool = True
    note: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a marker is, and where its name is; without an anchor there is no room for it.

    Positions are pixels from the upper left corner of the map. `lead` is where a line from the
    marker to the name ends.
    """

    x: float
    y: float
    text_x: float = 0.0
    text_y: float = 0.0
    anchor: str = ""
    lead: Position | None = None


def region_names() -> dict[str, str]:
    """Return the names of the parts of the world that can be drawn, by their keys."""
    return {key: region.name for key, region in REGIONS.items()}


def in_region(region: str, codes: Iterable[str]) -> list[str]:
    """Return the countries of `codes` whose capitals lie inside a region, as wide as the page."""
    inside = _points(_frames(region, width())[0])
    return [code for code in codes if code in inside]


def draw_map(plot: Plot, region: str, markers: Sequence[Marker], *, ringed: str = "") -> None:
    """Draw a region with markers and their names, the rest of the world beside it, and move on.

    `ringed` is the iso3 code of a country that is marked by a ring. The map of the world is
    alone if none of the markers is in Europe.
    """
    top = ceil(plot.y / _STEP) * _STEP
    panels = _panels(region, plot.width, markers)
    plot.drawing.backdrop = backdrop = _backdrop([panel.frame for panel in panels], top)
    for panel in panels:
        plot.add(*_marks(panel, _spots_of(panel, ringed), top, ringed))
    plot.y = backdrop.height
    if region == "world" and len(panels) > 1:
        plot.note("Choose a part of the map to see all names.")


@dataclass(frozen=True)
class _Panel:
    """One of the maps of a picture: its markers, and the points of all that could be on it.

    Points are pixels from the upper left corner of the first map; `beside` is the other map.
    """

    frame: Frame
    markers: Sequence[Marker]
    points: Mapping[str, Position]
    beside: Frame | None = None

    @property
    def is_small(self) -> bool:
        """Whether the map is an inset, which has no room for names."""
        return self.beside is not None and self.frame.width < self.beside.width


def _panels(region: str, page: float, markers: Sequence[Marker]) -> list[_Panel]:
    """Return the map of a region, and the one beside it if any marker is there."""
    main, beside = _frames(region, page)
    part, world = (beside, main) if region == "world" else (main, beside)
    near = _points(part)
    points = {part: near, world: {c: at for c, at in _points(world).items() if c not in near}}
    shown = {f: [one for one in markers if one.iso3 in points[f]] for f in (main, beside)}
    if shown[beside]:
        return [
            _Panel(main, shown[main], points[main], beside),
            _Panel(beside, shown[beside], points[beside], main),
        ]
    if main is world:
        # Alone on a map of the world, few markers leave room for all names.
        points[main] = {one.iso3: points[main][one.iso3] for one in shown[main]}
    return [_Panel(main, shown[main], points[main])]


@lru_cache(maxsize=16)
def _frames(region: str, page: float) -> tuple[Frame, Frame]:
    """Return where a region is on a page, and the map beside it: the world, or Europe."""
    edges = "edges" if page == WIDE else "on_a_phone"
    regions = {key: Region(found["name"], *found[edges]) for key, found in _REGIONS.items()}
    main = Frame(regions[region], 0, 0, page)
    below = (0, main.height + GAP, page)
    inset = _REGIONS[region]["inset"] if page == WIDE else below
    return main, Frame(regions["europe" if region == "world" else "world"], *inset)


@cached_on_tables()
def _points(frame: Frame) -> Mapping[str, Position]:
    """Return where the capitals are that lie inside a frame, by the codes of their countries."""
    left, top, right, bottom = frame.edges
    inside = (left + MARGIN, top + MARGIN, right - MARGIN, bottom - MARGIN)
    points = {row.iso3: frame(row.capital_lon, row.capital_lat) for row in rows("countries")}
    return {code: at for code, at in points.items() if _is_inside(at * 2, inside)}


def _backdrop(frames: Sequence[Frame], top: float) -> Drawing:
    """Return sea and land of maps that begin `top` pixels below the upper edge of the page."""
    placed = [replace(frame, top=frame.top + top) for frame in frames]
    marks = [mark for frame in placed for mark in background(frame)]
    for world, other in permutations(placed, 2):
        if world.region == WORLD:
            marks.append(_outline(world, other.region))
    if placed[0].region == WORLD:
        y = placed[0](0, 0)[1]
        marks.append(Line(((0, y), (placed[0].width, y)), "quiet", dashed=True))
        marks.append(Text(MARGIN, y - MARGIN, "equator", "muted", _NAME_SIZE))
    height = max(frame.edges[3] for frame in placed)
    key = "-".join(frame.region.name for frame in frames)
    return Drawing(placed[0].width, height, marks, key=f"{key}-{placed[0].width:g}-{top:g}")


def _outline(world: Frame, region: Region) -> Box:
    """Return a rectangle on a map of the world, around a region."""
    middle = (region.south + region.north) / 2
    left, right = (world(lon, middle)[0] for lon in (region.west, region.east))
    top, bottom = (world(0, lat)[1] for lat in (region.north, region.south))
    return Box(left, top, right - left, bottom - top, "muted", outline=True, radius=0)


def _marks(panel: _Panel, spots: Mapping[str, Spot], top: float, ringed: str) -> Iterator[Mark]:
    """Yield a ring, the markers and their names; on a small map the markers are smaller."""
    scale = _SMALL if panel.is_small else 1.0
    here = [(marker, spots[marker.iso3]) for marker in panel.markers]
    if ringed in spots:
        yield ring(spots[ringed].x, spots[ringed].y + top)
    for one, spot in here:
        yield one.key.mark(spot.x, spot.y + top, one.size * scale, one.title, one.pick)
    for one, spot in here:
        if one.named and spot.anchor:
            yield from _name(one, spot, top)


def _name(marker: Marker, spot: Spot, top: float) -> Iterator[Mark]:
    """Yield a marker's name, and a line to it where it is far away."""
    x, y, text = spot.text_x, spot.text_y + top, f"{marker.name} {marker.note}".strip()
    if spot.lead:
        yield Line(((spot.x, spot.y + top), (spot.lead[0], spot.lead[1] + top)), "quiet", 0.8)
    yield Text(x, y, text, size=_NAME_SIZE, anchor=spot.anchor, halo=True, pick=marker.pick)


def _spots_of(panel: _Panel, ringed: str) -> Mapping[str, Spot]:
    """Return where the countries of a map are, and where there is room for their names."""
    named = set() if panel.is_small else _named(panel, ringed)
    sizes = {one.iso3: one.size for one in panel.markers}
    extra = max(
        (text_width(f" {one.note}", _NAME_SIZE) for one in panel.markers if one.note), default=0
    )
    dots = tuple((code, *point, sizes.get(code, DOT)) for code, point in panel.points.items())
    return _spots(panel.frame, dots, tuple(sorted(named)), extra, panel.beside, ringed)


def _named(panel: _Panel, ringed: str) -> set[str]:
    # A phone has no room for everybody's name: partners are named, or else the Allies.
    partners = {marker.iso3 for marker in panel.markers if marker.key.role != "ally"}
    named = {*partners, ringed} if is_narrow() and partners else set(panel.points)
    return named - _crowded() if panel.frame.region == WORLD and panel.beside else named


@cached_on_tables()
def _crowded() -> frozenset[str]:
    """Return the countries whose names a map of the world has no room for."""
    places = {row.iso3: (row.capital_lon, row.capital_lat) for row in rows("countries")}
    return frozenset(code for code, place in places.items() if place in _CROWDED)


_Dot = tuple[str, float, float, float]  # the code of a country, x, y and radius of its marker


@cached_on_tables()
def _spots(
    frame: Frame,
    dots: tuple[_Dot, ...],
    named: tuple[str, ...],
    extra: float,
    beside: Frame | None,
    ringed: str,
) -> Mapping[str, Spot]:
    """Return each marker with the nearest free place for its name, which is `extra` pixels longer.

    The ringed country chooses first, then those with many neighbours; a name without a free place
    is left out, and the title of its marker still tells it.
    """
    crowd = {
        code: sum(hypot(x - a, y - b) < _CROWD for _, a, b, _ in dots) for code, x, y, _ in dots
    }
    reaches = [(x, y, reach + 1) for _, x, y, reach in dots]
    taken = [(x - reach, y - reach, x + reach, y + reach) for x, y, reach in reaches]
    taken += [beside.edges] if beside else []
    found = {code: Spot(x, y) for code, x, y, _ in dots}
    names = {row.iso3: row.name for row in rows("countries") if row.iso3 in named}
    for code, x, y, reach in sorted(dots, key=lambda d: (d[0] != ringed, -crowd[d[0]], d[0])):
        width = text_width(names.get(code, ""), _NAME_SIZE) + extra
        start = RING if code == ringed else reach
        # Above or below two markers that touch, a name could belong to either.
        is_pair = any(0 < hypot(x - a, y - b) < 2 * reach for _, a, b, _ in dots)
        for spot, boxes in _candidates(x, y, start, width) if code in names else ():
            if is_pair and spot.anchor == "middle" and not spot.lead:
                continue
            if _is_inside(boxes[0], frame.edges) and _are_free(boxes, taken):
                found[code] = spot
                taken += boxes
                break
    return found


def _candidates(
    x: float, y: float, reach: float, width: float
) -> Iterator[tuple[Spot, list[Edges]]]:
    """Yield the places for a name around a marker, the nearest first, with the boxes it fills.

    The first box is that of the name, the others follow the line that leads to it.
    """
    for distance in _DISTANCES:
        for direction in _DIRECTIONS:
            right, down = cos(radians(direction)), sin(radians(direction))
            end = x + (reach + distance) * right, y + (reach + distance) * down
            anchor = "start" if right > 0.1 else "end" if right < -0.1 else "middle"
            left = end[0] - {"start": 0, "middle": width / 2, "end": width}[anchor]
            # A name above or below its marker begins where the line to it ends.
            base = end[1] + _NAME_SIZE * (0.35 + 0.6 * down * (anchor == "middle"))
            name = (left - 1, base - _NAME_SIZE * 0.85, left + width + 1, base + _NAME_SIZE * 0.25)
            lead = [
                (x + step * right, y + step * down) * 2
                for step in range(ceil(reach) + 2, int(reach + distance) - 1, _LINE_STEP)
                if distance > _LEAD
            ]
            yield Spot(x, y, end[0], base, anchor, end if lead else None), [name, *lead]


def _is_inside(box: Edges, frame: Edges) -> bool:
    return frame[0] < box[0] and frame[1] < box[1] and box[2] < frame[2] and box[3] < frame[3]


def _are_free(boxes: Iterable[Edges], taken: Sequence[Edges]) -> bool:
    """Return whether none of the boxes meets one that is taken."""
    return not any(
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
        for one in boxes
        for other in taken
    )
