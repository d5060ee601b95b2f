"""Draw all examples at once: when they began, and with whom on a map.

The list of areas is of 2013. Which areas had most of their examples before that year, and which
after it, shows how far the list still fits. A map of examples shows where work was reported, which
is not the same as where it was done.
"""

from datetime import date
from math import sqrt
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.areas_by_objectives import options
from lessons.charts.objectives.example_cards import example_table
from lessons.core.text import counted
from lessons.data import cite
from lessons.data.examples import ALL, all_examples, count_by_country, examples, short_names
from lessons.data.membership import group_of, name

SEED_YEAR = 2013  # the year of the text that the course starts from
_THIS = draw.Key("this area", "ally", "circle")
_ANOTHER = draw.Key("another area", "quiet", "circle", hollow=True)
_MIDDLE = 7  # the month of a mark, in the middle of its year
IN_2012 = "2012-12-31"
NAMED = 10  # countries that are named on a map of the world, those with the most examples
_SMALLEST, _LARGER = 3.0, 1.6  # px: a marker's least radius, and what a square root adds


@draw.explorer("Examples by year", area=draw.Choice("Area", lambda: short_names("priority_areas")))
def examples_by_year(area: str = "7") -> draw.Chart:
    """Draw each example over the year in which it began; those of an area are filled."""
    found, mine = all_examples(), examples(area)
    text = short_names("priority_areas")[area]
    later = f"{sum(one.year_start >= SEED_YEAR for one in mine)} of {len(mine)}"
    title = f"{text.capitalize()}: {later} began in {SEED_YEAR} or later"
    plot = draw.Plot(title, "Examples of partners' work by the year of their start")
    draw.legend(plot, [_THIS, _ANOTHER])
    # Two lanes: the marks of the area are not lost among the others.
    lanes = [
        draw.Lane(text, [_point(one, area) for one in mine], bold=True),
        draw.Lane("Other areas", [_point(one, area) for one in found if one not in mine]),
    ]
    # Examples come in the order of their years; the axis ends a year later, behind the last mark.
    first, last = date(found[0].year_start, 1, 1), date(found[-1].year_start + 1, 1, 1)
    rule = draw.Rule(date(SEED_YEAR, 1, 1), str(SEED_YEAR))
    draw.timeline(plot, lanes, first, last, rules=[rule])
    return plot.chart(
        says=f"{title}, of {len(found)} examples in all.",
        source=cite("practice_examples"),
        data=example_table(mine),
    )


def _point(example: Any, area: str) -> draw.Point:
    """Return the mark of an example; a click on one of another area chooses that area."""
    key = _THIS if str(example.area_id) == area else _ANOTHER
    on, title = date(example.year_start, _MIDDLE, 1), f"{example.year_start}: {example.what}"
    return draw.Point(on, key, title, f"area={example.area_id}")


@draw.explorer(
    "Examples on the map",
    area=draw.Choice("Area", lambda: options("priority_areas")),
    region=draw.Choice("Region", draw.region_names),
)
def examples_map(area: str = ALL, region: str = "europe") -> draw.Chart:
    """Draw how many examples of an area each country has; a larger marker has more.

    `area` is a number as text, or 'all'.
    """
    counts, what = count_by_country(examples(area)), options("priority_areas")[area]
    # Which capitals a region holds depends on the width of the page, as the map itself does.
    here = {code: counts[code] for code in draw.in_region(region, counts)}
    most = next(iter(here), "")
    title = f"Most examples: {name(most)}, {here[most]}" if here else "No country in any example"
    plot = draw.Plot(title, f"Larger means more examples: {what}; groups as at the end of 2012")
    draw.legend(plot, [draw.group_key(key) for key in draw.GROUP_KEYS])
    elsewhere = f"elsewhere {len(counts) - len(here)}"
    where = f"{counted(len(here), 'country', 'countries')}, {elsewhere}"
    # On the map of the world there is no room for every name.
    named = list(counts)[:NAMED] if region == "world" else list(counts)
    draw.draw_map(plot, region, [_marker(code, n, code in named) for code, n in counts.items()])
    return plot.chart(
        says=f"{draw.region_names()[region]}, {what}: {where}. {title}.",
        source=cite("practice_examples"),
        data=draw.Table(
            ("Country", "Group in 2012 or since", "Examples"),
            ((name(code), draw.GROUP_NAMES[group(code)], n) for code, n in counts.items()),
        ),
    )


def group(code: str) -> str:
    """Return the group of a country at the end of 2012, or where it had none, as of today."""
    return group_of(code, IN_2012) or group_of(code)


def _marker(code: str, count: int, named: bool) -> draw.Marker:
    """Return a country's marker, whose area grows with the count as the eye compares areas."""
    look, size = draw.group_key(group(code)), _SMALLEST + _LARGER * sqrt(count)
    title = f"{name(code)}: {counted(count, 'example')}"
    return draw.Marker(code, name(code), look, title, size=size, named=named, note=str(count))
