"""What lesson 1 shows: core tasks, Strategic Concepts, three tools, the road to the core task."""

import re
from datetime import date

import pytest
from writing import words_of

from lessons.charts import concept_timeline, core_tasks, policy_milestones, three_tools
from lessons.charts.cooperative_security.policy_milestones import LAST
from lessons.charts.cooperative_security.strategic_concepts import concept_names, is_public
from lessons.charts.cooperative_security.three_tools import TOOLS
from lessons.core.paths import lesson_folder
from lessons.data import expressions, membership, table
from lessons.data.illustrations import illustrations, referred
from lessons.data.nato import concepts, milestones

NAMES = expressions.names()
STEPS = range(1, 15)


def test_cooperative_security_is_the_third_of_three_in_both_concepts():
    data = core_tasks().data
    third = [(row["Concept of"], row["Core task"]) for row in data if row["Place in the list"] == 3]
    assert third == [(2010, "cooperative security"), (2022, "cooperative security")]
    assert len(data) == 6


def test_the_sentence_says_which_task_kept_its_name():
    chart = core_tasks()
    assert chart.title.startswith("2 of 3 tasks ")
    assert "became deterrence and defence" in chart.says
    assert "cooperative security kept" in chart.says


def test_every_secret_concept_is_silent_on_partners_and_every_public_one_speaks():
    rows = concepts()
    assert [row.year for row in rows if is_public(row)] == [1991, 1999, 2010, 2022]
    for row in rows:
        assert is_public(row) == (row.about_partners != "nothing about partners")


def test_the_time_line_opens_the_concept_that_is_chosen():
    seventh = concept_timeline(7)
    assert concept_names()[6] == "2010, Lisbon"
    assert "Opened: 2010, Lisbon." in seventh.says
    assert "Active Engagement, Modern Defence" in words_of(seventh.picture)


def test_a_doubtful_concept_is_shown_as_doubtful():
    assert "How sure: doubtful" in words_of(concept_timeline(4).picture)
    assert "How sure: doubtful" not in words_of(concept_timeline(8).picture)


def test_a_closed_card_tells_the_event_and_keeps_its_tool():
    closed, opened = three_tools([]), three_tools(list(TOOLS))
    for key, (tool, _) in TOOLS.items():
        event = referred(illustrations("three_tools")[key]).text
        assert event in closed.data.column("Event")
        assert event not in closed.says + opened.says  # said once, on the card
        assert tool not in closed.says + words_of(closed.picture)
        assert tool not in str(closed.data)
        assert tool in opened.says


def test_the_road_ends_with_the_core_task_and_more_partners_than_allies():
    last = milestones(LAST)[-1]
    assert (last.date, last.place) == ("2010-11-19", "Lisbon")
    assert "28 Allies and 33 partners" in policy_milestones(len(milestones(LAST))).says


@pytest.mark.parametrize("step", STEPS)
def test_counts_on_the_road_are_those_of_the_day(step: int):
    counts = membership.counts_on(milestones(LAST)[step - 1].date)
    says = f" {counts['allies']} Allies and {counts['partners']} partners"
    assert says in policy_milestones(step).says
    assert len(policy_milestones(step).data) == step


def test_a_month_counts_from_its_last_day():
    step = next(n for n, row in enumerate(milestones(LAST), start=1) if row.date == "1994-12")
    partners = len(membership.partners_on(date(1994, 12, 31)))
    assert f"{partners} partners" in policy_milestones(step).says


def test_seven_partners_became_allies_on_one_day_in_2004():
    before, after = membership.counts_on("2004-03-28"), membership.counts_on("2004-03-29")
    assert after["allies"] - before["allies"] == before["partners"] - after["partners"] == 7


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("cooperative_security") / "lesson.md").read_text(encoding="utf-8")
    rows = table("practice_examples").set_index("example_id")["what"]
    for row, figure in {"ex063": "1,300 tonnes", "ex064": "1,100 tonnes"}.items():
        assert figure in lesson
        assert figure in rows[row]


def test_the_numbers_for_the_board_are_those_of_the_tables():
    notes = (lesson_folder("cooperative_security") / "teacher.md").read_text(encoding="utf-8")
    line = re.search(r"Allies (16 in 1990.+?)\. Partners (.+?)\.", notes)
    allies, years = zip(*re.findall(r"(\d+) in (\d{4})", line[1]), strict=True)
    counts = [membership.counts_on(year) for year in years]
    assert list(map(int, allies)) == [each["allies"] for each in counts]
    assert list(map(int, line[2].split(", "))) == [each["partners"] for each in counts]
