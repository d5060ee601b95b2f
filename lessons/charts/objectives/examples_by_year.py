"""Draw when the examples of an area began, one mark for each, among all examples.

The list of areas is of 2013. Which areas had most of their examples before that year, and which
after it, shows how the list grows old.
"""

from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import example_table
from lessons.data import cite
from lessons.data.examples import all_examples, examples, short_names

SEED_YEAR = 2013  # the year of the text that the course starts from
_THIS = draw.Key("this area", "ally", "circle")
_ANOTHER = draw.Key("another area", "quiet", "circle", hollow=True)
_MIDDLE = 7  # the month in which a mark stands, in the middle of its year


@draw.explorer("Examples by year", area=draw.Choice("Area", lambda: short_names("priority_areas")))
def examples_by_year(area: str = "7") -> draw.Chart:
    """Draw each example over the year in which it began; those of an area are filled."""
    found, mine = all_examples(), examples(area)
    name = short_names("priority_areas")[area]
    later = f"{sum(one.year_start >= SEED_YEAR for one in mine)} of {len(mine)}"
    title = f"{name.capitalize()}: {later} began in {SEED_YEAR} or later"
    plot = draw.Plot(title, "Examples of partners' work by the year of their start")
    draw.legend(plot, [_THIS, _ANOTHER])
    # Two lanes: the marks of the area are not lost among the others.
    lanes = [
        draw.Lane(name, [_point(one, area) for one in mine], bold=True),
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
