"""Hold a session of the Council: speeches, proposals, answers and a vote by consensus.

The partner, the crisis, the programme and the learner's decisions for one role determine a session.
The other roles decide by their briefs. Nothing is random, and every move has a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lessons.role_play.activities import Activity
from lessons.role_play.council import (
    CHAIR,
    CONDITIONS,
    CRISES,
    ROLES,
    Concern,
    Role,
    Text,
    model_text,
    with_name,
)
from lessons.role_play.partner import Partner
from lessons.role_play.rules import DOES_NOT_FIT, advise

YES, NO, NOTHING = "yes", "no", "nothing"  # decisions, in addition to the keys of proposals
DROP = "drop:"  # begins the key of a proposal to leave out an activity
VOTE = "vote"  # the key of this decision; others are such as "1 proposal" and "2 answer near"
CONSENSUS, DISSENT = "Consensus", "Memo of dissent"
MAX_OPEN = 1  # open concerns, none of them a red line, with which a role can agree


@dataclass(frozen=True)
class Move:
    """A speech, proposal, answer, vote or ruling, with its reason.

    `own` says whether the learner's role makes it; `compare` is the text of what the reason is
    modelled on, or "".
    """

    speaker: str
    own: bool
    text: str
    reason: str
    compare: str


@dataclass(frozen=True)
class Question:
    """A decision that the learner has to take: its key, the question and the options by key."""

    key: str
    ask: str
    options: Mapping[str, str]


@dataclass
class Session:
    """A session up to the present moment.

    `played` is the learner's role, `turn` the round of proposals; `refused` are proposals with the
    text as it was then. `waiting` is the learner's next decision, or None at the end; then
    `outcome` is CONSENSUS or DISSENT, and `memo` says what was decided and why. `problem` says why
    there is nothing to vote on, if so.
    """

    partner: Partner
    text: Text
    played: str = ""
    decisions: Mapping[str, str] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    turn: int = 1
    refused: set[tuple[str, Text]] = field(default_factory=set)
    waiting: Question | None = None
    outcome: str = ""
    memo: Sequence[str] = ()
    problem: str = ""

    def say(self, role: Role | None, text: str, reason: str, model: str = "") -> None:
        """Add a move of a role, or of the chair; `model` is the id of a row, if there is one."""
        name, title = self.partner.name, role.title if role else "The chair"
        own = role is not None and role.key == self.played
        self.moves.append(
            Move(
                f"You ({title})" if own else title,
                own,
                with_name(text, name),
                with_name(reason, name),
                model_text(model) if model else "",
            )
        )

    def decision_on(self, question: Question) -> str:
        """Return what the learner has decided; raise _DecisionNeeded if that is still open."""
        answer = self.decisions.get(question.key, "")
        if answer not in question.options:
            self.waiting = question
            raise _DecisionNeeded
        return answer


class _DecisionNeeded(Exception):
    """Raised when the session needs a decision that the learner has not taken yet."""


@dataclass(frozen=True)
class Stance:
    """How a role judges a text: its open concerns, and an activity that it wants, if any."""

    open: tuple[Concern, ...]
    wanted: Activity | None

    @property
    def against(self) -> Concern | None:
        """The concern for which the role says no, or None if it can agree."""
        # A red line is never conceded; other concerns may be, for something that the role wants.
        red = next((concern for concern in self.open if concern.red), None)
        if red or not self.open:
            return red
        return None if self.wanted and len(self.open) <= MAX_OPEN else self.open[0]


def hold(
    partner: Partner,
    programme: Sequence[Activity],
    crisis: str,
    played: str = "",
    decisions: Mapping[str, str] | None = None,
) -> Session:
    """Return the session on a programme, up to the first decision that the learner has not taken.

    `crisis` is a key of `CRISES`, `played` the learner's role or "" if all five follow their
    briefs.
    """
    text = Text(bool(partner.suspended), crisis)
    session = Session(partner, text, played, decisions or {})
    _open(session, programme)
    if not session.text.programme:
        return Session(partner, text, problem=CHAIR["nothing"])
    # Only the decisions are saved: the session is played again from its beginning each time.
    with suppress(_DecisionNeeded):
        for session.turn, announced in enumerate(CHAIR["rounds"], 1):
            session.say(None, *announced)
            # The learner's role makes its proposal last.
            for role in sorted(ROLES.values(), key=lambda role: role.key == played):
                _propose(session, role)
        session.say(None, *CHAIR["end"])
        against = [role for role in ROLES.values() if not _vote(session, role)]
        session.outcome = DISSENT if any(role.votes for role in against) else CONSENSUS
        session.memo = list(_memo(session, against))
    return session


def stance(role: Role, text: Text) -> Stance:
    """Return how a role judges a text by its brief."""
    wanted = role.wants.among(text.programme)
    concerns = tuple(concern for concern in role.concerns if concern.holds(text))
    return Stance(concerns, wanted[0] if wanted else None)


def changed(text: Text, proposal: str) -> Text:
    """Return a text after a proposal, a condition or an activity to leave out, was accepted."""
    if proposal in CONDITIONS:
        return replace(text, conditions=(*text.conditions, proposal))
    return replace(text, programme=tuple(a for a in text.programme if DROP + a.key != proposal))


# The opening


def _open(session: Session, programme: Sequence[Activity]) -> None:
    """Put the activities that may go ahead on the agenda, and let every computed role speak."""
    crisis = CRISES[session.text.crisis]
    session.say(None, crisis.text, "The event is invented.", crisis.model)
    judgements = advise(session.partner, [], programme).activities
    facts = {}
    for activity, judgement in zip(programme, judgements, strict=True):
        if judgement.verdict == DOES_NOT_FIT:
            session.say(None, f"“{activity.title}” is not on the agenda.", judgement.reasons[0])
        else:
            facts[activity.key] = judgement.reasons[0]
    agenda = tuple(activity for activity in programme if activity.key in facts)
    session.text = replace(session.text, programme=agenda)
    for role in ROLES.values():
        if role.key != session.played:
            _speak(session, role, facts)


def _speak(session: Session, role: Role, facts: Mapping[str, str]) -> None:
    """Let a role name what it supports in the programme, and its first concern."""
    found = stance(role, session.text)
    if found.wanted:
        text = f"I can support “{found.wanted.title}”: {role.wants.reason}."
        reason = facts[found.wanted.key]
    else:
        text = "I find nothing in this programme that my country asked for."
        reason = f"My brief names this aim first: {role.aims[0]}"
    session.say(role, text, f"{reason.rstrip('.')}.")
    for concern in found.open[:1]:
        session.say(role, "I have a concern.", concern.reason, concern.model)


# Proposals and answers


def _propose(session: Session, role: Role) -> None:
    """Let a role make at most one proposal, and let all others answer it."""
    if role.key == session.played:
        question = _proposals(session)
        proposal = session.decision_on(question)
        session.say(role, question.options[proposal], _learners_reason(session, role, proposal))
    elif concern := _next_concern(session, role):
        proposal = concern.asks
        session.say(role, CONDITIONS[proposal], concern.reason, concern.model)
    else:
        return
    if proposal != NOTHING:
        _decide(session, role, proposal)


def _proposals(session: Session) -> Question:
    text = session.text
    options = {key: what for key, what in CONDITIONS.items() if key not in text.conditions}
    if len(text.programme) > 1:  # without any activity there would be no programme
        options |= {f"{DROP}{a.key}": f"Leave out “{a.title}”." for a in text.programme}
    ask = "The others have spoken. What do you propose?"
    return Question(f"{session.turn} proposal", ask, {**options, NOTHING: "I have no proposal."})


def _learners_reason(session: Session, role: Role, proposal: str) -> str:
    """Return what the learner's own brief says about a proposal."""
    concerns = stance(role, session.text).open
    if proposal == NOTHING:
        return "Something in your brief is still not met." if concerns else "Your brief is met."
    after = stance(role, changed(session.text, proposal)).open
    if len(after) < len(concerns):
        return "It meets a concern of your brief."
    is_against = len(after) > len(concerns)
    return "It goes against your brief." if is_against else "Your brief leaves it to you."


