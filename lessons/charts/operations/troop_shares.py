"""Draw how many flags and how many soldiers of one list came from countries outside NATO.

"18 of 46 nations" sounds like a force of many partners, "3 of 100 soldiers" like one without. Both
are true, and only side by side they inform.
"""

from lessons.charts import engine as draw
from lessons.charts.operations import troop_lists
from lessons.data import cite, record, source_ids
from lessons.data.contributions import contingents

# Two forms and two colours: the marks are counted, and nobody should need the colour for it.
_ALLIES = draw.Key("Allies", "ally", "square")
_OTHERS = draw.Key("countries outside NATO", "euro_atlantic", "circle")


@draw.explorer("Flags and soldiers", on=draw.Choice("List", troop_lists.whole))
def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> draw.Chart:
    """Draw a sign for each nation of a list beside a sign for each 100th of its soldiers.

    A list with large gaps cannot tell the share, and is not offered.
    """
    every = contingents(on)
    outside = [row for row in every if not row.is_ally]
    sent, total = (sum(row.troops for row in found) for found in (outside, every))
    share = round(100 * sent / total)
    title = f"{len(outside)} of {len(every)} nations, {share} of 100 soldiers from outside NATO"
    plot = draw.Plot(title, troop_lists.heading(on))
    draw.legend(plot, [_ALLIES, _OTHERS])
    draw.signs(plot, {
        f"{len(every)} nations": {_ALLIES: len(every) - len(outside), _OTHERS: len(outside)},
        "Of every 100 soldiers": {_ALLIES: 100 - share, _OTHERS: share},
    })  # fmt: skip
    sides = [
        ("Allies", len(every) - len(outside), total - sent),
        ("Countries outside NATO", len(outside), sent),
    ]
    return plot.chart(
        says=f"{troop_lists.heading(on)}: {title}. They sent {sent:,} of {total:,} soldiers. "
        f"{troop_lists.completeness(on)}",
        source=cite(*source_ids([record("contribution_snapshots", on)])),
        data=draw.Table(("Side", "Nations on the list", "Soldiers"), sides),
    )
