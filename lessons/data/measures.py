"""Measure a country by one of three numbers: its people, their income, its distance to Brussels."""

from lessons.data.distances import kilometres
from lessons.data.indicators import gdp_per_person
from lessons.data.population import population

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


def measured(iso3: str, measure: str) -> float | None:
    """Return a country's people in millions, GDP per person in US dollars, or km to Brussels.

    `measure` is a key of MEASURES. None stands for a figure that the tables do not have.
    """
    if measure == "distance":
        return kilometres(iso3)
    if measure == "gdp":
        return gdp_per_person(iso3, GDP_YEAR)
    people = population(POPULATION_YEAR).get(iso3)
    return people / 1_000_000 if people else None


def in_words(value: float | None, measure: str) -> str:
    """Return a measured figure for a sentence, such as '3.7 million' or 'no figure'."""
    if value is None:
        return "no figure"
    # Only as many digits as are certain: populations change every day, and capitals are large.
    if measure == "population":
        number = f"{value:,.0f}" if value >= _WHOLE else f"{value:.1f}"
    else:
        number = f"{round(value, -2):,.0f}"
    return f"{number} {_SHORT_UNITS[measure]}"
