"""What lesson 9 shows: organisations, crises step by step, three aims, dated steps."""

from collections.abc import Iterator

import pytest
from writing import strays, words_of

from lessons.charts import crisis_walk, organisation_steps, three_aims, who_does_what
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape
from lessons.charts.engine.theme import page
from lessons.charts.objectives.row_summaries import told
from lessons.charts.organisations.crisis_timeline import CRISES, STEPS, TOOLS
from lessons.charts.organisations.fields_of_work import FIELDS, NAMED_2013, fields_of, organisations
from lessons.charts.organisations.organisation_timeline import milestones
from lessons.charts.organisations.shared_aims import AIMS, RIDDLES, step
from lessons.core.paths import UnknownName, lesson_folder
from lessons.core.text import date_words
from lessons.data import expressions, table

NAMES = expressions.names()


def test_every_field_of_every_organisation_has_one_place_in_the_matrix():
    placed = [word for words in FIELDS.values() for word in words]
    assert len(placed) == len(set(placed))
    items = {item.strip() for areas in table("organisations")["areas"] for item in areas.split(";")}
    assert set(placed) == items


def test_the_eight_of_2013_are_those_that_the_claims_name():
    claims = table("seed_claims").set_index("claim_id")["claim"]
    known = table("organisations").set_index("org_id")["name"]
    for org_id in NAMED_2013:
        named = [text for text in claims if org_id in text or known[org_id] in text]
        assert named or org_id == "ICAO", org_id
    assert "International Civil Aviation Organization" in claims["c22"]


def test_what_has_no_document_is_drawn_hollow_and_said():
    proofs = organisations().set_index("org_id")["proof"]
    bare = {"WB": "named", "ICAO": "named", "COE": "named", "IAEA": "none", "INTERPOL": "none"}
    assert proofs[~proofs.isin(["link", "contact"])].to_dict() == bare
    assert proofs["OPCW"] == "contact"
    hollow = [mark for mark in marks(who_does_what("all")) if getattr(mark, "hollow", False)]
    rows = organisations().set_index("org_id")
    fields = sum(len(rows.loc[org_id, "fields"]) for org_id in bare)
    assert len(hollow) == fields + 1  # and one in the legend
    assert "No source was found." in words_of(who_does_what("all", "IAEA"))


def test_the_first_dated_step_follows_one_rule_for_all():
    rows = organisations().set_index("org_id")
    lanes = table("organisation_milestones").groupby("org_id")["date"].min()
    for org_id in rows.index:
        card = words_of(who_does_what("all", str(org_id)))
        assert ("First dated step" in card) == (org_id in lanes.index)
        if org_id in lanes.index:
            assert f"First dated step in our rows: {date_words(lanes[org_id])}." in card
    linked = rows[rows["proof"] == "link"]
    assert set(linked.index) < set(lanes.index)
    for org_id, link in linked["first_formal_link"].items():
        exact = min(len(link), len(lanes[org_id]))
        assert lanes[org_id][:exact] <= link[:exact], org_id


def test_the_table_tells_what_the_card_tells():
    for org_id in ("UN", "IAEA"):
        data = who_does_what("all", org_id).data.set_index("Organisation")
        row = organisations().set_index("org_id").loc[org_id]
        assert data.loc[row["name"], "In short"] == row["summary"]
        assert row["summary"] not in who_does_what("all", org_id).says


def test_an_organisation_may_work_in_several_fields():
    assert fields_of("laws of war; training") == ["People and law", "Training, building up"]


def test_an_unknown_organisation_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'OSCE'"):
        who_does_what(look="OSZE")


@pytest.mark.parametrize("crisis", CRISES)
def test_each_step_of_a_crisis_is_a_row_and_comes_after_the_step_before(crisis: str):
    facts = [told(step.table, step.key) for step in STEPS[crisis]]
    assert all(fact.what and fact.source_id for fact in facts)
    assert [step.stage for step in STEPS[crisis]] == sorted(step.stage for step in STEPS[crisis])
    years = [int(fact.when.split("-")[0].split()[-1]) for fact in facts]
    assert years == sorted(years)


def test_three_of_four_crises_have_no_step_before():
    empty = [
        key for key in CRISES if "Before: no joint step in our tables." in crisis_walk(key, 3).says
    ]
    assert empty == ["bosnia", "darfur", "pakistan"]


