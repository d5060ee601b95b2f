"""What the course says happened."""

from datetime import date, datetime

import pandas as pd
import pytest

from lessons.core.paths import UnknownName
from lessons.data import membership, rows, table
from lessons.data.indicators import per_million_people
from lessons.data.membership import (
    allies_on,
    counts_on,
    day,
    frameworks_of,
    group_of,
    members_on,
    name,
    partners_on,
    suspended_on,
)

NOW = "2026-11-23"
YEARS = table("timeline_counts").set_index("year")
COUNTRIES = list(table("countries")["iso3"])


# Days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1994", date(1994, 1, 1), date(1994, 12, 31)),
        ("1996-02", date(1996, 2, 1), date(1996, 2, 29)),
        ("1994-01-26", date(1994, 1, 26), date(1994, 1, 26)),
        (date(1994, 1, 26), date(1994, 1, 26), date(1994, 1, 26)),
        (datetime(1994, 1, 26, 12), date(1994, 1, 26), date(1994, 1, 26)),
        (pd.Timestamp("1994-01-26"), date(1994, 1, 26), date(1994, 1, 26)),
    ],
)
def test_a_short_date_has_a_first_and_a_last_day(text, first, last):
    assert (day(text), day(text, last=True)) == (first, last)


@pytest.mark.parametrize("text", ["26/01/1994", "1994-13", "1994-02-30", "94", "", "1994-1", 1994])
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(ValueError, match="'1994-12-01', '1994-12' or '1994'"):
        day(text)


def test_a_year_asks_about_its_last_day():
    assert members_on("MD", "1995") == members_on("MD", "1995-12-31")
    assert counts_on("2012") == counts_on(date(2012, 12, 31))


# The counts


@pytest.mark.parametrize("year", YEARS.index)
def test_every_count_of_the_table_is_counted_again(year):
    on = NOW if year == 2026 else f"{year}-12-31"
    counts, row = counts_on(on), YEARS.loc[year]
    assert counts == {
        "allies": row["allies"],
        "euro_atlantic": row["all_partners"] - row["md"] - row["ici"] - row["patg"],
        "md": row["md"],
        "ici": row["ici"],
        "patg": row["patg"],
        "partners": row["all_partners"],
        "suspended": row["suspended"],
    }
    assert len(members_on("EAPC", on)) == row["eapc_partners"]
    assert len(members_on("NACC", on)) == row["nacc_partners"]
    assert len(members_on("PFP", on)) == row["pfp_partners"]
    assert counts["partners"] - counts["suspended"] == row["partners_not_suspended"]


@pytest.mark.parametrize("year", YEARS.index)
def test_the_groups_add_up_and_nobody_is_counted_twice(year):
    on, counts = f"{year}-12-31", counts_on(f"{year}-12-31")
    partners = partners_on(on)
    assert len(partners) == len(set(partners)) == counts["partners"]
    assert sum(counts[g] for g in ("euro_atlantic", "md", "ici", "patg")) == counts["partners"]
    assert not set(partners) & set(allies_on(on))


def test_forty_one_partners_in_2012_are_22_and_7_and_4_and_8():
    counts = counts_on("2012-12-31")
    assert [counts[g] for g in ("euro_atlantic", "md", "ici", "patg")] == [22, 7, 4, 8]
    assert (counts["partners"], counts["allies"]) == (41, 28)


def test_today_38_stand_on_the_lists_and_35_are_active():
    counts = counts_on(NOW)
    assert (counts["partners"], counts["partners"] - counts["suspended"]) == (38, 35)


# What NATO and others counted on certain days


@pytest.mark.parametrize(
    ("framework", "on", "count"),
    [
        ("PFP", "1994-02-28", 10),
        ("PFP", "1994-06-09", 20),
        ("PFP", "1994-08-03", 22),
        ("NACC", "1997-05-29", 24),
        ("NACC", "1997-05-30", 0),
        ("PFP", "1997-05-31", 27),
        ("EAPC", "1997-05-29", 0),
        ("EAPC", "1997-05-31", 28),
        ("PFP", "1999-12-01", 25),
        ("PFP", "2000-05-25", 26),
        ("PFP", "2005-10", 20),
        ("EAPC", "2011", 22),
        ("PFP", "2023", 19),
        ("PFP", "2024-08-06", 18),
    ],
)
def test_outside_counts_are_met(framework, on, count):
    assert len(members_on(framework, on)) == count


def test_forty_partner_countries_in_august_2020():
    assert len(partners_on("2020-08")) == 40


# The Partnership for Peace


def test_romania_signed_first_on_26_january_1994():
    assert members_on("PFP", "1994-01-25") == []
    assert members_on("PFP", "1994-01-26") == ["ROU"]
    assert members_on("PFP", "1994-01-27") == ["ROU", "LTU"]


