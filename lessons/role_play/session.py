"""Hold a session of the Council: speeches, proposals, answers and a vote by consensus.

A session follows from the partner, the crisis, the programme, and what the learner decides for the
role that is played. The other roles decide by their briefs. Nothing is random, and every move has a
reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lessons.role_play.activities import Activity
from lessons.role_play.briefs import Concern, Role, Text, about, conditions, crises, roles
from lessons.role_play.partner import Partner
from lessons.role_play.rules import DOES_NOT_FIT, advise

YES, NO, NOTHING = "yes", "no", "nothing"  # decisions, in addition to the keys of proposals
DROP = "drop:"  # begins the key of a proposal to leave out an activity
VOTE = "vote"  # the key of this decision; others are such as "1 proposal" and "2 answer near"
ROUNDS = 2  # of proposals: in the second a role may ask again for what was refused
CONSENSUS, DISSENT = "Consensus", "Memo of dissent"
# What the chair says before each round of proposals and before the end.
ANNOUNCED: Mapping[int | str, tuple[str, str]] = {
    1: ("Who has a proposal?", "Each delegation may make one. One no is enough to refuse it."),
    2: ("Is there a second proposal?", "After this round the text is final."),
    VOTE: ("The text is final. Does anybody object?", "One objection is enough to stop it."),
}
NOTHING_TO_VOTE_ON = (
    "Nothing in your programme may go ahead, so the Council has nothing to vote on. "
    "Ask for advice, and choose at least one activity that may begin; talks often may."
)
MAX_OPEN = 1  # open concerns, none of them a red line, with which a role can agree


@dataclass(frozen=True)
class Move:
    """A speech, proposal, answer, vote or ruling of a role ("" is the chair), with its reason.

    `model` is the id of the row that the reason is modelled on, if there is one.
    """

    role: str
    text: str
    reason: str
    model: str = ""


@dataclass(frozen=True)
class Question:
    """A decision that the learner has to take: its key, the question and the options by key."""

    key: str
    ask: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Session:
    """A session as far as it has gone.

    `waiting` is the learner's next decision, or None at the end; then `outcome` is CONSENSUS or
    DISSENT, `dissenters` are the roles that object, and `memo` says what was decided and why.
    `problem` says why there is nothing to vote on, if so.
    """

    moves: tuple[Move, ...] = ()
    text: Text | None = None
    waiting: Question | None = None
    outcome: str = ""
    dissenters: tuple[str, ...] = ()
    memo: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Stance:
    """How a role judges a text: its open concerns, and an activity that it wants, if any."""

    role: Role
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


class _Waits(Exception):
    """The learner has not decided yet; the argument is the Question."""


@dataclass
class _Meeting:
    """A session under way: what is on the agenda, and what has been said so far."""

    partner: Partner
    text: Text
    played: str  # the learner's role
    decisions: Mapping[str, str]
    moves: list[Move] = field(default_factory=list)
    turn: int = 1  # the round of proposals
    refused: set[tuple[str, Text]] = field(default_factory=set)  # with the text as it was then

    def say(self, role: str, text: str, reason: str, model: str = "") -> None:
        name = self.partner.name
        self.moves.append(Move(role, about(text, name), about(reason, name), model))

    def decided(self, question: Question) -> str:
        """Return what the learner has decided, or stop the session until it is."""
        answer = self.decisions.get(question.key, "")
        if answer not in question.options:
            raise _Waits(question)
        return answer


def hold(
    partner: Partner,
    programme: Sequence[Activity],
    crisis: str,
    played: str = "",
    decisions: Mapping[str, str] | None = None,
) -> Session:
    """Return the session on a programme, up to the first decision that the learner has not taken.

    `crisis` is a key of `crises()`, `played` the learner's role or "" if all five follow their
    briefs.
    """
    text = Text(bool(partner.suspended), crisis, ())
    meeting = _Meeting(partner, text, played, decisions or {})
    _open(meeting, programme)
    if not meeting.text.programme:
        return Session(problem=NOTHING_TO_VOTE_ON)
    try:
        for meeting.turn in range(1, ROUNDS + 1):
            meeting.say("", *ANNOUNCED[meeting.turn])
            for role in _in_order(played):
                _propose(meeting, role)
        meeting.say("", *ANNOUNCED[VOTE])
        votes = {role.key: _vote(meeting, role) for role in roles().values()}
    # Only the decisions are saved: the session is played again from its beginning each time.
    except _Waits as waits:
        return Session(tuple(meeting.moves), meeting.text, waits.args[0])
    return _close(meeting, votes)


def stance(role: Role, text: Text) -> Stance:
    """Return how a role judges a text by its brief."""
    wanted = role.wants.among(text.programme)
    concerns = tuple(concern for concern in role.concerns if concern.holds(text))
    return Stance(role, concerns, wanted[0] if wanted else None)


def described(proposal: str, text: Text) -> str:
    """Return a proposal as a sentence: a condition, or an activity to be left out."""
    if not proposal.startswith(DROP):
        return conditions()[proposal]
    title = next(a.title for a in text.programme if a.key == proposal.removeprefix(DROP))
    return f"Leave out “{title}”."


def changed(text: Text, proposal: str) -> Text:
    """Return a text after a proposal was accepted."""
    if not proposal.startswith(DROP):
        return replace(text, conditions=(*text.conditions, proposal))
    key = proposal.removeprefix(DROP)
    return replace(text, programme=tuple(a for a in text.programme if a.key != key))


def _in_order(played: str) -> list[Role]:
    """Return the roles in the order of their proposals; the learner's role comes last."""
    return sorted(roles().values(), key=lambda role: role.key == played)


