"""Measure a country by one of three numbers: its people, their income, its distance to Brussels."""

from lessons.data.distances import kilometres
from lessons.data.indicators import by_year, population

POPULATION_YEAR, GDP_YEAR = 2024, 2022  # the last years that are complete in the table
MEASURES = {
    "population": "Population",
    "gdp": "GDP per person",
    "distance": "Distance from Brussels",
}
UNITS = {
    "population": f"million people, {POPULATION_YEAR}",
    "gdp": f"US dollars of GDP per person, {GDP_YEAR}",
    "distance": "km from capital to Brussels",
}
_SHORT_UNITS = {"population": "million", "gdp": "dollars", "distance": "km"}
_WHOLE = 10  # millions: from here on a reader needs no decimal


def measured(iso3: str, measure: str) -> float:
    """Return a country's people in millions, GDP per person in US dollars, or km to Brussels.

    `measure` is a key of MEASURES. The tables have each figure of every country for these years.
    """
    if measure == "distance":
        return kilometres(iso3)
    if measure == "gdp":
        return by_year("gdp_usd")[GDP_YEAR][iso3] / population(GDP_YEAR)[iso3]
    return population(POPULATION_YEAR)[iso3] / 1_000_000


def in_words(value: float, measure: str) -> str:
    """Return a measured figure for a sentence, such as '3.7 million'."""
    # Only as many digits as are certain: populations change every day, and capitals are large.
    if measure == "population":
        number = f"{value:,.0f}" if value >= _WHOLE else f"{value:.1f}"
    else:
        number = f"{round(value, -2):,.0f}"
    return f"{number} {_SHORT_UNITS[measure]}"
