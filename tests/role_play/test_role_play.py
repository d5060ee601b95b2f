"""The role play: what fits a partner, what is saved and printed; and the check at the end."""

import json
import random
import re
from html.parser import HTMLParser

import pytest

from lessons import explore, journal
from lessons.charts import what_was_done
from lessons.data import rows, table
from lessons.data.membership import last_day, partners_on, suspended_on
from lessons.questions import questions
from lessons.role_play.activities import ENTRIES, menu, objectives
from lessons.role_play.brief import as_html
from lessons.role_play.drafts import Draft, Drafts, drafts_path
from lessons.role_play.partner import Participation, Partner, partners_by_group, profile
from lessons.role_play.rules import BUDGET, DOES_NOT_FIT, FITS, THINK, advise

TODAY = sorted(partners_on(last_day()))
NOTHING = {"tools": {}, "examples": (), "neighbours": (), "forces": {}, "suspended": ""}


def judgement(who, key):
    """Return the judgement on one activity for a partner."""
    return advise(who, [], [menu()[key]]).activities[0]


def on_programme(who, aims, keys):
    """Return the judgements on a programme as a whole, by subject."""
    chosen = [menu()[key] for key in keys]
    return {found.subject: found for found in advise(who, aims, chosen).programme}


def example(id, area, what):
    """Return a record of an example."""
    return rows("practice_examples")[0]._replace(example_id=id, area_id=area, what=what)


def invented(**facts):
    """Return an invented partner of which nothing is known but these facts."""
    found = Partner("JOR")
    vars(found).update({"iso3": "XXX", "name": "Testland"} | NOTHING | facts)
    return found


# -- The menu


def test_every_activity_is_modelled_on_a_row():
    examples, tools = table("practice_examples"), table("programmes")
    known = {*examples["example_id"], *tools["programme_id"]}
    for activity in menu().values():
        assert activity.model in known
        assert activity.what
        assert activity.tool in {"", *tools["programme_id"]}


def test_the_menu_covers_every_area_and_every_objective_and_needs_choices():
    activities = menu().values()
    assert {activity.area for activity in activities} == set(range(1, 9))
    assert {n for activity in activities for n in activity.objectives} == set(objectives())
    assert sum(activity.effort for activity in activities) > 4 * BUDGET
    assert {activity.side for activity in activities} == {"gives", "gets", "both"}


def test_area_and_objectives_of_an_example_are_those_of_its_row():
    rows = table("practice_examples").set_index("example_id")
    for key, entry in ENTRIES.items():
        if entry["model"] in rows.index:
            assert menu()[key].area == rows.loc[entry["model"], "area_id"]
            listed = tuple(map(int, rows.loc[entry["model"], "objective_ids"].split(";")))
            assert menu()[key].objectives == listed


# -- The rules


@pytest.mark.parametrize("code", suspended_on(last_day()))
def test_a_suspended_partner_can_only_talk(code):
    for key, activity in menu().items():
        found = judgement(Partner(code), key)
        talks = activity.area == 1 and not activity.tool
        assert found.verdict == (THINK if talks else DOES_NOT_FIT), key
        assert "suspended since" in " ".join(found.reasons)
        over = activity.ended or activity.tool == "IPAP"
        assert ("suspended" in found.reasons[0]) != bool(over), "what has ended is said first"


def test_nobody_can_join_an_operation_that_has_ended():
    assert judgement(Partner("NZL"), "pirates").verdict == DOES_NOT_FIT
    assert "15 December 2016" in judgement(Partner("NZL"), "pirates").reasons[0]
    assert judgement(Partner("CHE"), "kfor").verdict == FITS, "the Kosovo Force goes on"


def test_a_tool_that_was_replaced_is_not_offered_even_to_those_who_had_it():
    found = judgement(Partner("SRB"), "action-plan")
    assert found.verdict == DOES_NOT_FIT
    assert "15 January 2015" in found.reasons[0]


