"""Draw when the examples of an area began, one mark for each, among all examples."""

from datetime import date

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import example_table, examples, short_names
from lessons.data import cite
from lessons.data.examples import Example

SEED_YEAR = 2013  # the year of the text that the course starts from


@draw.explorer("Examples by year", area=draw.Choice("Area", lambda: short_names("priority_areas")))
def examples_by_year(area: str = "7") -> draw.Chart:
    """Draw each example over the year in which it began; those of an area are filled."""
    found, mine = examples(), examples(area)
    name = short_names("priority_areas")[area]
    years = [example.first_year for example in found]
    plot = draw.Plot(_title(name, mine), "Examples of partners' work by the year of their start")
    draw.legend(plot, [
        draw.Key("this area", "ally", "circle"),
        draw.Key("another area", "quiet", "circle", hollow=True),
    ])  # fmt: skip
    lanes = [
        draw.Lane(name, [_point(example, area) for example in mine], bold=True),
        draw.Lane("Other areas", [_point(one, area) for one in found if one not in mine]),
    ]
    first, last = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    draw.timeline(plot, lanes, first, last, rules=[draw.Rule(date(SEED_YEAR, 1, 1), "2013")])
    return plot.chart(
        says=_says(name, mine, len(found)),
        source=cite("practice_examples"),
        data=example_table(mine),
    )


def _title(name: str, mine: tuple[Example, ...]) -> str:
    later = sum(example.first_year >= SEED_YEAR for example in mine)
    return f"{name.capitalize()}: {later} of {len(mine)} began in {SEED_YEAR} or later"


def _point(example: Example, area: str) -> draw.Point:
    mine = str(example.area) == area
    return draw.Point(
        date(example.first_year, 7, 1), "circle", "ally" if mine else "quiet",
        f"{example.first_year}: {example.text}", f"area={example.area}", hollow=not mine,
    )  # fmt: skip


def _says(name: str, mine: tuple[Example, ...], total: int) -> str:
    years = [example.first_year for example in mine]
    later = sum(year >= SEED_YEAR for year in years)
    return (
        f"{len(years)} of {total} examples belong to {name}. The first began in {min(years)}, "
        f"the last in {max(years)}; {later} began in {SEED_YEAR} or later."
    )
