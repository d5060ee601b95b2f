"""Lists of soldiers: complete, comparable, and honest about what is in question."""

import pytest

from lessons.core.paths import UnknownName
from lessons.data import rows
from lessons.data.contributions import (
    TABLES,
    complete_enough,
    contingents,
    largest_contributions,
    soldiers_not_listed,
)
from lessons.data.indicators import nearest_year, per_billion_dollars


@pytest.mark.parametrize("row", rows("contribution_snapshots"))
def test_a_list_holds_as_many_nations_and_soldiers_as_its_snapshot_says(row):
    listed = contingents(f"{row.operation} {row.as_of}")
    assert len(listed) == row.nations_listed
    assert sum(contingent.troops for contingent in listed) == row.sum_listed


def test_only_long_lists_are_complete_enough_to_be_drawn():
    assert {row.nations_listed >= 10 for row in complete_enough().values()} == {True}
    assert "ISAF 2010-11-15" in complete_enough()


def test_what_no_row_explains_is_counted_and_never_below_nothing():
    assert soldiers_not_listed("ISAF 2009-10-01") == 6
    assert soldiers_not_listed("ISAF 2009-10-22") == 0


def test_figures_whose_number_or_date_is_in_question_are_doubtful():
    doubtful = {c.iso3 for c in contingents("ISAF 2012-09-10") if c.confidence == "low"}
    assert doubtful == {"DEU", "GEO", "HUN", "ITA"}


def test_every_doubted_figure_is_on_its_list():
    for row in rows("doubted_figures"):
        listed = {(r.as_of, r.iso3) for r in rows(TABLES[row.operation])}
        assert (row.as_of, row.iso3) in listed, row


def test_second_figures_are_those_of_the_lists_where_there_is_one():
    for row in rows("second_figures"):
        for listed in rows(TABLES[row.operation]):
            if (listed.iso3, listed.as_of) == (row.iso3, row.as_of):
                assert (listed.troops, listed.source_id) == (row.troops, row.source_id)


def test_far_partners_count_with_the_group_they_then_formed():
    groups = {c.iso3: c.group for c in contingents("ISAF 2009-10-01")}
    assert (groups["AUS"], groups["USA"], groups["SGP"]) == ("patg", "ally", "")


def test_the_largest_contribution_is_that_of_each_operation():
    found = largest_contributions("GEO")
    assert {operation: row.troops for operation, row in found.items()} == {"ISAF": 1561, "RSM": 870}


def test_an_unknown_list_is_named():
    with pytest.raises(UnknownName, match="no row 'ISAF 2010-11-16'"):
        contingents("ISAF 2010-11-16")


# Wealth


def test_what_is_not_known_is_none_and_not_nothing():
    assert per_billion_dollars(5, "XYZ", 2012) is None


def test_the_nearest_year_has_both_figures():
    assert (nearest_year(2010), nearest_year(2026)) == (2012, 2023)
