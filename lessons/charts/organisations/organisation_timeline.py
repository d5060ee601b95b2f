"""Draw NATO's dated steps with other organisations, one lane for each organisation."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from lessons.charts import engine as draw
from lessons.core.dates import day
from lessons.core.text import counted
from lessons.data import cached_on, cite, rows
from lessons.data.membership import last_day
from lessons.data.summaries import (
    CERTAINTY,
    Summary,
    organisation_name,
    short_name,
    summary_of,
)  # fmt: skip

FIRST = date(1990, 1, 1)


@cached_on("organisation_milestones", "countries", "contributors")
def milestones() -> tuple[Summary, ...]:
    """Return the dated steps, the earliest first."""
    found = sorted(rows("organisation_milestones"), key=lambda row: row.date)
    return tuple(summary_of("organisation_milestones", row) for row in found)


def _step_names() -> dict[int, str]:
    return {
        number: f"{step.when}, {short_name(step.org_id)}"
        for number, step in enumerate(milestones(), start=1)
    }


@draw.explorer(
    "Steps with other organisations", step=draw.Slider("Step", words=_step_names, play=True)
)
def organisation_steps(step: int = 1) -> draw.Chart:
    """Draw the dated steps up to the one with number `step`, and open that one.

    Later steps are not drawn yet, so that the lanes fill as the steps are played.
    """
    steps = milestones()
    chosen, past = steps[step - 1], steps[:step]
    organisations = list(dict.fromkeys(one.org_id for one in steps))
    busy = len({one.org_id for one in past})
    title = f"{counted(step, 'step')} with {counted(busy, 'organisation')} so far"
    plot = draw.Plot(title, f"Dated steps of NATO with other organisations, until {chosen.when}")
    draw.timeline(plot, [_lane(key, past, chosen) for key in organisations], FIRST, last_day())
    draw.card(plot, *_paragraphs(chosen, step, len(steps)))
    return plot.chart(
        says=_says(past, len(steps), len(organisations)),
        source=cite("organisation_milestones"),
        data=draw.Table(
            ("When", "Organisation", "Step", "How sure"),
            (
                (one.when, organisation_name(one.org_id), one.text, CERTAINTY[one.confidence])
                for one in steps
            ),
        ),
    )


def _lane(org_id: str, past: Sequence[Summary], chosen: Summary) -> draw.Lane:
    points = [
        draw.Point(
            day(one.key.split()[0]), "circle", "ally", f"{one.when}: {one.text}",
            f"step={number}", opened=one == chosen,
        )
        for number, one in enumerate(past, start=1)
        if one.org_id == org_id
    ]  # fmt: skip
    return draw.Lane(short_name(org_id), points, bold=org_id == chosen.org_id)


def _paragraphs(chosen: Summary, step: int, steps: int) -> list[draw.Paragraph]:
    parts = [
        draw.caption(f"{step} of {steps} · {chosen.when}"),
        draw.head(organisation_name(chosen.org_id)),
        draw.body(chosen.text),
    ]
    if chosen.confidence != "high":
        parts.append(draw.caption(f"How sure: {CERTAINTY[chosen.confidence]}."))
    return parts


def _says(past: Sequence[Summary], steps: int, lanes: int) -> str:
    counts = Counter(one.org_id for one in past)
    most = max(counts.values())
    leading = [short_name(org_id) for org_id, count in counts.items() if count == most]
    fullest = (
        f"Fullest lane: {leading[0]}, {counted(most, 'step')}."
        if len(leading) == 1
        else f"Fullest lanes, with {counted(most, 'step')} each: {', '.join(leading)}."
    )
    return (
        f"{short_name(past[-1].org_id)}, step {len(past)} of {steps}. So far {len(counts)} of "
        f"{lanes} lanes have a step. {fullest}"
    )
