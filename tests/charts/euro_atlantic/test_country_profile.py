"""The profile of a country: every partner has one, and it holds all its rows."""

from collections import Counter

import pytest
from writing import words_of

from lessons import explore
from lessons.charts import country_profile
from lessons.charts.euro_atlantic.country_profile import profile_countries, state
from lessons.data import membership, rows
from lessons.data.examples import examples

COUNTRIES = list(profile_countries())


def test_every_partner_of_today_and_every_former_one_has_a_profile():
    today = set(membership.partners_on("2026-11-23"))
    assert len(today) == 38
    assert today | {row.iso3 for row in rows("framework_members")} == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_profile_holds_all_rows_of_its_country(country: str):
    kinds = Counter(country_profile(country).data.column("Kind"))
    for kind, name in (("Framework", "framework_members"), ("Tool", "programme_participants")):
        assert kinds[kind] == sum(row.iso3 == country for row in rows(name))
    assert kinds["Example"] == len(examples(country=country))


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_profile_says_what_the_country_is_today(country: str):
    group, says = membership.group_of(country, "2026-11-23"), country_profile(country).says
    assert membership.name(country) in says
    assert ("an Ally since" in says) == (group == "ally")
    assert ("suspended since" in says) == (country in membership.suspended_on("2026-11-23"))
    assert len(says.split()) <= 70


def test_the_state_gives_the_day_as_exactly_as_the_table_knows_it():
    assert state("BLR").endswith("suspended since 19 November 2021")
    assert state("RUS").endswith("suspended since 1 April 2014")
    assert state("FIN").startswith("an Ally since 4 April 2023")


def test_the_largest_figure_of_a_country_stands_with_its_month():
    text = "ISAF: 1,561 soldiers (September 2012"
    assert any(text in what for what in country_profile("GEO").data.column("What"))


def test_soldiers_sent_as_an_ally_are_marked():
    found = [what for what in country_profile("MKD").data.column("What") if "soldiers" in what]
    assert ["as an Ally" in what for what in found] == ["KFOR" in what for what in found]


def test_a_missing_figure_is_called_missing_and_not_zero():
    assert "Soldiers: no figure" in str(country_profile("TKM").data)


def test_the_latest_examples_stand_newest_first():
    text = words_of(country_profile("GEO", ["examples"]))
    years = [example.year_start for example in examples(country="GEO")]
    places = [text.index(f" {year}: ") for year in dict.fromkeys(years[:-5:-1])]
    assert places == sorted(places)
    assert f"The latest 4 of {len(years)}" in text


def test_sections_can_be_left_out():
    assert set(country_profile("JOR", ["numbers"]).data.column("Kind")) == {"Number"}
    assert not len(country_profile("JOR", []).data)


def test_the_explorer_offers_every_country_in_a_list():
    control = explore.country_profile("JPN").controls[0]
    assert control["kind"] == "list"
    assert [code for code, _ in control["options"]] == COUNTRIES
