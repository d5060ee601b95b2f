"""Judge which activities fit a partner and which do not, with reasons.

Nothing is scored. Every judgement rests on a row of a table: a suspension, a tool, an example, the
end of an operation. Without such a row, the learner is asked to give a reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lessons.core.text import counted
from lessons.role_play.activities import GETS, GIVES, Activity
from lessons.role_play.partner import Partner
from lessons.role_play.precedent import DOES_NOT_FIT, FITS, THINK, Verdict, precedent

BUDGET = 12  # points of effort
AIMS = 3  # objectives to choose
MIN_AREAS = 3  # areas to cover
POLITICAL_TALKS = 1  # the number of this area
MEMBERSHIP = 4  # the number of the objective to prepare for membership
REPLACED = {"IPAP": "ITPP"}  # tools that another one has replaced
LASTING = ("ITPP", "EOP")  # tools that a partner gets once
BY_AGREEMENT = {
    "EOP": "Allies choose who is in it",
    "DCBI": "a partner asks, and the Allies must agree",
}


@dataclass(frozen=True)
class Judgement:
    """A verdict ("fits", "think again", "does not fit") on a subject, with its reasons.

    `short_reason` says in two or three words why something does not fit.
    """

    subject: str
    verdict: str
    reasons: tuple[str, ...]
    short_reason: str = ""


@dataclass(frozen=True)
class Advice:
    """The judgements on a programme: on each activity, and on the whole.

    `effort` is in points; `objectives` and `areas` are the numbers of those that are served by
    activities which may go ahead.
    """

    activities: tuple[Judgement, ...]
    whole: tuple[Judgement, ...]
    effort: int
    objectives: tuple[int, ...]
    areas: tuple[int, ...]

    def summary(self) -> str:
        """Return the advice in two sentences."""
        fit, think, no = (
            sum(judgement.verdict == verdict for judgement in self.activities)
            for verdict in (FITS, THINK, DOES_NOT_FIT)
        )
        number = counted(len(self.activities), "activity", "activities")
        return (
            f"{number}: "
            f"{fit} fitting, {think} to think over, {no} not fitting. "
            f"Effort {self.effort} of {BUDGET}; {len(self.areas)} of 8 areas; "
            f"{len(self.objectives)} of 8 objectives."
        )


def advise(
    partner: Partner, aims: Sequence[int], chosen: Sequence[Activity], names: Mapping[int, str]
) -> Advice:
    """Return the judgements on a programme for a partner.

    `aims` are numbers of objectives, `names` the short names of all objectives by number.
    """
    judgements = tuple(_judge(partner, activity) for activity in chosen)
    # An activity that cannot go ahead serves no aim.
    possible = [
        activity
        for activity, judgement in zip(chosen, judgements, strict=True)
        if judgement.verdict != DOES_NOT_FIT
    ]
    effort = sum(activity.effort for activity in chosen)
    return Advice(
        judgements,
        (_budget(effort), *_whole(partner, aims, possible, names)),
        effort,
        tuple(sorted({number for activity in possible for number in activity.objectives})),
        tuple(sorted({activity.area for activity in possible})),
    )


def _judge(partner: Partner, activity: Activity) -> Judgement:
    """Return the judgement of the first rule that applies, or else of the precedents."""
    # Only the first rule that applies is used, so that the main reason stands out.
    for rule, short_reason in RULES.items():
        if found := rule(partner, activity):
            verdict, reasons = found
            short = short_reason if verdict == DOES_NOT_FIT else ""
            return Judgement(activity.title, verdict, reasons, short)
    return Judgement(activity.title, *precedent(partner, activity))


def _suspension(partner: Partner) -> str:
    return f"Practical work with {partner.name} has been suspended since {partner.suspended}."


def _suspended(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge by a suspension: practical work cannot go on, but talks may."""
    if not partner.suspended:
        return None
    suspension = _suspension(partner)
    if activity.area == POLITICAL_TALKS and not activity.tool:
        return THINK, (
            suspension,
            "Talks are another matter. Say who should talk to whom, and why now.",
        )
    return DOES_NOT_FIT, (
        suspension,
        "Your brief must say what would have to happen before this could begin.",
    )