def _next_concern(session: Session, role: Role) -> Concern | None:
    """Return a role's most serious concern for which it can make a proposal now."""
    text = session.text
    for concern in sorted(stance(role, text).open, key=lambda concern: not concern.red):
        # A proposal that was refused may be made again after the text has changed.
        if concern.asks not in text.conditions and (concern.asks, text) not in session.refused:
            return concern
    return None


def _decide(session: Session, proposer: Role, proposal: str) -> None:
    """Let all others answer a proposal: it is accepted if none that votes says no."""
    others = [role for role in ROLES.values() if role.key != proposer.key]
    answers = [_answer(session, role, proposer, proposal) for role in others]
    if all(answers):
        session.text = changed(session.text, proposal)
        session.say(None, "The proposal is accepted.", "No Ally said no.")
    else:
        session.refused.add((proposal, session.text))
        session.say(None, "The proposal is refused.", "One no is enough.")


def _answer(session: Session, role: Role, proposer: Role, proposal: str) -> bool:
    """Return whether a role lets a proposal pass. The ambassador is heard, and has no vote."""
    if role.key == session.played:
        return _learners_answer(session, role, proposer, proposal)
    before, after = (stance(role, text) for text in (session.text, changed(session.text, proposal)))
    new = next((concern for concern in after.open if concern not in before.open), None)
    if new and after.against:
        text = "No." if role.votes else "My government would say no."
        session.say(role, text, new.reason, new.model)
        return not role.votes
    met = next((concern for concern in before.open if concern not in after.open), None)
    if met:
        session.say(role, "Yes. It meets my concern.", met.reason, met.model)
    else:
        session.say(role, "Yes.", _consent(role, before, after, proposal))
    return True


