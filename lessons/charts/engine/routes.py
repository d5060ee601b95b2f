"""Draw a small map of a few places, with a line between the first two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from lessons.charts.engine.drawing import Line, Point, Shape, Text
from lessons.charts.engine.land import Frame, Region, background
from lessons.charts.engine.layout import Plot
from lessons.charts.engine.sizes import DOT, LABEL, SPACE
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import is_narrow

_HEIGHT, _HEIGHT_NARROW = 180.0, 140.0  # px, of a map that does not show the whole world
_ROOM = 1.5  # how much more than its places a map shows, so that names find room around them
_FAR = 130.0  # degrees of longitude: places that lie farther apart need the whole world
_WORLD = Region("route", -180, 180, -66, 80)  # with room for names in the south


@dataclass(frozen=True)
class Stop:
    """A place on a map: its name, and where it lies in degrees."""

    name: str
    longitude: float
    latitude: float


def route(plot: Plot, stops: Sequence[Stop]) -> None:
    """Draw the land around places, their names, and a line from the first to the second.

    The other places only help to find one's way: their markers are hollow.
    """
    height = _HEIGHT_NARROW if is_narrow() else _HEIGHT
    frame = Frame(_around(stops, plot.width / height), 0, plot.y, plot.width)
    points = [frame(stop.longitude, stop.latitude) for stop in stops]
    plot.add(*background(frame), Line(tuple(points[:2]), "euro_atlantic", 2, dashed=True))
    for number, (stop, point) in enumerate(zip(stops, points, strict=True)):
        role = "ink" if number > 1 else "euro_atlantic"
        plot.add(Shape(*point, DOT, "circle", role, stop.name, hollow=number > 1))
        plot.add(_name(frame, stop, point, points))
    plot.y = frame.edges[3]


def _around(stops: Sequence[Stop], shape: float) -> Region:
    """Return the region around places that is `shape` times as wide as it is high."""
    lons, lats = [stop.longitude for stop in stops], [stop.latitude for stop in stops]
    if max(lons) - min(lons) > _FAR:
        return _WORLD
    lon, lat = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    degree = cos(radians(lat))  # how wide a degree of longitude is there, in degrees of latitude
    extent = max(max(lats) - min(lats), (max(lons) - min(lons)) * degree / shape)
    up, aside = _ROOM * extent / 2, _ROOM * extent / 2 * shape / degree
    return Region("route", lon - aside, lon + aside, lat - up, lat + up)


def _name(frame: Frame, stop: Stop, point: Point, points: Sequence[Point]) -> Text:
    """Return a place's name above its marker, or below it where most of the others lie above."""
    (x, y), (left, _, right, _) = point, frame.edges
    is_upper = y <= sum(y for _, y in points) / len(points)
    base = y - DOT - SPACE / 2 if is_upper else y + DOT + LABEL.size
    half = text_width(stop.name, LABEL.size) / 2
    x = min(max(x, left + SPACE + half), right - SPACE - half)
    return Text(x, base, stop.name, size=LABEL.size, anchor="middle", halo=True)
