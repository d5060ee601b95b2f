"""A piece of the world with places marked on it, for questions that ask where."""

from collections.abc import Sequence
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from lessons.data import cached_on, rows

MARGIN = 0.18  # of the span of the places, on each side
LEAST = 36.0  # degrees of longitude that a map shows at least
SHAPE = 2.0  # width by height
EDGE = 0.04  # of the width: sea beyond 180°, so that no marker is cut there


def chart_of(codes: Sequence[str]) -> dict[str, Any]:
    """Return the land around some capitals, and where on it each one lies, in per cent.

    The places are told by their coordinates: a name would give the answer away.
    """
    by_code = {row.iso3: row for row in rows("countries")}
    lon = [by_code[code].capital_lon for code in codes]
    lat = [by_code[code].capital_lat for code in codes]
    left, top, width, height = _window(lon, lat)
    places = [
        [round(100 * (x - left) / width, 2), round(100 * (top - y) / height, 2), _where(x, y)]
        for x, y in zip(lon, lat, strict=True)
    ]
    return {"land": _land(), "view": [left, -top, width, height], "places": places}


def coordinates(codes: Sequence[str]) -> dict[str, str]:
    """Return where the capitals of countries lie, in whole degrees, by code."""
    places = chart_of(codes)["places"]
    return {code: where for code, (_, _, where) in zip(codes, places, strict=True)}


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return how each place is called beside a picture, from west to east: `A (29° N, 48° E)`."""
    where, by_code = coordinates(codes), {row.iso3: row for row in rows("countries")}
    eastwards = sorted(codes, key=lambda code: (by_code[code].capital_lon, code))
    return {code: f"{ascii_uppercase[n]} ({where[code]})" for n, code in enumerate(eastwards)}


def _window(lon: list[float], lat: list[float]) -> tuple[float, float, float, float]:
    wide, high = max(lon) - min(lon), max(lat) - min(lat)
    width = min(360.0, max(LEAST, wide * (1 + 2 * MARGIN), high * SHAPE * (1 + 2 * MARGIN)))
    height = width / SHAPE
    # The window is shifted, not cut, where it would reach beyond the edges of the world map.
    left = min(max((max(lon) + min(lon) - width) / 2, -180.0), 180.0 + EDGE * width - width)
    top = min((max(lat) + min(lat) + height) / 2, 90.0)
    return left, top, width, height


def _where(lon: float, lat: float) -> str:
    north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    return f"{abs(lat):.0f}° {north}, {abs(lon):.0f}° {east}"


@cached_on("land")
def _land() -> str:
    """Return the outlines of the land as one path, north upwards."""
    rings = groupby(rows("land"), key=lambda point: point.ring)
    return "".join(
        "M" + "L".join(f"{point.lon:g} {-point.lat:g}" for point in ring) + "Z" for _, ring in rings
    )