@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        ("BIH", FITS, "22 April 2010"),
        ("UKR", THINK, "application for membership"),
        ("GEO", THINK, "will become members"),
        ("CHE", DOES_NOT_FIT, "wants to join"),
        ("JPN", DOES_NOT_FIT, "European democracies"),
        ("JOR", DOES_NOT_FIT, "European democracies"),
    ],
)
def test_a_membership_plan_needs_a_wish_and_an_invitation(code, verdict, reason):
    found = judgement(Partner(code), "membership")
    assert found.verdict == verdict
    assert reason in " ".join(found.reasons)


def test_a_tool_in_use_fits_and_one_by_invitation_needs_a_reason():
    assert judgement(Partner("JOR"), "circle").verdict == THINK, "it has been in it since 2014"
    assert judgement(Partner("MLT"), "plan").verdict == THINK
    assert "since February 2024" in judgement(Partner("MLT"), "plan").reasons[0]
    assert judgement(Partner("MLT"), "review").verdict == FITS, "a cycle that goes on"
    assert judgement(Partner("AUT"), "circle").verdict == THINK
    assert judgement(Partner("MDA"), "building").verdict == FITS
    old = invented(tools={"OCC": Participation("2001", "2010")})
    assert judgement(old, "units").verdict == THINK


def test_the_partners_own_example_counts_more_than_a_neighbours():
    own = invented(examples=(example("ex001", 8, "A rehearsal."),))
    near = invented(neighbours=[("JOR", example("ex002", 8, "B."))])
    both = invented(examples=own.examples, neighbours=near.neighbours)
    assert "Testland has worked" in judgement(both, "host-exercise").reasons[0]
    assert judgement(both, "host-exercise").verdict == FITS
    assert "Jordan" in judgement(near, "host-exercise").reasons[0]
    assert judgement(near, "host-exercise").verdict == THINK, "a neighbour's example is not enough"
    assert "Testland none; Jordan DCBI, " in judgement(near, "host-exercise").reasons[2]
    assert judgement(invented(), "host-exercise").verdict == THINK
    assert "rule it out" in judgement(invented(), "host-exercise").reasons[1]


def test_what_does_not_fit_serves_no_aim_and_covers_no_area():
    advice = advise(Partner("CHE"), [4], [menu()["membership"]])
    assert re.search("4 of 12; 0 of 8 areas; 0 of 8 ", advice.summary)
    found = on_programme(Partner("UKR"), [4], ["membership"])
    assert found["Aim: road to membership"].verdict == FITS


def test_the_aim_of_membership_needs_a_wish():
    verdicts = [w.verdict for w in advise(Partner("JPN"), [4], []).programme]
    assert DOES_NOT_FIT in verdicts
    assert DOES_NOT_FIT not in [w.verdict for w in advise(Partner("BIH"), [4], []).programme]


@pytest.mark.parametrize("keys", [[], ["council"], ["membership", "energy"]])
def test_each_aim_is_judged_once(keys):
    chosen = [menu()[key] for key in keys]
    spoken = [w.subject for w in advise(Partner("BLR"), [4, 7], chosen).programme]
    assert len(spoken) == len(set(spoken))
    assert "Aim: road to membership" in spoken


def test_one_talk_alone_does_not_show_that_both_sides_gain():
    found = on_programme(Partner("BLR"), [1], ["council", "units"])["Both sides"]
    assert found.verdict == THINK
    assert on_programme(Partner("UKR"), [1], ["council", "ministers"])["Both sides"].verdict == FITS


def test_a_partner_that_has_only_received_is_asked_what_it_can_give():
    own = invented(examples=(example("ex001", 5, "A course was given."),))
    assert judgement(own, "host-course").verdict == THINK
    assert "Here it would give" in judgement(own, "host-course").reasons[1]
    assert judgement(own, "teachers").verdict == FITS


