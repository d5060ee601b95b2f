"""When the examples began: one mark for each, year by year."""

from typing import Any

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.example_cards import examples, listing, short_names
from lessons.data import cite

FLOOR, STEP = 190.0, 13.0


def examples_by_year(area: str = "7") -> Chart:
    """Draw each example over the year in which it began; those of an area are filled."""
    rows = examples()
    mine = examples(area)
    words = short_names("priority_areas")[area]
    drawing = Drawing(width(), FLOOR + 30)
    title = f"When they began: {words}"
    drawing.add(
        Text(4, 16, title, size=14, bold=True),
        Shape(12, 34, 5, "circle", "ally"), Text(22, 38, "this area"),
        Shape(112, 34, 4.5, "circle", "quiet", hollow=True), Text(122, 38, "another area"),
    )  # fmt: skip
    first, last = int(rows["year_start"].min()), int(rows["year_start"].max())
    _years(drawing, first, last)
    for year in range(first, last + 1):
        here = list(each(rows[rows["year_start"] == year]))
        here.sort(key=lambda row: str(row.area_id) != area)
        for place, row in enumerate(here):
            _mark(drawing, (_x(year, first, last), FLOOR - 8 - STEP * place), row, area)
    says = _says(words, mine["year_start"].tolist(), len(rows))
    return Chart(drawing, says, cite("practice_examples"), listing(mine), title=title)


def _x(year: int, first: int, last: int) -> float:
    return 16 + (year - first) * (width() - 32) / (last - first)


def _years(drawing: Drawing, first: int, last: int) -> None:
    drawing.add(Line(((8, FLOOR), (width() - 8, FLOOR)), role="quiet"))
    for year in range(first, last + 1):
        if year % (10 if is_narrow() else 5) == 0:
            drawing.add(Text(_x(year, first, last), FLOOR + 18, str(year), "muted", 12, "middle"))


def _mark(drawing: Drawing, spot: tuple[float, float], row: Any, area: str) -> None:
    mine = str(row.area_id) == area
    title = f"{row.year_start}: {row.what}"
    size, role = (5.0, "ally") if mine else (4.5, "quiet")
    drawing.add(Shape(*spot, size, "circle", role, title, f"area={row.area_id}", hollow=not mine))


def _says(words: str, years: list[int], total: int) -> str:
    later = sum(year >= 2013 for year in years)
    return (
        f"{len(years)} of {total} examples belong to {words}. The first began in {min(years)}, "
        f"the last in {max(years)}; {later} began in 2013 or later."
    )
