"""What lesson 12 shows: counts over time, the partners of 2012, the claims of 2013."""

import re

import pytest
from writing import texts

from lessons import explore
from lessons.charts import all_claims, claim_checker, counts_over_time, partners_of_2012
from lessons.charts.engine.legends import GROUP_KEYS
from lessons.charts.engine.theme import page
from lessons.charts.then_and_now.claims import MEANINGS, OPEN, VERDICTS, claims
from lessons.data import table
from lessons.data.membership import (
    counts_on,
    members_on,
    name,
)
from lessons.data.turnover import partners_since

CLAIMS = list(table("seed_claims")["claim_id"])


def test_the_counts_are_those_of_the_table_of_counts():
    rows = table("timeline_counts").set_index("year")
    data = counts_over_time().data
    assert [int(day[:4]) for day in data.column("On")] == list(rows.index)
    pairs = {"Allies": "allies", "All partners": "all_partners", "Suspended": "suspended"}
    pairs |= {"Mediterranean Dialogue": "md", "Partners across the globe": "patg"}
    for shown, column in pairs.items():
        assert list(data.column(shown)) == list(rows[column]), shown


def test_a_hidden_group_is_neither_said_nor_listed():
    chart = counts_over_time(2012, ["md"])
    assert "Mediterranean Dialogue 7" in chart.says
    assert "Allies 28" not in chart.says
    assert "Allies" not in chart.data.columns


def test_what_happened_later_is_not_shown_before_its_day():
    states = {row.iso3: row.state for row in partners_since(2022)}
    assert (states["FIN"], states["MKD"], states["BLR"]) == ("partner", "ally", "suspended")
    assert "0 suspended, 0 Allies." in partners_of_2012(2012).says


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("year", [2012, 2020, 2026])
def test_every_country_is_in_the_picture_once(year, narrow):
    with page(narrow=narrow):
        written = [mark.text for mark in texts(partners_of_2012(year))]
    for one in partners_since(year):
        short = name(one.iso3).replace("Bosnia and Herzegovina", "Bosnia and Herz")
        assert sum(text.startswith(short) for text in written) == 1, short


def test_there_are_thirty_claims_each_with_a_known_verdict():
    assert len(CLAIMS) == 30
    assert set(table("seed_claims")["verdict"]) == set(VERDICTS)
    assert list(claims()) == CLAIMS


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_verdict_is_not_told_before_the_guess(claim):
    row = table("seed_claims").set_index("claim_id").loc[claim]
    before = claim_checker(claim, OPEN)
    shown = before.aloud + before.svg() + str(list(before.data))
    assert row["what_changed_since"] not in shown
    assert "Our verdict" not in before.svg()
    after = claim_checker(claim, "confirmed")
    assert row["what_changed_since"] in after.aloud
    assert f"Our verdict: {VERDICTS[row['verdict']].text.lower()}" in after.aloud


def test_one_rule_gives_the_verdicts_that_the_tables_can_judge():
    then, now = counts_on("2013-12-31"), counts_on("2026-11-23")
    groups = ("euro_atlantic", "md", "ici", "patg")
    eight = members_on("PATG", "2013-12-31")
    holds = {
        "c03": then["partners"] == now["partners"],
        "c04": all(then[group] == now[group] for group in groups),
        "c08": then["allies"] == now["allies"],
        "c09": then["euro_atlantic"] == now["euro_atlantic"],
        "c12": then["md"] == now["md"],
        "c14": then["ici"] == now["ici"],
        "c15": len(eight) == 8 and set(eight) <= set(members_on("PATG", "2026-11-23")),
        "c16": "IRQ" in members_on("PATG", "2026-11-23"),
    }
    rows = table("seed_claims").set_index("claim_id")["verdict"]
    for claim, still in holds.items():
        assert rows[claim] == ("confirmed" if still else "outdated_now"), claim


def test_what_both_verdicts_mean_stands_beside_each_other():
    says = claim_checker("c08", "confirmed").aloud
    assert MEANINGS["confirmed"] in says and MEANINGS["outdated_now"] in says


def test_the_sum_of_the_troops_spans_what_the_claim_says():
    rows = table("partners_dec2012").set_index("iso3")
    found = rows[["isaf_troops_nearest", "kfor_troops_nearest"]].sum().sum()
    lists = table("isaf_contributions")
    few = lists[(lists["iso3"] == "JOR") & (lists["troops"] > 0)]["troops"].min()
    sheet = lists[(lists["iso3"] == "AUS") & (lists["as_of"] == "2012-12-03")]["troops"].item()
    low = found - rows.loc[["JOR", "AUS"], "isaf_troops_nearest"].sum() + few + sheet
    high = found - rows.loc["AUT", "kfor_troops_nearest"] + 600  # what Austria allowed
    why = table("seed_claims").set_index("claim_id").loc["c06", "what_changed_since"]
    assert f"{round(low, -2):,.0f} to {round(high, -2):,.0f}" in why


def test_dates_of_claims_are_said_in_words():
    for claim in CLAIMS:
        shown = claim_checker(claim, "confirmed").aloud
        assert not re.search(r"\d{4}-\d\d\b", shown), shown
    assert not any("-" in day for day in all_claims().data.column("Speaks of"))


def test_a_guess_is_taken_back_when_the_learner_goes_on():
    explorer = explore.claim_checker("c03")
    explorer.values = {**explorer.values, "guess": "outdated_now"}  # as the browser does
    assert "Our verdict: outdated" in explorer.view["opened"]
    explorer.values = {**explorer.values, "claim": "c08"}
    assert explorer.values == {"claim": "c08", "guess": OPEN}
    assert "Our verdict" not in explorer.view["opened"]


def test_the_wall_lists_every_claim_under_its_verdict():
    assert all_claims().data.column("Verdict").count("Imprecise") == 2
    says = all_claims().says
    assert "Confirmed: 19; Not confirmed: 3; " in says and "Outdated: 6" in says


def test_every_group_has_its_words_in_the_legend():
    svg = counts_over_time(2026).svg()
    assert all(group.text in svg for group in GROUP_KEYS.values())
