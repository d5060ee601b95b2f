"""Draw how many Allies and partners there were at the end of each year."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lessons.charts import engine as draw
from lessons.charts.engine.options import group_names, years_from
from lessons.core.text import said
from lessons.data import cached_on, cite
from lessons.data.membership import (
    allies_on,
    counts_on,
    end_of,
    group_of,
    last_day,
    name,
    partners_on,
    suspended_on,
)

FIRST = 1990
NAMED = 5  # at most so many countries are named in the sentence


@draw.explorer(
    "Allies and partners over time",
    year=draw.Slider("Year", words=lambda: years_from(FIRST), play=True),
    show=draw.Toggles("Show", group_names),
)
def counts_over_time(year: int = 1990, show: Sequence[str] = tuple(draw.GROUPS)) -> draw.Chart:
    """Draw the numbers of Allies and partners at the end of each year, stacked.

    `year` is read out; `show` lists keys of `theme.GROUPS`.
    """
    counts = _counts(year)
    title = f"{counts['allies']} Allies and {counts['partners']} partners"
    plot = draw.Plot(title, f"Countries at the end of each year; {said(end_of(year))}")
    draw.legend(plot, [_key(key, counts[key], key in show) for key in draw.GROUPS])
    draw.columns(plot, [_column(each, show, each == year) for each in years()])
    return plot.chart(
        says=_says(year, show),
        source=cite("framework_members", "allies"),
        data=draw.Table(tuple(_columns(show).values()), (_row(each, show) for each in years())),
    )


def years() -> range:
    """Return the years that the picture shows."""
    return range(FIRST, last_day().year + 1)


def moves(year: int) -> list[tuple[str, str, str]]:
    """Return who changed sides in a year: country, group at its start, group at its end.

    A group is a key of `theme.GROUPS`, or "" for neither partner nor Ally.
    """
    before, after = end_of(year - 1), end_of(year)
    codes = dict.fromkeys(
        [*allies_on(before), *partners_on(before), *allies_on(after), *partners_on(after)]
    )
    turns = [(code, group_of(code, before), group_of(code, after)) for code in codes]
    return [turn for turn in turns if turn[1] != turn[2]]


def news(year: int) -> str:
    """Return in words who came, left, became an Ally or was suspended in a year."""
    if year == FIRST:
        return "The count begins here."
    turns = moves(year)
    suspended = set(suspended_on(end_of(year))) - set(suspended_on(end_of(year - 1)))
    parts = [
        _named("New Allies", [code for code, _, to in turns if to == "ally"]),
        _named("new partners", [code for code, was, to in turns if not was and to != "ally"]),
        _named("left", [code for code, _, to in turns if not to]),
        _named("suspended", sorted(suspended)),
    ]
    found = "; ".join(filter(None, parts))
    return f"In this year: {found}." if found else "In this year nothing changed."


@cached_on("framework_members", "allies", maxsize=256)
def _counts(year: int) -> Mapping[str, int]:
    counts = counts_on(end_of(year))
    return MappingProxyType(counts | {"ally": counts["allies"]})


def _key(group: str, count: int, shown: bool) -> draw.Key:
    return draw.group_key(group, f"{draw.GROUPS[group].words} {count if shown else '–'}")


def _column(year: int, show: Sequence[str], chosen: bool) -> draw.Column:
    counts = _counts(year)
    parts = [draw.Segment(counts[key], g.role) for key, g in draw.GROUPS.items() if key in show]
    total = sum(int(part.value) for part in parts)
    text = str(total) if chosen else ""
    return draw.Column(str(year), parts, text=text, pick=f"year={year}", chosen=chosen)


def _says(year: int, show: Sequence[str]) -> str:
    counts = _counts(year)
    parts = [f"{g.words} {counts[key]}" for key, g in draw.GROUPS.items() if key in show]
    if not parts:
        return f"{said(end_of(year))}: no group is shown. Choose at least one."
    total = f"{counts['allies']} Allies and {counts['partners']} partners in all"
    suspended = f", {counts['suspended']} of them suspended" if counts["suspended"] else ""
    return f"{said(end_of(year))}: {'; '.join(parts)}. {total}{suspended}. {news(year)}"


def _named(what: str, codes: Sequence[str]) -> str:
    if not codes:
        return ""
    names = ", ".join(map(name, codes)) if len(codes) <= NAMED else f"{len(codes)} countries"
    return f"{what}: {names}"


def _columns(show: Sequence[str]) -> dict[str, str]:
    """Return the titles of the table's columns by the keys of the counts."""
    groups = {key: group.words for key, group in draw.GROUPS.items() if key in show}
    return {"on": "On", **groups, "partners": "All partners", "suspended": "Suspended"}


def _row(year: int, show: Sequence[str]) -> list[str | int]:
    counts = [_counts(year)[key] for key in list(_columns(show))[1:]]
    return [end_of(year).isoformat(), *counts]
