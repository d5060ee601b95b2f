"""What lesson 8 shows: operations, soldiers by country, and what the lists prove."""

from collections.abc import Iterator

import pandas as pd
import pytest
from writing import frame, strays, words_of

from lessons.charts import (
    claim_of_2012,
    contributions,
    flags_and_soldiers,
    operations_time_line,
    sums_checked,
)
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line
from lessons.charts.engine.old_bars import bar
from lessons.charts.engine.theme import page
from lessons.charts.operations.operations_timeline import BASIS_WORDS, basis_of, operations, running
from lessons.charts.operations.troop_claims import (
    ALLOWED,
    AUSTRALIA,
    AUSTRIA,
    JORDAN,
    REACH,
    figures,
)
from lessons.charts.operations.troop_contributions import MEASURES, ROWS
from lessons.charts.operations.troop_lists import (
    completeness,
    lists,
    too_few,
)
from lessons.core.paths import UnknownName
from lessons.data import expressions, membership, sources, table
from lessons.data.contributions import contingents, soldiers_not_listed

NAMES = expressions.names()
BEST, AUTUMN = "ISAF 2010-11-15", "ISAF 2012-09-10"


def test_eighteen_of_forty_six_flags_but_three_of_a_hundred_soldiers():
    says = flags_and_soldiers(BEST).says
    assert "18 of 46 nations on the list were outside NATO" in says
    assert "4,153 of 130,930 soldiers, about 3 in every 100" in says


def test_in_kosovo_every_fifth_soldier_came_from_a_partner():
    data = frame(flags_and_soldiers("KFOR 2017-02-01")).set_index("Side")
    assert data.loc["Countries outside NATO", ["Nations on the list", "Soldiers"]].tolist() == [
        8,
        871,
    ]
    assert "about 20 in every 100" in flags_and_soldiers("KFOR 2017-02-01").says


def test_georgia_climbs_from_twelfth_to_second_when_people_are_counted():
    plain = frame(contributions(BEST, "troops")).set_index("Country")["Place"]
    rate = frame(contributions(BEST, "per_million")).set_index("Country")["Place"]
    assert (plain["Georgia"], rate["Georgia"]) == (12, 2)


def test_the_rate_is_soldiers_by_inhabitants_times_a_million():
    rows = table("isaf_contributions")
    rows = rows[rows["as_of"] == "2010-11-15"].set_index("iso3")["troops"]
    people = table("indicators").query("year == 2012").set_index("iso3")["population"]
    data = frame(contributions(BEST, "per_million")).set_index("Country")
    for code in rows.index:
        wanted = round(int(rows[code]) / int(people[code]) * 1e6, 1)
        assert data["Per million people"][membership.name(code)] == pytest.approx(wanted)


def test_tonga_leads_the_autumn_list_without_being_a_partner():
    first = frame(contributions(AUTUMN, "per_million")).iloc[0]
    assert (first["Country"], first["Group"]) == ("Tonga", "not a partner")


def test_countries_far_away_keep_their_group_before_it_had_a_name():
    groups = {row.iso3: row.group for row in contingents("ISAF 2008-06-03")}
    assert groups["AUS"] == "patg"
    later = {row.iso3: row.group for row in contingents("ISAF 2008-12-01")}
    assert later["ALB"] == later["HRV"] == "euro_atlantic"


def test_who_was_an_ally_is_asked_of_the_day():
    for on in lists():
        rows = contingents(on)
        allies = membership.allies_on(on.split()[1])
        assert {row.iso3 for row in rows if row.is_ally} <= set(allies)
        assert not {row.iso3 for row in rows if not row.is_ally} & set(allies)


@pytest.mark.parametrize("on", lists())
def test_a_list_says_how_whole_it_is(on: str):
    rows = table("contribution_snapshots")
    row = rows[(rows["operation"] == on[:4]) & (rows["as_of"] == on[5:])].iloc[0]
    assert completeness(on).startswith("Not complete") != bool(row["complete_list"])
    assert f"{row['nations_listed']} of {row['nations_published']} nations" in completeness(on)
    assert completeness(on) in contributions(on).says
    assert sum(row.troops for row in contingents(on)) == row["sum_listed"]


