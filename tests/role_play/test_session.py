"""The session of the Council: it ends, moves have reasons, and briefs are based on rows."""

import json
from html import escape
from itertools import product

import pytest
from sampling import pairs

from lessons import explore
from lessons.data import record
from lessons.data.membership import last_day, partners_on, suspended_on
from lessons.role_play import cards
from lessons.role_play.activities import menu
from lessons.role_play.council import CONDITIONS, CRISES, ROLES, TABLES
from lessons.role_play.drafts import Draft, Drafts, SavedSession, drafts_path
from lessons.role_play.partner import Partner
from lessons.role_play.session import CONSENSUS, DISSENT, YES, hold, stance

TODAY = sorted(partners_on(last_day()))
MIXED = ("council", "kfor", "units", "cyber-team", "host-exercise", "careers")


def programme(*keys):
    """Return activities of the menu."""
    return [menu()[key] for key in keys]


def played_through(code, crisis, role, choose, keys=MIXED):
    """Hold a session in which `choose` picks one of the options of each decision."""
    decisions, who = {}, Partner(code)
    session = hold(who, programme(*keys), crisis, role, decisions)
    while session.waiting:
        assert session.waiting.key not in decisions, "a decision was asked for twice"
        decisions[session.waiting.key] = choose(session)
        session = hold(who, programme(*keys), crisis, role, decisions)
    return session


def first(session):
    return next(iter(session.waiting.options))


def dissenters(session):
    """Return the roles that object, according to the memo."""
    return [key for key, role in ROLES.items() if f"Dissent. {role.title}" in str(session.memo)]


def last(session):
    return list(session.waiting.options)[-1]


# The briefs


def test_every_brief_is_based_on_a_row_and_asks_for_what_would_meet_it():
    models = [concern.model for role in ROLES.values() for concern in role.concerns]
    for id in [*models, *(crisis.model for crisis in CRISES.values())]:
        assert record(TABLES[id[0]], id).source_id
    for role in ROLES.values():
        assert role.aims and role.concerns and role.concedes.startswith("You can")
        for concern in role.concerns:
            assert concern.reason
            assert concern.asks in concern.unless
            assert {*concern.unless, *filter(None, [concern.condition])} <= set(CONDITIONS)
            assert set(concern.crises) <= set(CRISES)


def test_five_roles_speak_and_only_the_partners_ambassador_has_no_vote():
    assert len(ROLES) == 5
    assert [key for key, role in ROLES.items() if not role.votes] == ["ambassador"]


# The session


@pytest.mark.parametrize(("code", "played"), pairs(TODAY, product(["", *ROLES], CRISES)))
def test_a_session_always_ends_with_consensus_or_a_memo_and_gives_reasons(code, played):
    role, crisis = played
    for choose in (first, last):
        session = played_through(code, crisis, role, choose)
        assert session.outcome in (CONSENSUS, DISSENT)
        assert (session.outcome == DISSENT) == bool(dissenters(session))
        assert all(session.memo)
        for move in session.moves:
            assert move.text and move.reason, move
            assert "{" not in move.text + move.reason, move


@pytest.mark.parametrize("role", ["", *ROLES])
def test_chance_has_no_part_in_a_session(role):
    first, second = (played_through("MDA", "law", role, last) for _ in range(2))
    assert (first.moves, first.memo) == (second.moves, second.memo)


@pytest.mark.parametrize("crisis", CRISES)
def test_in_each_crisis_there_is_a_programme_that_passes_and_one_that_fails(crisis):
    programmes = [("council",), ("units", "careers"), ("building", "fuel"), ("cyber-team", "kfor")]
    found = {hold(Partner("MDA"), programme(*keys), crisis).outcome for keys in programmes}
    assert found == {CONSENSUS, DISSENT}


def test_one_proposal_of_the_learner_turns_dissent_into_consensus():
    keys = ("kfor", "units", "host-exercise")

    def preferring(*wanted):
        return lambda session: next(key for key in wanted if key in session.waiting.options)

    idle = played_through("CHE", "quarrel", "near", preferring("nothing", YES), keys)
    active = played_through("CHE", "quarrel", "near", preferring("singly", "nothing", YES), keys)
    assert dissenters(idle) == ["quarrel"]
    assert active.outcome == CONSENSUS


@pytest.mark.parametrize("role", [key for key, role in ROLES.items() if role.votes])
def test_one_objection_of_a_learner_who_votes_is_enough_to_stop_a_programme(role):
    session = played_through("JPN", "attack", role, last, ("council",))
    assert session.outcome == DISSENT
    assert role in dissenters(session)


