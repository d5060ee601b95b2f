"""Draw how many Allies and partners there were at the end of each year.

Two stories stand in one picture: new countries come, and countries change sides. In 2004 seven
partners became Allies, and the whole column hardly grew.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lessons.charts import engine as draw
from lessons.charts.engine.options import group_names, years_from
from lessons.core.text import day_words
from lessons.data import cached_on, cite
from lessons.data.membership import changes_between, counts_on, end_of, last_day, suspended_on
from lessons.data.summaries import participants

FIRST = 1990


@draw.explorer(
    "Allies and partners over time",
    year=draw.Slider("Year", words=lambda: years_from(FIRST), play=True),
    show=draw.Toggles("Show", group_names, rare=True),
)
def counts_over_time(year: int = draw.LAST, show: Sequence[str] = tuple(draw.GROUPS)) -> draw.Chart:
    """Draw the numbers of Allies and partners at the end of each year, stacked.

    `year` is read aloud; `show` lists keys of `GROUPS`. Stacked, the columns show that in some
    years countries only changed sides, and the whole did not grow.
    """
    counts = _counts(year)
    title = f"{counts['allies']} Allies and {counts['partners']} partners"
    begun = "" if year == FIRST else f"{_counts(FIRST)['allies']} Allies in {FIRST}, then "
    plot = draw.Plot(begun + title, f"Countries at the end of each year; {day_words(end_of(year))}")
    keys = {key: _key(key, counts[key], key in show) for key in draw.GROUPS}
    draw.legend(plot, draw.filter_keys("show", keys, show))
    rules = draw.turning_points(end_of(FIRST), last_day())
    draw.columns(plot, [_column(y, show, y == year) for y in years()], rules=rules)
    columns = {key: draw.GROUPS[key].name for key in show}
    columns |= {"partners": "All partners", "suspended": "Suspended"}
    suspended = counts["suspended"]
    in_all = f"{title} in all" + (f", {suspended} of them suspended" if suspended else "")
    return plot.chart(
        says=f"{day_words(end_of(year))}: {_groups(year, show)}. {in_all}. {news(year)}",
        source=cite("framework_members", "allies"),
        data=draw.Table(
            ("On", *columns.values()),
            ((end_of(y), *(_counts(y)[key] for key in columns)) for y in years()),
        ),
    )


def years() -> range:
    """Return the years that the picture shows."""
    return range(FIRST, last_day().year + 1)


def news(year: int) -> str:
    """Return in words who came, left, became an Ally or was suspended in a year."""
    if year == FIRST:
        return "The count begins here."
    before, after = end_of(year - 1), end_of(year)
    turns = changes_between(before, after)
    suspended = set(suspended_on(after)) - set(suspended_on(before))
    found = {
        "New Allies": [code for code, _, to in turns if to == "ally"],
        "new partners": [code for code, was, to in turns if not was and to != "ally"],
        "left": [code for code, _, to in turns if not to],
        "suspended": sorted(suspended),
    }
    parts = [
        f"{what} ({len(codes)}): {participants(codes)}" for what, codes in found.items() if codes
    ]
    return (
        f"In this year: {'; '.join(parts)}."
        if parts
        else "In this year nobody came, left or was suspended."
    )


# Every redraw asks for every year: the counts of nearly forty years are remembered.
@cached_on("framework_members", "allies", maxsize=256)
def _counts(year: int) -> Mapping[str, int]:
    counts = counts_on(end_of(year))
    return MappingProxyType(counts | {"ally": counts["allies"]})


def _key(group: str, count: int, shown: bool) -> draw.Key:
    return draw.group_key(group, f"{draw.GROUPS[group].name} {count if shown else '–'}")


def _column(year: int, show: Sequence[str], chosen: bool) -> draw.Column:
    counts = _counts(year)
    parts = [draw.Segment(counts[key], g.role) for key, g in draw.GROUPS.items() if key in show]
    # Only the chosen column bears its number: on all of them they would touch.
    total = sum(int(part.value) for part in parts)
    text = str(total) if chosen else ""
    return draw.Column(str(year), parts, text=text, pick=f"year={year}", chosen=chosen)


def _groups(year: int, show: Sequence[str]) -> str:
    """Return the counts of the shown groups in words."""
    counts = _counts(year)
    parts = [f"{draw.GROUPS[key].name} {counts[key]}" for key in show]
    return "; ".join(parts) or "no group is shown; choose at least one"
