"""Draw how many examples there are in each priority area, in a row of a table."""

from collections.abc import Iterable

from lessons.charts import engine as draw
from lessons.data.examples import Example, count_by_area, short_names


def area_heads() -> list[draw.Heading]:
    """Return the headings of the eight areas; where they do not fit, their numbers stand there."""
    return [
        draw.Heading(text, short=number) for number, text in short_names("priority_areas").items()
    ]


def area_row(
    heading: draw.Heading, found: Iterable[Example], chosen: bool = False
) -> draw.MatrixRow:
    """Return the row of a country or a group: its examples, counted by area.

    The cells have the colour of the heading's marker, and a click on them does what one on the
    heading does.
    """
    # A partner's own row has no marker: its group stands in a row below.
    role = heading.key.role if heading.key else "euro_atlantic"
    cells = [
        draw.Cell(count=number, role=role, chosen=chosen, pick=heading.pick)
        for number in count_by_area(found).values()
    ]
    return draw.MatrixRow(heading, cells)