# The opening


def _open(meeting: _Meeting, programme: Sequence[Activity]) -> None:
    """Put the activities that may go ahead on the agenda, and let every computed role speak."""
    crisis = crises()[meeting.text.crisis]
    meeting.say("", crisis.text, "The event is invented.", crisis.model)
    judgements = advise(meeting.partner, [], programme).activities
    facts = {}
    for activity, judgement in zip(programme, judgements, strict=True):
        if judgement.verdict == DOES_NOT_FIT:
            meeting.say("", f"“{activity.title}” is not on the agenda.", judgement.reasons[0])
        else:
            facts[activity.key] = judgement.reasons[0]
    agenda = tuple(activity for activity in programme if activity.key in facts)
    meeting.text = replace(meeting.text, programme=agenda)
    for role in roles().values():
        if role.key != meeting.played:
            _speak(meeting, role, facts)


def _speak(meeting: _Meeting, role: Role, facts: Mapping[str, str]) -> None:
    """Let a role say what it supports in the programme, and its first concern."""
    found = stance(role, meeting.text)
    if found.wanted:
        text = f"I can support “{found.wanted.title}”: {role.wants.reason}."
        reason = facts[found.wanted.key]
    else:
        text = "I find nothing in this programme that my country asked for."
        reason = f"My brief names this aim first: {role.aims[0]}"
    meeting.say(role.key, text, f"{reason.rstrip('.')}.")
    for concern in found.open[:1]:
        meeting.say(role.key, "I have a concern.", concern.reason, concern.model)


# Proposals and answers


def _propose(meeting: _Meeting, role: Role) -> None:
    """Let a role make at most one proposal, and all others answer it."""
    if role.key == meeting.played:
        question = _proposals(meeting)
        proposal = meeting.decided(question)
        reason = _learners_reason(meeting, role, proposal)
        meeting.say(role.key, question.options[proposal], reason)
    elif concern := _next_concern(meeting, role):
        proposal = concern.asks
        meeting.say(role.key, conditions()[proposal], concern.reason, concern.model)
    else:
        proposal = NOTHING
    if proposal != NOTHING:
        _decide(meeting, role, proposal)


def _proposals(meeting: _Meeting) -> Question:
    text = meeting.text
    options = {key: what for key, what in conditions().items() if key not in text.conditions}
    if len(text.programme) > 1:  # without any activity there would be no programme
        options |= {f"{DROP}{a.key}": described(f"{DROP}{a.key}", text) for a in text.programme}
    ask = "The others have spoken. What do you propose?"
    return Question(f"{meeting.turn} proposal", ask, {**options, NOTHING: "I have no proposal."})


def _learners_reason(meeting: _Meeting, role: Role, proposal: str) -> str:
    """Return what the learner's own brief says about a proposal."""
    concerns = stance(role, meeting.text).open
    if proposal == NOTHING:
        return "Something in your brief is still not met." if concerns else "Your brief is met."
    after = stance(role, changed(meeting.text, proposal)).open
    if len(after) < len(concerns):
        return "It meets a concern of your brief."
    is_against = len(after) > len(concerns)
    return "It goes against your brief." if is_against else "Your brief leaves it to you."


def _next_concern(meeting: _Meeting, role: Role) -> Concern | None:
    """Return a role's most serious concern for which it can make a proposal now."""
    text = meeting.text
    for concern in sorted(stance(role, text).open, key=lambda concern: not concern.red):
        # A proposal that was refused may be made again after the text has changed.
        if concern.asks not in text.conditions and (concern.asks, text) not in meeting.refused:
            return concern
    return None


def _decide(meeting: _Meeting, proposer: Role, proposal: str) -> None:
    """Let all others answer a proposal: it is accepted if none that votes says no."""
    others = [role for role in roles().values() if role.key != proposer.key]
    answers = [_answer(meeting, role, proposer, proposal) for role in others]
    if all(answers):
        meeting.text = changed(meeting.text, proposal)
        meeting.say("", "The proposal is accepted.", "No Ally said no.")
    else:
        meeting.refused.add((proposal, meeting.text))
        meeting.say("", "The proposal is refused.", "One no is enough.")


