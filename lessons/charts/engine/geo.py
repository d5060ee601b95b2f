"""Maps: land as a backdrop, and places for markers and their labels; no borders."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Mark, Point, Text, text_width
from lessons.charts.engine.theme import width
from lessons.data import table

Numbers = NDArray[np.float64]
LABEL = 11.0  # px, size of a country's name
DOT = 5.0  # px, size of a marker
MORE = "Choose a part of the map to see all names."
BAR = 54.0  # px kept free above the map for title and legend


@dataclass(frozen=True)
class Frame:
    """A part of the world: its words and its edges in degrees; labels are placed inside it."""

    words: str
    west: float
    east: float
    south: float
    north: float


FRAMES = {
    "world": Frame("The whole world", -180, 180, -56, 76),
    "europe": Frame("Europe", -25, 57, 34.3, 65.5),
    "south": Frame("Mediterranean and Gulf", -19, 62, 12, 45),
    "asia": Frame("Caucasus and Central Asia", 25, 108, 24, 58),
}


@dataclass(frozen=True)
class Place:
    """Where a country's marker and its label stand, in pixels.

    `lead` says to draw a line between them; without an `anchor` there is no room for a label.
    """

    x: float
    y: float
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = ""
    lead: bool = False


def base(frame: str) -> Drawing:
    """Return an empty map of a frame for the present page width, land as its backdrop."""
    wide, high = _size(frame, width())
    land = _land(frame, width())
    drawing = Drawing(wide, high, backdrop=land, key=land.key)
    if frame == "world":
        drawing.add(Text(4, high - 6, MORE, "muted", LABEL))
    return drawing


@cache
def places(frame: str, page: int, named: tuple[str, ...] | None = None) -> dict[str, Place]:
    """Return where each country stands that lies in the frame, by iso3.

    Room for a label is looked for `named` countries only, by default for all.
    """
    countries = table("countries")
    lon = countries["capital_lon"].to_numpy(float)
    lat = countries["capital_lat"].to_numpy(float)
    x, y = project(frame, page, lon, lat)
    wide, high = _size(frame, page)
    inside = (x > 4) & (x < wide - 4) & (y > BAR) & (y < high - 4)
    points = {
        code: (float(px), float(py))
        for code, px, py, ok in zip(countries["iso3"], x, y, inside, strict=True)
        if ok
    }
    names = dict(zip(countries["iso3"], countries["name"], strict=True))
    if frame == "world":
        # From Lisbon to Islamabad names would stand beside the wrong marker, or none would fit.
        crowded = (lon > -12) & (lon < 80) & (lat > 20)
        names = {code: names[code] for code in countries["iso3"][~crowded]}
    if named is not None:
        names = {code: names[code] for code in named if code in names}
    return _labelled(points, names, wide, high)


def label(place: Place, words: str, pick: str = "") -> list[Mark]:
    """Return the marks of a country's name, with a leader line where it stands apart."""
    if not place.anchor:
        return []
    text = Text(
        place.label_x, place.label_y, words, size=LABEL, anchor=place.anchor, halo=True, pick=pick
    )
    if not place.lead:
        return [text]
    end = (place.label_x, place.label_y - LABEL * 0.35)
    return [Line(((place.x, place.y), end), role="quiet", width=0.8), text]


