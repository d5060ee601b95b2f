"""Name the turning points of partnership, for the axis of a chart."""

from collections import Counter
from datetime import date

from lessons.charts.engine.theme import is_narrow
from lessons.charts.engine.time_lanes import Rule
from lessons.core.dates import day
from lessons.data import cached_on_tables, record, rows
from lessons.data.membership import launch

ROLE = "muted"


def turning_points(first: date, last: date) -> list[Rule]:
    """Return the turning points between two days, each a line with the year and a few words."""
    return [
        Rule(on, short if is_narrow() else f"{on.year}: {text}", ROLE)
        for on, text, short in _turns()
        if first < on < last
    ]


def world_event(key: str) -> Rule:
    """Return an event of `world_events` as a line with its short name."""
    row = record("world_events", key)
    return Rule(day(row.date), row.short_name, ROLE)


@cached_on_tables()
def _turns() -> tuple[tuple[date, str, str], ...]:
    """Return the day of each turning point, with a text for a wide page and one for a phone."""
    # Only on the day of the foundation came more Allies than on that of the largest enlargement.
    days = Counter(row.accession_date for row in rows("allies"))
    _, (enlargement, newcomers) = days.most_common(2)
    others = (row for row in rows("world_events") if row.axis_text)
    return (
        (launch("PFP"), "Partnership for Peace", "PfP"),
        (enlargement, f"{newcomers} partners become Allies", f"{newcomers} new Allies"),
        *((day(row.date), row.axis_text, row.axis_word) for row in others),
    )