def _answer(meeting: _Meeting, role: Role, proposer: Role, proposal: str) -> bool:
    """Return whether a role lets a proposal pass. The ambassador is heard, and has no vote."""
    if role.key == meeting.played:
        return _learners_answer(meeting, role, proposer, proposal)
    before, after = (stance(role, text) for text in (meeting.text, changed(meeting.text, proposal)))
    new = next((concern for concern in after.open if concern not in before.open), None)
    if new and after.against:
        text = "No." if role.votes else "My government would say no."
        meeting.say(role.key, text, new.reason, new.model)
        return not role.votes
    met = next((concern for concern in before.open if concern not in after.open), None)
    if met:
        meeting.say(role.key, "Yes. It meets my concern.", met.reason, met.model)
    else:
        meeting.say(role.key, "Yes.", _consent(before, after, proposal))
    return True


def _consent(before: Stance, after: Stance, proposal: str) -> str:
    """Return why a role agrees to a proposal that it did not ask for."""
    if proposal.startswith(DROP):
        if before.wanted != after.wanted:
            return "I would have liked it, but no red line of my brief asks for it."
        return "My brief does not ask for this activity."
    if after.wanted:
        return f"It leaves “{after.wanted.title}” in the programme, and my country wants that."
    return before.role.concedes.replace("You", "I", 1)


def _learners_answer(meeting: _Meeting, role: Role, proposer: Role, proposal: str) -> bool:
    ask = f"{proposer.title} proposes: {described(proposal, meeting.text)} Do you agree?"
    answer = meeting.decided(
        Question(f"{meeting.turn} answer {proposer.key}", ask, {YES: "Yes", NO: "No"})
    )
    reason = _learners_reason(meeting, role, proposal)
    meeting.say(role.key, "Yes." if answer == YES else "No.", reason)
    return answer == YES or not role.votes


# The vote and the memo


def _vote(meeting: _Meeting, role: Role) -> bool:
    """Return whether a role joins the consensus, or for the ambassador whether it would sign."""
    found = stance(role, meeting.text)
    against, is_played = found.against, role.key == meeting.played
    agrees = meeting.decided(_ballot(role)) == YES if is_played else against is None
    text = _voted(role, agrees)
    if against:
        text += " Your brief is against it:" * is_played
        meeting.say(role.key, text, against.reason, against.model)
    else:
        meeting.say(role.key, text, _agreement(found, is_played))
    return agrees


def _agreement(found: Stance, is_played: bool) -> str:
    """Return why a role can agree."""
    if is_played:
        return "Your brief allows you to agree."
    if found.open and found.wanted:
        return f"One concern remains, but I can live with it for “{found.wanted.title}”."
    return "Nothing in the text goes against my brief."


def _ballot(role: Role) -> Question:
    ask = "Do you join the consensus?" if role.votes else "Would your government sign it?"
    return Question(VOTE, ask, {YES: _voted(role, True), NO: _voted(role, False)})


def _voted(role: Role, agrees: bool) -> str:
    if role.votes:
        return "I join the consensus." if agrees else "I object."
    return "My government would sign." if agrees else "My government would not sign."


def _close(meeting: _Meeting, votes: Mapping[str, bool]) -> Session:
    dissenters = tuple(key for key, agrees in votes.items() if roles()[key].votes and not agrees)
    outcome = DISSENT if dissenters else CONSENSUS
    memo = tuple(_memo(meeting, votes, dissenters))
    return Session(tuple(meeting.moves), meeting.text, None, outcome, dissenters, memo)


def _memo(meeting: _Meeting, votes: Mapping[str, bool], dissenters: Sequence[str]) -> Iterator[str]:
    text, partner = meeting.text, meeting.partner.name
    if dissenters:
        yield f"No consensus on the programme with {partner}: one objection is enough to stop it."
    else:
        yield f"The Council agrees on the programme with {partner}."
    yield f"Activities: {'; '.join(activity.title for activity in text.programme)}."
    for key in text.conditions:
        yield f"Condition: {conditions()[key]}"
    for key in dissenters:
        yield _dissent(meeting, roles()[key])
    if not votes["ambassador"]:
        yield f"The programme needs the signature of {partner}, and its ambassador said no."


def _dissent(meeting: _Meeting, role: Role) -> str:
    """Return a paragraph of the memo of dissent: who objects, why, and what might have helped."""
    against = stance(role, meeting.text).against
    if not against:
        return f"Dissent. {role.title} objects, although its brief allows it to agree."
    reason = about(against.reason, meeting.partner.name)
    helps = " Or: ".join(conditions()[key] for key in against.unless)
    return f"Dissent. {role.title}: {reason} This might have helped: {helps}"
