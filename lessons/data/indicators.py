"""Compare countries fairly, by their people and their wealth: figures of the World Bank."""

from collections.abc import Mapping

from lessons.core.paths import UnknownName
from lessons.data.cache import cached_on_tables
from lessons.data.records import rows


def population(year: int) -> Mapping[str, int]:
    """Return each country's population in a year, by iso3 code, as far as it is known.

    Raises UnknownName, with the years that there are, for a year without figures.
    """
    known = by_year("population")
    if year not in known:
        years = ", ".join(map(str, known))
        raise UnknownName(f"There are no population figures for {year}. There are years: {years}.")
    return known[year]


def latest_population(iso3: str) -> tuple[int, int]:
    """Return a country's population in the last year for which it is known, and that year.

    Raises UnknownName for a country without figures.
    """
    known = [year for year, people in by_year("population").items() if iso3 in people]
    if not known:
        raise UnknownName(f"There are no population figures for the country '{iso3}'.")
    return population(max(known))[iso3], max(known)


def per_million_people(count: float, iso3: str, year: int) -> float | None:
    """Return a number per million people of a country, not rounded; None without population.

    Raises UnknownName as `population` does.
    """
    people = population(year).get(iso3)
    return count / people * 1_000_000 if people else None


def per_billion_dollars(count: float, iso3: str, year: int) -> float | None:
    """Return a number per billion US dollars of a country's GDP; None where that is not known."""
    wealth = by_year("gdp_usd").get(year, {}).get(iso3)
    # Per billion, because a rate per dollar would begin with nine zeros.
    return count / wealth * 1_000_000_000 if wealth else None


def nearest_year(year: int) -> int:
    """Return the year with figures for both population and GDP that is nearest to a year."""
    return min(by_year("gdp_usd"), key=lambda known: abs(known - year))


@cached_on_tables()
def by_year(column: str) -> Mapping[int, Mapping[str, int]]:
    """Return the known figures of a column of `indicators`, by year and by iso3 code.

    The column `gdp_usd` is the GDP in US dollars of the year.
    """
    found: dict[int, dict[str, int]] = {}
    # Years are in order, so that messages list them in order.
    for row in sorted(rows("indicators"), key=lambda row: row.year):
        if (value := getattr(row, column)) is not None:
            found.setdefault(row.year, {})[row.iso3] = value
    return found
