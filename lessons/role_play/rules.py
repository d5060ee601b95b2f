"""What fits a partner and what does not, with the reason in words.

Nothing is scored. Every word rests on a row: a suspension, a tool, an example, the end of an
operation. Where the rows say nothing, the learner is asked to give a reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lessons.role_play.activities import GETS, GIVES, Activity
from lessons.role_play.partner import Partner
from lessons.role_play.precedent import FITS, NOT, THINK, Found, precedent

BUDGET = 12  # points of effort
AIMS = 3  # objectives to choose
AREAS = 3  # areas to cover at least
TALKS = 1  # the area of political talks
MEMBERSHIP = 4  # the objective of preparing for membership
REPLACED = {"IPAP": "ITPP"}  # tools that another one has replaced
ONCE = ("ITPP", "EOP")  # tools that one has or has not: no reason to ask twice
INVITED = {"EOP": "Allies choose who is in it", "DCBI": "a partner asks, and the Allies must agree"}


@dataclass(frozen=True)
class Word:
    """A verdict ("fits", "think again", "does not fit") on something, with its reasons.

    `short` says in a word or two why something does not fit.
    """

    about: str
    verdict: str
    reasons: tuple[str, ...]
    short: str = ""


@dataclass(frozen=True)
class Advice:
    """What is said about a programme: on each activity, and on the whole.

    `objectives` and `areas` are those of activities that may go ahead.
    """

    activities: tuple[Word, ...]
    whole: tuple[Word, ...]
    effort: int
    objectives: tuple[int, ...]
    areas: tuple[int, ...]

    def summary(self) -> str:
        """Return the advice in two sentences."""
        fit, think, no = (
            sum(word.verdict == verdict for word in self.activities)
            for verdict in (FITS, THINK, NOT)
        )
        many = len(self.activities)
        return (
            f"{many} {'activity' if many == 1 else 'activities'}: "
            f"{fit} fitting, {think} to think over, {no} not fitting. "
            f"Effort {self.effort} of {BUDGET}; {len(self.areas)} of 8 areas; "
            f"{len(self.objectives)} of 8 objectives."
        )


def advise(
    partner: Partner, aims: Sequence[int], chosen: Sequence[Activity], names: Mapping[int, str]
) -> Advice:
    """Say what of a programme fits a partner. `names` are the objectives' short names."""
    words = tuple(_on(partner, activity) for activity in chosen)
    able = [each for each, word in zip(chosen, words, strict=True) if word.verdict != NOT]
    return Advice(
        words,
        (_budget(_effort(chosen)), *_whole(partner, aims, able, names)),
        _effort(chosen),
        tuple(sorted({number for activity in able for number in activity.objectives})),
        tuple(sorted({activity.area for activity in able})),
    )


def _effort(chosen: Sequence[Activity]) -> int:
    return sum(activity.effort for activity in chosen)


def _on(partner: Partner, activity: Activity) -> Word:
    for rule, short in RULES.items():
        found = rule(partner, activity)
        if found:
            return Word(activity.title, *found, short if found[0] == NOT else "")
    return Word(activity.title, *precedent(partner, activity))


def _halted(partner: Partner) -> str:
    return f"Practical work with {partner.name} has been suspended since {partner.suspended}."


def _suspended(partner: Partner, activity: Activity) -> Found:
    if not partner.suspended:
        return None
    since = _halted(partner)
    if activity.area == TALKS and not activity.tool:
        return THINK, (since, "Talks are another matter. Say who should talk to whom, and why now.")
    return NOT, (since, "Your brief must say what would have to happen before this could begin.")


def _over(partner: Partner, activity: Activity) -> Found:
    if not activity.ended:
        return None
    ends = " and ".join(f"{operation} on {day}" for operation, day in activity.ended)
    also = (_halted(partner),) if partner.suspended else ()
    return NOT, (f"This has ended: {ends}. Look for work that goes on today.", *also)


def _replaced(partner: Partner, activity: Activity) -> Found:
    if activity.tool not in REPLACED:
        return None
    new, spell = REPLACED[activity.tool], partner.tools.get(activity.tool)
    had = f" {partner.name} has had one since {spell.start}." if spell and spell.start else ""
    words = f"This tool has been replaced by the {new}.{had}"
    if partner.suspended:
        return NOT, (words, _halted(partner))
    return NOT, (f"{words} Choose the {new} instead.",)


def _membership(partner: Partner, activity: Activity) -> Found:
    if MEMBERSHIP not in activity.objectives or activity.tool != "MAP":
        return None
    if partner.runs("MAP"):
        return FITS, (
            f"{partner.name} was invited into it: {partner.tools['MAP'].start}.",
            "Say what the next yearly round should hold.",
        )
    if partner.wishes:
        return THINK, (
            f"The wish is on record: {partner.wishes}.",
            "But our rows hold no invitation into this plan. Say why the Allies should agree now.",
        )
    if partner.group != "euro_atlantic":
        return NOT, (
            f"The open door is for European democracies. {partner.name} belongs to the group "
            f"{partner.group_words}.",
        )
    return NOT, (
        f"Our rows hold no sign that {partner.name} wants to join. "
        "A partner is not a candidate by being a partner.",
    )


