"""What lesson 5 shows: three timelines, their papers, and which structure was there when."""

import re
from datetime import date

import pytest
from writing import frame, texts, words_of

from lessons.charts import document_finder, structures_on, three_relations
from lessons.charts.engine.drawing import Box
from lessons.charts.engine.theme import page
from lessons.charts.russia_ukraine_georgia.document_finder import EFFECTS
from lessons.charts.russia_ukraine_georgia.three_relations import (
    CODES,
    KIND_OF,
    KINDS,
    kind_of,
)
from lessons.core.dates import day
from lessons.core.paths import lesson_folder
from lessons.data import expressions, membership, schema, table
from lessons.data.events import crises, documents, events, partner_bodies

LESSON = "russia_ukraine_georgia"
NAMES = expressions.names()


def test_no_event_of_the_three_partners_is_left_out():
    rows = table("status_events")
    mine = rows[rows["iso3"].fillna("").str.contains("RUS|UKR|GEO")]
    assert sorted(event.event for event in events(CODES)) == sorted(mine["event"])


def test_events_are_in_order_of_time():
    days = [day(event.date, last=True) for event in events(CODES)]
    assert days == sorted(days)
    assert events(CODES)[7].date == "1997-05-27"


def test_every_kind_of_event_belongs_to_one_group():
    values = list(KIND_OF)
    assert len(values) == len(set(values))
    fields = {field["name"]: field for field in schema("status_events")["fields"]}
    assert set(values) <= set(fields["kind"]["constraints"]["enum"])


def test_five_bodies_are_in_the_order_of_their_beginning():
    assert [body.key for body in partner_bodies()] == ["PJC", "NUKC", "NRC", "NGC", "NUC"]
    assert [body.iso3 for body in partner_bodies()] == ["RUS", "UKR", "RUS", "GEO", "UKR"]
    joint = partner_bodies()[0]
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
    assert [body.key for body in partner_bodies() if body.exists_on(on)] == keys


@pytest.mark.parametrize("narrow", [False, True])
def test_every_body_and_every_protest_has_its_name(narrow: bool):
    with page(narrow=narrow):
        chart = three_relations()
    bodies = [mark for mark in texts(chart) if mark.text.endswith(("Council", "Commission"))]
    assert len(bodies) == len(partner_bodies())
    assert all(row.short_name in words_of(chart) for row in crises(CODES))


def test_no_kind_draws_empty_lanes_and_says_so():
    assert three_relations(kinds=[]).says.count("No event is shown") == len(CODES)


def test_an_opened_event_that_has_no_mark_says_so():
    chart = three_relations(8, kinds=["membership"])  # the Founding Act is a step together
    assert "not among the marks" in chart.opened
    assert "not among the marks" not in three_relations(8).opened


def test_bucharest_is_on_two_lanes():
    summit = next(event for event in events(CODES) if event.kind == "political_commitment")
    assert {"UKR", "GEO"} <= set(summit.iso3)
    data = frame(three_relations(kinds=["membership"]))
    assert data[data["Date"] == "2008-04-03"]["Partner"].tolist() == ["Ukraine", "Georgia"]


def test_the_sentence_counts_what_the_table_lists():
    chart = three_relations()
    data = frame(chart)
    for code in CODES:
        partner = membership.name(code)
        sentence = re.search(rf"{partner}\. (.+?)\.", chart.says)[1]
        for key, kind in KINDS.items():
            count = ((data["Partner"] == partner) & (data["Kind"] == kind.text)).sum()
            mine = [e for e in events(CODES) if code in e.iso3 and kind_of(e) == key]
            assert count == len(mine)
            assert (f"{kind.text}: {count}" in sentence) == bool(count)


def test_a_filter_hides_marks_and_keeps_the_opened_event():
    all_kinds, apart = three_relations(), three_relations(kinds=["apart"])
    assert set(apart.data.column("Kind")) == {"Pause or break"}
    assert len(apart.data) < len(all_kinds.data)
    assert "Founding Act" in words_of(apart)


