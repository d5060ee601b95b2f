"""Draw what has been done with a partner and with each group of partners, area by area."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted, listed
from lessons.data import cite
from lessons.data.examples import (
    Example,
    count_by_area,
    examples,
    group_at_the_time,
    short_names,
)
from lessons.data.membership import last_day, name, partners_on


def partners() -> dict[str, str]:
    """Return the partners of today by iso3 code, in alphabetical order of their names."""
    return {code: name(code) for code in sorted(partners_on(last_day()), key=name)}


@draw.explorer("What was done with whom", partner=draw.Choice("Partner", partners, as_list=True))
def what_was_done(partner: str = "JOR") -> draw.Chart:
    """Draw how many examples we found for a partner and for each group, area by area.

    `partner` is the iso3 code of a partner of today.
    """
    own, areas = examples(country=partner), short_names("priority_areas")
    plot = draw.Plot(_title(partner, own), "Examples that we found, by priority area")
    heads = [draw.Heading(text, short=str(number)) for number, text in areas.items()]
    groups = [key for key in draw.GROUPS if key != "ally"]
    lines = [(draw.Heading(name(partner), bold=True), own)]
    lines += [
        (draw.Heading(draw.GROUPS[key].words, key=draw.group_key(key)), _of_group(key))
        for key in groups
    ]
    draw.matrix(plot, heads, [draw.MatrixRow(head, _cells(found)) for head, found in lines])
    return plot.chart(
        says=_says(partner, own),
        source=cite("practice_examples"),
        data=draw.Table(
            ("Row", "Year", "Area", "What was done"),
            ((one.id, one.first_year, areas[one.area], one.text) for one in own),
        ),
    )


def _of_group(group: str) -> tuple[Example, ...]:
    """Return the examples in which a country took part that was in a group at the time."""
    return tuple(
        one for one in examples() if any(group_at_the_time(c, one) == group for c in one.countries)
    )


def _cells(found: Iterable[Example]) -> list[draw.Cell]:
    return [draw.Cell(count=number) for number in count_by_area(found).values()]


def _title(partner: str, own: Sequence[Example]) -> str:
    areas = len({one.area for one in own})
    found = f"{counted(len(own), 'example')} in {counted(areas, 'area')}" if own else "no example"
    return f"{name(partner)}: {found}"


def _says(partner: str, own: Sequence[Example]) -> str:
    if not own:
        return f"{name(partner)}: we found no example. That says something about our search."
    areas = short_names("priority_areas")
    counts = Counter(areas[one.area] for one in sorted(own, key=lambda one: one.area))
    high = max(counts.values())
    most = [area for area, number in counts.items() if number == high]
    none = [area for area in areas.values() if area not in counts]
    gap = f"No example in: {', '.join(none)}." if none else "At least one in each area."
    if len(own) == 1:
        return f"{name(partner)}: 1 example, in {most[0]}. {gap}"
    even = len(most) == len(counts) > 1
    where = f"{high} each in {', '.join(most)}" if even else f"most in {listed(most)} ({high})"
    return f"{name(partner)}: {len(own)} examples, {where}. {gap}"
