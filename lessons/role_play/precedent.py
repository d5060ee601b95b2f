"""Find the precedent of an activity: has the partner itself, or one like it, done this before?

An example of the partner's own fits if the partner has the same role in it. If only a similar
partner has done this, the learner should think: are the two alike?
"""

from collections.abc import Iterable
from typing import Any

from lessons.role_play.activities import GIVES, Activity, menu
from lessons.role_play.partner import Neighbour, Partner, tool_name

LISTED_OPERATIONS = ("KFOR", "ISAF")  # operations with lists of soldiers
FOR_EVERYBODY = ("ITPP",)  # a tool that is meant for every partner
Case = tuple[str, dict[str, str]]  # the name of a case in `advice.toml`, and facts for its words


def precedent(partner: Partner, activity: Activity) -> Case:
    """Return the case that applies: what the country, or one of its group, has done like this."""
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
    if other := _nearest(partner, activity):
        return "neighbour", {
            "other": other.name,
            "example": _dated(other.example),
            "own_tools": _names(partner.tools),
            "other_tools": _names(other.tools),
        }
    return "no-precedent", {}


def _soldiers(partner: Partner, operation: str) -> Case:
    if operation in partner.forces:
        return "has-served", {"soldiers": partner.forces[operation]}
    for listed in LISTED_OPERATIONS:
        if listed in partner.forces:
            return "has-served-elsewhere", {"soldiers": partner.forces[listed]}
    return "no-soldiers", {}


def _nearest(partner: Partner, activity: Activity) -> Neighbour | None:
    """Return the neighbour in the example behind an activity, or else the nearest in its area."""
    same = [other for other in partner.neighbours if other.example.example_id == activity.model]
    in_area = [other for other in partner.neighbours if other.example.area_id == activity.area]
    return next(iter(same or in_area), None)


def _names(tools: Iterable[str]) -> str:
    return ", ".join(map(tool_name, tools)) or "none"


def _dated(example: Any) -> str:
    return f"{example.what} ({example.year_start})"
