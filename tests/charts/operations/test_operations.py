"""What lesson 8 shows: operations, soldiers by country, and what the lists prove."""

import pytest
from writing import frame, words_of

from lessons.charts import (
    claim_of_2012,
    flags_and_soldiers,
    operations_timeline,
    sums_checked,
    troop_contributions,
)
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.drawing import Box
from lessons.charts.operations.operations_timeline import BASES
from lessons.charts.operations.troop_claims import REACH, figures
from lessons.charts.operations.troop_lists import completeness, lists, names_enough_nations
from lessons.core.dates import day
from lessons.core.paths import UnknownName
from lessons.data import membership, rows, sources, table
from lessons.data.contributions import contingents, soldiers_not_listed
from lessons.data.nato import operations, under_way

BEST, AUTUMN = "ISAF 2010-11-15", "ISAF 2012-09-10"


def running(on: str) -> list[str]:
    """Return the ids of the operations under way on a day."""
    return [row.operation_id for row in under_way(operations(), day(on), day(on))]


def test_eighteen_of_forty_six_flags_but_three_of_a_hundred_soldiers():
    chart = flags_and_soldiers(BEST)
    assert chart.title.startswith("18 of 46 nations, 3 of 100 soldiers")
    assert "4,153 of 130,930 soldiers" in chart.says


def test_in_kosovo_every_fifth_soldier_came_from_a_partner():
    data = frame(flags_and_soldiers("KFOR 2017-02-01")).set_index("Side")
    assert data.loc["Countries outside NATO", ["Nations on the list", "Soldiers"]].tolist() == [
        8,
        871,
    ]
    assert "20 of 100 soldiers" in flags_and_soldiers("KFOR 2017-02-01").title


def test_georgia_climbs_from_twelfth_to_second_when_people_are_counted():
    plain = troop_contributions(BEST, "troops").data.column("Country")
    rate = troop_contributions(BEST, "per_million").data.column("Country")
    assert (plain.index("Georgia"), rate.index("Georgia")) == (11, 1)


def test_the_rate_is_soldiers_by_inhabitants_times_a_million():
    rows = table("isaf_contributions")
    rows = rows[rows["as_of"] == "2010-11-15"].set_index("iso3")["troops"]
    people = table("indicators").query("year == 2012").set_index("iso3")["population"]
    data = frame(troop_contributions(BEST, "per_million")).set_index("Country")
    for code in rows.index:
        wanted = round(int(rows[code]) / int(people[code]) * 1e6, 1)
        assert data["Per million people"][membership.name(code)] == pytest.approx(wanted)


def test_tonga_leads_the_autumn_list_without_being_a_partner():
    first = frame(troop_contributions(AUTUMN, "per_million")).iloc[0]
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
def test_a_list_says_how_complete_it_is(on: str):
    rows = table("contribution_snapshots")
    row = rows[(rows["operation"] == on[:4]) & (rows["as_of"] == on[5:])].iloc[0]
    assert completeness(on).startswith("Not complete") != bool(row["complete_list"])
    assert f"{row['nations_listed']} of {row['nations_published']} nations" in completeness(on)
    assert completeness(on) in troop_contributions(on).says
    assert sum(row.troops for row in contingents(on)) == row["sum_listed"]


def test_only_a_list_with_every_nation_is_called_complete():
    whole = [on for on in lists() if completeness(on).startswith("Complete list")]
    assert whole == ["ISAF 2009-10-01", "KFOR 2017-02-01"]


def test_a_gap_in_a_list_is_drawn_and_is_no_zero():
    assert soldiers_not_listed("ISAF 2008-06-03") == 3528
    assert "Not in the list 3,528" in words_of(troop_contributions("ISAF 2008-06-03"))
    assert "Not in the list" not in words_of(troop_contributions("ISAF 2008-06-03", "per_million"))
    assert soldiers_not_listed(AUTUMN) == 0


def test_doubtful_figures_of_autumn_2012_are_marked():
    sure = frame(troop_contributions(AUTUMN)).set_index("Country")["How sure"]
    doubtful = sure[sure == "doubtful"].index
    assert set(doubtful) == {"Georgia", "Germany", "Hungary", "Italy"}
    assert "well sourced" not in set(sure)


def test_an_unknown_list_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'ISAF 2010-11-15'"):
        troop_contributions("ISAF 2010-11-16")


def test_nobody_shown_says_what_to_choose():
    assert "choose Allies" in troop_contributions(BEST, who=[]).says


def test_two_operations_rest_on_article_5_and_one_had_no_decision_of_the_security_council():
    found = operations()
    on_article_5 = {row.operation_id for row in found if row.legal_basis == "article_5"}
    assert on_article_5 == {"OAE", "EAGLE_ASSIST"}
    assert [row.operation_id for row in found if row.legal_basis == "none"] == ["ALLIED_FORCE"]
    assert {row.legal_basis for row in found} == set(BASES)


def test_five_operations_were_under_way_at_the_end_of_2012():
    assert running("2012-12-31") == ["KFOR", "OAE", "ISAF", "AMISOM_SUPPORT", "OCEAN_SHIELD"]
    title = operations_timeline(2012).title
    assert title.startswith("5 of 22 under way in 2012, 4 ")
    assert operations_timeline(1994).title.startswith("2 of 22 under way in 1994, 0 ")


def test_an_operation_of_a_few_weeks_is_under_way_in_its_year():
    for year, name in ((1999, "Allied Force"), (1995, "Deliberate Force")):
        (row,) = [row for row in operations_timeline(year).data if name in row["Operation"]]
        assert row[f"Under way in {year}"] == "yes"
        assert name in operations_timeline(year).says


