"""What lesson 5 shows: three time lines, their papers, and which structure was there when."""

import re
from datetime import date

import pytest
from writing import strays, words_of

from lessons.charts import document_finder, structures_on, three_relations
from lessons.charts.engine.theme import page
from lessons.charts.russia_ukraine_georgia.document_finder import DEEDS, PAPERS, WHO, papers
from lessons.charts.russia_ukraine_georgia.special_relationships import (
    KINDS,
    PARTNERS,
    bodies,
    bodies_on,
    concerns,
    event_words,
    events,
    names,
)
from lessons.charts.russia_ukraine_georgia.structures_matrix import the_day
from lessons.core.paths import lesson_folder
from lessons.data import expressions, membership, schema, table

LESSON = "russia_ukraine_georgia"
NAMES = expressions.names()


def test_no_event_of_the_three_partners_is_left_out():
    rows = table("status_events")
    mine = rows[rows["iso3"].fillna("").str.contains("RUS|UKR|GEO")]
    assert sorted(events()["event"]) == sorted(mine["event"])
    assert set(mine["kind"]) <= {value for kind in KINDS.values() for value in kind.values}


def test_events_stand_in_order_of_time():
    assert events()["day"].is_monotonic_increasing
    assert event_words()[8] == "27 May 1997, Russia"


def test_every_kind_of_event_belongs_to_one_group():
    values = [value for kind in KINDS.values() for value in kind.values]
    assert len(values) == len(set(values))
    fields = {field["name"]: field for field in schema("status_events")["fields"]}
    assert set(values) <= set(fields["kind"]["constraints"]["enum"])


def test_five_bodies_stand_in_the_order_of_their_beginning():
    assert [body.key for body in bodies()] == ["PJC", "NUKC", "NRC", "NGC", "NUC"]
    assert [body.iso3 for body in bodies()] == ["RUS", "UKR", "RUS", "GEO", "UKR"]


def test_the_joint_council_lasted_from_the_founding_act_to_the_rome_declaration():
    joint = bodies()[0]
    assert (joint.start, joint.end) == (date(1997, 5, 27), date(2002, 5, 28))


@pytest.mark.parametrize(
    ("on", "keys"),
    [
        (date(1997, 5, 26), []),
        (date(1997, 7, 9), ["PJC", "NUKC"]),
        (date(2002, 5, 28), ["NUKC", "NRC"]),
        (date(2012, 12, 31), ["NUKC", "NRC", "NGC"]),
        (date(2023, 7, 11), ["NRC", "NGC", "NUC"]),
        (date(2026, 11, 23), ["NGC", "NUC"]),
    ],
)
def test_a_body_is_there_from_its_first_day_until_the_day_before_its_last(on, keys):
    assert [body.key for body in bodies_on(on)] == keys


def test_no_kind_and_no_partner_draw_empty_lanes_and_say_so():
    assert "No kind is shown. Choose at least one." in three_relations(kinds=[]).says
    assert "No partner is shown. Choose at least one." in three_relations(show=[]).says


def test_an_opened_event_that_has_no_mark_says_so():
    chart = three_relations(8, kinds=["membership"])  # the Founding Act is a step together
    assert "not among the marks shown" in chart.says and "not among the marks" in words_of(chart)
    assert "not among the marks" not in three_relations(8).says


def test_bucharest_stands_on_two_lines():
    word = events()[events()["kind"] == "political_commitment"].iloc[0]
    assert word["codes"] == ["UKR", "GEO"]
    data = three_relations(show=["UKR", "GEO"], kinds=["membership"]).data
    assert data[data["Date"] == "2008-04-03"]["Partner"].tolist() == ["Ukraine", "Georgia"]


def test_the_sentence_counts_what_the_table_lists():
    chart = three_relations()
    for code, words in PARTNERS.items():
        for key, kind in KINDS.items():
            rows = chart.data[(chart.data["Partner"] == words) & (chart.data["Kind"] == kind.words)]
            mine = concerns(events(), code)
            assert len(rows) == (mine["group"] == key).sum()
            if len(rows) > 1:
                sentence = re.search(rf"{words}: (.+?)\.", chart.says)[1]
                assert f"{len(rows)} {kind.plural}" in sentence


def test_a_filter_hides_marks_and_keeps_the_opened_event():
    all_kinds, apart = three_relations(), three_relations(kinds=["apart"])
    assert set(apart.data["Kind"]) == {"A pause or a break"}
    assert len(apart.data) < len(all_kinds.data)
    assert "Founding Act" in apart.says
    assert "Choose at least one" in three_relations(show=[]).says


