"""Prepare a session of the Council for the browser, and apply the learner's decisions."""

from typing import Any

from lessons.role_play import Draft, Partner, Sitting, menu
from lessons.role_play.briefs import Role, about, crises, model_text, roles
from lessons.role_play.cards import card
from lessons.role_play.session import CONSENSUS, Move, Session, hold

Message = dict[str, Any]


def opened(plan: Draft, crisis: str, role: str) -> Sitting:
    """Return a new session on a plan as it is now."""
    if crisis not in crises() or role not in roles():
        raise LookupError(f"There is no crisis '{crisis}' or no role '{role}'.")
    return Sitting(crisis, role, list(plan.chosen))


def held(partner: Partner, sitting: Sitting) -> Session:
    """Return a session up to the first decision that the learner has not taken."""
    items = menu()
    programme = [items[key] for key in sitting.programme if key in items]
    return hold(partner, programme, sitting.crisis, sitting.role, sitting.decisions)


def decide(partner: Partner, sitting: Sitting, key: str, answer: str) -> None:
    """Store a decision, if it is the one that the session waits for."""
    waiting = held(partner, sitting).waiting
    if waiting and waiting.key == key and answer in waiting.options:
        sitting.decisions[key] = answer


def take_back(sitting: Sitting) -> None:
    """Forget the last decision, if there is any."""
    if sitting.decisions:
        sitting.decisions.popitem()


def memo(partner: Partner, sitting: Sitting | None) -> tuple[str, ...]:
    """Return the paragraphs of a session's memo; empty until the session has ended."""
    return _held(partner, sitting)[0].memo if sitting else ()


def view(partner: Partner, plan: Draft) -> Message:
    """Return all that the browser shows of the session on a plan.

    `crises` are key, title and text, `roles` key, title and card. `isOpen` says whether a session
    was opened, `isOld` whether the programme has changed since then. `moves`, `waiting` and
    `outcome` are the session, `problem` says why it cannot be held.
    """
    sitting = plan.sitting
    shown: Message = {
        "crises": [[c.key, c.title, about(c.text, partner.name)] for c in crises().values()],
        "roles": [[r.key, r.title, _card(r, partner.name)] for r in roles().values()],
        "crisis": sitting.crisis if sitting else next(iter(crises())),
        "role": sitting.role if sitting else next(iter(roles())),
        "isOpen": sitting is not None,
        "isOld": sitting is not None and sitting.programme != plan.chosen,
    }
    return shown | _course(partner, sitting)


def _course(partner: Partner, sitting: Sitting | None) -> Message:
    if sitting is None:
        return {"moves": [], "waiting": None, "outcome": None, "problem": "", "canTakeBack": False}
    session, problem = _held(partner, sitting)
    waiting = session.waiting
    return {
        "moves": [_move(move, sitting.role) for move in session.moves],
        "waiting": waiting
        and {"key": waiting.key, "ask": waiting.ask, "options": [*waiting.options.items()]},
        "outcome": _outcome(session),
        "problem": problem,
        "canTakeBack": bool(sitting.decisions),
    }


def _held(partner: Partner, sitting: Sitting) -> tuple[Session, str]:
    """Return a session and "", or an empty one and the reason why it cannot be held."""
    try:
        return held(partner, sitting), ""
    except ValueError as error:
        return Session(()), str(error)


def _card(role: Role, partner: str) -> Message:
    return {"brief": about(role.brief, partner), "lists": [*map(list, card(role, partner))]}


def _move(move: Move, played: str) -> Message:
    speaker = roles()[move.role].title if move.role else "The chair"
    return {
        "speaker": f"You ({speaker})" if move.role == played else speaker,
        "isOwn": move.role == played,
        "text": move.text,
        "reason": move.reason,
        "compare": model_text(move.model) if move.model else "",
    }


def _outcome(session: Session) -> Message | None:
    if not session.outcome:
        return None
    title = "Consensus" if session.outcome == CONSENSUS else "Memo of dissent"
    return {"title": title, "lines": list(session.memo)}
