"""Draw a crisis in three stages: who did what, by political, civilian and military means.

Before, during and after are below each other, so that an empty stage is seen as well: for most
crises our list has no step before.
"""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised, counted
from lessons.data import cite, source_ids
from lessons.data.illustrations import crises, crisis_steps, referred

STAGES = {1: "Before", 2: "During", 3: "After"}
TOOLS = {
    "political": draw.Key("Political", "patg", "star"),
    "civilian": draw.Key("Civilian", "other", "circle"),
    "military": draw.Key("Military", "ally", "square"),
}


@draw.explorer(
    "A crisis, step by step",
    crisis=draw.Choice("Crisis", crises),
    stage=draw.Slider("Stage", STAGES),
    show=draw.Toggles("Tools", draw.key_texts(TOOLS)),
)
def crisis_stages(
    crisis: str = "libya", stage: int = 1, show: Sequence[str] = tuple(TOOLS)
) -> draw.Chart:
    """Draw the documented steps of a crisis up to a stage.

    `stage` is 1 before, 2 during, 3 after; `show` lists the tools that are not hidden.
    """
    every = crisis_steps(crisis)
    steps = [step for step in every if step.stage <= stage and step.tool in show]
    actors = counted(len({step.actor for step in steps}), "actor")
    title = f"{crises()[crisis]}: {counted(len(steps), 'step')} by {actors}"
    plot = draw.Plot(title, f"Steps until this stage of the crisis: {STAGES[stage].lower()}")
    draw.legend(plot, draw.filter_keys("show", TOOLS, show))
    for place, text in STAGES.items():
        found = _cards(every, place, stage, show)
        draw.cards(plot, found, columns=min(len(found), len(TOOLS)), heading=text)
    parts = [f"{STAGES[one.stage].lower()}, {one.actor} ({one.tool})" for one in steps]
    return plot.chart(
        says=f"{title}. {capitalised('; '.join(parts) or 'no step is shown')}.",
        source=cite(*source_ids(every)),
        data=draw.Table.of(steps, {
            "Stage": lambda step: STAGES[step.stage],
            "Tool": lambda step: TOOLS[step.tool].text,
            "Who": "actor",
            "When": lambda step: referred(step).when,
            "What": lambda step: referred(step).text,
            "How sure": lambda step: draw.CERTAINTY[referred(step).confidence],
        }),
    )  # fmt: skip


def _cards(every: Sequence[Any], place: int, stage: int, show: Sequence[str]) -> list[draw.Card]:
    """Return the cards of a stage, or a remark on why it has none; what is hidden is counted."""
    # A later stage asks, before it shows what was done.
    if place > stage:
        return [_remark("Not yet. Who is needed now?")]
    steps = [step for step in every if step.stage == place]
    if not steps:
        return [_remark("Our list has no step here.")]
    shown = [_card(step) for step in steps if step.tool in show]
    hidden = len(steps) - len(shown)
    return [*shown, *([_remark(f"Hidden here: {hidden}.")] if hidden else [])]


def _remark(text: str) -> draw.Card:
    """Return a card without a stripe, which says why there is no step."""
    return draw.Card([draw.caption(text)], "")


def _card(step: Any) -> draw.Card:
    found, actor = referred(step), draw.subhead(step.actor)
    note = f"{found.when} · {step.tool}"
    return draw.Card(draw.fact(note, found.text, found.confidence, actor), TOOLS[step.tool].role)
