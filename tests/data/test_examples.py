"""Examples are found by area, objective and country, and counted once for each."""

import pytest

from lessons.data import rows
from lessons.data.examples import (
    all_examples,
    count_by_area,
    count_by_country,
    examples,
    kinds_of_partners,
    short_names,
)
from lessons.data.summaries import years_of


def test_all_examples_are_there_the_oldest_first():
    years = [example.year_start for example in all_examples()]
    assert years == sorted(years)
    assert len(years) == len(rows("practice_examples"))


def test_filters_leave_what_fits_all_of_them():
    found = examples(area="7", objective="6", country="UKR")
    assert found
    assert all(e.area_id == 7 and "6" in e.objective_ids and "UKR" in e.iso3 for e in found)
    assert len(examples(area="7")) >= len(examples(area="7", objective="6")) >= len(found)


def test_an_example_of_one_year_names_it_once():
    by_id = {example.example_id: example for example in all_examples()}
    assert (years_of(by_id["ex001"]), years_of(by_id["ex092"])) == ("2005-2016", "2018")


def test_an_organisation_takes_part_as_one():
    [osce] = [example for example in all_examples() if example.example_id == "ex001"]
    assert kinds_of_partners(osce) == {"org"}


def test_a_country_counts_for_every_group_it_has_been_in():
    afghan = examples(country="AFG")[0]
    assert "patg" in kinds_of_partners(afghan)


def test_counts_add_up_and_the_most_come_first():
    by_country = count_by_country(all_examples())
    assert list(by_country.values()) == sorted(by_country.values(), reverse=True)
    assert by_country["JPN"] == len(examples(country="JPN"))
    assert sum(count_by_area(all_examples()).values()) == len(all_examples())


@pytest.mark.parametrize("table", ["objectives", "priority_areas"])
def test_short_names_are_numbered_from_one_to_eight(table):
    assert list(short_names(table)) == list("12345678")
