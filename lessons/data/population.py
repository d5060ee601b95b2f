"""Compare countries fairly: their population by year, and numbers per million people."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from lessons.core.paths import UnknownName, nearest
from lessons.data.cache import cached_on
from lessons.data.records import rows

if TYPE_CHECKING:
    import pandas as pd


def population(year: int) -> Mapping[str, int]:
    """Return each country's population in a year, by iso3 code, as far as it is known.

    Source: the World Bank's figures in `indicators.csv`. Raises UnknownName, with the years that
    there are, for a year without figures.
    """
    known = by_year("population")
    if year not in known:
        years = ", ".join(map(str, known))
        raise UnknownName(f"There are no population figures for {year}. There are years: {years}.")
    return known[year]


def latest_population(iso3: str) -> tuple[int, int]:
    """Return a country's population in the last year for which it is known, and that year."""
    known = [year for year, people in by_year("population").items() if iso3 in people]
    if not known:
        raise UnknownName(f"There are no population figures for the country '{iso3}'.")
    return population(max(known))[iso3], max(known)


def per_million_people(count: float, iso3: str, year: int) -> float | None:
    """Return a number per million people of a country, not rounded; None without population."""
    people = population(year).get(iso3)
    return count / people * 1_000_000 if people else None


def per_million(frame: "pd.DataFrame", year: int, column: str = "troops") -> "pd.DataFrame":
    """Return a DataFrame with each country's population in a year, and `column` per million people.

    For labs, where learners work with pandas; charts use `per_million_people`. The table needs
    `iso3` and the column. Adds the columns `population` and `per_million`, not rounded.
    """
    # A learner's frame may lack a column: its name helps more than a KeyError.
    missing = [c for c in ("iso3", column) if c not in frame]
    if missing:
        hint = nearest(missing[0], map(str, frame.columns))
        raise UnknownName(f"The table has no column '{missing[0]}'.{hint}")
    # Int64 and Float64 have missing values, which a division must not turn into 0.
    people = frame["iso3"].map(dict(population(year))).astype("Int64")
    rate = frame[column].astype("Float64") / people * 1_000_000
    plain = rate.to_numpy(dtype="float64", na_value=float("nan"))
    return frame.assign(population=people, per_million=plain)


@cached_on("indicators")
def by_year(column: str) -> Mapping[int, Mapping[str, int]]:
    """Return the known figures of a column of `indicators`, by year and by iso3 code."""
    found: dict[int, dict[str, int]] = {}
    # Years are in order, so that messages list them in order.
    for row in sorted(rows("indicators"), key=lambda row: row.year):
        if (value := getattr(row, column)) is not None:
            found.setdefault(row.year, {})[row.iso3] = value
    return MappingProxyType({year: MappingProxyType(found[year]) for year in found})
