"""Draw the partners of today by population, by income or by distance from Brussels.

Lesson 6 compares the two frameworks of the South with it, lesson 7 the distances of the partners
across the globe.
"""

from collections.abc import Sequence
from statistics import median

from lessons.charts import engine as draw
from lessons.core.text import capitalised, day_words, figure
from lessons.data import cite
from lessons.data.measures import MEASURES, UNITS, in_words, measured
from lessons.data.membership import group_of, last_day, name, partners_on

Figures = dict[str, float]  # by iso3 code


@draw.explorer(
    "Partners compared",
    measure=draw.Choice("Compare by", MEASURES),
    show=draw.Toggles("Show", draw.PARTNER_GROUPS, rare=True),
)
def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> draw.Chart:
    """Draw a bar for each partner of today in the groups of `show`, the longest first."""
    every = figures(measure)
    found = {code: value for code, value in every.items() if group_of(code) in show}
    unit, title = capitalised(UNITS[measure]), _title(measure, found)
    plot = draw.Plot(title, f"{unit} · partners of {day_words(last_day())}")
    texts = {group: f"{text}{_median(every, group)}" for group, text in draw.PARTNER_GROUPS.items()}
    keys = {group: draw.group_key(group, text) for group, text in texts.items()}
    draw.legend(plot, draw.filter_keys("show", keys, show))
    draw.bars(plot, [_bar(code, value) for code, value in found.items()])
    return plot.chart(
        says=". ".join([title, *(texts[group] for group in show)]) + ".",
        source=cite("indicators", "countries", "framework_members"),
        data=draw.Table(
            ("Country", "Group", unit),
            (
                (name(code), draw.PARTNER_GROUPS[group_of(code)], value)
                for code, value in found.items()
            ),
        ),
    )


def figures(measure: str) -> Figures:
    """Return the partners of today with their figures, the largest first."""
    found = {code: measured(code, measure) for code in partners_on()}
    # Countries with the same figure come by name.
    return dict(sorted(found.items(), key=lambda item: (-item[1], name(item[0]))))


def _median(found: Figures, group: str) -> str:
    """Return the value in the middle of a group, for the legend."""
    # The middle value, and not the mean: one giant such as Egypt would move the mean.
    inside = [value for code, value in found.items() if group_of(code) == group]
    return f": median {figure(median(inside))}"


def _title(measure: str, found: Figures) -> str:
    """Return the smallest and the largest figure, each with its country."""
    if not found:
        return "No group is shown: choose at least one"
    high, *_, low = (f"{in_words(value, measure)} ({name(code)})" for code, value in found.items())
    return f"{MEASURES[measure]}: from {low} to {high}"


def _bar(code: str, value: float) -> draw.Bar:
    key = draw.group_key(group_of(code))
    return draw.Bar(name(code), [draw.Segment(value, key.role)], figure(value), key=key)
