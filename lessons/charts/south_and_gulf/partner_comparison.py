"""Draw how many people, how much income and what distance stand behind the partners of today.

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

# Partners only: the Allies are no group of partners, and there are too many of them.
GROUP_NAMES = {key: group.name for key, group in draw.GROUPS.items() if key != "ally"}
Figures = dict[str, float | None]  # by iso3 code; None where the tables have none


@draw.explorer(
    "Partners compared",
    measure=draw.Choice("Compare by", MEASURES),
    show=draw.Toggles("Show", GROUP_NAMES, rare=True),
)
def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> draw.Chart:
    """Draw a bar for each partner of today in the groups of `show`, the longest first.

    A missing figure is written as missing and never as nothing.
    """
    every = figures(measure)
    found = {code: value for code, value in every.items() if _group(code) in show}
    unit, title = capitalised(UNITS[measure]), _title(measure, found)
    plot = draw.Plot(title, f"{unit} · partners of {day_words(last_day())}")
    texts = {group: f"{text}{_median(every, group)}" for group, text in GROUP_NAMES.items()}
    keys = {group: draw.group_key(group, text) for group, text in texts.items()}
    draw.legend(plot, draw.filter_keys("show", keys, show))
    draw.bars(plot, [_bar(code, value) for code, value in found.items()])
    return plot.chart(
        says=". ".join([title, *(texts[group] for group in show)]) + ".",
        source=cite("indicators", "countries", "framework_members"),
        data=draw.Table(
            ("Country", "Group", unit),
            ((name(code), GROUP_NAMES[_group(code)], value) for code, value in found.items()),
        ),
    )


def figures(measure: str) -> Figures:
    """Return the partners of today, the largest figure first, missing ones last."""
    found = {code: measured(code, measure) for code in partners_on(last_day())}
    # Countries with the same figure come by name.
    return dict(sorted(found.items(), key=lambda item: (-(item[1] or 0), name(item[0]))))


def _group(code: str) -> str:
    return group_of(code, last_day())


def _median(found: Figures, group: str) -> str:
    """Return the value in the middle of a group, for the legend."""
    # The middle value, and not the mean: one giant such as Egypt would move the mean.
    inside = (value for code, value in found.items() if _group(code) == group)
    return f": median {figure(median(value for value in inside if value is not None))}"


def _title(measure: str, found: Figures) -> str:
    """Return the smallest and the largest figure with its country, and who has none."""
    known = [(code, value) for code, value in found.items() if value is not None]
    if not known:
        return "No group is shown: choose at least one"
    high, low = (f"{in_words(v, measure)} ({name(code)})" for code, v in (known[0], known[-1]))
    unknown = ", ".join(name(code) for code, value in found.items() if value is None)
    gap = f"; unknown: {unknown}" if unknown else ""
    return f"{MEASURES[measure]}: from {low} to {high}{gap}"


def _bar(code: str, value: float | None) -> draw.Bar:
    """Return the bar of a partner; a dashed line stands for a figure that was not found."""
    key = draw.group_key(_group(code))
    if value is None:
        return draw.Bar(name(code), text="no figure found", key=key, missing=True)
    return draw.Bar(name(code), [draw.Segment(value, key.role)], figure(value), key=key)
