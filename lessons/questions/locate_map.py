"""A piece of the world with places marked on it, for questions that ask where."""

from collections.abc import Sequence
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from lessons.data import cached_on, rows

MARGIN = 0.18  # of the span of the places, on each side
LEAST = 36.0  # degrees of longitude that a map shows at least
SHAPE = 2.0  # width by height
SINAI = 33.0  # degrees east: between Africa and Asia
# For words on where a place lies: the degrees west, east, south and north between which most of a
# continent's land is found.
CONTINENTS = {
    "Africa": (-18, 51, -35, 37),
    "Asia": (26, 146, -10, 77),
    "Europe": (-24, 45, 35, 70),
    "North America": (-130, -55, 15, 70),
    "Oceania": (113, 180, -47, -8),
    "South America": (-82, -35, -55, 12),
}
CONTINENT_OF = {
    "Europe": "Europe",
    "Latin America": "South America",
    "North America": "North America",
}
EDGE = 0.04  # of the width: sea beyond 180°, so that no marker is cut there


def chart_of(codes: Sequence[str]) -> dict[str, Any]:
    """Return the land around some capitals, and where on it each one lies, in per cent.

    The text of a place says for the ear where it lies: a name would give the answer away.
    """
    by_code = {row.iso3: row for row in rows("countries")}
    countries = [by_code[code] for code in codes]
    lon = [row.capital_lon for row in countries]
    lat = [row.capital_lat for row in countries]
    left, top, width, height = _window(lon, lat)
    places = [
        [round(100 * (x - left) / width, 2), round(100 * (top - y) / height, 2), in_words(row)]
        for x, y, row in zip(lon, lat, countries, strict=True)
    ]
    return {"land": _land(), "view": [left, -top, width, height], "places": places}


def coordinates(codes: Sequence[str]) -> dict[str, str]:
    """Return where the capitals of countries lie, in whole degrees, by code."""
    by_code = {row.iso3: row for row in rows("countries")}
    return {code: _where(by_code[code].capital_lon, by_code[code].capital_lat) for code in codes}


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return how each place is called beside a picture, from west to east: `A (29° N, 48° E)`."""
    where, by_code = coordinates(codes), {row.iso3: row for row in rows("countries")}
    eastwards = sorted(codes, key=lambda code: (by_code[code].capital_lon, code))
    return {code: f"{ascii_uppercase[n]} ({where[code]})" for n, code in enumerate(eastwards)}


def in_words(country: Any) -> str:
    """Return where a capital lies, such as 'in the north-west of Africa, 18° N, 16° W'.

    Only what everybody sees on the map is said: the part of a continent, no country, no sea.
    """
    lon, lat = country.capital_lon, country.capital_lat
    continent = _continent(country.region, lon, lat)
    west, east, south, north = CONTINENTS[continent]
    part = "-".join(
        filter(None, (_third(lat, south, north, "south", "north"), _third(lon, west, east)))
    )
    return f"in the {part or 'middle'} of {continent}, {_where(lon, lat)}"


def _continent(region: str, lon: float, lat: float) -> str:
    if region == "North Africa & Levant":
        return "Africa" if lon < SINAI else "Asia"
    if region == "Asia-Pacific":
        return "Asia" if lat > 0 else "Oceania"
    return CONTINENT_OF.get(region, "Asia")


def _third(value: float, low: float, high: float, first: str = "west", last: str = "east") -> str:
    """Return in which outer third of a span a value lies, or nothing for the middle."""
    share = (value - low) / (high - low)
    return first if share < 1 / 3 else last if share > 2 / 3 else ""


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
