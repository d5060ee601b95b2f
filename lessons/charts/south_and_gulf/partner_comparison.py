"""Draw how many people, how much income and what distance stand behind the partners of today.

Lesson 6 compares the two frameworks of the South with it, lesson 7 the distances of the partners
across the globe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lessons.charts import engine as draw
from lessons.core.text import figure, said
from lessons.data import cite
from lessons.data.measures import MEASURES, UNITS, measured
from lessons.data.membership import group_of, last_day, name, partners_on

# Partners only: the Allies are no group of partners, and there are too many of them.
GROUP_NAMES = {key: group.words for key, group in draw.GROUPS.items() if key != "ally"}
NOBODY = "No group is shown: choose at least one"


@dataclass(frozen=True)
class Partner:
    """A partner of today, its group, and its figure; None where the tables have none."""

    country: str
    group: str
    value: float | None


@draw.explorer(
    "Partners compared",
    measure=draw.Choice("Compare by", MEASURES),
    show=draw.Toggles("Show", GROUP_NAMES),
)
def partner_sizes(measure: str = "population", show: Sequence[str] = ("md", "ici")) -> draw.Chart:
    """Draw a bar for each partner of today in the groups of `show`, the longest first.

    A missing figure is written as missing and never as nothing.
    """
    found = partners(measure, show)
    unit = UNITS[measure][0].upper() + UNITS[measure][1:]
    plot = draw.Plot(_title(measure, found), f"{unit} · partners of {said(last_day())}")
    # A single group is named by the control, and needs no legend.
    if len(show) > 1:
        draw.legend(plot, [draw.group_key(group) for group in show])
    draw.bars(plot, [_bar(one) for one in found])
    return plot.chart(
        says=_says(measure, found),
        source=cite("indicators", "countries", "framework_members"),
        data=draw.Table.of(
            found,
            {"Country": "country", "Group": lambda one: GROUP_NAMES[one.group], unit: "value"},
        ),
    )


def partners(measure: str, groups: Sequence[str]) -> list[Partner]:
    """Return the partners of today in some groups, the largest figure first, missing ones last."""
    on = last_day()
    found = [
        Partner(name(code), group_of(code, on), measured(code, measure))
        for code in partners_on(on)
        if group_of(code, on) in groups
    ]
    # Countries with the same figure come by name.
    return sorted(found, key=lambda one: (-(one.value or 0), one.country))


def _values(found: Sequence[Partner]) -> list[float]:
    return [one.value for one in found if one.value is not None]


def _figure(value: float) -> str:
    return figure(round(value, 1))  # rounded first: 9.96 is written 10, as 10.04 is


def _title(measure: str, found: Sequence[Partner]) -> str:
    if not found:
        return NOBODY
    values = _values(found)
    return f"{MEASURES[measure]}: from {_figure(values[-1])} to {_figure(values[0])}"


def _bar(one: Partner) -> draw.Bar:
    """Return the bar of a partner; a dashed line stands for a figure that was not found."""
    key = draw.group_key(one.group)
    if one.value is None:
        return draw.Bar(one.country, text="no figure found", key=key, missing=True)
    return draw.Bar(one.country, [draw.Segment(one.value, key.role)], _figure(one.value), key=key)


def _says(measure: str, found: Sequence[Partner]) -> str:
    """Return what is read aloud: both ends, and for each group the value in its middle."""
    if not found:
        return f"{NOBODY}."
    known = [one for one in found if one.value is not None]
    groups = {one.group: [o for o in known if o.group == one.group] for one in known}
    # The middle value, and not the mean: one giant such as Egypt would move the mean.
    middles = [
        f"{GROUP_NAMES[group]}: the middle value is {_figure(median(_values(inside)))}."
        for group, inside in groups.items()
    ]
    missing = [one.country for one in found if one.value is None]
    gap = [f"No figure found: {', '.join(missing)}."] if missing else []
    ends = f"Most: {known[0].country}. Least: {known[-1].country}."
    return " ".join([f"{_title(measure, found)} {UNITS[measure]}. {ends}", *middles, *gap])
