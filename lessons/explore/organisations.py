"""Explore how NATO works with other organisations."""

from collections.abc import Sequence

from lessons.charts.objectives.row_summaries import short
from lessons.charts.organisations import crisis_timeline as crises
from lessons.charts.organisations import fields_of_work, organisation_timeline, shared_aims
from lessons.data import table
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def who_does_what(who: str = "named", look: str = "UN") -> Explorer:
    """Explore which organisation works with NATO on what, and what is documented."""
    options = {code: short(code) for code in table("organisations")["org_id"]}
    return Explorer(
        fields_of_work.who_does_what,
        Choice("who", "Show", fields_of_work.WHO, who),
        Choice("look", "Open", options, look),
        name="Who works with NATO on what",
    )


def crisis_walk(
    crisis: str = "libya", stage: int = 1, show: Sequence[str] = tuple(crises.TOOLS)
) -> Explorer:
    """Explore a crisis from before to after, and hide one kind of tool."""
    words = {1: "before", 2: "before and during", 3: "before, during and after"}
    tools = {key: words for key, (words, *_) in crises.TOOLS.items()}
    return Explorer(
        crises.crisis_walk,
        Choice("crisis", "Crisis", crises.CRISES, crisis),
        Slider("stage", "Stage", 1, 3, stage, words=words),
        Toggles("show", "Tools", tools, show),
        name="A crisis, step by step",
    )


def organisation_steps(step: int = 1) -> Explorer:
    """Explore the dated steps with other organisations, one after the other."""
    words = organisation_timeline.step_words()
    return Explorer(
        organisation_timeline.organisation_steps,
        Slider("step", "Step", 1, len(words), step, words=words, play=True),
        name="Steps with other organisations",
    )


def three_aims(show: Sequence[str] = ()) -> Explorer:
    """Explore four real steps; name the aim before you open a card."""
    options = {key: f"Step {place}" for place, key in enumerate(shared_aims.RIDDLES, start=1)}
    return Explorer(
        shared_aims.three_aims,
        Toggles("show", "Open", options, show),
        name="Four steps, three aims",
    )