def test_only_a_list_with_every_nation_is_called_complete():
    whole = [on for on in lists() if completeness(on).startswith("Complete list")]
    assert whole == ["ISAF 2009-10-01", "KFOR 2017-02-01"]


def test_a_gap_in_a_list_is_drawn_and_is_no_zero():
    assert soldiers_not_listed("ISAF 2008-06-03") == 3528
    assert "Not in the list 3,528" in words_of(contributions("ISAF 2008-06-03"))
    assert "Not in the list" not in words_of(contributions("ISAF 2008-06-03", "per_million"))
    assert soldiers_not_listed(AUTUMN) == 0


def test_doubtful_figures_of_autumn_2012_are_marked():
    sure = frame(contributions(AUTUMN)).set_index("Country")["How sure"]
    doubtful = sure[sure == "doubtful"].index
    assert set(doubtful) == {"Georgia", "Germany", "Hungary", "Italy"}
    assert "well sourced" not in set(sure)


def test_a_bar_shows_by_its_form_how_sure_it_is():
    forms = {}
    for sure in ("well sourced", "one report", "doubtful"):
        drawing = Drawing(100, 20)
        bar(drawing, (0, 0), 60, "ally", sure)
        forms[sure] = [(type(mark), getattr(mark, "outline", None)) for mark in drawing.marks]
    assert forms["well sourced"] == [(Box, False)]
    assert forms["one report"] == [(Box, False), (Box, True)]
    assert forms["doubtful"] == [(Box, False), (Box, True), (Line, None)]


def test_an_unknown_list_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'ISAF 2010-11-15'"):
        contributions("ISAF 2010-11-16")


def test_nobody_shown_says_what_to_choose():
    assert "Choose Allies" in contributions(BEST, who=[]).says


def test_eighteen_operations_and_one_on_article_5():
    rows = operations()
    assert len(rows) == 18
    assert rows[rows["basis"] == "article_5"]["operation_id"].tolist() == ["OAE"]
    assert set(rows["basis"]) == set(BASIS_WORDS)


def test_five_operations_were_under_way_at_the_end_of_2012():
    assert running("2012-12-31") == ["KFOR", "OAE", "ISAF", "AMISOM_SUPPORT", "OCEAN_SHIELD"]
    assert running("2012-12-31", "no") == ["AMISOM_SUPPORT"]
    assert "Partners took part in 4 of these 5." in operations_time_line(2012).says
    assert "Partners took part in none of these 2." in operations_time_line(1994).says


def test_sea_guardian_took_over_the_day_after_active_endeavour():
    assert "OAE" in running("2016-11-08") and "OSG" not in running("2016-11-08")
    assert "OSG" in running("2016-11-09") and "OAE" not in running("2016-11-09")


def test_a_click_on_a_bar_opens_its_card():
    picks = {mark.pick for mark in operations_time_line().picture.marks if isinstance(mark, Box)}
    assert {f"look={code}" for code in operations()["operation_id"]} <= picks
    assert "Active Endeavour" in words_of(operations_time_line(look="OAE"))
    with pytest.raises(UnknownName, match="Did you mean 'KFOR'"):
        operations_time_line(look="KFOX")


def test_a_mandate_without_a_known_basis_is_an_error():
    with pytest.raises(ValueError, match="names no known basis"):
        basis_of("because")


def test_twenty_two_in_afghanistan_and_two_in_kosovo_only_make_twenty_four():
    rows = figures()
    by_operation = rows.groupby("iso3")["operation"].agg(set)
    assert len(by_operation) == 24
    assert sum("ISAF" in where for where in by_operation) == 22
    assert set(by_operation[by_operation == {"KFOR"}].index) == {"CHE", "MAR"}


@pytest.mark.parametrize(
    ("choices", "total", "countries"),
    [
        (("3", "counted", "autumn", "cable"), "5,080", 19),
        (("99", "counted", "autumn", "cable"), "6,858", 24),
        (("99", "allowed", "autumn", "cable"), "7,079", 24),
        (("99", "allowed", "december", "cable"), "6,623", 24),
        (("99", "allowed", "autumn", "lists"), "6,366", 24),
        (("99", "counted", "december", "lists"), "5,689", 24),
    ],
)
def test_the_sum_depends_on_choices(choices: tuple[str, str, str, str], total: str, countries: int):
    says = claim_of_2012(*choices).says
    assert f"{total} soldiers of {countries} of 24 countries" in says
    assert "does not correct NATO's" in says


