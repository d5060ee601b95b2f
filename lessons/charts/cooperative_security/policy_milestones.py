"""Draw the road to the core task: milestones beside the numbers of partners and Allies.

Two lines count partners and Allies; the marks stand on the line of partners. So one sees that
there were more partners than Allies years before NATO named cooperation a core task (2010).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import doubt
from lessons.core.dates import day
from lessons.core.text import counted, date_words
from lessons.data import cached_on, cite, rows, source_ids
from lessons.data.membership import allies_on, membership_periods, partners_on

# From the London Declaration, the first in the table, to the concept of Lisbon.
FIRST, LAST = date(1990, 1, 1), date(2010, 12, 31)
MILESTONE = draw.Key("", "euro_atlantic", "circle")
COLUMNS: dict[str, draw.Value] = {
    "Date": "row.date",
    "Milestone": "row.document",
    "Place": "row.place",
    "What changed": "row.what_changed",
    "Allies": "allies",
    "Partners": "partners",
    "How sure": lambda milestone: draw.CERTAINTY[milestone.row.confidence],
}


@dataclass(frozen=True)
class Milestone:
    """A row of `policy_milestones`, and how many Allies and partners there were on its day.

    `on` is the last day that its date can mean.
    """

    row: Any
    on: date
    allies: int
    partners: int

    @property
    def when(self) -> str:
        """The date in words."""
        return date_words(self.row.date)


@cached_on("policy_milestones", "framework_members", "allies")
def milestones() -> tuple[Milestone, ...]:
    """Return the milestones until the core task of 2010, the earliest first."""
    found = sorted(rows("policy_milestones"), key=lambda row: row.date)
    dated = [(row, day(row.date, last=True)) for row in found]
    return tuple(
        Milestone(row, on, len(allies_on(on)), len(partners_on(on)))
        for row, on in dated
        if on <= LAST
    )


@draw.explorer(
    "The road to the core task",
    step=draw.Slider("Milestone", lambda: [one.when for one in milestones()], play=True),
)
def road_to_core_task(step: int = draw.LAST) -> draw.Chart:
    """Draw how many partners and Allies there were up to a milestone, and open the milestone.

    `step` counts the milestones from 1. Each line changes on the day on which a country comes
    or goes.
    """
    past = milestones()[:step]
    chosen, steps = past[-1], len(milestones())
    counts = f"{counted(chosen.allies, 'Ally', 'Allies')} and {counted(chosen.partners, 'partner')}"
    title = counts if step < steps else f"{chosen.partners} partners before the task had a name"
    plot = draw.Plot(title, f"{chosen.when}, {chosen.row.place}")
    points = [(_point(one, n, one == chosen), one.partners) for n, one in enumerate(past, 1)]
    # The axis stays as it is while the milestones are played.
    limit = max(one.partners for one in milestones())
    rules = draw.turning_points(FIRST, LAST)
    draw.step_lines(plot, _series(chosen.on), FIRST, LAST, limit=limit, points=points, rules=rules)
    draw.card(plot, *_paragraphs(chosen, step, steps), band="euro_atlantic")
    return plot.chart(
        says=f"Milestone {step} of {steps}: {chosen.row.document}. Then there were {counts}.",
        source=cite(*source_ids(one.row for one in past), "framework_members", "allies"),
        data=draw.Table.of(past, COLUMNS),
    )


def _series(until: date) -> list[draw.Series]:
    """Return the two lines up to a day: partners, and Allies as a dashed line.

    A value is counted on each day on which a country came or went, so every step has its day.
    """
    periods = membership_periods()
    # Every day on which one of the two numbers can change.
    turns = {p.joined for p in periods} | {p.left for p in periods}
    turns |= {row.accession_date for row in rows("allies")}
    days = [FIRST, *sorted(on for on in turns if FIRST < on < until), until]
    partners = [(on, len(partners_on(on))) for on in days]
    allies = [(on, len(allies_on(on))) for on in days]
    return [
        # The dashed line tells Allies from partners without their colours.
        draw.Series(counted(partners[-1][1], "partner"), "euro_atlantic", partners),
        draw.Series(counted(allies[-1][1], "Ally", "Allies"), "ally", allies, dashed=True),
    ]


def _point(one: Milestone, number: int, opened: bool) -> draw.Point:
    """Return the mark of a milestone; a click opens it."""
    title = f"{one.when}: {one.row.document}"
    return draw.Point(one.on, MILESTONE, title, f"step={number}", opened)


def _paragraphs(one: Milestone, step: int, steps: int) -> list[draw.Paragraph]:
    """Return what stands on the card of a milestone, with a remark where it is less certain."""
    return [
        draw.caption(f"{step} of {steps} · {one.when} · {one.row.place}"),
        draw.head(one.row.document),
        draw.body(one.row.what_changed),
        doubt(one.row.confidence),
    ]
