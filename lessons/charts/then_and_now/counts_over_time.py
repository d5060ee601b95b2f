"""Draw how many Allies and partners there were at the end of each year.

One picture shows two changes: new countries come, and countries change sides. In 2004 seven
partners became Allies, and the whole column hardly grew.
"""

from collections.abc import Mapping, Sequence

from lessons.charts import engine as draw
from lessons.core.text import day_words
from lessons.data import cached_on_tables, cite
from lessons.data.membership import counts_on, end_of, last_day


@draw.explorer(
    "Allies and partners over time",
    year=draw.Slider("Year", draw.years_from, play=True),
    show=draw.Toggles("Show", draw.GROUP_NAMES, rare=True),
)
def counts_over_time(
    year: int = draw.LAST, show: Sequence[str] = tuple(draw.GROUP_KEYS)
) -> draw.Chart:
    """Draw the numbers of Allies and partners at the end of each year, stacked.

    `year` is read aloud; `show` lists keys of `GROUP_KEYS`. Stacked, the columns show that in some
    years countries only changed sides, and the whole did not grow.
    """
    counts = _counts(year)
    title = f"{counts['allies']} Allies and {counts['partners']} partners"
    years, day = list(draw.years_from()), day_words(end_of(year))
    begun = f"{_counts(years[0])['allies']} Allies in {years[0]}, then"
    plot = draw.Plot(f"{begun} {title}", f"Countries at the end of each year; {day}")
    texts = {key: f"{group.text} {counts[key]}" for key, group in draw.GROUP_KEYS.items()}
    keys = {key: draw.group_key(key, text) for key, text in texts.items()}
    draw.legend(plot, draw.filter_keys("show", keys, show))
    rules = draw.turning_points(end_of(years[0]), last_day())
    draw.columns(plot, [_column(y, show, y == year) for y in years], rules=rules)
    columns = {key: draw.GROUP_NAMES[key] for key in show}
    columns |= {"partners": "All partners", "suspended": "Suspended"}
    lines = [(end_of(y), *(_counts(y)[key] for key in columns)) for y in years]
    shown = ", ".join(texts[key] for key in show) or "no group is shown; choose at least one"
    return plot.chart(
        says=f"{day}: {shown}. {title} in all, {counts['suspended']} of them suspended.",
        source=cite("framework_members", "allies"),
        data=draw.Table(("On", *columns.values()), lines),
    )


# Every redraw asks for every year: the counts of nearly forty years are remembered.
@cached_on_tables()
def _counts(year: int) -> Mapping[str, int]:
    counts = counts_on(end_of(year))
    return counts | {"ally": counts["allies"]}


def _column(year: int, show: Sequence[str], chosen: bool) -> draw.Column:
    counts = _counts(year)
    parts = [draw.Segment(counts[group], group) for group in draw.GROUP_KEYS if group in show]
    # Only the chosen column bears its number: on all of them they would touch.
    total = sum(int(part.value) for part in parts)
    text = str(total) if chosen else ""
    return draw.Column(str(year), parts, text=text, pick=f"year={year}", chosen=chosen)