def test_a_longer_reach_never_finds_fewer():
    totals = [claim_of_2012(reach).data for reach in REACH]
    found = [int(rows.loc[rows["Counted here"] == "yes", "Soldiers"].sum()) for rows in totals]
    assert found == sorted(found)


def test_the_600_that_austria_was_allowed_stand_in_their_source():
    (source,) = sources("b_autkfor600")
    assert f"up to {ALLOWED}" in source["title"]
    assert str(ALLOWED) in AUSTRIA["allowed"]


def test_a_second_figure_out_of_reach_says_that_it_changes_nothing():
    says = claim_of_2012("3", "allowed", "autumn", "lists").says
    assert "Austria's 600 of December 2011 lie too far away" in says
    assert "Jordan's 7 of October 2009 lie too far away" in says
    assert "too far" not in claim_of_2012("99", "allowed", "december", "lists").says


def test_jordans_720_are_dated_by_what_the_cable_tells_of():
    row = figures().set_index("iso3").loc["JOR"]
    (source,) = sources("b_jorlogar")
    assert f"{row['troops']}-person" in source["title"]
    assert f"{row['as_of']:%B %Y}" in source["title"]
    assert JORDAN["cable"] == f"{row['troops']} by a cable of {row['as_of']:%B %Y}"
    for row in table("isaf_contributions").query("iso3 == 'JOR'").itertuples():
        assert JORDAN["lists"] == f"{row.troops} on the lists of {row.as_of:%B %Y}"


@pytest.mark.parametrize("on", lists())
def test_a_list_with_large_gaps_tells_no_share_and_no_highest(on: str):
    rows = table("contribution_snapshots")
    row = rows[(rows["operation"] == on[:4]) & (rows["as_of"] == on[5:])].iloc[0]
    few = row["nations_listed"] < 0.8 * row["nations_published"]
    assert bool(too_few(on)) == few
    shares = flags_and_soldiers(on)
    assert ("in every 100" in shares.says) != few
    assert ("Per cent of the soldiers" in shares.data) != few
    assert ("stands highest" in contributions(on).says) != few


def test_no_figure_lies_further_away_than_the_lesson_says():
    assert 48 < figures()["months"].max() <= 51  # "a little over four years"


def test_both_figures_for_australia_are_those_of_the_lists():
    rows = table("isaf_contributions").query("iso3 == 'AUS'").set_index("as_of")["troops"]
    assert AUSTRALIA["autumn"].startswith(f"{rows[pd.Timestamp('2012-09-10')]:,}")
    assert AUSTRALIA["december"].startswith(f"{rows[pd.Timestamp('2012-12-03')]:,}")


def test_two_lists_give_more_than_their_total_and_two_give_it_exactly():
    data = sums_checked().data
    more = data[data["Difference"] > 0]["Date"]
    exact = data[data["Difference"] == 0]["Date"]
    assert more.tolist() == ["22 October 2009", "autumn 2012"]
    assert exact.tolist() == ["15 November 2010", "1 February 2017"]


def test_a_list_with_gaps_has_another_mark_than_a_doubtful_figure():
    axes = sums_checked().picture.axes[0]
    assert not any(patch.get_hatch() for patch in axes.patches)
    assert [words.get_text() for words in axes.get_legend().get_texts()] == [
        "solid: whole as printed",
        "dashed: list with gaps",
    ]
    dashed = [patch.get_linestyle() == "--" for patch in axes.patches]
    gaps = sums_checked().data["Whole as printed"] == "no"
    assert dashed == gaps.tolist()


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_no_line_of_text_leaves_the_page(narrow: bool):
    with page(narrow=narrow):
        assert strays(every_picture()) == []


def every_picture() -> Iterator[Chart]:
    """Yield a chart for each list, measure, operation and choice."""
    for on in lists():
        yield flags_and_soldiers(on)
        yield from (contributions(on, measure, rows=rows) for measure in MEASURES for rows in ROWS)
    yield from (operations_time_line(look=code) for code in operations()["operation_id"])
    yield from (
        claim_of_2012(reach, austria, jordan=jordan)
        for reach in REACH
        for austria in AUSTRIA
        for jordan in JORDAN
    )
