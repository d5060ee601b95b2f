"""Draw on a map how many examples each partner took part in.

A map of examples is a map of the work and of the reports on it in one: where much is written, much
is found.
"""

from math import sqrt

from lessons.charts import engine as draw
from lessons.charts.objectives.areas_by_objectives import options
from lessons.core.text import counted
from lessons.data import cite
from lessons.data.examples import ALL, count_by_country, examples
from lessons.data.membership import group_of, last_day, name

IN_2012 = "2012-12-31"
NAMED = 10  # countries that are named on a map of the world, those with the most examples
_SMALLEST, _LARGER = 3.0, 1.6  # px: a marker's least radius, and what a square root adds


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
    draw.legend(plot, [draw.group_key(key) for key in draw.GROUPS])
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
    return group_of(code, IN_2012) or group_of(code, last_day())


def _marker(code: str, count: int, named: bool) -> draw.Marker:
    """Return a country's marker, whose area grows with the count as the eye compares areas."""
    look, size = draw.group_key(group(code)), _SMALLEST + _LARGER * sqrt(count)
    title = f"{name(code)}: {counted(count, 'example')}"
    return draw.Marker(code, name(code), look, title, size=size, named=named, note=str(count))
