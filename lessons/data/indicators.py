"""Compare countries by their wealth, the GDP."""

from collections.abc import Mapping
from types import MappingProxyType

from lessons.data.population import by_year


def gdp(year: int) -> Mapping[str, int]:
    """Return each country's GDP in a year, in US dollars of that year, by iso3 code.

    Countries without a figure are left out; a year without figures is empty. Source: the World
    Bank.
    """
    return by_year("gdp_usd").get(year, MappingProxyType({}))


def per_billion_dollars(count: float, iso3: str, year: int) -> float | None:
    """Return a number per billion US dollars of a country's GDP; None where that is not known."""
    wealth = gdp(year).get(iso3)
    # Per billion, because a rate per dollar would begin with nine zeros.
    return count / wealth * 1_000_000_000 if wealth else None


def nearest_year(year: int) -> int:
    """Return the year with figures for both population and GDP that is nearest to a year."""
    return min(by_year("gdp_usd"), key=lambda known: abs(known - year))
