"""Draw the road to the core task: milestones beside the numbers of partners and Allies.

Two lines count partners and Allies; the marks are on the line of partners. So one sees that
there were more partners than Allies years before NATO named cooperation a core task (2010).
"""

from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words
from lessons.data import cite, rows, source_ids
from lessons.data.membership import allies_on, day, membership_periods, partners_on
from lessons.data.nato import milestones

LAST = date(2010, 12, 31)  # of the year in which the concept of Lisbon named the core task
MILESTONE = draw.Key("", "euro_atlantic", "circle")


@draw.explorer(
    "The road to the core task",
    step=draw.Slider(
        "Milestone", lambda: [date_words(row.date) for row in milestones(LAST)], play=True
    ),
)
def policy_milestones(step: int = draw.LAST) -> draw.Chart:
    """Draw how many partners and Allies there were up to a milestone, and open the milestone.

    `step` counts the milestones from 1. Each line changes on the day on which a country comes
    or goes.
    """
    every = milestones(LAST)
    past, steps = every[:step], len(every)
    chosen, first = past[-1], date(day(every[0].date).year, 1, 1)
    on, when = day(chosen.date, last=True), date_words(chosen.date)
    allies, partners = len(allies_on(on)), len(partners_on(on))
    counts = f"{counted(allies, 'Ally', 'Allies')} and {counted(partners, 'partner')}"
    title = counts if step < steps else f"{partners} partners before the task had a name"
    plot = draw.Plot(title, f"{when}, {chosen.place}")
    points = [_point(row, number, row == chosen) for number, row in enumerate(past, start=1)]
    # The axis stays as it is while the milestones are played.
    limit = max(len(partners_on(row.date)) for row in every)
    rules = draw.turning_points(first, LAST)
    draw.step_lines(plot, _series(first, on), first, LAST, limit=limit, points=points, rules=rules)
    note = f"{step} of {steps} · {when} · {chosen.place}"
    heading = draw.head(chosen.document)
    card = draw.fact(note, chosen.what_changed, chosen.confidence, heading)
    draw.card(plot, *card, band="euro_atlantic")
    return plot.chart(
        says=f"Milestone {step} of {steps}: {chosen.document}. Then there were {counts}.",
        source=cite(*source_ids(past), "framework_members", "allies"),
        # A date counts from the last day that it can mean.
        data=draw.Table.of(past, {
            "Date": "date",
            "Milestone": "document",
            "Place": "place",
            "What changed": "what_changed",
            "Allies": lambda row: len(allies_on(row.date)),
            "Partners": lambda row: len(partners_on(row.date)),
            "How sure": lambda row: draw.CERTAINTY[row.confidence],
        }),
    )  # fmt: skip


def _series(first: date, until: date) -> list[draw.Series]:
    """Return the two lines from one day to another: partners, and Allies as a dashed line.

    A value is counted on each day on which a country came or went, so every step has its day.
    """
    periods = membership_periods()
    # Every day on which one of the two numbers can change.
    turns = {p.joined for p in periods} | {p.left for p in periods}
    turns |= {row.accession_date for row in rows("allies")}
    days = [first, *sorted(on for on in turns if first < on < until), until]
    partners = [(on, len(partners_on(on))) for on in days]
    allies = [(on, len(allies_on(on))) for on in days]
    return [
        # The dashed line tells Allies from partners without their colours.
        draw.Series(counted(partners[-1][1], "partner"), "euro_atlantic", partners),
        draw.Series(counted(allies[-1][1], "Ally", "Allies"), "ally", allies, dashed=True),
    ]


def _point(row: Any, number: int, opened: bool) -> draw.Point:
    """Return the mark of a milestone; a click opens it."""
    title = f"{date_words(row.date)}: {row.document}"
    return draw.Point(day(row.date, last=True), MILESTONE, title, f"step={number}", opened)
