"""Draw a small map of a few places, with a line between the first two of them."""

from collections.abc import Collection, Mapping
from math import cos, radians

from lessons.charts.engine.drawing import Line, Position, Shape, Text
from lessons.charts.engine.land import Frame, Region, background
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.sizes import DOT, LABEL, SPACE
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import is_narrow

_HEIGHT, _HEIGHT_NARROW = 180.0, 140.0  # px, of a map that does not show the whole world
_ROOM = 1.5  # how much more than its places a map shows, so that names find room around them
_FAR = 130.0  # degrees of longitude: places that lie farther apart need the whole world
_WORLD = Region("route", -180, 180, -66, 80)  # with room for names in the south


def route(plot: Plot, places: Mapping[str, Position]) -> None:
    """Draw the land around places, their names, and a line from the first to the second.

    The places are longitude and latitude in degrees, by name. Those behind the second only help
    to find one's way: their markers are hollow.
    """
    height = _HEIGHT_NARROW if is_narrow() else _HEIGHT
    frame = Frame(_around(places.values(), plot.width / height), 0, plot.y, plot.width)
    points = {name: frame(*place) for name, place in places.items()}
    plot.add(*background(frame), Line(tuple(points.values())[:2], "euro_atlantic", 2, dashed=True))
    middle = sum(y for _, y in points.values()) / len(points)
    for number, (name, point) in enumerate(points.items()):
        role = "ink" if number > 1 else "euro_atlantic"
        plot.add(Shape(*point, DOT, "circle", role, name, hollow=number > 1))
        plot.add(_name(frame, name, point, middle))
    plot.y = frame.edges[3]


def _around(places: Collection[Position], shape: float) -> Region:
    """Return the region around places that is `shape` times as wide as it is high."""
    lons, lats = zip(*places, strict=True)
    if max(lons) - min(lons) > _FAR:
        return _WORLD
    lon, lat = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    degree = cos(radians(lat))  # how wide a degree of longitude is there, in degrees of latitude
    extent = max(max(lats) - min(lats), (max(lons) - min(lons)) * degree / shape)
    up, aside = _ROOM * extent / 2, _ROOM * extent / 2 * shape / degree
    return Region("route", lon - aside, lon + aside, lat - up, lat + up)


def _name(frame: Frame, name: str, point: Position, middle: float) -> Text:
    """Return a place's name above its marker, or below it where that lies below the middle."""
    (x, y), (left, _, right, _) = point, frame.edges
    base = y - DOT - SPACE / 2 if y <= middle else y + DOT + LABEL.size
    half = text_width(name, LABEL.size) / 2
    x = min(max(x, left + SPACE + half), right - SPACE - half)
    return Text(x, base, name, size=LABEL.size, anchor="middle", halo=True)
