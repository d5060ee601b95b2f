"""Draw a crisis in three stages: who did what, by political, civilian and military means."""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data import cite
from lessons.data.illustrations import CrisisStep, crises, crisis_steps
from lessons.data.summaries import CERTAINTY, Summary, summary

STAGES = {1: "Before", 2: "During", 3: "After"}
SO_FAR = {1: "before", 2: "before and during", 3: "before, during and after"}
TOOLS = {
    "political": draw.Key("Political", "patg", "star"),
    "civilian": draw.Key("Civilian", "other", "circle"),
    "military": draw.Key("Military", "ally", "square"),
}


@draw.explorer(
    "A crisis, step by step",
    crisis=draw.Choice("Crisis", crises),
    stage=draw.Slider("Stage", words=SO_FAR),
    show=draw.Toggles("Tools", {tool: key.text for tool, key in TOOLS.items()}),
)
def crisis_walk(
    crisis: str = "libya", stage: int = 1, show: Sequence[str] = tuple(TOOLS)
) -> draw.Chart:
    """Draw the documented steps of a crisis up to a stage, in three columns.

    `stage` is 1 before, 2 during, 3 after; `show` lists the tools that are not hidden.
    """
    steps = [s for s in crisis_steps(crisis) if s.stage <= stage and s.tool in show]
    actors = len({step.actor for step in steps})
    count = f"{counted(len(steps), 'step')} by {counted(actors, 'actor')}"
    plot = draw.Plot(f"{crises()[crisis]}: {count if steps else 'no step shown'}", SO_FAR[stage])
    draw.legend(plot, [_tool_key(tool, tool in show) for tool in TOOLS])
    draw.card_columns(plot, [_column(crisis, place, stage, show) for place in STAGES])
    return plot.chart(
        says=_says(crisis, stage, show),
        source=cite(*(step.source_id for step in crisis_steps(crisis))),
        data=draw.Table(
            ("Stage", "Tool", "Who", "When", "What", "How sure"), (_row(step) for step in steps)
        ),
    )


def _summary(step: CrisisStep) -> Summary:
    return summary(step.table, step.row_key)


def _tool_key(tool: str, shown: bool) -> draw.Key:
    key = TOOLS[tool]
    return draw.Key(key.text + " (hidden)" * (not shown), key.role, key.form, hollow=not shown)


def _column(crisis: str, place: int, stage: int, show: Sequence[str]) -> draw.CardColumn:
    return draw.CardColumn(draw.head(STAGES[place]), _cards(crisis, place, stage, show))


def _cards(crisis: str, place: int, stage: int, show: Sequence[str]) -> list[draw.Card]:
    if place > stage:
        return [_remark("Not yet. Who is needed now?")]
    steps = [step for step in crisis_steps(crisis) if step.stage == place]
    if not steps:
        return [_remark("We found no joint step.")]
    shown = [_card(step) for step in steps if step.tool in show]
    hidden = len(steps) - len(shown)
    return [*shown, *([_remark(f"Hidden here: {hidden}.")] if hidden else [])]


def _remark(text: str) -> draw.Card:
    return draw.Card([draw.caption(text)], "")


def _card(step: CrisisStep) -> draw.Card:
    fact = _summary(step)
    parts = [
        draw.caption(f"{fact.when} · {step.tool}"),
        draw.subhead(step.actor),
        draw.body(fact.text),
    ]
    if fact.confidence != "high":
        parts.append(draw.caption(f"How sure: {CERTAINTY[fact.confidence]}."))
    return draw.Card(parts, TOOLS[step.tool].role)


def _says(crisis: str, stage: int, show: Sequence[str]) -> str:
    parts = []
    for place in range(1, stage + 1):
        steps = [step for step in crisis_steps(crisis) if step.stage == place]
        shown = [f"{s.actor}, {_summary(s).when}, {s.tool}" for s in steps if s.tool in show]
        empty = "steps are hidden" if steps else "we found no joint step"
        parts.append(f"{STAGES[place]}: {'; '.join(shown) or empty}.")
    return f"{crises()[crisis]}. {' '.join(parts)}"


def _row(step: CrisisStep) -> tuple[str, ...]:
    fact, tool = _summary(step), TOOLS[step.tool].text
    sure = CERTAINTY[fact.confidence]
    return STAGES[step.stage], tool, step.actor, fact.when, fact.text, sure