def test_a_later_stage_stays_closed_and_a_hidden_tool_is_counted():
    assert "EU" not in crisis_walk("bosnia", 2).says
    assert "Not yet. Who is needed now?" in words_of(crisis_walk("bosnia", 2))
    without = crisis_walk("bosnia", 3, ["political", "civilian"])
    assert "Hidden here: 1." in words_of(without)
    assert "military" not in without.says
    assert len(without.data) == len(crisis_walk("bosnia", 3).data) - 4


def test_the_mandate_and_the_force_for_bosnia_come_after_the_war():
    stages = {step.key: step.stage for step in STEPS["bosnia"]}
    assert stages["1995-12-15 UN"] == stages["IFOR"] == 3
    assert "UN, 15 December 1995" not in crisis_walk("bosnia", 2).says


def test_the_first_view_of_the_walk_has_a_card_in_it():
    assert not crisis_walk().data.empty


def test_a_crisis_without_tools_still_speaks():
    assert "steps are hidden" in crisis_walk("libya", 3, []).says


def test_the_first_step_is_with_the_osce_and_the_eu_has_the_most():
    steps = milestones()
    assert (steps[0].org_id, steps[0].when) == ("OSCE", "June 1992")
    counts = table("organisation_milestones")["org_id"].value_counts()
    assert (counts.index[0], counts.iloc[0]) == ("EU", 8)
    assert (counts.iloc[1:] < 8).all()


def test_the_steps_run_in_order_and_each_can_be_opened():
    keys = [one.key.split()[0] for one in milestones()]
    assert keys == sorted(keys)
    last = organisation_steps(len(keys))
    assert last.says == (
        f"Red Cross (ICRC), step {len(keys)} of {len(keys)}. So far 11 of 11 lanes have a step."
        " Fullest lane: European Union, 8 steps."
    )


@pytest.mark.parametrize("step", [1, 9, 34])
def test_steps_that_have_not_been_played_are_not_drawn(step: int):
    dots = [mark for mark in marks(organisation_steps(step)) if isinstance(mark, Shape)]
    assert len(dots) == step
    assert milestones()[step - 1].what not in organisation_steps(step).says
    assert milestones()[step - 1].what in organisation_steps(step).data["Step"].tolist()


def test_a_closed_step_keeps_its_aim_and_one_fits_two():
    closed, opened = three_aims(), three_aims(list(RIDDLES))
    assert closed.data["Aim"].tolist() == ["not opened yet"] * len(RIDDLES)
    assert closed.says == "Three aims and four real steps. Still closed: 1, 2, 3 and 4."
    assert "Still closed" not in opened.says
    assert {len(riddle.aims) for riddle in RIDDLES.values()} == {1, 2}
    assert {aim for riddle in RIDDLES.values() for aim in riddle.aims} == set(AIMS)
    for key in RIDDLES:
        assert step(key).what in opened.data["Step"].tolist()


@pytest.mark.parametrize(
    ("partial", "words"),
    [("2014", "2014"), ("1992-06", "June 1992"), ("2008-09-23", "23 September 2008")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(partial: str, words: str):
    assert date_words(partial) == words


def test_an_unknown_row_names_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'ex028'"):
        told("practice_examples", "ex28")


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("organisations") / "lesson.md").read_text(encoding="utf-8")
    deeds = table("practice_examples").set_index("example_id")["what"]
    known = table("organisations").set_index("org_id")
    for figure in ("6,025", "4,580"):
        assert figure in lesson and figure in deeds["ex028"]
    assert "3,000 former soldiers" in lesson and "3,000" in deeds["ex032"]
    assert "57 states" in lesson and "57 states" in known.loc["OSCE", "kind"]
    assert "23 states" in lesson and "Twenty-three states" in known.loc["EU", "summary"]


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_no_line_of_text_leaves_the_page(narrow: bool):
    with page(narrow=narrow):
        assert strays(every_picture()) == []


def every_picture() -> Iterator[Chart]:
    """Yield a chart for each organisation, crisis, step and riddle."""
    yield from (who_does_what("all", org_id) for org_id in table("organisations")["org_id"])
    yield from (crisis_walk(key, 3) for key in CRISES)
    yield from (crisis_walk("bosnia", stage, [tool]) for stage in (1, 2, 3) for tool in TOOLS)
    yield from (organisation_steps(number) for number in range(1, len(milestones()) + 1))
    yield from (three_aims([key]) for key in RIDDLES)


def marks(chart: Chart) -> list[object]:
    """Return what is drawn."""
    assert isinstance(chart.picture, Drawing)
    return list(chart.picture.marks)
