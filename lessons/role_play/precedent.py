"""Judge an activity by its precedents: has the partner itself, or one like it, done this before?

An example of the partner's own fits if the partner has the same role in it. If only a similar
partner has done this, the learner should think: are the two alike?
"""

from typing import Any

from lessons.role_play.activities import GIVES, Activity, menu
from lessons.role_play.partner import Neighbour, Partner, tool_name

FITS, THINK, DOES_NOT_FIT = "fits", "think again", "does not fit"
LISTED_OPERATIONS = ("KFOR", "ISAF")  # operations with lists of soldiers
FOR_EVERYBODY = ("ITPP",)  # a tool that is meant for every partner
Verdict = tuple[str, tuple[str, ...]]  # one of the three words above, and the reasons


def precedent(partner: Partner, activity: Activity) -> Verdict:
    """Return a verdict: whether the country, or one of its group, has done something like this."""
    # The strongest precedent comes first: the partner itself is in the example.
    if partner.iso3 in activity.partners:
        return FITS, (f"{partner.name} itself is in the example behind it.",)
    if activity.operation:
        return _soldiers(partner, activity.operation)
    if activity.model.isupper():
        return _new_tool(partner, activity)
    if own := partner.latest_example(activity.area):
        return _own_example(partner, activity, own)
    if neighbour := _nearest(partner, activity):
        return THINK, _neighbours_example(partner, neighbour)
    return THINK, (
        f"We found no example in this area from the group {partner.group_name}.",
        "That does not rule it out. Say why it would work here.",
    )


def _soldiers(partner: Partner, operation: str) -> Verdict:
    if operation in partner.forces:
        return FITS, (f"{partner.name} has served there: {partner.forces[operation]}.",)
    elsewhere = [partner.forces[name] for name in LISTED_OPERATIONS if name in partner.forces]
    if elsewhere:
        return THINK, (
            f"New for {partner.name}. It has sent soldiers elsewhere: {elsewhere[0]}.",
            "Say why this force, and who would go.",
        )
    return THINK, (
        f"No list that we found names soldiers of {partner.name}.",
        "Could it spare them? Say why they should go.",
    )


def _new_tool(partner: Partner, activity: Activity) -> Verdict:
    new = f"The tool is open to partners; for {partner.name} it would be new."
    if activity.tool in FOR_EVERYBODY:
        return FITS, (new,)
    return THINK, (new, "Which need of the partner does it meet?")


def _own_example(partner: Partner, activity: Activity, own: Any) -> Verdict:
    done = f"{partner.name} has worked in this area: {_dated(own)}"
    # The tables do not say who gave and who received, but the activities do, for their examples.
    given = {other.model for other in menu().values() if other.side == GIVES}
    if activity.side == GIVES and own.example_id not in given:
        return THINK, (
            done,
            "Did it give or get there? Here it would give. Say what it can offer to others.",
        )
    return FITS, (done,)


def _nearest(partner: Partner, activity: Activity) -> Neighbour | None:
    """Return the neighbour in the example behind an activity, or else the nearest in its area."""
    same = [other for other in partner.neighbours if other.example.example_id == activity.model]
    in_area = [other for other in partner.neighbours if other.example.area_id == activity.area]
    return next(iter(same or in_area), None)


def _neighbours_example(partner: Partner, other: Neighbour) -> tuple[str, ...]:
    own_tools, other_tools = (
        ", ".join(map(tool_name, who.tools)) or "none" for who in (partner, other)
    )
    return (
        f"New for {partner.name}, but {other.name} of the same group has worked in this area: "
        f"{_dated(other.example)}",
        f"Is {partner.name} like {other.name}? Say in what.",
        f"Known tools: {partner.name} {own_tools}; {other.name} {other_tools}.",
    )


def _dated(example: Any) -> str:
    return f"{example.what} ({example.year_start})"
