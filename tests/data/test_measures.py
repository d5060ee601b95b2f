"""People, income and distance: where a figure comes from, and that none is missing."""

import pytest

from lessons.data import rows
from lessons.data.measures import GDP_YEAR, MEASURES, in_words, measured


def test_income_is_gdp_divided_by_people_of_the_same_year():
    row = next(row for row in rows("indicators") if (row.iso3, row.year) == ("JOR", GDP_YEAR))
    assert measured("JOR", "gdp") == pytest.approx(row.gdp_usd / row.population)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_country_has_each_figure(measure: str):
    assert all(measured(row.iso3, measure) >= 0 for row in rows("countries"))


def test_distances_are_those_of_the_globe():
    assert measured("BEL", "distance") == pytest.approx(0)
    assert measured("FRA", "distance") == pytest.approx(262, abs=10)  # Paris
    assert measured("NZL", "distance") == pytest.approx(18_700, abs=100)


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        (3.66, "population", "3.7 million"),
        (45.6, "population", "46 million"),
        (4442.4, "gdp", "4,400 dollars"),
        (262.0, "distance", "300 km"),
    ],
)
def test_a_figure_is_rounded_as_far_as_it_is_sure(value: float, measure: str, words: str):
    assert in_words(value, measure) == words