def test_the_ambassador_is_heard_and_cannot_stop_the_council():
    session = played_through("JPN", "attack", "ambassador", last, ("council", "cyber-centre"))
    assert "ambassador" not in dissenters(session)
    assert "signature" in session.memo[-1]


@pytest.mark.parametrize("code", suspended_on(last_day()))
def test_with_a_suspended_partner_only_talks_are_on_the_agenda(code):
    session = hold(Partner(code), programme(*MIXED), "quarrel")
    assert [activity.key for activity in session.text.programme] == ["council"]
    assert "may go ahead" in hold(Partner(code), programme("units"), "quarrel").problem


def test_a_red_line_is_never_given_up_and_one_other_concern_may_be():
    text = hold(Partner("CHE"), programme("council", "units"), "quarrel").text
    assert stance(ROLES["quarrel"], text).against is None, "the text has a condition by now"
    session = hold(Partner("CHE"), programme("council", "kfor"), "quarrel")
    assert stance(ROLES["quarrel"], session.text).against.red


def test_the_memo_names_what_a_computed_role_objects_to():
    session = hold(Partner("CHE"), programme("kfor", "units"), "quarrel")
    assert dissenters(session) == ["quarrel"]
    reason = stance(ROLES["quarrel"], session.text).against.reason
    assert any(reason in paragraph for paragraph in session.memo)


def test_the_cards_to_print_hold_every_brief_and_condition():
    page = cards.as_html("Jordan")
    assert page.count("<section>") == 2 + len(ROLES)
    for text in (*CONDITIONS.values(), *(role.title for role in ROLES.values())):
        assert escape(text) in page
    assert "{partner}" not in page


# In the widget


def decide(game, answer=0):
    waiting = game.session["waiting"]
    message = {"do": "decide", "key": waiting["key"], "answer": waiting["options"][answer][0]}
    return game.handle(message)


def opened(**changes):
    game = explore.role_play("CHE")
    game.draft = {**game.draft, "chosen": list(MIXED), **changes}
    game.handle({"do": "open", "crisis": "quarrel", "role": "near"})
    return game


def test_a_session_is_played_saved_and_shown_again():
    game = opened()
    while game.session["waiting"]:
        assert decide(game) == [{"do": "session"}]
    assert game.session["outcome"]["lines"]
    assert json.dumps(game.session)
    again = explore.role_play("CHE")
    assert again.session == game.session
    (reply,) = again.handle({"do": "page"})
    assert "session of the Council" in reply["html"]


def test_the_last_decision_can_be_undone():
    game = opened()
    before = game.session
    decide(game)
    assert game.session["canTakeBack"]
    game.handle({"do": "take_back"})
    assert game.session == before


def test_a_session_stays_as_it_was_when_the_programme_changes():
    game = opened()
    moves = game.session["moves"]
    game.draft = {**game.draft, "chosen": ["energy"]}
    assert game.session["isOld"]
    assert game.session["moves"] == moves


def test_the_role_cards_of_the_partner_come_as_a_page():
    (reply,) = opened().handle({"do": "cards"})
    assert reply["name"] == "role-cards-che.html"
    assert "Switzerland" in reply["html"]


def test_a_session_on_an_empty_programme_says_what_to_do():
    game = opened(chosen=[])
    assert "at least one activity" in game.session["problem"]
    (reply,) = game.handle({"do": "page"})
    assert reply["html"]


def test_unexpected_decisions_are_ignored():
    game = opened()
    before = game.session
    game.handle({"do": "decide", "key": "vote", "answer": "yes"})
    game.handle({"do": "decide", "key": before["waiting"]["key"], "answer": "rocket"})
    assert game.session == before


def test_a_draft_of_the_first_edition_has_no_session_yet():
    plan = {"aims": [1], "chosen": ["plan"], "texts": {"title": "T"}}
    saved = {"version": 1, "partner": "JOR", "plans": {"JOR": plan}}
    drafts_path().parent.mkdir(parents=True)
    drafts_path().write_text(json.dumps(saved), encoding="utf-8")
    assert Drafts.load().plans["JOR"] == Draft([1], ["plan"], {"title": "T"})
    assert not explore.role_play().session["isOpen"]


def test_a_session_is_saved_with_its_decisions():
    session = SavedSession("law", "far", ["plan"], {"vote": "no"})
    drafts = Drafts("JOR", {"JOR": Draft(sitting=session)})
    assert drafts.save() == ""
    assert Drafts.load().plans == drafts.plans
