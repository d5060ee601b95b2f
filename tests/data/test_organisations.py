"""Organisations that work with NATO, and the fields of that work."""

import pytest

from lessons.core.paths import UnknownName
from lessons.data import table
from lessons.data.organisations import fields_of, fields_of_work, organisations


def test_every_area_of_every_organisation_has_one_place_in_the_matrix():
    placed = [area for _field, areas in fields_of_work() for area in areas]
    assert len(placed) == len(set(placed))
    assert set(placed) == {area for one in organisations() for area in one.areas}


def test_the_eight_of_2013_are_those_that_the_claims_name():
    claims = table("seed_claims").set_index("claim_id")["claim"]
    known = table("organisations").set_index("org_id")["name"]
    for org_id in [one.org_id for one in organisations("named")]:
        named = [text for text in claims if org_id in text or known[org_id] in text]
        assert named or org_id == "ICAO", org_id
    assert "International Civil Aviation Organization" in claims["c22"]


def test_an_organisation_may_work_in_several_fields():
    assert fields_of(["laws of war", "training"]) == ("People and law", "Training, building up")


def test_organisations_are_chosen_by_one_of_three_words():
    with pytest.raises(UnknownName, match=r"'name'.* Did you mean 'named'\?"):
        organisations("name")