def test_sea_guardian_took_over_the_day_after_active_endeavour():
    assert "OAE" in running("2016-11-08") and "OSG" not in running("2016-11-08")
    assert "OSG" in running("2016-11-09") and "OAE" not in running("2016-11-09")


def test_a_click_on_a_bar_opens_its_card():
    picks = {mark.pick for mark in operations_timeline().picture.marks if isinstance(mark, Box)}
    assert {f"look={row.operation_id}" for row in operations()} <= picks
    assert "Active Endeavour" in words_of(operations_timeline(look="OAE"))
    with pytest.raises(UnknownName, match="Did you mean 'KFOR'"):
        operations_timeline(look="KFOX")


def test_twenty_two_in_afghanistan_and_two_in_kosovo_only_make_twenty_four():
    places: dict[str, set[str]] = {}
    for one in figures():
        places.setdefault(one.iso3, set()).add(one.operation)
    assert len(places) == 24
    assert sum("ISAF" in where for where in places.values()) == 22
    assert {code for code, where in places.items() if where == {"KFOR"}} == {"CHE", "MAR"}


@pytest.mark.parametrize(
    ("choices", "total", "countries"),
    [
        (("3", []), "5,080", 19),
        (("99", []), "6,145", 24),
        (("99", ["JOR"]), "6,858", 24),
        (("99", ["AUT", "JOR"]), "7,079", 24),
        (("99", ["AUT", "AUS", "JOR"]), "6,623", 24),
        (("99", ["AUT"]), "6,366", 24),
        (("99", ["AUS"]), "5,689", 24),
    ],
)
def test_the_sum_depends_on_choices(choices: tuple[str, list[str]], total: str, countries: int):
    says = claim_of_2012(*choices).says
    assert says.startswith(f"{total} soldiers found")
    assert f"{countries} of 24 countries" in says
    assert "does not correct NATO's" in says


def test_a_longer_reach_never_finds_fewer():
    totals = []
    for reach in REACH:
        counted = [row for row in claim_of_2012(reach).data if row["Counted here"] == "yes"]
        totals.append(sum(row["Soldiers"] for row in counted))
    assert totals == sorted(totals)


def test_second_figures_stand_in_their_source_or_on_a_list():
    second = {row.iso3: row for row in rows("second_figures")}
    (source,) = sources(second["AUT"].source_id)
    assert f"up to {second['AUT'].troops}" in source.title
    listed = [(r.as_of, r.troops) for r in rows("isaf_contributions") if r.iso3 == "AUS"]
    assert (second["AUS"].as_of, second["AUS"].troops) in listed


def test_a_second_figure_out_of_reach_is_left_out():
    far = claim_of_2012("3", ["AUT", "JOR"])
    rows = {(row["Country"], row["Soldiers"]): row["Counted here"] for row in far.data}
    assert rows["Austria", 600] == rows["Jordan", 720] == "no"
    assert "Austria" in far.says and "Jordan" in far.says


def test_jordans_720_soldiers_have_the_date_that_the_cable_reports():
    (row,) = [one for one in figures(["JOR"]) if one.iso3 == "JOR"]
    (source,) = sources("b_jorlogar")
    assert f"{row.troops}-person" in source.title
    assert f"{row.as_of:%B %Y}" in source.title


@pytest.mark.parametrize("code", ["AUT", "AUS", "JOR"])
def test_a_control_names_the_figure_that_it_brings(code: str):
    (_reach, control) = declaration_of(claim_of_2012).bound()
    assert any(f"{one.troops:,}" in control.texts()[code] for one in figures([code]))


@pytest.mark.parametrize("on", lists())
def test_a_list_with_large_gaps_states_no_share_and_no_highest(on: str):
    rows = table("contribution_snapshots")
    row = rows[(rows["operation"] == on[:4]) & (rows["as_of"] == on[5:])].iloc[0]
    few = row["nations_listed"] < 0.8 * row["nations_published"]
    assert names_enough_nations(on) != few
    (control,) = declaration_of(flags_and_soldiers).bound()
    assert (on in control.texts()) != few
    assert troop_contributions(on).title.startswith("Among those named, ") == few


def test_no_figure_lies_further_away_than_the_lesson_says():
    assert 48 < max(one.months for one in figures()) <= 51  # "a little over four years"


def test_two_lists_give_more_than_their_total_and_two_give_it_exactly():
    data = list(sums_checked().data)
    more = [row["Date"] for row in data if row["Difference"] > 0]
    exact = [row["Date"] for row in data if row["Difference"] == 0]
    assert more == ["22 October 2009", "autumn 2012"]
    assert exact == ["15 November 2010", "February 2017"]


def test_what_no_row_gives_is_drawn_beside_what_the_rows_give():
    chart = sums_checked()
    boxes = [m for m in chart.picture.marks if isinstance(m, Box)]
    missing = [m for m in boxes if m.role == "quiet" and m.outline]
    less = sum(difference < 0 for difference in chart.data.column("Difference"))
    assert len(missing) == less + 1  # and the key
    grey = [m for m in boxes if m.role == "muted"]
    assert len(grey) == chart.data.column("Complete as printed").count("no") + 1


def test_only_a_figure_that_is_left_out_is_in_the_legend_as_such():
    assert "left out" in words_of(claim_of_2012("3"))
    assert "left out" not in words_of(claim_of_2012("99"))


def test_without_a_kind_of_operation_none_is_counted():
    assert operations_timeline(partners=[]).title.startswith("0 of 0 ")