def _consent(role: Role, before: Stance, after: Stance, proposal: str) -> str:
    """Return why a role agrees to a proposal that it did not ask for."""
    if proposal.startswith(DROP):
        if before.wanted != after.wanted:
            return "I would have liked it, but no red line of my brief asks for it."
        return "My brief does not ask for this activity."
    if after.wanted:
        return f"It leaves “{after.wanted.title}” in the programme, and my country wants that."
    return role.concedes.replace("You", "I", 1)


def _learners_answer(session: Session, role: Role, proposer: Role, proposal: str) -> bool:
    # Only the learner proposes to leave out an activity.
    ask = f"{proposer.title} proposes: {CONDITIONS[proposal]} Do you agree?"
    answer = session.decision_on(
        Question(f"{session.turn} answer {proposer.key}", ask, {YES: "Yes", NO: "No"})
    )
    reason = _learners_reason(session, role, proposal)
    session.say(role, "Yes." if answer == YES else "No.", reason)
    return answer == YES or not role.votes


# The vote and the memo


def _vote(session: Session, role: Role) -> bool:
    """Return whether a role joins the consensus, or for the ambassador whether it would sign."""
    found, ballot = stance(role, session.text), Question(VOTE, **role.ballot)
    against, is_played = found.against, role.key == session.played
    vote = session.decision_on(ballot) if is_played else NO if against else YES
    text = ballot.options[vote]
    if against:
        text += " Your brief is against it:" * is_played
        session.say(role, text, against.reason, against.model)
    else:
        session.say(role, text, _agreement(found, is_played))
    return vote == YES


def _agreement(found: Stance, is_played: bool) -> str:
    """Return why a role can agree."""
    if is_played:
        return "Your brief allows you to agree."
    if found.open and found.wanted:
        return f"One concern remains, but I can live with it for “{found.wanted.title}”."
    return "Nothing in the text goes against my brief."


def _memo(session: Session, against: Sequence[Role]) -> Iterator[str]:
    """Yield the paragraphs of the memo; `against` are the roles that object or would not sign."""
    text, partner = session.text, session.partner.name
    if session.outcome == DISSENT:
        yield f"No consensus on the programme with {partner}: one objection is enough to stop it."
    else:
        yield f"The Council agrees on the programme with {partner}."
    yield f"Activities: {'; '.join(activity.title for activity in text.programme)}."
    for key in text.conditions:
        yield f"Condition: {CONDITIONS[key]}"
    for role in against:
        if role.votes:
            yield _dissent(session, role)
        else:
            yield f"The programme needs the signature of {partner}, and its ambassador said no."


def _dissent(session: Session, role: Role) -> str:
    """Return a paragraph of the memo of dissent: who objects, why, and what might have helped."""
    against = stance(role, session.text).against
    if not against:
        return f"Dissent. {role.title} objects, although its brief allows it to agree."
    reason = with_name(against.reason, session.partner.name)
    helps = " Or: ".join(CONDITIONS[key] for key in against.unless)
    return f"Dissent. {role.title}: {reason} This might have helped: {helps}"
