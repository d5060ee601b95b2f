"""Who came and who left agrees with who was a partner on each day."""

import pytest

from lessons.data import membership, table
from lessons.data.membership import partners_on, suspended_on
from lessons.data.turnover import partners_since, turnover


def test_comings_less_goings_are_the_partners_of_today():
    came, left = (sum(len(getattr(one, side)) for one in turnover()) for side in ("came", "left"))
    assert (came, left) == (55, 17)
    assert came - left == len(membership.partners_on("2026-11-23")) == 38


@pytest.mark.parametrize("year", range(1991, 2026))
def test_totals_are_those_of_the_table_of_counts(year: int):
    counts = table("timeline_counts").set_index("year")
    (total,) = (one.total for one in turnover() if one.year == year)
    assert total == counts.loc[year, "all_partners"]


def test_the_forty_one_of_2012_are_all_there_and_each_once():
    for year in (2012, 2017, 2026):
        old = [row.iso3 for row in partners_since(year) if row.state != "new"]
        assert old == partners_on("2012-12-31")
        assert len(set(old)) == 41


def test_today_is_the_sum_of_what_became_of_them():
    states = [row.state for row in partners_since(2026)]
    assert {state: states.count(state) for state in set(states)} == {
        "partner": 34,
        "suspended": 3,
        "ally": 4,
        "new": 1,
    }
    assert len(states) - states.count("ally") == len(partners_on("2026-11-23"))
    held = {row.iso3 for row in partners_since(2026) if row.state == "suspended"}
    assert held == set(suspended_on("2026-11-23"))