def project(frame: str, page: int, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    """Return page coordinates of points given in degrees."""
    edges = FRAMES[frame]
    border = np.linspace(edges.south, edges.north, 20)
    bx, by = _plane(
        frame, np.r_[border * 0 + edges.west, border * 0 + edges.east], np.r_[border, border]
    )
    left, right, top = bx.min(), bx.max(), by.max()
    scale = page / (right - left)
    x, y = _plane(frame, lon, lat)
    return (x - left) * scale, (top - y) * scale + BAR


def _size(frame: str, page: int) -> tuple[float, float]:
    edges = FRAMES[frame]
    middle = np.array([(edges.west + edges.east) / 2])
    _, low = project(frame, page, middle, np.array([edges.south]))
    return float(page), float(np.ceil(low[0]))


def _plane(frame: str, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    if frame == "world":
        return equal_earth(lon, lat)
    edges = FRAMES[frame]
    middle = np.radians((edges.south + edges.north) / 2)
    return np.radians(lon) * np.cos(middle), np.radians(lat)


def equal_earth(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    """Project degrees by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(lat)))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * np.sqrt(3) * np.radians(lon) * np.cos(theta) / (3 * slope)
    return x, theta * (a4 * theta**8 + a3 * theta**6 + a2 * theta**2 + a1)


@cache
def _land(frame: str, page: int) -> Drawing:
    wide, high = _size(frame, page)
    land = table("land")
    x, y = project(frame, page, land["lon"].to_numpy(float), land["lat"].to_numpy(float))
    cuts = np.flatnonzero(np.diff(land["ring"].to_numpy())) + 1
    rings = [
        tuple(zip(ring_x.tolist(), ring_y.tolist(), strict=True))
        for ring_x, ring_y in zip(np.split(x, cuts), np.split(y, cuts), strict=True)
        if ring_x.max() > 0 and ring_x.min() < wide and ring_y.max() > 0 and ring_y.min() < high
    ]
    top = Box(0, 0, wide, BAR, "paper", radius=0)
    marks = [Area(tuple(rings)), top, *_equator(frame, page)]
    return Drawing(wide, high, marks, key=f"{frame}-{page}")


def _equator(frame: str, page: int) -> list[Mark]:
    edges = FRAMES[frame]
    if not edges.south < 0 < edges.north:
        return []
    ends = np.array([edges.west, edges.east])
    x, y = project(frame, page, ends, ends * 0)
    line = tuple((float(px), float(py)) for px, py in zip(x, y, strict=True))
    return [
        Line(line, role="quiet", dashed=True),
        Text(line[0][0] + 4, line[0][1] - 4, "equator", "muted", LABEL),
    ]


def _labelled(
    points: dict[str, Point], names: dict[str, str], wide: float, high: float
) -> dict[str, Place]:
    # Crowded countries choose first; every label takes the nearest free place around its marker.
    spots = np.array(list(points.values()))
    gaps = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    crowd = dict(zip(points, (gaps < 60).sum(axis=1), strict=True))
    taken = np.c_[spots - DOT - 1, spots + DOT + 1]
    found = {code: Place(*point) for code, point in points.items()}
    for code in sorted(points.keys() & names.keys(), key=lambda code: (-crowd[code], code)):
        place, box = _free_place(points[code], text_width(names[code], LABEL), taken, wide, high)
        if place:
            taken = np.r_[taken, [box]]
            found[code] = place
    return found


def _free_place(
    point: Point, long: float, taken: Numbers, wide: float, high: float
) -> tuple[Place | None, tuple[float, ...]]:
    x, y = point
    for radius in (DOT + 4, 16, 24, 34, 46, 60, 76):
        for turn in (0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 70, 290, 110, 250):
            dx, dy = radius * np.cos(np.radians(turn)), radius * np.sin(np.radians(turn))
            anchor = "start" if dx > 3 else "end" if dx < -3 else "middle"
            left = x + dx - {"start": 0, "middle": long / 2, "end": long}[anchor]
            base_line = y + dy + LABEL * 0.35
            box = (left - 1, base_line - LABEL * 0.85, left + long + 1, base_line + LABEL * 0.25)
            fits = box[0] > 0 and box[2] < wide and box[1] > BAR and box[3] < high
            apart = (
                (taken[:, 0] > box[2])
                | (taken[:, 2] < box[0])
                | (taken[:, 1] > box[3])
                | (taken[:, 3] < box[1])
            )
            if fits and bool(apart.all()):
                return Place(x, y, x + dx, base_line, anchor, radius > 20), box
    return None, ()
