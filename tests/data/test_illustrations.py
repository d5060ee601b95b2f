"""Rows that refer to a row of another table find it, and name its source."""

import pytest

from lessons.core.paths import UnknownName
from lessons.data import record, rows
from lessons.data.illustrations import crises, crisis_steps, illustrations, scene
from lessons.data.membership import last_day, members_on
from lessons.data.organisations import fields_of_work


def test_a_key_of_several_columns_is_their_values_with_a_space_between():
    assert record("organisation_milestones", "2004-12-02 EU").org_id == "EU"


def test_an_unknown_row_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r"'IFR' .+ 'operations'.+ 'IFOR'"):
        record("operations", "IFR")


def test_a_lesson_without_a_scene_is_named():
    with pytest.raises(UnknownName, match=r"'the_netwrk'.* 'the_network'"):
        scene("the_netwrk")


def test_every_crisis_has_steps_in_the_order_of_its_stages():
    for crisis in crises():
        stages = [step.stage for step in crisis_steps(crisis)]
        assert stages
        assert stages == sorted(stages)


def test_no_two_cards_of_the_globe_share_an_example():
    shown = [row.row_key for row in illustrations("globe_cards").values()]
    assert len(shown) == len(set(shown))


def test_every_partner_across_the_globe_has_a_card_with_an_example_of_its_own():
    cards = illustrations("globe_cards")
    assert set(cards) == set(members_on("PATG", last_day()))
    assert all(code in record(card.table_name, card.row_key).iso3 for code, card in cards.items())


def test_every_area_of_work_belongs_to_one_field():
    sorted_in = [area for _, areas in fields_of_work() for area in areas]
    listed = {area for row in rows("organisations") for area in row.areas}
    assert sorted(sorted_in) == sorted(listed)
