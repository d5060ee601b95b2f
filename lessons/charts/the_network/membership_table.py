"""Draw who was a partner in which framework, from when to when.

A bar is one stay in a framework, so a country that came back has two. Read from top to bottom the
bars give the order of joining; read from left to right they show who stayed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words
from lessons.data import cite, record, source_ids
from lessons.data.membership import GROUPS, day, last_day, launch, name, stays_in

# Frameworks with several partners today, and the group that gives them colour and mark.
GROUP_OF = {key: group for group, keys in GROUPS.items() for key in keys if key != "NACC"}
COLUMNS: dict[str, draw.Value] = {
    "Country": lambda row: name(row.iso3),
    "Joined": "joined",
    "Left": "left",
    "Why it left": lambda row: (row.leave_reason or "").replace("_", " ") if row.left else "",
    "Suspended from": "suspended_from",
    "How sure": lambda row: draw.CERTAINTY[row.confidence],
}


def framework_names() -> dict[str, str]:
    """Return the names of the frameworks that have several partners today, by their ids."""
    return {key: record("frameworks", key).name for key in GROUP_OF}


@draw.explorer("Who came when", framework=draw.Choice("Framework", framework_names))
def membership_table(framework: str = "PFP") -> draw.Chart:
    """Draw one bar for each time that a country was in a framework, in order of joining.

    A marker is hollow where the day of joining is not known, and a bar is only an outline from the
    day of a suspension. The table says how sure the dates are.
    """
    group, title, found = GROUP_OF[framework], framework_names()[framework], stays_in(framework)
    joined = len({row.iso3 for row in found})  # one that came twice is counted once
    today = sum(not row.left for row in found)
    count = f"{counted(joined, 'country', 'countries')} joined, {today} are still in it"
    plot = draw.Plot(count, f"{title}: from joining to leaving, up to {day_words(last_day())}")
    vague = draw.group_key(group, "hollow: only the month or year is known", hollow=True)
    suspended = draw.Key("outline: suspended", group, fill=draw.EMPTY)
    draw.legend(plot, [
        draw.group_key(group, "joined"),
        *[vague] * any(map(_is_vague, found)),
        *[suspended] * any(row.suspended_from for row in found),
    ])  # fmt: skip
    # All frameworks have the same axis, so that they can be compared.
    first, last = date(min(map(launch, GROUP_OF)).year, 1, 1), date(last_day().year + 1, 1, 1)
    lanes = [_lane(row, group) for row in found]
    draw.timeline(plot, lanes, first, last, rules=draw.turning_points(first, last))
    source = cite(*source_ids(found))
    return plot.chart(_says(f"{title}: {count}", found), source, draw.Table.of(found, COLUMNS))


def _known(row: Any) -> date:
    """Return the last day that the date of joining can mean."""
    return day(row.joined, last=True)


def _is_vague(row: Any) -> bool:
    """Return whether only the month or the year of joining is known."""
    return _known(row) != day(row.joined)


def _lane(row: Any, group: str) -> draw.Lane:
    """Return the line of one stay, which ends where the country left.

    It begins with the last day that the date of joining can mean, as in the order of the lines.
    """
    suspended, left = row.suspended_from, row.left
    title = f"{name(row.iso3)}: joined {date_words(row.joined)}"
    title += f", suspended {date_words(suspended)}" if suspended else ""
    title += f", left {date_words(left)}" if left else ""
    span = draw.Span(
        _known(row), day(left) if left else last_day(), group, draw.PALE,
        title=title, outlined_from=day(suspended) if suspended else None,
    )  # fmt: skip
    start = draw.Point(_known(row), draw.group_key(group, hollow=_is_vague(row)), title)
    return draw.Lane(name(row.iso3), spans=[span], over=[start])


def _says(counts: str, found: Sequence[Any]) -> str:
    """Return how many came and stayed, and who was first and last."""
    first, last = (
        [row for row in found if _known(row) == _known(end)] for end in (found[0], found[-1])
    )
    joiners = f"First: {_joiners(first)}. Latest: {_joiners(last)}."
    return f"{counts} on {day_words(last_day())}. {joiners}"


def _joiners(found: Sequence[Any]) -> str:
    """Return who joined on a day, as a name or a number, with the date in words."""
    who = name(found[0].iso3) if len(found) == 1 else f"{len(found)} countries"
    joined = found[0].joined
    return f"{who} {'on' if joined.count('-') > 1 else 'in'} {date_words(joined)}"
