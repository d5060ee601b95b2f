"""Steps with other organisations, on a time line with one lane for one."""

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.row_summaries import SURE, Told, short, told
from lessons.core.text import counted
from lessons.data import cite, table
from lessons.data.membership import day

FIRST, LAST, TOP, LANE = 1990, 2027, 50.0, 22.0


def organisation_steps(step: int = 1) -> Chart:
    """Draw the dated steps up to the one with number `step`, and open that one.

    Later steps are not drawn yet, so that the lanes fill as the steps are played.
    """
    steps = milestones()
    chosen = steps[step - 1]
    lanes = list(dict.fromkeys(one.org_id for one in steps))
    drawing = Drawing(width(), 0)
    title = f"With other organisations: {chosen.when}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    foot = TOP + LANE * len(lanes)
    _frame(drawing, lanes, chosen.org_id, foot)
    for number, one in enumerate(steps[:step], start=1):
        _dot(drawing, one, TOP + LANE * (lanes.index(one.org_id) + 0.5), number, step)
    parts = _parts(chosen, step, len(steps))
    drawing.height = foot + 34 + card(drawing, (4, foot + 28), width() - 8, parts, band="ally")
    says = _says(steps, step, len(lanes))
    return Chart(drawing, says, cite("organisation_milestones"), _listing(steps), title=title)


def _says(steps: list[Told], step: int, lanes: int) -> str:
    past = [one.org_id for one in steps[:step]]
    most = max(past.count(org_id) for org_id in past)
    lead = [short(org_id) for org_id in dict.fromkeys(past) if past.count(org_id) == most]
    fullest = (
        f" Fullest lane: {lead[0]}, {counted(most, 'step')}."
        if len(lead) == 1
        else f" Fullest lanes, with {counted(most, 'step')} each: {', '.join(lead)}."
    )
    return (
        f"{short(steps[step - 1].org_id)}, step {step} of {len(steps)}. So far "
        f"{len(set(past))} of {lanes} lanes have a step.{fullest}"
    )


def milestones() -> list[Told]:
    """Return the dated steps, the earliest first."""
    rows = table("organisation_milestones").sort_values("date", kind="stable")
    keys = [f"{row.date} {row.org_id}" for row in each(rows)]
    return [told("organisation_milestones", key) for key in keys]


def step_words() -> dict[int, str]:
    """Return the words for each step's number: its date and its organisation."""
    return {
        number: f"{one.when}, {short(one.org_id)}"
        for number, one in enumerate(milestones(), start=1)
    }


def _name(org_id: str) -> str:
    return str(table("organisations").set_index("org_id").loc[org_id, "name"])


def _x(year: float) -> float:
    left = 118 if is_narrow() else 150
    return left + (year - FIRST) * (width() - left - 12) / (LAST - FIRST)


def _frame(drawing: Drawing, lanes: list[str], chosen: str, foot: float) -> None:
    for year in range(FIRST, LAST, 10 if is_narrow() else 5):
        drawing.add(Line(((_x(year), TOP - 8), (_x(year), foot))))
        drawing.add(Text(_x(year), TOP - 14, str(year), "muted", 11, "middle"))
    for place, org_id in enumerate(lanes):
        y = TOP + LANE * (place + 0.5)
        bold = org_id == chosen
        drawing.add(Line(((_x(FIRST), y), (width() - 8, y)), role="quiet" if bold else "grid"))
        size = 11.0 if is_narrow() else 12.0
        drawing.add(Text(4, y + 4, short(org_id), size=size, bold=bold))


def _dot(drawing: Drawing, one: Told, y: float, number: int, step: int) -> None:
    on = day(one.key.split()[0])
    x = _x(on.year + (on.timetuple().tm_yday - 1) / 365.25)
    size = 9.0 if number == step else 5.5
    title, pick = f"{one.when}: {one.what}", f"step={number}"
    drawing.add(Shape(x, y, size, "circle", "ally", title, pick))


def _parts(chosen: Told, step: int, steps: int) -> list[Part]:
    parts = [
        Part(f"{step} of {steps} · {chosen.when}", 12, "muted"),
        Part(_name(chosen.org_id), 14, bold=True),
        Part(chosen.what, 13, gap=8),
    ]
    if chosen.confidence != "high":
        parts.append(Part(f"How sure: {SURE[chosen.confidence]}.", 12, "muted", gap=8))
    return parts


def _listing(steps: list[Told]) -> pd.DataFrame:
    rows = [
        (
            one.when, _name(one.org_id), one.what,
            SURE[one.confidence],
        )
        for one in steps
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["When", "Organisation", "Step", "How sure"])
