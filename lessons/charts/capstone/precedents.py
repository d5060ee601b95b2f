"""Draw what has been done with a partner and with each group of partners, area by area.

A plan begins with history: an example of the partner's own is better than one of its neighbours,
and a neighbour's is better than a hope.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.area_counts import area_heads, area_row
from lessons.core.text import counted, listed
from lessons.data import cite
from lessons.data import examples as data
from lessons.data.examples import Example, examples, short_names
from lessons.data.membership import last_day, name, partners_on


def partners() -> dict[str, str]:
    """Return the partners of today by iso3 code, in alphabetical order of their names."""
    return {code: name(code) for code in sorted(partners_on(last_day()), key=name)}


@draw.explorer(
    "What was done with whom",
    partner=draw.Choice("Partner", partners, as_list=True, kept="country"),
)
def what_was_done(partner: str = "JOR") -> draw.Chart:
    """Draw how many examples we found for a partner and for each group, area by area.

    `partner` is the iso3 code of a partner of today.
    """
    own, areas = examples(country=partner), short_names("priority_areas")
    title = _title(partner, own)
    plot = draw.Plot(title, "Examples that we found, by priority area")
    keys = {group: draw.group_key(group) for group in draw.GROUPS if group != "ally"}
    draw.matrix(plot, area_heads(), [
        area_row(draw.Heading(name(partner), bold=True), own),
        *(area_row(draw.Heading(key.text, key=key), of_group(g)) for g, key in keys.items()),
    ])  # fmt: skip
    return plot.chart(
        says=f"{title}. {_most_and_none(own)}",
        source=cite("practice_examples"),
        data=draw.Table.of(own, {
            "Row": "id",
            "Year": "first_year",
            "Area": lambda one: areas[one.area],
            "What was done": "text",
        }),
    )  # fmt: skip


def of_group(group: str) -> tuple[Example, ...]:
    """Return the examples in which a country took part that was in a group at the time."""
    return tuple(
        one
        for one in examples()
        if any(data.group_at_the_time(code, one) == group for code in one.countries)
    )


def _title(partner: str, own: Sequence[Example]) -> str:
    """Return how many examples were found with a partner, and in how many of the areas."""
    if not own:
        return f"No example with {name(partner)} found"
    areas = len({one.area for one in own})
    return f"{name(partner)}: {counted(len(own), 'example')} in {counted(areas, 'area')}"


def _most_and_none(own: Sequence[Example]) -> str:
    """Return the areas with the most examples and those with none, in words."""
    if not own:
        return "That says something about our search."
    names = short_names("priority_areas")
    # All areas in their order, so that those without an example can be named.
    counts = {names[area]: number for area, number in data.count_by_area(own).items()}
    most = max(counts.values())
    fullest = listed([area for area, number in counts.items() if number == most])
    none = [area for area, number in counts.items() if not number]
    gap = f" No example in: {', '.join(none)}." if none else ""
    return f"The most in {fullest}: {most}.{gap}"
