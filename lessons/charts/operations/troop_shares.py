"""Draw how many flags and how many soldiers of one list came from countries outside NATO.

"18 of 46 nations" sounds like a force of many partners, "3 of 100 soldiers" like one without. Both
are true, and only side by side they inform.
"""

from collections.abc import Iterable

from lessons.charts import engine as draw
from lessons.charts.operations import troop_lists
from lessons.data import cite, source_ids
from lessons.data.contributions import Contingent, contingents, snapshot

# Two forms and two colours: the marks are counted, and nobody should need the colour for it.
_ALLIES = draw.Key("Allies", "ally", "square")
_OTHERS = draw.Key("countries outside NATO", "euro_atlantic", "circle")


@draw.explorer("Flags and soldiers", on=draw.Choice("List", troop_lists.whole))
def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> draw.Chart:
    """Draw a sign for each nation of a list beside a sign for each 100th of its soldiers.

    A list with large gaps cannot tell the share, and is not offered.
    """
    every, outside = contingents(on), _outside(on)
    soldiers = f"{_per_cent(on)} of 100 soldiers"
    title = f"{len(outside)} of {len(every)} nations, {soldiers} from outside NATO"
    plot = draw.Plot(title, troop_lists.heading(on))
    draw.legend(plot, [_ALLIES, _OTHERS])
    draw.signs(plot, [
        draw.SignGroup(f"{len(every)} nations", _counts(len(outside), len(every))),
        draw.SignGroup("Of every 100 soldiers", _counts(_per_cent(on), 100)),
    ])  # fmt: skip
    sent = f"{_soldiers(outside):,} of {_soldiers(every):,} soldiers"
    return plot.chart(
        says=f"{troop_lists.heading(on)}: {title}. They sent {sent}. "
        f"{troop_lists.completeness(on)}",
        source=cite(*source_ids([snapshot(on)])),
        data=_table(on),
    )


def _outside(on: str) -> list[Contingent]:
    return [row for row in contingents(on) if not row.is_ally]


def _soldiers(found: Iterable[Contingent]) -> int:
    return sum(row.troops for row in found)


def _per_cent(on: str) -> int:
    """Return how many of 100 soldiers on a list came from outside NATO, rounded."""
    return round(100 * _soldiers(_outside(on)) / _soldiers(contingents(on)))


def _counts(others: int, total: int) -> list[tuple[draw.Key, int]]:
    return [(_ALLIES, total - others), (_OTHERS, others)]


def _table(on: str) -> draw.Table:
    outside, allies = _outside(on), [row for row in contingents(on) if row.is_ally]
    sides = {"Allies": allies, "Countries outside NATO": outside}
    return draw.Table(
        ("Side", "Nations on the list", "Soldiers"),
        ((side, len(found), _soldiers(found)) for side, found in sides.items()),
    )
