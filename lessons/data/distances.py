"""Measure how far capitals lie from each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Any

from lessons.core.paths import UnknownName, nearest
from lessons.data.cache import cached_on
from lessons.data.records import rows

EARTH_RADIUS = 6371.0  # km, the mean
BRUSSELS = "BEL"  # NATO's headquarters is in Brussels


@dataclass(frozen=True)
class Capital:
    """A country's capital and where it lies, in degrees north and east."""

    iso3: str
    name: str
    country: str
    region: str
    latitude: float
    longitude: float


def capital(iso3: str) -> Capital:
    """Return a country's capital; raise UnknownName for a code that no table has."""
    known = capitals()
    if iso3 not in known:
        raise UnknownName(f"There is no country with the code '{iso3}'.{nearest(iso3, known)}")
    return known[iso3]


@cached_on("countries", "contributors")
def capitals() -> Mapping[str, Capital]:
    """Return the capitals of Allies, partners and other contributors, by iso3 code."""
    return MappingProxyType(
        {
            row.iso3: Capital(
                row.iso3, row.capital, row.name, row.region, row.capital_lat, row.capital_lon
            )
            # Two tables of one shape: countries of the course, and others that sent soldiers.
            for row in (*rows("countries"), *rows("contributors"))
        }
    )


def kilometres(one: str, other: str = BRUSSELS) -> float:
    """Return the distance between the capitals of two countries, in km as the crow flies."""
    return great_circle(capital(one), capital(other))


@cached_on("countries", "contributors")
def capitals_by_distance(iso3: str = BRUSSELS) -> tuple[tuple[Capital, float], ...]:
    """Return the other capitals of Allies and partners with their distance in km, nearest first."""
    found = [
        (capital(row.iso3), kilometres(row.iso3, iso3))
        for row in rows("countries")
        if row.iso3 != iso3
    ]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def great_circle(here: Any, there: Any) -> float:
    """Return the distance of two places over a round Earth in km, by the haversine formula.

    A place is anything with a `latitude` and a `longitude` in degrees.
    """
    north, south = radians(here.latitude), radians(there.latitude)
    east = radians(there.longitude - here.longitude)
    # The haversine is exact for near places as well, where the cosine rule loses digits.
    half_chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half_chord))