def _ended(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge by the end of the operation that an activity belongs to."""
    if not activity.ended:
        return None
    ends = " and ".join(f"{operation} on {day}" for operation, day in activity.ended)
    suspension = (_suspension(partner),) if partner.suspended else ()
    return DOES_NOT_FIT, (f"This has ended: {ends}. Look for work that goes on today.", *suspension)


def _replaced(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge by the replacement of a tool, even for a partner that has had it."""
    if activity.tool not in REPLACED:
        return None
    new, own = REPLACED[activity.tool], partner.tools.get(activity.tool)
    had = f" {partner.name} has had one since {own.start}." if own and own.start else ""
    text = f"This tool has been replaced by the {new}.{had}"
    if partner.suspended:
        return DOES_NOT_FIT, (text, _suspension(partner))
    return DOES_NOT_FIT, (f"{text} Choose the {new} instead.",)


def _membership(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge the Membership Action Plan: it takes a wish to join NATO and an invitation."""
    # Other activities that prepare for membership are open to all partners.
    if MEMBERSHIP not in activity.objectives or activity.tool != "MAP":
        return None
    if partner.takes_part_in("MAP"):
        return FITS, (
            f"{partner.name} was invited into it: {partner.tools['MAP'].start}.",
            "Say what the next yearly round should hold.",
        )
    if partner.wish:
        return THINK, (
            f"The wish is on record: {partner.wish}.",
            "But we found no invitation into this plan. Say why the Allies should agree now.",
        )
    if partner.group != "euro_atlantic":
        return DOES_NOT_FIT, (
            f"Membership is open to European democracies. {partner.name} belongs to the group "
            f"{partner.group_name}.",
        )
    return DOES_NOT_FIT, (
        f"We found no sign that {partner.name} wants to join. "
        "A partner is not a candidate by being a partner.",
    )


def _has_tool(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge by the partner's own time in a tool."""
    if activity.tool not in partner.tools:
        return None
    own = partner.tools[activity.tool]
    since = f" since {own.start}" if own.start else ""
    if own.end:
        return THINK, (
            f"{partner.name} has used this tool before ({activity.tool}, until {own.end}).",
            "Say what is new.",
        )
    if activity.tool in LASTING:
        return THINK, (
            f"{partner.name} has had this{since or ' already'} ({activity.tool}).",
            "Spend the effort elsewhere, or say what you would change.",
        )
    return FITS, (f"It builds on what is there: {partner.name} has used {activity.tool}{since}.",)


def _by_invitation(partner: Partner, activity: Activity) -> Verdict | None:
    """Judge a tool that a partner can only use if the Allies agree."""
    if activity.tool not in BY_AGREEMENT:
        return None
    return THINK, (
        f"This is by agreement: {BY_AGREEMENT[activity.tool]}.",
        f"We found no sign that {partner.name} is in it. Say what it would bring to the others.",
    )


# The rules in the order in which they are tried, each with its short reason why something does not
# fit. An operation that has ended comes first, because nobody can take part in it.
RULES: dict[Callable[[Partner, Activity], Verdict | None], str] = {
    _ended: "operation has ended",
    _replaced: "tool was replaced",
    _suspended: "suspended",
    _membership: "not a candidate",
    _has_tool: "",
    _by_invitation: "",
}


def _whole(
    partner: Partner, aims: Sequence[int], possible: Sequence[Activity], names: Mapping[int, str]
) -> Iterator[Judgement]:
    """Yield the judgements on a programme as a whole, of activities that may go ahead."""
    if partner.suspended:
        ask = "Say in your brief what would have to change."
        yield _judgement("Suspension", THINK, _suspension(partner), ask)
    yield _areas({activity.area for activity in possible})
    if len(aims) != AIMS:
        yield _judgement("Aims", THINK, f"Choose {AIMS} objectives; you have chosen {len(aims)}.")
    for aim in aims:
        yield _aim(partner, aim, possible, names[aim])
    yield from _sides(possible)
    yield from _common_plan(partner, possible)


def _judgement(subject: str, verdict: str, *reasons: str) -> Judgement:
    return Judgement(subject, verdict, reasons)


def _budget(effort: int) -> Judgement:
    left = BUDGET - effort
    if left < 0:
        over = f"{effort} points are {-left} too many. Leave something out."
        return _judgement("Effort", DOES_NOT_FIT, over)
    text = f"{left} points are left." if left else "The budget is used up."
    return _judgement("Effort", FITS if effort else THINK, text)


def _areas(areas: set[int]) -> Judgement:
    text = f"What may go ahead covers {counted(len(areas), 'area')}."
    if len(areas) >= MIN_AREAS:
        return _judgement("Areas", FITS, text)
    return _judgement("Areas", THINK, f"{text} The task asks for {MIN_AREAS}.")


def _aim(partner: Partner, aim: int, possible: Sequence[Activity], name: str) -> Judgement:
    """Judge an objective: a partner must be able to have it, and an activity must serve it."""
    subject = f"Aim: {name}"
    if aim == MEMBERSHIP and not (partner.wish or partner.takes_part_in("MAP")):
        why = "It is for countries that want to join and are able to."
        none = f"We found no such wish of {partner.name}."
        return _judgement(subject, DOES_NOT_FIT, why, none)
    serving = "; ".join(activity.title for activity in possible if aim in activity.objectives)
    if not serving:
        return _judgement(subject, THINK, "Nothing that may go ahead serves it yet.")
    return _judgement(subject, FITS, f"Served by: {serving}.")


def _sides(possible: Sequence[Activity]) -> Iterator[Judgement]:
    """Judge whether both sides give and both gain."""
    subject, sides = "Both sides", {activity.side for activity in possible}
    if sides == {GETS}:
        yield _judgement(subject, THINK, "The partner only receives. What could it give?")
    elif sides == {GIVES}:
        yield _judgement(subject, THINK, "The partner only gives. What does it gain?")
    elif len(possible) == 1:
        yield _judgement(subject, THINK, "One activity alone says little. Which others may go?")
    elif sides:
        yield _judgement(subject, FITS, "Both give and both gain, as the policy of 2011 asks.")


def _common_plan(partner: Partner, possible: Sequence[Activity]) -> Iterator[Judgement]:
    """Judge whether a programme belongs to the one plan that each partner can have."""
    planned = any(activity.tool == "ITPP" for activity in possible)
    if not possible or planned or partner.suspended:
        return
    if not partner.takes_part_in("ITPP"):
        text = "Since 2021 each partner can have one plan for everything (ITPP)."
        yield _judgement("One plan", THINK, text, "Your programme is not part of one yet.")
        return
    since = partner.tools["ITPP"].start
    plan = f"ITPP, {since}" if since else "ITPP"
    text = f"{partner.name} has a plan for everything ({plan}): your programme can go into it."
    yield _judgement("One plan", FITS, text)
