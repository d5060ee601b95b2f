"""A crisis from before to after: who did what, political, civilian or military."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape, Text
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.row_summaries import SURE, Told, told
from lessons.core.paths import UnknownName, nearest
from lessons.data import cite


@dataclass(frozen=True)
class Step:
    """A row that belongs to a crisis; which stage and which tool it shows is our own reading."""

    stage: int
    tool: str
    table: str
    key: str
    who: str


STAGES = {1: "Before", 2: "During", 3: "After"}
TOOLS = {
    "political": ("Political", "patg", "star"),
    "civilian": ("Civilian", "other", "circle"),
    "military": ("Military", "ally", "square"),
}
CRISES = {
    "libya": "Libya 2011",
    "bosnia": "War in Bosnia",
    "darfur": "Darfur, Sudan",
    "pakistan": "Earthquake in Pakistan",
}
MILESTONES = "organisation_milestones"
STEPS = {
    "bosnia": (
        Step(2, "political", MILESTONES, "1992-12 UN", "UN"),
        Step(2, "military", "operations", "DENY_FLIGHT", "NATO for the UN"),
        Step(3, "political", MILESTONES, "1995-12-15 UN", "UN"),
        Step(3, "military", "operations", "IFOR", "NATO with partners"),
        Step(3, "military", "operations", "SFOR", "NATO with partners"),
        Step(3, "military", MILESTONES, "2004-12-02 EU", "EU"),
        Step(3, "civilian", "practice_examples", "ex032", "IOM"),
    ),
    "darfur": (
        Step(2, "military", "practice_examples", "ex084", "AU with NATO"),
        Step(3, "political", MILESTONES, "2014-05-08 AU", "AU"),
        Step(3, "political", MILESTONES, "2019-11-04 AU", "AU"),
    ),
    "pakistan": (
        Step(2, "military", "operations", "PAK_RELIEF", "NATO with partners"),
        Step(2, "civilian", MILESTONES, "2005-10-11 UN", "UN refugee agency"),
        Step(3, "civilian", "practice_examples", "ex088", "NATO's disaster centre"),
    ),
    "libya": (
        Step(1, "political", MILESTONES, "2011-03 LAS", "Arab League"),
        Step(2, "military", "operations", "OUP", "NATO with partners, UN mandate"),
    ),
}
EMPTY = "No joint step in our tables."


def crisis_walk(crisis: str = "libya", stage: int = 1, show: Sequence[str] = tuple(TOOLS)) -> Chart:
    """Draw the documented steps of a crisis up to a stage, in three columns.

    `stage` is 1 before, 2 during, 3 after; `show` lists the tools that are not hidden.
    """
    if crisis not in CRISES:
        raise UnknownName(f"There is no crisis '{crisis}'.{nearest(crisis, CRISES)}")
    steps = [step for step in STEPS[crisis] if step.stage <= stage and step.tool in show]
    drawing = Drawing(width(), 0)
    title = f"{CRISES[crisis]}: who did what?"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _legend(drawing, show)
    drawing.height = _columns(drawing, crisis, stage, show)
    source = cite(*(row(step).source_id for step in STEPS[crisis]))
    return Chart(drawing, _says(crisis, stage, show), source, _listing(steps), title=title)


def row(step: Step) -> Told:
    """Return what the row of a step tells."""
    return told(step.table, step.key)


def _legend(drawing: Drawing, show: Sequence[str]) -> None:
    x = 10.0
    for tool, (words, role, form) in TOOLS.items():
        drawing.add(Shape(x, 33, 5.5, form, role, hollow=tool not in show))
        drawing.add(Text(x + 12, 37, words + ("" if tool in show else " (hidden)")))
        x += 100 if tool in show else 128


def _columns(drawing: Drawing, crisis: str, stage: int, show: Sequence[str]) -> float:
    wide = width() - 8 if is_narrow() else (width() - 36) / 3
    y, deepest = 52.0, 0.0
    for place, words in STAGES.items():
        x = 4 if is_narrow() else 4 + (place - 1) * (wide + 14)
        drawing.add(Text(x + 2, y + 12, words, size=14, bold=True))
        end = _cards(drawing, (x, y + 20), wide, _stage(crisis, place, stage, show))
        deepest = max(deepest, end)
        y = end + 8 if is_narrow() else y
    return deepest + 4


def _cards(
    drawing: Drawing, corner: tuple[float, float], wide: float, cards: list[tuple[str, list[Part]]]
) -> float:
    x, y = corner
    for band, parts in cards:
        y += card(drawing, (x, y), wide, parts, height(parts, wide), band) + 8
    return y


def _stage(
    crisis: str, place: int, stage: int, show: Sequence[str]
) -> list[tuple[str, list[Part]]]:
    if place > stage:
        return [("", [Part("Not yet. Who is needed now?", 13, "muted")])]
    steps = [step for step in STEPS[crisis] if step.stage == place]
    if not steps:
        return [("", [Part(EMPTY, 13, "muted")])]
    shown = [(TOOLS[step.tool][1], _parts(step)) for step in steps if step.tool in show]
    hidden = len(steps) - len(shown)
    if hidden:
        shown.append(("", [Part(f"Hidden here: {hidden}.", 13, "muted")]))
    return shown


def _parts(step: Step) -> list[Part]:
    fact = row(step)
    words = TOOLS[step.tool][0].lower()
    parts = [
        Part(f"{fact.when} · {words}", 12, "muted"),
        Part(step.who, 13, bold=True),
        Part(fact.what, 13),
    ]
    if fact.confidence != "high":
        parts.append(Part(f"How sure: {SURE[fact.confidence]}.", 12, "muted"))
    return parts


def _says(crisis: str, stage: int, show: Sequence[str]) -> str:
    said = []
    for place in range(1, stage + 1):
        steps = [step for step in STEPS[crisis] if step.stage == place]
        shown = [step for step in steps if step.tool in show]
        words = "; ".join(f"{step.who}, {row(step).when}, {step.tool}" for step in shown)
        empty = "no joint step in our tables" if not steps else "steps are hidden"
        said.append(f"{STAGES[place]}: {words or empty}.")
    return f"{CRISES[crisis]}. {' '.join(said)}"


def _listing(steps: Sequence[Step]) -> pd.DataFrame:
    rows = [
        (
            STAGES[step.stage], TOOLS[step.tool][0], step.who, row(step).when, row(step).what,
            SURE[row(step).confidence],
        )
        for step in steps
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Stage", "Tool", "Who", "When", "What", "How sure"])
