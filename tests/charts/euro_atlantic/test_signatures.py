"""What lesson 4 shows: the signatures, the forum beside the programme, the toolbox."""

from datetime import date, timedelta

import pytest
from writing import words_of

from lessons.charts import forum_and_programme, partnership_tools, signatures
from lessons.charts.engine.drawing import Shape
from lessons.charts.euro_atlantic.partnership_tools import tool_names
from lessons.charts.euro_atlantic.signatures import signing_days
from lessons.core.paths import lesson_folder
from lessons.data import membership, record, rows, schema
from lessons.data.membership import participants, stays_in

SIGNED = stays_in("PFP")
DAYS = range(1, len(signing_days()) + 1)


def test_romania_signed_first_and_malta_last():
    first, last = SIGNED[0], SIGNED[-1]
    assert (first.iso3, first.joined) == ("ROU", "1994-01-26")
    assert (last.iso3, last.joined) == ("MLT", "2008-04-03")
    assert signing_days()[0] == date(1994, 1, 10) + timedelta(16)  # the summit of Brussels


def test_russia_was_the_twenty_first_and_albania_the_tenth():
    codes = [row.iso3 for row in SIGNED]
    assert (codes[20], codes[9]) == ("RUS", "ALB")


def test_malta_signed_twice_and_left_in_between():
    joined = {row.iso3: row.joined for row in SIGNED}
    assert sum(row.iso3 == "MLT" for row in SIGNED) == 2
    before = signing_days().index(date.fromisoformat(joined["CHE"]))
    assert "left 27 Oct 1996" in words_of(signatures(before + 1).picture)
    assert "left 27 Oct 1996" not in words_of(signatures(before).picture)


@pytest.mark.parametrize("step", DAYS)
def test_the_race_counts_whom_history_counts(step: int):
    on, chart = signing_days()[step - 1], signatures(step)
    inside = len(membership.members_on("PFP", on))
    countries = "1 country" if inside == 1 else f"{inside} countries"
    assert f"{countries} in the Partnership" in chart.says
    assert len(chart.data) == sum(row.joined <= str(on) for row in SIGNED)


def test_what_they_are_today_agrees_with_the_groups():
    chart = signatures(len(signing_days()), ["later"])
    codes = [row.iso3 for row in SIGNED]
    today = list(zip(codes, chart.data.column("On 23 November 2026"), strict=True))
    allies = {code for code, text in today if text.startswith("Ally")}
    assert allies == set(codes) & set(membership.allies_on("2026-11-23"))
    suspended = {code for code, text in today if text.startswith("suspended")}
    assert suspended == {"RUS", "BLR"}


def test_hollow_means_suspended_and_the_picture_says_so():
    chart, note = signatures(len(signing_days()), ["later"]), "hollow: suspended"
    assert note in words_of(chart)
    marks = [m for m in chart.picture.marks if isinstance(m, Shape) and m.hollow]
    hollow = [m.title for m in marks if m.title not in (note, "")]  # the ring has no title
    assert {title.split(":")[0] for title in hollow} == {"Russia", "Belarus"}


def test_a_tool_without_a_list_names_whom_the_examples_name():
    assert "Serbia" in partnership_tools("OCC").says
    assert "Serbia" in words_of(partnership_tools("OCC"))
    assert "Fourteen partners" in words_of(partnership_tools("PARP"))
    assert "name Austria and Sweden" in words_of(partnership_tools("PARP"))


def test_the_forum_and_the_programme_differ_in_1995_and_agree_since_2002():
    early = forum_and_programme(1995).says
    assert "(NACC): Tajikistan." in early
    assert "Austria, Finland, Malta, North Macedonia, Slovenia, Sweden" in early
    for year in range(2002, 2027):
        says = forum_and_programme(year).says
        assert "(EAPC): nobody." in says and "(PfP): nobody." in says


def test_twenty_two_were_in_both_in_2013():
    assert forum_and_programme(2013).data.column("Where").count("In both") == 22


def test_the_forum_changes_its_name_in_1997():
    assert "North Atlantic Cooperation Council" in forum_and_programme(1996).says
    assert "Euro-Atlantic Partnership Council" in forum_and_programme(1997).says


@pytest.mark.parametrize("tool", tool_names())
def test_every_tool_shows_its_rows(tool: str):
    chart, found = partnership_tools(tool), rows("programme_participants")
    assert len(chart.data) == sum(row.programme_id == tool for row in found)
    assert record("programmes", tool).name in chart.says


def test_a_list_with_gaps_is_called_one():
    assert "Found so far" in partnership_tools("IPP").says
    assert "Complete list: 8 countries" in partnership_tools("IPAP").says
    for tool in ("IPAP", "MAP", "EOP", "DCBI"):
        assert record("programmes", tool).participants_complete
        assert tool in schema("programme_participants")["description"]


def test_eleven_of_twelve_in_the_membership_plan_became_allies():
    codes = {row.iso3 for row in participants("MAP")}
    assert codes - set(membership.allies_on("2026-11-23")) == {"BIH"}
    assert len(codes) == 12


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("euro_atlantic") / "lesson.md").read_text(encoding="utf-8")
    notes = {row.iso3: row.note for row in participants("MAP")}
    assert "almost twenty-one years" in notes["MKD"]
    assert "almost twenty-one years" in lesson


def test_the_roads_to_membership_add_up():
    signed = {row.iso3 for row in SIGNED}
    allies = signed & set(membership.allies_on("2026-11-23"))
    assert allies - {row.iso3 for row in participants("MAP")} == {"CZE", "HUN", "POL", "FIN", "SWE"}
    still = allies & set(membership.members_on("PFP", "2013-12-31"))
    assert still == {"MNE", "MKD", "FIN", "SWE"}