def test_albania_was_the_tenth_and_russia_the_21st_to_sign():
    signed = members_on("PFP", "1994")
    assert (signed.index("ALB") + 1, signed.index("RUS") + 1, len(signed)) == (10, 21, 23)


def test_malta_left_and_came_back():
    inside = {year for year in range(1994, 2027) if "MLT" in members_on("PFP", f"{year}")}
    assert inside == {1995, *range(2008, 2027)}
    assert "MLT" in members_on("PFP", "1996-10-26")
    assert "MLT" not in members_on("PFP", "1996-10-27")


def test_malta_was_never_in_the_eapc_before_2008():
    assert "MLT" not in members_on("EAPC", "2008-04-02")
    assert "MLT" in members_on("EAPC", "2008-04-03")


def test_tajikistan_sat_in_the_council_five_years_before_it_signed():
    assert frameworks_of("TJK", "2001") == ["EAPC"]
    assert frameworks_of("TJK", "2002") == ["PFP", "EAPC"]
    assert group_of("TJK", "2001") == "euro_atlantic"


def test_bosnia_montenegro_and_serbia_came_together():
    new = set(members_on("PFP", "2006-12-14")) - set(members_on("PFP", "2006-12-13"))
    assert new == {"BIH", "MNE", "SRB"}


def test_the_same_eighteen_are_in_the_council_and_the_partnership_today():
    assert set(members_on("EAPC", NOW)) == set(members_on("PFP", NOW))


# The first forum


def test_nine_former_opponents_came_to_the_first_meeting():
    assert members_on("NACC", "1991-12-19") == []
    assert len(members_on("NACC", "1991-12-20")) == 9


def test_a_month_known_without_its_day_counts_from_its_end():
    assert "UKR" not in members_on("NACC", "1992-03-30")
    assert "UKR" in members_on("NACC", "1992-03-31")


def test_in_the_nacc_years_its_members_are_the_euro_atlantic_partners():
    assert group_of("ROU", "1993") == "euro_atlantic"
    assert frameworks_of("ROU", "1993") == ["NACC"]
    assert "SVK" not in members_on("NACC", "1992")  # Czechoslovakia sat there until its end


def test_on_the_day_of_sintra_the_seat_passes_without_a_gap():
    for on in ("1997-05-29", "1997-05-30", "1997-05-31"):
        assert len(partners_on(on)) == 34, on


# Allies


def test_the_alliance_grew_from_12_to_32():
    assert allies_on("1949-04-03") == []
    assert len(allies_on("1949-04-04")) == 12
    assert allies_on(NOW)[-2:] == ["FIN", "SWE"]
    assert len(allies_on(NOW)) == 32


@pytest.mark.parametrize(("code", "on"), [("FIN", "2023-04-04"), ("SWE", "2024-03-07")])
def test_finland_and_sweden_left_the_partners_by_becoming_allies(code, on):
    before = date.fromordinal(day(on).toordinal() - 1)
    assert (group_of(code, before), group_of(code, on)) == ("euro_atlantic", "ally")
    assert code in partners_on(before)
    assert code not in partners_on(on)
    assert frameworks_of(code, on) == []


def test_an_ally_that_was_in_the_partnership_left_it_on_the_day_of_accession():
    rows = table("allies")
    for ally in rows[rows["was_pfp"]].itertuples():
        before = date.fromordinal(ally.accession_date.toordinal() - 1)
        assert group_of(ally.iso3, before) == "euro_atlantic", ally.iso3
        assert group_of(ally.iso3, ally.accession_date) == "ally", ally.iso3
    assert rows["was_pfp"].sum() == 16


# South, Gulf, globe


def test_algeria_came_last_to_the_mediterranean_dialogue():
    assert members_on("MD", "2000-03-13") == ["EGY", "ISR", "MAR", "MRT", "TUN", "JOR"]
    assert members_on("MD", "2000-03-14")[-1] == "DZA"


def test_the_dialogue_was_decided_in_1994_but_begun_in_1995():
    assert members_on("MD", "1994") == []
    assert len(members_on("MD", "1995-02")) == 5


def test_four_gulf_states_joined_and_two_did_not():
    assert members_on("ICI", NOW) == ["KWT", "BHR", "QAT", "ARE"]
    assert group_of("SAU", NOW) == group_of("OMN", NOW) == ""


def test_colombia_was_no_partner_yet_in_2013():
    assert "COL" not in members_on("PATG", "2013")
    assert members_on("PATG", "2017")[-1] == "COL"
    assert set(members_on("PATG", "2013")) == {
        "AFG", "AUS", "IRQ", "JPN", "KOR", "MNG", "NZL", "PAK",
    }  # fmt: skip


# Suspended is not expelled


def test_three_partners_are_suspended_and_still_partners():
    assert suspended_on(NOW) == ["RUS", "AFG", "BLR"]
    assert set(suspended_on(NOW)) <= set(partners_on(NOW))


