"""Measure how far capitals lie from each other."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

from lessons.core.paths import named
from lessons.data.cache import cached_on_tables
from lessons.data.records import rows

EARTH_RADIUS = 6371.0  # km, the mean
BRUSSELS = "BEL"  # NATO's headquarters is in Brussels


def capital(iso3: str) -> Any:
    """Return a country's row in `countries` or `contributors`, which names and places its capital.

    Raise UnknownName for a code that neither table has.
    """
    return named("country with the code", iso3, _rows_by_code())


@cached_on_tables()
def _rows_by_code() -> Mapping[str, Any]:
    # Two tables of one shape: countries of the course, and others that sent soldiers.
    return {row.iso3: row for row in (*rows("countries"), *rows("contributors"))}


def kilometres(iso3: str, other: str = BRUSSELS) -> float:
    """Return the distance between the capitals of two countries, in km as the crow flies.

    Raise UnknownName as `capital` does.
    """
    places = (capital(code) for code in (iso3, other))
    return great_circle(*((place.capital_lat, place.capital_lon) for place in places))


@cached_on_tables()
def capitals_by_distance() -> tuple[tuple[Any, float], ...]:
    """Return the rows of `countries` and the distance from each capital to Brussels in km.

    The nearest come first; Belgium is left out.
    """
    found = ((row, kilometres(row.iso3)) for row in rows("countries") if row.iso3 != BRUSSELS)
    return tuple(sorted(found, key=lambda pair: pair[1]))


def great_circle(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance of two places over a round Earth in km, by the haversine formula.

    A place is its latitude and its longitude in degrees.
    """
    (north, west), (south, east) = (map(radians, place) for place in (here, there))
    # The haversine is exact for near places as well, where the cosine rule loses digits.
    half_chord = (
        sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * asin(sqrt(half_chord))
