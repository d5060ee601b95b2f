"""Every dated step of partnership comes from one of three tables."""

from lessons.data import table
from lessons.data.steps import steps


def test_every_row_of_three_tables_is_one_step():
    origins = [step.table for step in steps()]
    frameworks, events = table("frameworks"), table("status_events")
    milestones = table("policy_milestones")
    assert origins.count("policy_milestones") == (~milestones["in_status_events"]).sum()
    assert origins.count("frameworks") == 2 * len(frameworks) - (frameworks["ended"].isna().sum())
    launches = (events["kind"] == "framework_launched").sum()
    assert origins.count("status_events") == len(events) - launches


def test_a_milestone_that_is_left_out_stands_among_the_events():
    milestones, events = table("policy_milestones"), table("status_events")
    for day in milestones[milestones["in_status_events"]]["date"]:
        assert events["date"].str.startswith(day[:7]).any()


def test_the_launches_left_out_of_the_events_stand_among_the_frameworks():
    events = table("status_events")
    left_out = events[events["kind"] == "framework_launched"]["date"]
    assert set(left_out) <= set(table("frameworks")["launched"])


def test_the_lane_of_allies_holds_every_accession_after_1990():
    days = {step.on.isoformat() for step in steps() if step.kind == "allies"}
    since = table("allies")["accession_date"]
    assert days == {day.date().isoformat() for day in since if day.year > 1990}