def test_cooperation_with_russia_is_suspended_from_1_april_2014():
    assert suspended_on("2014-03-31") == []
    assert suspended_on("2014-04-01") == ["RUS"]
    assert "RUS" in members_on("EAPC", "2014-04-01")


def test_the_council_with_russia_ended_and_the_partnership_did_not():
    assert frameworks_of("RUS", "2025-12-02") == ["PFP", "EAPC", "NRC"]
    assert frameworks_of("RUS", "2025-12-03") == ["PFP", "EAPC"]


def test_ukraine_had_a_commission_and_then_a_council():
    assert frameworks_of("UKR", "2023-07-10") == ["PFP", "EAPC", "NUKC"]
    assert frameworks_of("UKR", "2023-07-11") == ["PFP", "EAPC", "NUC"]


# Names


def test_names_of_2013_are_used_until_2013():
    assert name("TUR", "2013-12-31") == "Turkey"
    assert name("TUR", "2014-01-01") == name("TUR") == "Türkiye"


def test_north_macedonia_has_its_name_from_15_february_2019():
    old = "the former Yugoslav Republic of Macedonia"
    assert name("MKD", "2012") == name("MKD", "2019-02-14") == old
    assert name("MKD", "2019-02-15") == name("MKD") == "North Macedonia"


@pytest.mark.parametrize("code", ["TON", "CYP", "XKX"])
def test_countries_that_are_no_partners_have_names_too(code):
    assert name(code)
    assert group_of(code, NOW) == ""


def test_a_name_instead_of_a_code_is_answered_with_the_code():
    with pytest.raises(UnknownName, match=r"'Malta'.+ mean 'MLT'"):
        name("Malta")


@pytest.mark.parametrize(
    "ask",
    [
        name,
        lambda code: group_of(code, NOW),
        lambda code: frameworks_of(code, NOW),
        membership.accession_of,
        membership.suspension_of,
        membership.frameworks_joined,
        membership.tools_used,
    ],
)
def test_an_unknown_code_is_an_error_and_not_an_empty_answer(ask):
    with pytest.raises(UnknownName, match="'ROM'"):
        ask("ROM")


@pytest.mark.parametrize(
    "ask", [members_on, membership.stays_in, membership.invited_to, membership.launch]
)
def test_an_unknown_framework_is_answered_with_the_nearest(ask):
    with pytest.raises(UnknownName, match=r"'PfP'.+ mean 'PFP'"):
        ask("PfP")


def test_an_unknown_programme_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r"'Map'.+ mean 'MAP'"):
        membership.participants("Map")


# Fair comparison


def test_per_million_divides_by_the_population_of_that_year():
    listed = {r.iso3: r.troops for r in rows("isaf_contributions") if str(r.as_of) == "2012-09-10"}
    codes = ("TON", "GEO", "USA", "GBR", "EST")
    rates = [per_million_people(listed[code], code, 2012) for code in codes]
    assert [round(rate) for rate in rates] == [512, 419, 237, 149, 116]


def test_per_million_of_a_year_without_population_names_the_years():
    with pytest.raises(
        UnknownName, match=r"for 2013. There are years: 1994, 2002, 2012, 2022, 2023, 2024"
    ):
        per_million_people(100, "GEO", 2013)


# Answers are the caller's own


def test_questions_write_nothing_into_the_answer_of_the_next():
    members_on("PFP", "1994").clear()
    partners_on("1994").clear()
    counts_on("1994").clear()
    assert len(members_on("PFP", "1994")) == 23
    assert counts_on("1994")["partners"] == 25


# Changes, tools, names of former partners


def test_a_country_that_is_no_ally_has_no_day_of_accession():
    assert membership.accession_of("FIN") == date(2023, 4, 4)
    assert membership.accession_of("AUT") is None


def test_who_was_never_suspended_has_no_date_of_suspension():
    assert membership.suspension_of("RUS") == "2014-04-01"
    assert membership.suspension_of("CHE") == ""


def test_partners_ever_are_those_of_today_and_the_allies_that_were_partners():
    found = set(membership.partners_ever())
    assert set(partners_on(NOW)) < found
    assert {row.iso3 for row in rows("allies") if row.was_pfp} < found


def test_rows_without_a_start_come_last():
    starts = [row.start for row in membership.participants("IPP")]
    known = [start for start in starts if start]
    assert starts == sorted(known) + [None] * (len(starts) - len(known))
    assert {row.iso3 for row in membership.tools_used("CHE")} == {"CHE"}


def test_the_frameworks_of_malta_are_listed_with_both_its_times():
    assert [row.framework_id for row in membership.frameworks_joined("MLT")].count("PFP") == 2


def test_the_end_of_the_running_year_is_the_last_day_of_the_data():
    assert membership.end_of(2012) == date(2012, 12, 31)
    assert membership.end_of(2050) == membership.last_day()