def test_soldiers_are_asked_of_those_whom_the_lists_name():
    assert judgement(Partner("ARM"), "kfor").verdict == FITS
    assert re.search(r"\d+ soldiers in KFOR", judgement(Partner("ARM"), "kfor").reasons[0])
    assert "sent soldiers elsewhere" in judgement(Partner("AUS"), "kfor").reasons[0]
    assert "name no soldiers" in judgement(Partner("MLT"), "kfor").reasons[0]


@pytest.mark.parametrize("code", TODAY)
def test_five_blind_picks_do_not_all_fit(code):
    rng, advice = random.Random(code), advise(Partner(code), [1, 2, 3], list(menu().values()))
    fits = [found.verdict == FITS for found in advice.activities]
    assert sum(all(rng.sample(fits, 5)) for _ in range(60)) <= 6


def test_malta_cannot_host_a_course_because_moldova_received_one():
    found = judgement(Partner("MLT"), "host-course")
    assert found.verdict == THINK
    assert "Is Malta like Moldova?" in found.reasons[1]


def test_the_budget_the_areas_and_both_sides_are_judged():
    who = Partner("MDA")
    over = on_programme(who, [1, 2, 3], ["kfor", "building", "fuel", "mines"])
    assert over["Effort"].verdict == DOES_NOT_FIT
    assert "2 too many" in over["Effort"].reasons[0]
    assert on_programme(who, [], ["mines"])["Areas"].verdict == THINK
    assert on_programme(who, [], ["mines"])["Both sides"].verdict == THINK
    good = on_programme(who, [2, 3, 6], ["energy", "units", "host-exercise", "rescue-team"])
    assert good["Areas"].verdict == good["Both sides"].verdict == good["Effort"].verdict == FITS


def test_a_programme_is_part_of_one_plan_or_the_advice_says_so():
    assert on_programme(Partner("KWT"), [], ["energy"])["One plan"].verdict == THINK
    assert "8 December 2021" in on_programme(Partner("COL"), [], ["energy"])["One plan"].reasons[0]
    assert "One plan" not in on_programme(Partner("KWT"), [], ["energy", "plan"])


@pytest.mark.parametrize("code", TODAY)
def test_every_partner_has_a_profile_and_gets_a_reason_for_everything(code):
    who = Partner(code)
    advice = advise(who, [1, 2, 3], list(menu().values()))
    assert len(advice.activities) == len(menu())
    spoken = " ".join(" ".join(w.reasons) for w in (*advice.activities, *advice.programme))
    assert not re.search(r"\bnan\b|None|<NA>|\(\)|  |\d{4}-\d\d\b|_", spoken), spoken
    assert all(all(w.reasons) for w in advice.activities)
    shown = profile(who)
    assert not re.search(r"\d{4}-\d\d\b", str(shown["lines"]))
    assert shown["count"] >= 1
    assert dict(shown["lines"])["Frameworks"]
    assert ("Suspended" in dict(shown["lines"])) == bool(who.suspended)


def test_a_country_that_is_not_a_partner_has_no_profile():
    with pytest.raises(LookupError, match="Finland"):
        Partner("FIN")


def test_the_partners_of_today_are_all_on_offer():
    assert sorted(code for _, group in partners_by_group() for code, _ in group) == TODAY


def test_one_example_is_counted_in_the_singular():
    assert "Malta: 1 example in 1 area." in what_was_done("MLT").says


# -- What is saved


def test_the_plan_for_each_partner_is_there_after_a_restart():
    game = explore.role_play("Jordan")
    game.draft = {**game.draft, "aims": [3, 1], "chosen": ["energy"], "texts": {"title": "T"}}
    game.draft = {**game.draft, "partner": "JPN"}
    assert (game.draft["aims"], game.draft["chosen"], game.draft["texts"]) == ([], [], {})
    game.draft = {**game.draft, "chosen": ["cyber-centre"]}
    again = explore.role_play()
    assert again.draft["partner"] == "JPN"
    assert again.draft["chosen"] == ["cyber-centre"]
    again.draft = {**again.draft, "partner": "JOR"}
    assert again.draft == {
        "partner": "JOR",
        "opened": 1,
        "aims": [1, 3],
        "chosen": ["energy"],
        "texts": {"title": "T"},
    }


