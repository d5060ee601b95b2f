"""What lesson 2 shows: the timeline of steps, the game of order, comings and goings."""

import re

import pytest
from explorer_states import turn
from writing import words_of

from lessons import explore
from lessons.charts import comings_and_goings, partnership_timeline, place_the_event
from lessons.charts.engine.drawing import Shape
from lessons.charts.how_partnership_grew.comings_and_goings import reason
from lessons.charts.how_partnership_grew.partnership_timeline import KINDS, SO_FAR, SPANS
from lessons.charts.how_partnership_grew.place_the_event import (
    NOWHERE,
    card_names,
    cards,
    date_of,
    line,
    place_names,
    right_place,
)
from lessons.core.paths import lesson_folder
from lessons.data import expressions, membership, table
from lessons.data.steps import steps
from lessons.data.turnover import joined_in, turnover

LESSON = "how_partnership_grew"
NAMES = expressions.names()
YEARS = range(1990, 2027)


def test_most_who_came_in_1994_had_been_partners_before():
    joined, before = joined_in(1994)
    newcomers = next(one.came for one in turnover() if one.year == 1994)
    assert joined - before == set(newcomers)
    for chart in (partnership_timeline(1994), comings_and_goings(1994)):
        assert f" {len(joined)} countries" in chart.aloud
        assert f" {len(before)} " in chart.aloud


def test_steps_stand_in_order_of_time_on_known_lanes():
    days = [step.on for step in steps()]
    assert days == sorted(days)
    assert {step.kind for step in steps()} == set(KINDS)


@pytest.mark.parametrize("span", SPANS)
def test_a_span_shows_its_own_years_only(span: str):
    dates = partnership_timeline(span=span).data.column("Date")
    first = int(span) if span.isdigit() else 1990
    last = 1994 if span == SO_FAR else 2026
    assert {int(text[:4]) for text in dates} <= set(range(first, last + 1))
    assert len(dates)


def test_the_whole_span_holds_every_step():
    assert len(partnership_timeline().data) == len(steps())


def test_there_is_one_mark_for_each_row_of_the_table():
    chart = partnership_timeline(show=["papers", "apart"])
    marks = [mark for mark in chart.picture.marks if isinstance(mark, Shape) and mark.pick]
    assert len(marks) == len(chart.data)


def test_what_is_not_sure_is_hollow():
    chart = partnership_timeline(show=["papers"])
    marks = [mark for mark in chart.picture.marks if isinstance(mark, Shape) and mark.pick]
    assert sum(mark.hollow for mark in marks) == sum(
        sure != "well sourced" for sure in chart.data.column("How sure")
    )
    ankara = next(mark for mark in marks if "Ankara" in mark.title)
    assert ankara.hollow


def test_the_end_of_the_russian_council_is_as_sure_as_the_row_behind_it():
    confidence = {step.text: step.confidence for step in steps()}
    assert confidence["NATO-Russia Council ends"] == "medium"
    assert confidence["NATO-Ukraine Commission ends"] == "high"


@pytest.mark.parametrize("year", YEARS)
def test_the_opened_year_lists_all_of_its_steps(year: int):
    mine = [step for step in steps() if step.on.year == year]
    written = re.sub(r"\s+", " ", words_of(partnership_timeline(year=year).picture))
    joined = [step for step in mine if step.kind == "joined"]
    in_one_line = len(joined) > 6
    for step in mine:
        if step.kind == "joined" and in_one_line:
            assert all(membership.name(code) in written for code in step.countries)
        else:
            assert step.text in written
    if not mine:
        assert "No step in" in written


def test_hiding_every_line_is_said():
    assert partnership_timeline(show=[]).title == "No step is shown"


def test_the_sentence_counts_the_steps_of_the_opened_year_by_kind():
    says = partnership_timeline(year=2011).says
    assert re.match(r"\d+ events .+ 2011: Summits .+: \d; ", says)


def test_the_opened_year_stays_inside_the_span():
    assert "In 2020:" in partnership_timeline(year=1994, span="2020").says
    explorer = explore.partnership_timeline(year=1994)
    assert turn(explorer, span="2020").values["year"] == 2020
    assert turn(explorer, year=2000).values["year"] == 2020


def test_hollow_marks_are_explained():
    assert "Hollow: " in words_of(partnership_timeline())


def test_a_learner_can_decide_before_the_chart_shows_what_came():
    chart = partnership_timeline(1993, span=SO_FAR)
    assert "PfP" not in words_of(chart.picture)
    assert chart.title == "22 partners on 31 December 1993"
    assert partnership_timeline(1994, span=SO_FAR).title == "25 partners on 31 December 1994"


def test_a_year_without_a_step_names_the_last_one_before_it_and_closes_the_axis():
    chart = partnership_timeline(1993, show=["frameworks", "joined"], span=SO_FAR)
    words = words_of(chart.picture)
    assert "Albania and Georgia enter the NACC" in words
    assert "2000" not in words


def test_the_picture_of_comings_and_goings_does_not_give_away_why_partners_left():
    assert "become Allies" not in words_of(comings_and_goings(1994))