def _has_tool(partner: Partner, activity: Activity) -> Found:
    if activity.tool not in partner.tools:
        return None
    spell = partner.tools[activity.tool]
    since = f" since {spell.start}" if spell.start else ""
    if spell.end:
        return THINK, (
            f"{partner.name} has used this tool before ({activity.tool}, until {spell.end}).",
            "Say what is new.",
        )
    if activity.tool in ONCE:
        return THINK, (
            f"{partner.name} has had this{since or ' already'} ({activity.tool}).",
            "Spend the effort elsewhere, or say what you would change.",
        )
    return FITS, (f"It builds on what is there: {partner.name} has used {activity.tool}{since}.",)


def _by_invitation(partner: Partner, activity: Activity) -> Found:
    if activity.tool not in INVITED:
        return None
    return THINK, (
        f"This is by agreement: {INVITED[activity.tool]}.",
        f"Our rows do not show {partner.name} in it. Say what it would bring to the others.",
    )


# In order: what has ended comes first, for nobody can take part in it. With each, why in short.
RULES: dict[Callable[[Partner, Activity], Found], str] = {
    _over: "operation has ended",
    _replaced: "tool was replaced",
    _suspended: "suspended",
    _membership: "not a candidate",
    _has_tool: "",
    _by_invitation: "",
}


def _whole(
    partner: Partner, aims: Sequence[int], chosen: Sequence[Activity], names: Mapping[int, str]
) -> Iterator[Word]:
    yield _breadth({activity.area for activity in chosen})
    yield from _aims(partner, aims, chosen, names)
    yield from _sides(chosen)
    yield from _roof(partner, chosen)


def _budget(effort: int) -> Word:
    if effort > BUDGET:
        over = f"{effort} points are {effort - BUDGET} too many. Leave something out."
        return Word("Effort", NOT, (over,))
    spare = BUDGET - effort
    words = "The budget is used up." if not spare else f"{spare} points are left."
    return Word("Effort", FITS if effort else THINK, (words,))


def _breadth(areas: set[int]) -> Word:
    if len(areas) >= AREAS:
        return Word("Areas", FITS, (f"What may go ahead covers {len(areas)} areas.",))
    return Word(
        "Areas", THINK, (f"{len(areas)} covered by what may go ahead. The task asks for {AREAS}.",)
    )


def _aims(
    partner: Partner, aims: Sequence[int], chosen: Sequence[Activity], names: Mapping[int, str]
) -> Iterator[Word]:
    if len(aims) != AIMS:
        yield Word("Aims", THINK, (f"Choose {AIMS} objectives; you have chosen {len(aims)}.",))
    for aim in aims:
        if aim == MEMBERSHIP and not (partner.wishes or partner.runs("MAP")):
            why = "It is for countries that want to join and are able to."
            none = f"Our rows show no such wish of {partner.name}."
            yield Word(f"Aim: {names[aim]}", NOT, (why, none))
            continue
        serving = [activity.title for activity in chosen if aim in activity.objectives]
        if serving:
            yield Word(f"Aim: {names[aim]}", FITS, (f"Served by: {'; '.join(serving)}.",))
        else:
            yield Word(f"Aim: {names[aim]}", THINK, ("Nothing that may go ahead serves it yet.",))


def _sides(chosen: Sequence[Activity]) -> Iterator[Word]:
    sides = {activity.side for activity in chosen}
    if sides == {GETS}:
        yield Word("Both sides", THINK, ("The partner only receives. What could it give?",))
    elif sides == {GIVES}:
        yield Word("Both sides", THINK, ("The partner only gives. What does it gain?",))
    elif len(chosen) == 1:
        yield Word("Both sides", THINK, ("One activity alone says little. Which others may go?",))
    elif sides:
        yield Word("Both sides", FITS, ("Both give and both gain, as the policy of 2011 asks.",))


def _roof(partner: Partner, chosen: Sequence[Activity]) -> Iterator[Word]:
    planned = any(activity.tool == "ITPP" for activity in chosen)
    if not chosen or planned or partner.suspended:
        return
    if partner.runs("ITPP"):
        since = partner.tools["ITPP"].start
        when = f", {since}" if since else ""
        words = (
            f"{partner.name} has a plan for everything (ITPP{when}): your programme can go into it."
        )
        yield Word("One plan", FITS, (words,))
    else:
        words = "Since 2021 each partner can have one plan for everything (ITPP)."
        yield Word("One plan", THINK, (words, "Your programme has no such roof yet."))
