"""People, income and distance: where a figure comes from, and what a missing one is."""

import pytest

from lessons.data import rows
from lessons.data.measures import GDP_YEAR, in_words, measured


def test_income_is_gdp_divided_by_people_of_the_same_year():
    row = next(row for row in rows("indicators") if (row.iso3, row.year) == ("JOR", GDP_YEAR))
    assert measured("JOR", "gdp") == pytest.approx(row.gdp_usd / row.population)


def test_a_figure_that_no_table_has_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lessons.data.measures.GDP_YEAR", 2023)  # without a figure for Qatar
    assert measured("QAT", "gdp") is None
    assert in_words(measured("QAT", "gdp"), "gdp") == "no figure"


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
