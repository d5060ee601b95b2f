"""The profile of a country: every partner has one, and it holds all its rows."""

import pytest
from writing import strays, texts

from lessons import explore
from lessons.charts import country_profile
from lessons.charts.engine.theme import page
from lessons.charts.euro_atlantic.country_profile import (
    SECTIONS,
    examples,
    profile_countries,
    soldiers,
    state,
)
from lessons.data import membership, table

COUNTRIES = list(profile_countries())


def test_every_partner_of_today_and_every_former_one_has_a_profile():
    today = set(membership.partners_on("2026-11-23"))
    assert len(today) == 38
    assert today | set(table("framework_members")["iso3"]) == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_profile_holds_all_rows_of_its_country(country: str):
    kinds = country_profile(country).data["Kind"].value_counts()
    for kind, name in (("Framework", "framework_members"), ("Tool", "programme_participants")):
        assert kinds.get(kind, 0) == (table(name)["iso3"] == country).sum()
    assert kinds.get("Example", 0) == len(examples(country))


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_profile_says_what_the_country_is_today(country: str):
    group, says = membership.group_of(country, "2026-11-23"), country_profile(country).says
    assert membership.name(country) in says
    assert ("an Ally since" in says) == (group == "ally")
    assert ("suspended since" in says) == (country in membership.suspended_on("2026-11-23"))
    assert len(says.split()) <= 70


def test_the_state_gives_the_day_as_exactly_as_the_table_knows_it():
    assert state("BLR").endswith("suspended since November 2021")
    assert state("RUS").endswith("suspended since 1 April 2014")
    assert state("FIN") == "an Ally since 4 April 2023, a partner before"


def test_georgia_sent_most_soldiers_in_autumn_2012():
    row = soldiers("GEO").set_index("operation").loc["ISAF"]
    assert (row["troops"], str(row["as_of"].date())) == (1561, "2012-09-10")


def test_soldiers_sent_as_an_ally_are_marked():
    rows = soldiers("MKD").set_index("operation")["ally"]
    assert rows.to_dict() == {"ISAF": False, "KFOR": True}
    assert "as an Ally" in country_profile("MKD").data.to_string()


def test_a_missing_figure_is_called_missing_and_not_zero():
    assert (
        "no figure on our lists, which are not complete" in country_profile("TKM").data.to_string()
    )
    assert "GDP per person (2023): no figure" in country_profile("AFG").data.to_string()


def test_the_latest_examples_stand_newest_first():
    numbers = [words for words in map(str.strip, _years_of("GEO")) if words.isdigit()]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) == 4


def _years_of(country: str) -> list[str]:
    return [mark.text for mark in texts(country_profile(country, ["examples"])) if mark.x == 4]


def test_sections_can_be_left_out():
    assert set(country_profile("JOR", ["numbers"]).data["Kind"]) == {"Number"}
    assert country_profile("JOR", []).data.empty


def test_the_explorer_offers_every_country_in_a_list():
    knob = explore.country_profile("JPN")._knobs["country"]
    assert knob.spec()["kind"] == "list"
    assert list(knob.choices()) == COUNTRIES


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("country", COUNTRIES)
def test_no_line_of_text_leaves_the_page(country: str, narrow: bool):
    with page(narrow=narrow):
        assert strays([country_profile(country, list(SECTIONS))]) == []
