"""Events, documents and bodies of partners come from the tables, in order of time."""

from datetime import date

import pytest

from lessons.core.dates import day
from lessons.core.paths import UnknownName
from lessons.data import rows
from lessons.data.events import OWN, all_events, events, latest_seat, partner_bodies


def test_events_come_in_order_and_none_is_lost():
    days = [day(event.date, last=True) for event in all_events()]
    assert days == sorted(days)
    assert len(days) == len(rows("status_events"))


def test_malta_came_left_and_came_back():
    kinds = [event.kind for event in events(["MLT"], ["joined_framework", "withdrew"])]
    assert kinds == ["joined_framework", "withdrew", "joined_framework"]


def test_documents_come_in_order_with_what_they_did():
    bodies = [event for event in all_events() if event.document_effect == "body"]
    founded = [event.document for event in bodies if "RUS" in event.iso3]
    assert founded == ["Founding Act", "Rome Declaration"]


def test_every_document_says_what_it_did():
    assert all(bool(event.document_effect) == bool(event.document) for event in all_events())


def test_one_council_with_russia_followed_the_other():
    joint, council = (body for body in partner_bodies() if body.iso3 == "RUS")
    assert (joint.key, council.key) == ("PJC", "NRC")
    assert joint.end == council.start == date(2002, 5, 28)
    assert not joint.exists_on(joint.end)


def test_three_partners_had_bodies_of_their_own_in_2012():
    on = date(2012, 12, 31)
    assert [b.key for b in partner_bodies() if b.exists_on(on)] == ["NUKC", "NRC", "NGC"]


@pytest.mark.parametrize(
    ("structure", "iso3", "hint"), [(OWN, "FRA", ""), ("PPF", "RUS", "'PFP'"), ("MD", "RUS", "")]
)
def test_a_seat_that_a_partner_never_had_is_named(structure, iso3, hint):
    with pytest.raises(UnknownName, match=f"'{structure}' .*'{iso3}'.*{hint}"):
        latest_seat(structure, iso3, date(2012, 12, 31))
