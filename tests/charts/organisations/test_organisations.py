"""What lesson 9 shows: organisations, crises step by step, three aims, dated steps."""

from collections import Counter

import pytest
from writing import words_of

from lessons.charts import crisis_stages, organisation_steps, three_aims, who_does_what
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape
from lessons.charts.organisations.three_aims import AIMS
from lessons.charts.organisations.who_does_what import is_documented
from lessons.core.paths import UnknownName, lesson_folder
from lessons.core.text import date_words
from lessons.data import rows, table
from lessons.data.illustrations import crises, crisis_steps, illustrations
from lessons.data.organisations import (
    fields_of,
    first_step,
    milestones,
    organisations,
)
from lessons.data.summaries import summary


def test_what_has_no_document_is_drawn_hollow_and_said():
    by_id = {one.org_id: one for one in organisations()}
    named = {"WB", "ICAO", "COE", "IAEA", "INTERPOL"}
    assert {key for key, one in by_id.items() if not is_documented(one)} == named
    assert "We found no agreement." in words_of(who_does_what("all", "OPCW"))
    hollow = [mark for mark in marks(who_does_what("all")) if getattr(mark, "hollow", False)]
    assert (
        len(hollow) == sum(len(fields_of(by_id[key].areas)) for key in named) + 1
    )  # one in the legend
    assert "We found no document." in words_of(who_does_what("all", "IAEA"))


def test_the_first_dated_step_follows_one_rule_for_all():
    first: dict[str, str] = {}
    for row in sorted(rows("organisation_milestones"), key=lambda row: row.date):
        first.setdefault(row.org_id, row.date)
    for one in organisations():
        assert first_step(one.org_id) == first.get(one.org_id, "")
        card = words_of(who_does_what("all", one.org_id))
        assert ("First dated step" in card) == (one.org_id in first)
    for row in rows("organisations"):
        if row.first_formal_link:  # as exact as both dates are: no link before the first step
            exact = min(len(row.first_formal_link), len(first[row.org_id]))
            assert first[row.org_id][:exact] <= row.first_formal_link[:exact], row.org_id


def test_the_table_says_what_the_card_says():
    for one in organisations():
        if one.org_id in ("UN", "IAEA"):
            chart = who_does_what("all", one.org_id)
            assert one.summary in chart.data.column("In short")
            assert one.summary not in chart.says


def test_an_unknown_organisation_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'OSCE'"):
        who_does_what(look="OSZE")


@pytest.mark.parametrize("crisis", crises())
def test_each_step_of_a_crisis_comes_after_the_step_before(crisis: str):
    steps = crisis_steps(crisis)
    facts = [summary(step.table_name, step.row_key) for step in steps]
    assert all(fact.text and fact.source_id for fact in facts)
    assert [step.stage for step in steps] == sorted(step.stage for step in steps)
    years = [int(fact.when.split("-")[0].split()[-1]) for fact in facts]
    assert years == sorted(years)


def test_three_of_four_crises_have_no_step_before():
    empty = [key for key in crises() if "before" not in crisis_stages(key, 3).says.lower()]
    assert empty == ["bosnia", "darfur", "pakistan"]


def test_a_later_stage_stays_closed_and_a_hidden_tool_is_counted():
    assert "EU" not in crisis_stages("bosnia", 2).says
    without = crisis_stages("bosnia", 3, ["political", "civilian"])
    assert "Hidden here: 3." in words_of(without)
    assert "(military)" not in without.says
    assert len(without.data) == len(crisis_stages("bosnia", 3).data) - 6


def test_the_mandate_and_the_force_for_bosnia_come_after_the_war():
    stages = {step.row_key: step.stage for step in crisis_steps("bosnia")}
    assert stages["1995-12-15 UN"] == stages["IFOR"] == 3
    assert not crisis_stages("bosnia", 2).data.column("Stage").count("After")


def test_the_first_view_of_the_walk_has_a_card_in_it():
    assert len(crisis_stages().data)


def test_a_crisis_without_tools_still_speaks():
    assert "0 steps" in crisis_stages("libya", 3, []).says


def test_the_first_step_is_with_the_osce_and_the_eu_has_the_most():
    steps = milestones()
    assert (steps[0].org_id, steps[0].date) == ("OSCE", "1992-06")
    (first, most), (_second, fewer) = Counter(step.org_id for step in steps).most_common(2)
    assert (first, most) == ("EU", 8)
    assert fewer < most


def test_the_steps_run_in_order_and_each_can_be_opened():
    keys = [one.date for one in milestones()]
    assert keys == sorted(keys)
    last = organisation_steps(len(keys))
    assert "34 steps with 11 organisations" in last.says


@pytest.mark.parametrize("step", [1, 9, 34])
def test_steps_that_have_not_been_played_are_not_drawn(step: int):
    picks = {mark.pick for mark in marks(organisation_steps(step)) if isinstance(mark, Shape)}
    assert picks - {""} == {f"step={number}" for number in range(1, step + 1)}
    assert milestones()[step - 1].event not in organisation_steps(step).says
    assert milestones()[step - 1].event in organisation_steps(step).data.column("Step")


def test_a_closed_step_keeps_its_aim_and_one_fits_two():
    steps = illustrations("three_aims")
    closed, opened = three_aims(), three_aims(list(steps))
    assert set(closed.data.column("Aim")) == {"not opened yet"}
    assert "not opened yet" not in opened.data.column("Aim")
    assert {len(step.illustrates) for step in steps.values()} == {1, 2}
    assert {aim for step in steps.values() for aim in step.illustrates} == set(AIMS)


@pytest.mark.parametrize(
    ("partial", "words"),
    [("2014", "2014"), ("1992-06", "June 1992"), ("2008-09-23", "23 September 2008")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(partial: str, words: str):
    assert date_words(partial) == words


def test_an_unknown_row_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'ex028'"):
        summary("practice_examples", "ex28")


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("organisations") / "lesson.md").read_text(encoding="utf-8")
    known = table("organisations").set_index("org_id")
    assert "57 states" in lesson and "57 states" in known.loc["OSCE", "kind"]
    assert "23 states" in lesson and "Twenty-three states" in known.loc["EU", "summary"]


def marks(chart: Chart) -> list[object]:
    """Return what is drawn."""
    assert isinstance(chart.picture, Drawing)
    return list(chart.picture.marks)