def test_a_less_certain_event_is_shown_as_less_certain():
    number = next(n for n, event in enumerate(events(CODES), 1) if event.kind == "ended")
    assert "How sure" in words_of(three_relations(event=number))
    assert "How sure" not in words_of(three_relations(event=8))


def test_five_documents_founded_a_body_on_the_day_on_which_it_began():
    founding = [one for one in documents(CODES) if one.document_effect == "body"]
    assert [day(one.date, last=True) for one in founding] == [
        body.start for body in partner_bodies()
    ]


@pytest.mark.parametrize("partner", ["any", *CODES])
@pytest.mark.parametrize("effect", EFFECTS)
def test_the_finder_finds_what_was_asked_for(partner: str, effect: str):
    chart = document_finder(partner, effect)
    if effect != "any":
        assert set(chart.data.column("What it did")) <= {EFFECTS[effect]}
    if partner != "any":
        assert all(membership.name(partner) in names for names in chart.data.column("Partner"))
    count = len(chart.data)
    assert chart.says.startswith(f"{count} of ")


@pytest.mark.parametrize("year", [1991, 1994, 1997, 2002, 2008, 2014, 2023, 2026])
def test_structures_are_those_that_history_knows(year: int):
    on, data = membership.end_of(year), frame(structures_on(year))
    for code in CODES:
        mine = data[(data["Partner"] == membership.name(code)) & (data["Since"] != "")]
        shared = mine[mine["Name"] == ""]["Structure"].tolist()
        known = table("frameworks").set_index("framework_id")["name"]
        there = [f for f in ("NACC", "PFP", "EAPC") if code in membership.members_on(f, on)]
        assert shared == [known[f] for f in there]
        assert mine["Name"][mine["Name"] != ""].tolist() == [
            body.key for body in partner_bodies() if body.exists_on(on) and body.iso3 == code
        ]


def test_suspended_is_not_expelled():
    data = frame(structures_on(2014))
    russia = data[(data["Partner"] == "Russia") & (data["Since"] != "")]
    assert set(russia["State"]) == {"suspended"}
    assert russia["Structure"].tolist()[:1] == ["Partnership for Peace"]


def test_dates_written_by_hand_in_the_quiz_stand_in_the_events():
    quiz = (lesson_folder(LESSON) / "quiz.toml").read_text(encoding="utf-8")
    months = "January|April|May|June|July|September"
    found = re.findall(rf"(\d{{1,2}}) ({months}) (\d{{4}})", quiz)
    days = {f"{day.day} {day:%B %Y}" for day in map(membership.day, table("status_events")["date"])}
    assert len(found) >= 3
    assert {" ".join(parts) for parts in found} <= days


def test_five_of_seventeen_stands_in_the_row_on_georgia():
    lesson = (lesson_folder(LESSON) / "lesson.md").read_text(encoding="utf-8")
    event = next(event for event in events(CODES) if "on hold" in event.event)
    assert "5 of the 17" in event.event
    assert "five of 17" in lesson


def test_a_body_whose_end_is_not_certain_goes_on_as_an_outline():
    boxes = [mark for mark in three_relations().picture.marks if isinstance(mark, Box)]
    council = [box for box in boxes if box.title.startswith("NATO-Russia Council,")]
    commission = next(box for box in boxes if box.title.startswith("NATO-Georgia Commission,"))
    (rest,) = [box for box in council if box.outline]
    assert rest.x + rest.width == pytest.approx(commission.x + commission.width)


def test_every_kind_of_event_has_a_form_of_its_own():
    forms = [kind.form for kind in KINDS.values()]
    assert len(forms) == len(set(forms))


def test_the_end_of_the_russian_council_is_told_in_the_same_words_everywhere():
    words = "end reported, not certain"
    chart = three_relations()
    boxes = [mark for mark in chart.picture.marks if isinstance(mark, Box)]
    council = next(box for box in boxes if box.title.startswith("NATO-Russia Council,"))
    assert words in council.title
    assert words in words_of(chart)
    assert words in structures_on(2026).data.column("State")
