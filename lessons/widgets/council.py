"""Prepare a session of the Council for the browser, and apply the learner's decisions."""

from dataclasses import asdict

from lessons.role_play.activities import menu
from lessons.role_play.cards import card
from lessons.role_play.council import CRISES, ROLES, Text, with_name
from lessons.role_play.drafts import Draft, SavedSession
from lessons.role_play.partner import Partner
from lessons.role_play.session import Session, hold
from lessons.widgets.card import Message


def session_on(partner: Partner, plan: Draft) -> Session:
    """Return the session on a plan, up to the first decision that the learner has not taken."""
    saved = plan.sitting
    if saved is None:
        return Session(partner, Text())
    programme = [menu()[key] for key in saved.programme]
    return hold(partner, programme, saved.crisis, saved.role, saved.decisions)


def act(partner: Partner, plan: Draft, message: Message) -> None:
    """Open a session on a plan as it is now, store a decision, or undo the last one.

    A decision for which the session is not waiting is ignored, because any page may send messages.
    """
    saved = plan.sitting
    match message["do"]:
        case "open" if message["crisis"] in CRISES and message["role"] in ROLES:
            plan.sitting = SavedSession(message["crisis"], message["role"], list(plan.chosen))
        case "decide" if saved:
            waiting = session_on(partner, plan).waiting
            if waiting and waiting.key == message["key"] and message["answer"] in waiting.options:
                saved.decisions[waiting.key] = message["answer"]
        case "take_back" if saved and saved.decisions:
            saved.decisions.popitem()


def view(partner: Partner, plan: Draft) -> Message:
    """Return all that the browser shows of the session on a plan.

    `crises` are key, title and text, `roles` key, title and card. `isOpen` says whether a session
    was opened, `isOld` whether the programme has changed since then. `moves`, `waiting` and
    `outcome` are the session, `problem` says why it cannot be held.
    """
    saved = plan.sitting
    session, name = session_on(partner, plan), partner.name
    waiting = session.waiting
    return {
        "crises": [[c.key, c.title, with_name(c.text, name)] for c in CRISES.values()],
        "roles": [
            [r.key, r.title, {"brief": with_name(r.brief, name), "lists": card(r, name)}]
            for r in ROLES.values()
        ],
        "crisis": saved.crisis if saved else next(iter(CRISES)),
        "role": saved.role if saved else next(iter(ROLES)),
        "isOpen": saved is not None,
        "isOld": saved is not None and saved.programme != plan.chosen,
        "moves": [asdict(move) for move in session.moves],
        "waiting": waiting and {**asdict(waiting), "options": [*waiting.options.items()]},
        "outcome": {"title": session.outcome, "lines": session.memo} if session.outcome else None,
        "problem": session.problem,
        "canTakeBack": bool(saved and saved.decisions),
    }
