"""Three rules for the start of a partnership give three counts of partners."""

import pytest

from lessons.data import membership
from lessons.data.partnership_starts import counted_by, starts


def test_only_natos_list_gives_forty_one_partners_in_2012():
    totals = {rule: counted_by(rule, 2012) for rule in ("list", "paper", "programme")}
    numbers = {rule: (len(inside), total) for rule, (inside, total) in totals.items()}
    assert numbers == {"list": (8, 41), "paper": (6, 39), "programme": (4, 37)}


@pytest.mark.parametrize("year", [2011, 2012, 2017, 2024, 2026])
def test_the_list_counts_as_membership_counts(year: int):
    inside, total = counted_by("list", year)
    assert set(inside) == set(membership.members_on("PATG", membership.end_of(year)))
    assert total == membership.counts_on(membership.end_of(year))["partners"]


def test_a_first_paper_is_never_later_than_a_first_programme():
    for code, by in starts().items():
        if by["programme"]:
            assert by["paper"] and by["paper"] <= by["programme"], code


def test_the_starts_are_those_of_the_rows():
    found = {code: (by["paper"], by["programme"]) for code, by in starts().items()}
    assert found["AUS"] == ("2012-06-14", "2013-02-21")
    assert found["AFG"] == ("2006-09-06", "")
    assert found["PAK"] == ("", "")


def test_a_start_of_which_only_the_year_is_known_counts_from_the_end_of_that_year():
    assert starts()["IRQ"]["list"] == "2011"
    assert "IRQ" not in counted_by("list", 2010)[0]
    assert "IRQ" in counted_by("list", 2011)[0]


def test_six_bars_begin_on_the_day_of_the_policy():
    assert sum(by["list"] == "2011-04-15" for by in starts().values()) == 6
