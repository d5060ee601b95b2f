"""Judge which activities fit a partner and which do not, with reasons.

Nothing is scored. Every judgement is based on a row of a table: a suspension, a tool, an example or
the end of an operation. Without such a row, the learner is asked to give a reason. The verdict and
the reasons of each case are in `advice.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.core.text import counted
from lessons.core.toml import read_toml
from lessons.data.membership import name
from lessons.role_play.activities import GETS, GIVES, Activity, menu, objectives
from lessons.role_play.partner import Participation, Partner, tool_name, tools_of

Case = tuple[str, dict[str, object]]  # a case in `advice.toml`, and facts for its reasons

ADVICE = read_toml(Path(__file__).with_name("advice.toml"))  # the verdict and reasons of each case
FITS, THINK, DOES_NOT_FIT = "fits", "think again", "does not fit"
BUDGET = 12  # points of effort
AIMS = 3  # objectives to choose
MIN_AREAS = 3  # areas to cover
POLITICAL_TALKS = 1  # the number of this area
MEMBERSHIP = 4  # the number of the objective to prepare for membership
FOR_EVERYBODY = ("ITPP",)  # a tool that is meant for every partner


@dataclass(frozen=True)
class Judgement:
    """A verdict ("fits", "think again", "does not fit") on a subject, with its reasons.

    `short_reason` says in two or three words why something does not fit.
    """

    subject: str
    verdict: str
    reasons: tuple[str, ...]
    short_reason: str


@dataclass(frozen=True)
class Advice:
    """The judgements on each activity and on the programme as a whole, and a summary of them."""

    activities: tuple[Judgement, ...]
    programme: tuple[Judgement, ...]
    summary: str


def advise(partner: Partner, aims: Sequence[int], chosen: Sequence[Activity]) -> Advice:
    """Return the judgements on a programme for a partner; `aims` are numbers of objectives."""
    judgements = tuple(_judge(partner, activity) for activity in chosen)
    # An activity that cannot go ahead serves no aim.
    possible = [
        activity
        for activity, judgement in zip(chosen, judgements, strict=True)
        if judgement.verdict != DOES_NOT_FIT
    ]
    effort = sum(activity.effort for activity in chosen)
    programme = tuple(_judge_programme(partner, aims, possible, effort))
    return Advice(judgements, programme, _summary(judgements, possible, effort))


def _summary(judgements: Sequence[Judgement], possible: Sequence[Activity], effort: int) -> str:
    verdicts = [judgement.verdict for judgement in judgements]
    fit, think, no = map(verdicts.count, (FITS, THINK, DOES_NOT_FIT))
    areas = {activity.area for activity in possible}
    served = {number for activity in possible for number in activity.objectives}
    return (
        f"{counted(len(verdicts), 'activity', 'activities')}: "
        f"{fit} fitting, {think} to think over, {no} not fitting. "
        f"Effort {effort} of {BUDGET}; {len(areas)} of 8 areas; {len(served)} of 8 objectives."
    )


def _judgement(case: str, partner: Partner, subject: str = "", **facts: object) -> Judgement:
    """Return the judgement of a case in `advice.toml`, with facts filled in."""
    entry = ADVICE[case]
    return Judgement(
        subject or entry["subject"].format(**facts),
        entry["verdict"],
        tuple(reason.format(partner=partner, **facts) for reason in entry["reasons"]),
        entry.get("short", ""),
    )


def _judge(partner: Partner, activity: Activity) -> Judgement:
    own = partner.tools.get(activity.tool, Participation())
    since = f" since {own.start}" if own.start else " already"
    case, facts = _case(partner, activity, own)
    facts |= {"activity": activity, "own": own, "since": since}
    return _judgement(case, partner, activity.title, **facts)


def _case(partner: Partner, activity: Activity, own: Participation) -> Case:
    """Return the case of an activity: the first that applies, which gives the main reason.

    An operation that has ended comes first, because nobody can take part in it.
    """
    and_suspended = "-and-suspended" if partner.suspended else ""
    if activity.ended:
        return f"ended{and_suspended}", {}
    if activity.replaced_by:
        had = f" {partner.name} has had one since {own.start}." if own.start else ""
        return f"replaced{and_suspended}", {"had": had}
    if partner.suspended:
        is_talk = activity.area == POLITICAL_TALKS and not activity.tool
        return ("talks-while-suspended" if is_talk else "suspended"), {}
    if activity.tool == "MAP":
        return _membership(partner), {}
    if own.end:
        return "used-before", {}
    if activity.tool in partner.tools:
        return ("lasting" if activity.once else "in-use"), {}
    if activity.agreement:
        return "by-agreement", {}
    return _precedent(partner, activity)


def _membership(partner: Partner) -> str:
    """Return the case of the Membership Action Plan, which needs a wish and an invitation."""
    if partner.takes_part_in("MAP"):
        return "invited"
    if partner.aspiration:
        return "wish-without-invitation"
    return "no-wish" if partner.group == "euro_atlantic" else "outside-europe"


def _precedent(partner: Partner, activity: Activity) -> Case:
    """Return the case of a precedent: whether the partner or a similar one has done this before.

    The partner's own example fits if the partner has the same role in it. If only a similar
    partner has done this, the learner should consider whether the two are alike.
    """
    # The strongest precedent comes first: the partner itself is in the example.
    if partner.iso3 in activity.partners:
        return "itself", {}
    if activity.operation:
        return _soldiers(partner, activity.operation)
    if activity.model.isupper():
        is_for_all = activity.tool in FOR_EVERYBODY
        return ("new-tool-for-everybody" if is_for_all else "new-tool"), {}
    if own := partner.latest_example(activity.area):
        # The tables do not say who gave and who received; for its example, an activity does.
        given = {other.model for other in menu().values() if other.side == GIVES}
        has_given = activity.side != GIVES or own.example_id in given
        return ("same-area" if has_given else "same-area-as-receiver"), {"example": _dated(own)}
    if nearest := _nearest(partner, activity):
        other, example = nearest
        return "neighbour", {
            "other": name(other),
            "example": _dated(example),
            "own_tools": ", ".join(map(tool_name, partner.tools)) or "none",
            "other_tools": ", ".join(map(tool_name, tools_of(other))) or "none",
        }
    return "no-precedent", {}


def _soldiers(partner: Partner, operation: str) -> Case:
    if operation in partner.forces:
        return "has-served", {"soldiers": partner.forces[operation]}
    elsewhere = next(iter(partner.forces.values()), "")
    return ("has-served-elsewhere" if elsewhere else "no-soldiers"), {"soldiers": elsewhere}


def _nearest(partner: Partner, activity: Activity) -> tuple[str, Any] | None:
    """Return the neighbour in an activity's own example, or else the nearest one in its area."""
    same = [other for other in partner.neighbours if other[1].example_id == activity.model]
    in_area = [other for other in partner.neighbours if other[1].area_id == activity.area]
    return next(iter(same or in_area), None)


