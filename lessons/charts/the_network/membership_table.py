"""Draw who was a partner in which framework, from when to when.

A bar is one stay in a framework, so a country that came back has two. Read from top to bottom the
bars give the order of joining; read from left to right they show who stayed.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words, sentences
from lessons.data import cite, record, rows, source_ids
from lessons.data.membership import day, last_day, name

# Frameworks with several partners, and the group that gives them colour and mark.
GROUP_OF = {
    "PFP": "euro_atlantic",
    "EAPC": "euro_atlantic",
    "MD": "md",
    "ICI": "ici",
    "PATG": "patg",
}
# The Partnership for Peace and the Mediterranean Dialogue both began in 1994.
FIRST = date(1994, 1, 1)
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
    day of a suspension. How sure the dates are stands in the table.
    """
    group, title, found = GROUP_OF[framework], framework_names()[framework], periods_in(framework)
    today = sum(not row.left for row in found)
    plot = draw.Plot(
        f"{counted(_countries(found), 'country', 'countries')} joined, {today} are still in it",
        f"{title}: from joining to leaving, up to {day_words(last_day())}",
    )
    look = draw.GROUPS[group]
    vague = draw.group_key(group, "hollow: only the month or year is known", hollow=True)
    suspended = draw.Key("outline: suspended", look.role, "begun", hollow=True)
    draw.legend(plot, [
        draw.group_key(group, "joined"),
        *[vague] * any(map(_is_vague, found)),
        draw.Key("open end: still in", look.role, "line"),
        *[suspended] * any(row.suspended_from for row in found),
    ])  # fmt: skip
    last = date(last_day().year + 1, 1, 1)
    lanes = [_lane(row, look) for row in found]
    draw.timeline(plot, lanes, FIRST, last, rules=draw.turning_points(FIRST, last))
    source = cite(*source_ids(found))
    return plot.chart(_says(title, found), source, draw.Table.of(found, COLUMNS))


def periods_in(framework: str) -> list[Any]:
    """Return the rows of all countries in a framework, the earliest to join first.

    A bare year comes after the full dates of that year. A country may have come in twice.
    """
    found = [row for row in rows("framework_members") if row.framework_id == framework]
    return sorted(found, key=lambda row: (_known(row), name(row.iso3)))


def _known(row: Any) -> date:
    """Return the last day that the date of joining can mean."""
    return day(row.joined, last=True)


def _is_vague(row: Any) -> bool:
    """Return whether only the month or the year of joining is known."""
    return _known(row) != day(row.joined)


def _countries(found: Sequence[Any]) -> int:
    """Return how many countries there are; one that came twice is counted once."""
    return len({row.iso3 for row in found})


def _lane(row: Any, look: draw.Group) -> draw.Lane:
    """Return the line of one stay, with an edge at the end where the country left.

    It begins with the last day that the date of joining can mean, as in the order of the lines.
    """
    suspended, left = row.suspended_from, row.left
    title = f"{name(row.iso3)}: joined {date_words(row.joined)}"
    title += f", suspended {date_words(suspended)}" if suspended else ""
    title += f", left {date_words(left)}" if left else ""
    span = draw.Span(
        _known(row), day(left) if left else last_day(), look.role, title=title,
        form=look.shape, hollow=_is_vague(row), closed=bool(left),
        outlined_from=day(suspended) if suspended else None,
    )  # fmt: skip
    return draw.Lane(name(row.iso3), spans=[span])


def _says(title: str, found: Sequence[Any]) -> str:
    """Return how many came and stayed, who was first and last, and who came twice."""
    twice = sorted(name(code) for code, n in Counter(row.iso3 for row in found).items() if n > 1)
    suspended = sorted(name(row.iso3) for row in found if row.suspended_from)
    gone = sum(bool(row.left) for row in found)
    # "First" goes by the last day that a date can mean, so that a bare year is no record.
    begun, last = (turn(day(row.joined) for row in found) for turn in (min, max))
    first = _known(found[0])
    return sentences(
        f"{title}: {_countries(found)} countries have been in it since {begun.year}, "
        f"{len(found) - gone} are in it on {day_words(last_day())}.",
        f"First: {_joiners([row for row in found if _known(row) == first])}.",
        f"Latest: {_joiners([row for row in found if day(row.joined) == last])}.",
        f"{counted(gone, 'bar ends', 'bars end')} before that day." * bool(gone),
        f"Twice in the list: {', '.join(twice)}." * bool(twice),
        f"Suspended: {', '.join(suspended)}." * bool(suspended),
    )


def _joiners(found: Sequence[Any]) -> str:
    """Return who joined on a day, as a name or a number, with the date in words."""
    who = name(found[0].iso3) if len(found) == 1 else f"{len(found)} countries"
    joined = found[0].joined
    return f"{who} {'on' if joined.count('-') > 1 else 'in'} {date_words(joined)}"