def test_the_next_event_has_no_place_yet():
    explorer = explore.place_the_event(1, 0)
    assert turn(explorer, place="2").values["place"] == "2"
    assert turn(explorer, event=2).values["place"] == NOWHERE


def test_a_card_without_a_place_may_be_laid_before_every_step_and_behind_the_last():
    chart = place_the_event()
    picks = {mark.pick for mark in chart.picture.marks if isinstance(mark, Shape)}
    assert {f"place={place}" for place in place_names()} <= picks
    assert "has no place yet" in chart.says


def test_a_wrong_try_is_marked_and_leaves_the_list_where_it_was():
    def places(place: str | int) -> dict[str, float]:
        marks = place_the_event(12, place).picture.marks
        return {m.pick: m.y for m in marks if isinstance(m, Shape) and m.pick.startswith("place=")}

    tried = next(place for place in place_names() if place != right_place("12"))
    others = [place for place in place_names() if place not in (tried, right_place("12"))]
    assert places(tried) == places(others[0]) == places(NOWHERE)
    assert words_of(place_the_event(12, tried).picture).count("not here") == 1
    assert "not here" not in words_of(place_the_event(12, right_place("12")).picture)


def test_it_is_said_where_the_card_lies():
    says = place_the_event(12, 0).says
    assert "is suspended' lies before " in says
    assert "Choose a place" in says


def test_the_last_year_ends_on_the_last_day_of_the_data():
    assert "on 23 November 2026" in words_of(comings_and_goings(2026))


def test_countries_carry_the_names_of_the_maps():
    for year in YEARS[1:]:
        told = words_of(comings_and_goings(year))
        assert not re.search("Kyrghyz|The Republic|the former", told), told


def test_the_line_of_six_is_in_order_of_time():
    days = [membership.day(date_of(row)) for row in line()]
    assert days == sorted(days)
    assert len(days) == 6


@pytest.mark.parametrize("event", card_names())
def test_a_card_belongs_between_its_neighbours(event: str):
    place, on = int(right_place(event)), membership.day(date_of(cards()[int(event) - 1]), last=True)
    days = [membership.day(date_of(row)) for row in line()]
    if place > 0:
        assert days[place - 1] <= on
    if place < len(days):
        assert on < days[place]


def test_the_cards_come_mixed_and_fill_most_places():
    places = [right_place(event) for event in card_names()]
    assert places != sorted(places)
    assert len(set(places)) >= 5


def test_no_card_tells_its_year():
    assert not [row.key for row in (*line(), *cards()) if re.search(r"\d", row.key)]


@pytest.mark.parametrize("event", card_names())
def test_a_place_is_judged_at_once_and_only_the_right_one_tells_the_year(event: str):
    year, place = date_of(cards()[int(event) - 1])[:4], right_place(event)
    elsewhere = str((int(place) + 1) % len(place_names()))
    for tried in (NOWHERE, elsewhere):
        hidden = place_the_event(event, tried)
        for text in (hidden.aloud, words_of(hidden.picture), str(hidden.data)):
            assert year not in text
    wrong = place_the_event(event, elsewhere)
    assert ("earlier" if elsewhere > place else "later") in wrong.opened
    right = place_the_event(event, place)
    assert "Right" in right.opened
    assert year in right.opened
    assert "hidden" not in right.data.column("Date")


def test_the_next_card_is_offered_where_this_one_is_solved():
    assert "Next card" not in words_of(place_the_event(1))
    chart = place_the_event(12, right_place("12"))
    picks = {mark.pick for mark in chart.picture.marks if isinstance(mark, Shape)}
    assert "event=1" in picks


def test_sixteen_left_by_becoming_allies_and_malta_did_not():
    gone = [(code, reason(code, one.year)) for one in turnover() for code in one.left]
    assert [code for code, why in gone if why != "became an Ally"] == ["MLT"]
    assert len(gone) == 17


def test_the_opened_year_names_who_came_and_who_left():
    words = words_of(comings_and_goings(1996))
    assert "Came: Switzerland." in words
    assert "Left: Malta (left)." in words


def test_figures_written_by_hand_stand_in_the_tables():
    lesson = (lesson_folder(LESSON) / "lesson.md").read_text(encoding="utf-8")
    mines = table("practice_examples").set_index("example_id").loc["ex021", "what"]
    assert "1.6 million" in lesson
    assert "1.6 million" in mines
    asked = (lesson_folder(LESSON) / "quiz.toml").read_text(encoding="utf-8")
    assert sum(len(one.left) for one in turnover()) == 17
    assert "Seventeen times a country stopped being a partner" in asked


def test_the_list_for_the_board_is_that_of_the_tables():
    notes = (lesson_folder(LESSON) / "teacher.md").read_text(encoding="utf-8")
    came, left = re.search(r"came (9 in 1991.+?); left (.+?)\.", notes).groups()
    for side, text in (("came", came), ("left", left)):
        listed = {int(year): int(count) for count, year in re.findall(r"(\d+) in (\d{4})", text)}
        counts = {one.year: len(getattr(one, side)) for one in turnover()}
        assert listed == {year: count for year, count in counts.items() if count}
