"""Has it been done before: by the partner itself, by one like it, by nobody?

An example of one's own fits if the partner plays the same part in it. What only a neighbour has
done is a reason to think: is the partner like that one?
"""

from textwrap import shorten

from lessons.role_play.activities import GIVES, Activity, menu
from lessons.role_play.partner import Example, Neighbour, Partner

FITS, THINK, NOT = "fits", "think again", "does not fit"
FORCES = ("KFOR", "ISAF")  # operations with lists of soldiers
OPEN = ("ITPP",)  # a tool that is meant for every partner
LIKE = 2.0  # countries are alike in size if one has at most so many times the people
Verdict = tuple[str, tuple[str, ...]]
Found = Verdict | None


def precedent(partner: Partner, activity: Activity) -> Verdict:
    """Say whether the country, or one of its group, has done something like this."""
    if partner.iso3 in activity.partners:
        return FITS, (f"{partner.name} itself is in the example behind it ({activity.model}).",)
    if activity.operation:
        return _soldiers(partner, activity.operation)
    if activity.model.isupper():
        return _tool(partner, activity)
    own = partner.own(activity.area)
    if own:
        return _own(partner, activity, own)
    near = _nearest(partner, activity)
    if near:
        return THINK, _near(partner, near)
    return THINK, (
        f"Our examples hold nothing in this area from the group {partner.group_words}.",
        "That is no ban. Say why it would work here.",
    )


def _soldiers(partner: Partner, operation: str) -> Verdict:
    if operation in partner.forces:
        return FITS, (f"{partner.name} has served there: {partner.forces[operation]}.",)
    for other in FORCES:
        if other in partner.forces:
            return THINK, (
                f"New for {partner.name}. It has sent soldiers elsewhere: {partner.forces[other]}.",
                "Say why this force, and who would go.",
            )
    return THINK, (
        f"No list in our tables names soldiers of {partner.name} ({_people(partner.people)}).",
        "Could it spare them? Say why they should go.",
    )


def _tool(partner: Partner, activity: Activity) -> Verdict:
    new = f"The tool is open to partners; for {partner.name} it would be new."
    if activity.tool in OPEN:
        return FITS, (new,)
    return THINK, (new, "Which need of the partner does it meet?")


def _own(partner: Partner, activity: Activity, own: Example) -> Verdict:
    done = f"{partner.name} has worked in this area: {_told(own)}"
    if activity.side == GIVES and own.id not in _given():
        return THINK, (
            done,
            "Did it give or get there? Here it would give. Say what it can offer to others.",
        )
    return FITS, (done,)


def _given() -> set[str]:
    """Return the examples of the menu in which the partner gives."""
    return {each.model for each in menu().values() if each.side == GIVES}


def _nearest(partner: Partner, activity: Activity) -> Neighbour | None:
    """Return the neighbour in the example behind an activity, or else the nearest in its area."""
    same = [it for it in partner.neighbours if it.example.id == activity.model]
    area = [it for it in partner.neighbours if it.example.area == activity.area]
    return next(iter(same or area), None)


def _near(partner: Partner, other: Neighbour) -> tuple[str, ...]:
    return (
        f"New for {partner.name}, but {other.name} of the same group has worked in this area: "
        f"{_told(other.example)}",
        f"Is {partner.name} like {other.name}? {_sizes(partner, other)}",
        f"Tools in our rows: {partner.name} {_tools(tuple(partner.tools))}; "
        f"{other.name} {_tools(other.tools)}.",
    )


def _tools(tools: tuple[str, ...]) -> str:
    return ", ".join(tool.replace("TRUST_FUNDS", "Trust Funds") for tool in tools) or "none"


def _sizes(partner: Partner, other: Neighbour) -> str:
    if not partner.people or not other.people:
        return "Say in what."
    small, large = sorted((partner.people, other.people))
    if large <= LIKE * small:
        return "The two are alike in size. In what else?"
    return (
        f"It has {_people(partner.people)}, {other.name} {_people(other.people)}. "
        "Say why it would work all the same."
    )


def _people(people: float) -> str:
    millions = people / 1_000_000
    return (
        f"{millions:,.1f} million people" if millions < 100 else f"{millions:,.0f} million people"
    )


def _told(example: Example) -> str:
    return f"{shorten(example.what, 110, placeholder=' …')} ({example.year}, {example.id})"