def test_a_less_sure_event_is_shown_as_less_sure():
    rows = events()
    number = rows.index[rows["kind"] == "ended"][0] + 1
    assert "not as sure" in words_of(three_relations(event=number).picture)
    assert "not as sure" not in words_of(three_relations(event=8).picture)


def test_every_paper_has_a_row_of_its_own():
    found = papers()
    assert len(found) == len(PAPERS)
    assert not found.duplicated(["date", "event"]).any()


def test_five_papers_founded_a_body_and_their_days_are_those_of_the_bodies():
    founding = papers()[papers()["deed"] == "body"]
    assert [membership.day(text) for text in founding["date"]] == [body.start for body in bodies()]


def test_titles_of_papers_stand_in_the_tables():
    launches = " ".join(table("frameworks")["launch_document"])
    programmes = " ".join(table("programmes")["name"])
    known = " ".join([*table("status_events")["event"], launches, programmes]).lower()
    for paper in PAPERS:
        words = [word for word in paper.title.lower().split() if word not in ("of", "the", "a")]
        missing = [word for word in words if word not in known]
        assert missing in ([], ["declaration"], ["decision"]), paper.title


@pytest.mark.parametrize("partner", WHO)
@pytest.mark.parametrize("deed", DEEDS)
def test_the_finder_finds_what_was_asked_for(partner: str, deed: str):
    chart = document_finder(partner, deed)
    if deed != "any":
        assert set(chart.data["What it did"]) <= {DEEDS[deed]}
    if partner != "any":
        assert all(PARTNERS[partner] in names for names in chart.data["Partner"])
    count = len(chart.data)
    assert chart.says.startswith(str(count) if count else "No paper")


@pytest.mark.parametrize("year", [1991, 1994, 1997, 2002, 2008, 2014, 2023, 2026])
@pytest.mark.parametrize("month", [1, 6, 12])
def test_structures_are_those_that_history_knows(year: int, month: int):
    on, data = the_day(year, month), structures_on(year, month).data
    for code, words in PARTNERS.items():
        mine = data[(data["Partner"] == words) & (data["Since"] != "")]
        shared = mine[mine["Name"] == ""]["Structure"].tolist()
        known = table("frameworks").set_index("framework_id")["name"]
        there = [f for f in ("NACC", "PFP", "EAPC") if code in membership.members_on(f, on)]
        assert shared == [known[f] for f in there]
        assert mine["Name"][mine["Name"] != ""].tolist() == [
            body.key for body in bodies_on(on) if body.iso3 == code
        ]


def test_suspended_is_not_expelled():
    data = structures_on(2014, 4).data
    russia = data[(data["Partner"] == "Russia") & (data["Since"] != "")]
    assert set(russia["State"]) == {"suspended"}
    assert russia["Structure"].tolist()[:1] == ["Partnership for Peace"]


def test_the_day_is_never_after_the_last_day_of_the_data():
    assert the_day(2026, 12) == date(2026, 11, 23)
    assert the_day(2024, 2) == date(2024, 2, 29)


def test_names_are_joined_as_in_a_sentence():
    assert names(["RUS", "UKR", "GEO"]) == "Russia, Ukraine and Georgia"
    assert names(["GEO"]) == "Georgia"


@pytest.mark.parametrize("narrow", [False, True])
def test_no_line_of_text_leaves_the_page(narrow: bool):
    with page(narrow=narrow):
        charts = [
            *(three_relations(number) for number in event_words()),
            *(document_finder(who, deed) for who in WHO for deed in DEEDS),
            *(structures_on(year, 6) for year in range(1991, 2027)),
        ]
    assert strays(charts) == []


def test_dates_written_by_hand_in_the_lesson_stand_in_the_events():
    lesson = (lesson_folder(LESSON) / "lesson.md").read_text(encoding="utf-8")
    months = "January|April|July|September"
    found = re.findall(rf"(\d{{1,2}}) ({months}) (\d{{4}})", lesson)
    days = {f"{day.day} {day:%B %Y}" for day in map(membership.day, table("status_events")["date"])}
    assert len(found) >= 4
    assert {" ".join(parts) for parts in found} <= days


def test_five_of_seventeen_stands_in_the_row_on_georgia():
    lesson = (lesson_folder(LESSON) / "lesson.md").read_text(encoding="utf-8")
    row = events()[events()["event"].str.contains("on hold")].iloc[0]
    assert "5 of the 17" in row["event"]
    assert "five of 17" in lesson