def test_a_request_that_overtakes_a_draft_is_answered_for_that_draft():
    game = explore.role_play("JOR")
    written = {**game.draft, "texts": {"title": "Calm waters"}}
    (reply,) = game.handle({"do": "page", "draft": written})
    assert "Calm waters" in reply["html"]
    game.draft = written
    assert Drafts.load().plans["JOR"].texts == {"title": "Calm waters"}


def test_a_choice_made_before_the_next_partner_was_shown_changes_no_plan():
    game = explore.role_play("JPN")
    game.draft = {**game.draft, "chosen": ["cyber-centre"]}
    of_japan = game.draft
    game.draft = {**of_japan, "partner": "JOR"}
    game.draft = {**of_japan, "partner": "JOR", "chosen": ["cyber-centre", "energy"]}
    assert game.draft["chosen"] == []
    assert Drafts.load().plans["JPN"].chosen == ["cyber-centre"]
    assert "JOR" not in Drafts.load().plans


def test_unknown_aims_activities_and_fields_are_not_saved():
    game = explore.role_play("JOR")
    game.draft = {**game.draft, "aims": [9, 2], "chosen": ["rocket", "plan"], "texts": {"x": "y"}}
    assert Drafts.load().plans["JOR"] == Draft([2], ["plan"], {})


def test_a_damaged_file_is_moved_and_reported():
    drafts_path().parent.mkdir(parents=True)
    drafts_path().write_text("{", encoding="utf-8")
    game = explore.role_play()
    assert "could not be read" in game.note
    assert game.draft["partner"] == "JOR"
    assert drafts_path().with_suffix(".damaged.json").exists()


