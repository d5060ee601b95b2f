"""Lay out a map of a part of the world with marked places, for questions on places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, dist, radians
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from lessons.charts.engine.drawing import Area, Position
from lessons.charts.engine.land import WORLD, Frame, Region, outlines
from lessons.core.toml import read_toml
from lessons.data import record

WIDTH = 640.0  # px; a card shows the map as wide as there is room
MARGIN = 0.18  # of the span of the places, on each side
MIN_WIDTH, MAX_WIDTH = 36.0, 250.0  # degrees of longitude; beyond, the map shows the whole world
ASPECT_RATIO = 1.8  # width by height
MIN_GAP = 60.0  # px between two letters: 29 px on a phone, where a map is about half as wide
ROUNDS = 40  # in which letters are pushed apart
EDGE = 0.04  # of the width: sea beyond 180°, so that no marker is cut there
SINAI = 33.0  # degrees east: between Africa and Asia
CONTINENTS = read_toml(Path(__file__).with_name("continents.toml"))


@dataclass(frozen=True)
class LetteredMap:
    """A map, and by code the positions of each place and of its letter on it, in pixels."""

    frame: Frame
    points: Mapping[str, Position]
    letters: Mapping[str, Position]

    def leaders(self) -> dict[str, tuple[Position, Position]]:
        """Return the lines from the places to letters that are not at them, by code."""
        pairs = {code: (self.points[code], self.letters[code]) for code in self.points}
        return {code: pair for code, pair in pairs.items() if dist(*pair) > 1}


def chart_of(codes: Sequence[str]) -> dict[str, Any]:
    """Return the land around some capitals, and the position of each letter on it, in per cent.

    The second path holds lines from places to letters that are not at them. The text of a
    place describes for screen readers where it is: a name would give the answer away.
    """
    drawn = lettered_map(codes)
    frame = drawn.frame
    leaders = (f"M{x:.1f} {y:.1f}L{a:.1f} {b:.1f}" for (x, y), (a, b) in drawn.leaders().values())
    return {
        "paths": [Area(outlines(frame)).path(), "".join(leaders)],
        "view": f"0 0 {frame.width:g} {frame.height:g}",
        "places": [
            [
                round(100 * x / frame.width, 2),
                round(100 * y / frame.height, 2),
                in_words(record("countries", code)),
            ]
            for code, (x, y) in drawn.letters.items()
        ],
    }


def lettered_map(codes: Sequence[str]) -> LetteredMap:
    """Return a map around some capitals whose letters do not overlap, even on a phone."""
    countries = {code: record("countries", code) for code in codes}
    places = {code: (row.capital_lon, row.capital_lat) for code, row in countries.items()}
    frame = Frame(_around(*zip(*places.values(), strict=True)), 0, 0, WIDTH)
    points = {code: frame(*place) for code, place in places.items()}
    return LetteredMap(frame, points, _spread(points, frame))


def _spread(points: Mapping[str, Position], frame: Frame) -> dict[str, Position]:
    """Return points, by code, moved within the map until they are `MIN_GAP` apart."""
    places = dict(points)
    for _ in range(ROUNDS):
        for first, second in combinations(places, 2):
            (x, y), (a, b) = places[first], places[second]
            gap = max(dist(places[first], places[second]), 0.1)
            # Each moves by half of what is missing.
            if gap < MIN_GAP:
                push = (MIN_GAP - gap) / gap / 2
                places[first] = _on_map(frame, x + (x - a) * push, y + (y - b) * push)
                places[second] = _on_map(frame, a + (a - x) * push, b + (b - y) * push)
    return places


def _on_map(frame: Frame, x: float, y: float) -> Position:
    edge = MIN_GAP / 2
    return min(max(x, edge), frame.width - edge), min(max(y, edge), frame.height - edge)


def coordinates(codes: Sequence[str]) -> dict[str, str]:
    """Return where the capitals of countries lie, in whole degrees, by code."""
    rows = {code: record("countries", code) for code in codes}
    return {code: _where(row.capital_lon, row.capital_lat) for code, row in rows.items()}


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return each place's name beside a picture, from west to east: `A (29° N, 48° E)`."""
    where = coordinates(codes)
    eastwards = sorted(codes, key=lambda code: (record("countries", code).capital_lon, code))
    return {code: f"{ascii_uppercase[n]} ({where[code]})" for n, code in enumerate(eastwards)}


def in_words(country: Any) -> str:
    """Return where a capital lies, such as 'in the north-west of Africa, 18° N, 16° W'.

    It names only what the map shows: the part of a continent, no country and no sea.
    """
    lon, lat = country.capital_lon, country.capital_lat
    continent = _continent(country.region, lon, lat)
    west, east, south, north = CONTINENTS[continent]
    part = "-".join(
        filter(None, (_third(lat, south, north, "south", "north"), _third(lon, west, east)))
    )
    return f"in the {part or 'middle'} of {continent}, {_where(lon, lat)}"


def _continent(region: str, lon: float, lat: float) -> str:
    match region:
        case "North Africa & Levant":
            return "Africa" if lon < SINAI else "Asia"
        case "Asia-Pacific":
            return "Asia" if lat > 0 else "Oceania"
        case "Latin America":
            return "South America"
    return region if region in CONTINENTS else "Asia"


def _third(value: float, low: float, high: float, first: str = "west", last: str = "east") -> str:
    """Return in which outer third of a span a value lies, or nothing for the middle."""
    share = (value - low) / (high - low)
    return first if share < 1 / 3 else last if share > 2 / 3 else ""


def _around(lon: Sequence[float], lat: Sequence[float]) -> Region:
    """Return a part of the world that holds some places, or where they lie far apart, all of it."""
    middle = (max(lat) + min(lat)) / 2
    # Pixels of a degree of longitude for one of a degree of latitude, times the map's shape.
    ratio = ASPECT_RATIO / cos(radians(middle))
    span = max(max(lon) - min(lon), (max(lat) - min(lat)) * ratio)
    width = max(MIN_WIDTH, span * (1 + 2 * MARGIN))
    if width > MAX_WIDTH:
        return WORLD
    # The map is shifted, not cut, where it would reach beyond the edges of the world.
    west = min(max((max(lon) + min(lon) - width) / 2, -180.0), 180.0 + EDGE * width - width)
    half = width / ratio / 2
    return Region("Around the places", west, west + width, middle - half, middle + half)


def _where(lon: float, lat: float) -> str:
    north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    return f"{abs(lat):.0f}° {north}, {abs(lon):.0f}° {east}"
