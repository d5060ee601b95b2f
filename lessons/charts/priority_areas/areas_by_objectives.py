"""Draw priority areas by objectives: what is done, and what for."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.priority_areas import example_rows
from lessons.charts.priority_areas.example_rows import ALL, SHOWN, number, options
from lessons.core.text import counted
from lessons.data import cached_on, cite, rows, source_ids
from lessons.data.examples import all_examples, examples


def open_cell(_before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change; a click on a cell chooses 'area/objective'."""
    area, cell, objective = str(after["area"]).partition("/")
    return {"area": area, "objective": objective} if cell else after


@draw.explorer(
    "Areas and objectives",
    link=open_cell,
    area=draw.Choice("Area", lambda: {ALL: "all areas"} | options("priority_areas")),
    objective=draw.Choice("Objective", lambda: {ALL: "all objectives"} | options("objectives")),
)
def areas_by_objectives(area: str = "7", objective: str = "3") -> draw.Chart:
    """Draw how many examples each area has for each objective, and open a cell.

    'all' opens a whole row, a whole column or the whole table.
    """
    found = examples(number(area), number(objective))
    shown = example_rows.spread(found)
    plot = draw.Plot(_title(), "Examples by priority area and objective; one may serve several")
    _matrix(plot, area, objective)
    draw.card(plot, *_paragraphs(area, objective, len(found)))
    example_rows.example_cards(plot, shown)
    return plot.chart(
        says=_says(area, objective, len(found)),
        source=cite("priority_areas", "objectives", *source_ids(shown)),
        data=example_rows.example_table(found) if found else _counts_table(),
    )


@cached_on("practice_examples")
def cells() -> Mapping[tuple[str, str], int]:
    """Return the number of examples for each area and objective; empty cells are left out."""
    found = all_examples()
    return MappingProxyType(
        Counter((str(one.area), str(goal)) for one in found for goal in one.objectives)
    )


def _title() -> str:
    counts, names = cells(), options("priority_areas")
    ((most, count),) = Counter(str(example.area) for example in all_examples()).most_common(1)
    size = len(names) * len(options("objectives"))
    return f"{len(counts)} of {size} cells hold an example; {names[most]}: {count}, the most"


def _matrix(plot: draw.Plot, area: str, objective: str) -> None:
    goals, areas = options("objectives"), options("priority_areas")
    heads = [
        draw.Heading(text, short=goal, bold=goal == objective, pick=f"area={ALL}/{goal}")
        for goal, text in goals.items()
    ]
    lines = [
        draw.MatrixRow(
            draw.Heading(text, bold=key == area, pick=f"area={key}/{ALL}"),
            [_cell(key, goal, area in (ALL, key) and objective in (ALL, goal)) for goal in goals],
        )
        for key, text in areas.items()
    ]
    draw.matrix(plot, heads, lines)


def _cell(area: str, objective: str, chosen: bool) -> draw.Cell:
    count = cells().get((area, objective), 0)
    title = f"{_chosen(area, objective)}: {counted(count, 'example')}"
    return draw.Cell(count=count, chosen=chosen, title=title, pick=f"area={area}/{objective}")


def _chosen(area: str, objective: str) -> str:
    what = "all areas" if area == ALL else options("priority_areas")[area]
    goal = "all objectives" if objective == ALL else options("objectives")[objective]
    return f"{what}, for {goal}"


def _paragraphs(area: str, objective: str, count: int) -> list[draw.Paragraph]:
    parts = [draw.head(f"{_chosen(area, objective).capitalize()}: {counted(count, 'example')}")]
    if area != ALL:
        parts.append(draw.body(f"What is done: {_statement('priority_areas', 'area_id', area)}"))
    if objective != ALL:
        parts.append(draw.body(f"What for: {_statement('objectives', 'objective_id', objective)}"))
    if count > SHOWN:
        parts.append(draw.caption("Three of them stand below, all in the table."))
    return parts


def _statement(table: str, column: str, number: str) -> str:
    return next(str(row.statement) for row in rows(table) if str(getattr(row, column)) == number)


def _says(area: str, objective: str, count: int) -> str:
    counts = cells()
    most = max(counts.values())
    fullest = [_chosen(*key) for key, number in counts.items() if number == most]
    return (
        f"Eight areas by eight objectives: {len(counts)} of 64 cells hold an example. The fullest "
        f"hold {most} each: {'; '.join(fullest)}. Chosen: {_chosen(area, objective)}, "
        f"{counted(count, 'example')}."
    )


def _counts_table() -> draw.Table:
    areas, goals = options("priority_areas"), options("objectives")
    lines = ((areas[area], goals[goal], count) for (area, goal), count in cells().items())
    return draw.Table(("Area", "Objective", "Examples"), lines)