def test_nothing_is_saved_when_saving_is_switched_off(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    game = explore.role_play("JOR")
    game.draft = {**game.draft, "chosen": ["plan"]}
    assert "switched off" in game.note
    assert not drafts_path().exists()


def test_a_full_disk_is_reported(monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    game = explore.role_play("JOR")
    monkeypatch.setattr("lessons.core.files.os.replace", full)
    game.draft = {**game.draft, "chosen": ["plan"]}
    assert "the disk is full" in game.note


# -- The brief


def brief(**texts):
    return as_html(Partner("JOR"), Draft([2, 3, 8], ["plan", "energy", "teachers"], texts))


def test_the_brief_holds_partner_aims_activities_texts_and_sources():
    page = brief(title="Calm waters", author="Class 11 B, no 7", situation="Why.", risk="Heat.")
    for part in (
        "Calm waters",
        "Jordan",
        "Mediterranean Dialogue",
        "23 November 2026",
        "Heat.",
        "By Class 11 B, no 7",
        "Modelled on",
        "Qatar, 2008",
    ):
        assert part in page
    assert page.index("Aims") < page.index("Heat."), "aims come before the essay"
    for activity in (menu()[key] for key in ("plan", "energy", "teachers")):
        assert activity.title in page
        assert activity.modelled_on in page
    assert "effort 3 of 12" in page
    assert "NATO" in page.partition("Sources")[2]


@pytest.mark.parametrize(
    ("code", "key", "mark"),
    [
        ("BLR", "units", "suspended"),
        ("NZL", "pirates", "operation has ended"),
        ("SRB", "action-plan", "tool was replaced"),
        ("CHE", "membership", "not a candidate"),
        ("MLT", "plan", "think again"),
    ],
)
def test_what_does_not_fit_is_marked_in_the_brief(code, key, mark):
    page = as_html(Partner(code), Draft([1], [key]))
    assert f"<td>{mark}</td></tr>" in page.partition("Activities")[2]


def test_one_activity_can_be_dropped_from_the_draft_of_the_question():
    draft = {"kfor", "host-exercise", "cyber-team", "units", "energy", "responders"}
    points = {key: menu()[key].effort for key in draft}
    assert sum(points.values()) == 14
    every = {menu()[key].area for key in draft}
    assert [
        key
        for key in draft
        if sum(points.values()) - points[key] <= BUDGET
        and {menu()[other].area for other in draft - {key}} == every
    ] == ["cyber-team"]
    (asked,) = [q for q in questions("capstone") if q.id == "capstone.drop-one"]
    assert list(asked.right) == ["The cyber incident centre"]


def test_an_empty_brief_is_still_a_page():
    empty = as_html(Partner("KWT"), Draft())
    assert "<h1>A programme with Kuwait</h1>" in empty
    assert "none chosen yet" in empty


class Tags(HTMLParser):
    """Collect the tags of a page, and check that each is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_what_a_learner_types_stays_text():
    risky = brief(title="<script>x</script>", gain="# Head\n| a | b |\n<img src=x>")
    tags = Tags()
    tags.feed(risky)
    assert not tags.open
    assert not tags.seen & {"script", "img"}


def test_the_page_has_its_language_and_the_size_of_a_sheet():
    page = brief()
    assert '<html lang="en">' in page
    assert "@page { size: A4" in page


def test_the_browser_gets_advice_and_downloads():
    game = explore.role_play("JOR")
    game.draft = {**game.draft, "chosen": ["plan", "pirates"]}
    (reply,) = game.handle({"do": "advise"})
    assert [row["verdict"] for row in reply["activities"]] == [FITS, DOES_NOT_FIT]
    assert json.dumps(reply)
    (reply,) = game.handle({"do": "page"})
    assert reply["name"] == "brief-jor.html"
    assert "not fit" not in reply["status"]
    game.draft = {**game.draft, "texts": {"gain": "word " * 290, "risk": "word " * 200}}
    (reply,) = game.handle({"do": "page"})
    assert "not fit" in reply["status"]


def test_an_error_is_shown_on_the_page(monkeypatch):
    game, sent = explore.role_play("JOR"), []
    monkeypatch.setattr(type(game), "send", lambda self, reply, *_: sent.append(reply))
    monkeypatch.setattr(type(game), "handle", lambda *_: 1 / 0)
    game.receive({"do": "advise"})
    (reply,) = sent[0]
    assert "Something went wrong" in reply["heading"]


def test_the_printed_text_is_the_same_whatever_was_chosen():
    game = explore.role_play("JOR")
    before = repr(game)
    game.draft = {**game.draft, "chosen": ["plan"]}
    assert repr(game) == before
    assert "38 partners, 32 activities, 12 points" in before
    assert "Host a disaster exercise" in game.page()


# -- The check at the end


def test_the_twelve_are_asked_again_word_for_judgement():
    before = {q.id.partition(".")[2]: q for q in questions("start_here") if q.place == "before"}
    after = {q.id.partition(".")[2]: q for q in questions("capstone")}
    assert len(before) == 12
    for name, question in before.items():
        again = after[name]
        assert again.place.startswith("final-")
        own = {"id": "", "place": "", "objective": "", "level": ""}
        assert again.type == question.type
        assert vars(again) | own == vars(question) | own


def test_the_final_check_has_twenty_questions_in_two_halves():
    places = [q.place for q in questions("capstone")]
    assert (places.count("final-1"), places.count("final-2")) == (10, 10)


def test_answers_before_are_not_shown_in_the_check_at_the_end():
    for question in questions("start_here"):
        journal.record(question.id, "x", score=1.0, success=True)
    asked = {question.id for question in questions("capstone")}
    assert not asked & {answer.question for answer in journal.answers()}