def _dated(example: Any) -> str:
    return f"{example.what} ({example.year_start})"


def _judge_programme(
    partner: Partner, aims: Sequence[int], possible: Sequence[Activity], effort: int
) -> Iterator[Judgement]:
    """Yield the judgements on a programme as a whole, of activities that may go ahead."""
    yield _judgement(_budget(effort), partner, effort=effort, difference=abs(BUDGET - effort))
    if partner.suspended:
        yield _judgement("suspension", partner)
    areas = {activity.area for activity in possible}
    case = "areas" if len(areas) >= MIN_AREAS else "few-areas"
    yield _judgement(case, partner, areas=counted(len(areas), "area"), wanted=MIN_AREAS)
    if len(aims) != AIMS:
        yield _judgement("number-of-aims", partner, wanted=AIMS, number=len(aims))
    for aim in aims:
        serving = [activity.title for activity in possible if aim in activity.objectives]
        case = _aim(partner, aim, serving)
        yield _judgement(case, partner, aim=objectives()[aim], serving="; ".join(serving))
    if possible:
        yield _judgement(_sides(possible), partner)
    is_planned = any(activity.tool == "ITPP" for activity in possible)
    if possible and not is_planned and not partner.suspended:
        # Each partner can have one plan for everything.
        start = partner.tools.get("ITPP", Participation()).start
        plan = f"ITPP, {start}" if start else "ITPP"
        yield _judgement("plan" if partner.takes_part_in("ITPP") else "no-plan", partner, plan=plan)


def _budget(effort: int) -> str:
    if effort > BUDGET:
        return "over-budget"
    if effort == BUDGET:
        return "budget-used"
    return "points-left" if effort else "no-effort"


def _aim(partner: Partner, aim: int, serving: Sequence[str]) -> str:
    """Return the case of an aim: the partner must qualify for it, and an activity must serve it."""
    if aim == MEMBERSHIP and not (partner.aspiration or partner.takes_part_in("MAP")):
        return "aim-without-wish"
    return "aim-served" if serving else "aim-not-served"


def _sides(possible: Sequence[Activity]) -> str:
    """Return the case that says whether both sides give and gain."""
    sides = {activity.side for activity in possible}
    if sides == {GETS}:
        return "only-gets"
    if sides == {GIVES}:
        return "only-gives"
    return "one-activity" if len(possible) == 1 else "both-sides"
