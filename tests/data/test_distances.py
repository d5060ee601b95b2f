"""Distances between capitals are those of a round Earth."""

import pytest

from lessons.core.paths import UnknownName
from lessons.data.distances import BRUSSELS, capital, capitals_by_distance, kilometres


@pytest.mark.parametrize(
    ("one", "other", "km"), [("FRA", "BEL", 264), ("AUS", "BEL", 16_700), ("NZL", "GBR", 18_820)]
)
def test_distances_agree_with_an_atlas_within_one_per_cent(one, other, km):
    assert kilometres(one, other) == pytest.approx(km, rel=0.01)


def test_a_distance_is_the_same_in_both_directions_and_nothing_to_itself():
    assert kilometres("JPN", "GEO") == pytest.approx(kilometres("GEO", "JPN"))
    assert kilometres(BRUSSELS) == 0


def test_capitals_come_nearest_first_without_the_one_they_are_measured_from():
    found = capitals_by_distance()
    assert [km for _, km in found] == sorted(km for _, km in found)
    assert "BEL" not in {place.iso3 for place, _ in found}
    assert (found[0][0].name, found[-1][0].capital) == ("Netherlands", "Wellington")


def test_contributors_have_capitals_too_and_unknown_codes_are_named():
    assert capital("TON").region == "Asia-Pacific"
    with pytest.raises(UnknownName, match="'ROM'"):
        capital("ROM")
