"""Draw NATO's dated steps with other organisations, one lane for each organisation.

Played step by step, it shows which organisation came first, whose lane fills up most, and whether
the work or the agreement was earlier.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words
from lessons.data import cite, record
from lessons.data.membership import day, last_day
from lessons.data.organisations import milestones
from lessons.data.summaries import short_name

KINDS = {
    "work": draw.Key("joint work", "ally", "circle"),
    "agreement": draw.Key("agreement, declaration or pledge", "patg", "star"),
    "contact": draw.Key("offer, decision or visit", "quiet", "square"),
}
FIRST = date(1990, 1, 1)  # where the axis begins: a little before the first step of 1992


def _step_names() -> list[str]:
    return [f"{date_words(step.date)}, {short_name(step.org_id)}" for step in milestones()]


@draw.explorer("Steps with other organisations", step=draw.Slider("Step", _step_names, play=True))
def organisation_steps(step: int = draw.LAST) -> draw.Chart:
    """Draw the dated steps up to the one with number `step`, and open that one.

    Later steps are not drawn yet, so that the lanes fill as the steps are played.
    """
    steps = milestones()
    chosen, past = steps[step - 1], steps[:step]
    # All lanes from the start, empty ones too: so it is seen who comes late.
    lanes = dict.fromkeys(one.org_id for one in steps)
    so_far = counted(len({one.org_id for one in past}), "organisation")
    title = f"{counted(step, 'step')} with {so_far} so far"
    when = date_words(chosen.date)
    plot = draw.Plot(title, f"Dated steps of NATO with other organisations, until {when}")
    draw.legend(plot, list(KINDS.values()))
    rules = draw.turning_points(FIRST, last_day())
    draw.timeline(plot, [_lane(key, past, chosen) for key in lanes], FIRST, last_day(), rules=rules)
    heading = draw.head(record("organisations", chosen.org_id).name)
    note = f"{step} of {len(steps)} · {when}"
    draw.card(plot, *draw.fact(note, chosen.event, chosen.confidence, heading))
    return plot.chart(
        says=f"{when}, {short_name(chosen.org_id)}: {title}.",
        source=cite("organisation_milestones"),
        data=draw.Table.of(steps, {
            "When": lambda one: date_words(one.date),
            "Organisation": lambda one: record("organisations", one.org_id).name,
            "Step": "event",
            "Kind": lambda one: KINDS[one.kind].text,
            "How sure": lambda one: draw.CERTAINTY[one.confidence],
        }),
    )  # fmt: skip


def _lane(org_id: str, past: Sequence[Any], chosen: Any) -> draw.Lane:
    points = [
        draw.Point(
            day(one.date), KINDS[one.kind], f"{date_words(one.date)}: {one.event}",
            f"step={number}", one == chosen,
        )
        for number, one in enumerate(past, start=1)
        if one.org_id == org_id
    ]  # fmt: skip
    return draw.Lane(short_name(org_id), points, bold=org_id == chosen.org_id)
