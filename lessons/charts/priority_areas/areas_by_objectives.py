"""Draw priority areas by objectives: what is done, and what for."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import (
    ALL,
    SHOWN,
    example_cards,
    example_table,
    examples,
    short_names,
    spread,
    statement,
)  # fmt: skip
from lessons.core.text import counted
from lessons.data import cite


def open_cell(_before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change; a click on a cell chooses 'area/objective'."""
    area, cell, objective = str(after["area"]).partition("/")
    return {"area": area, "objective": objective} if cell else after


@draw.explorer(
    "Areas and objectives",
    link=open_cell,
    area=draw.Choice("Area", lambda: {ALL: "all areas"} | short_names("priority_areas")),
    objective=draw.Choice("Objective", lambda: {ALL: "all objectives"} | short_names("objectives")),
)
def areas_by_objectives(area: str = "7", objective: str = "3") -> draw.Chart:
    """Draw how many examples each area has for each objective, and open a cell.

    'all' opens a whole row, a whole column or the whole table.
    """
    found = examples(area, objective)
    plot = draw.Plot(_title(), "Examples by priority area and objective; one may serve several")
    _matrix(plot, area, objective)
    draw.card(plot, *_paragraphs(area, objective, len(found)))
    example_cards(plot, spread(found))
    return plot.chart(
        says=_says(area, objective, len(found)),
        source=cite("priority_areas", "objectives", *(one.source_id for one in spread(found))),
        data=example_table(found) if found else _counts_table(),
    )


def cells() -> dict[tuple[str, str], int]:
    """Return the number of examples for each area and objective; empty cells are left out."""
    pairs = ((str(one.area), str(goal)) for one in examples() for goal in one.objectives)
    return dict(Counter(pairs))


def _title() -> str:
    counts, names = cells(), short_names("priority_areas")
    totals = Counter(str(one.area) for one in examples())
    ((most, number),) = totals.most_common(1)
    size = len(names) * len(short_names("objectives"))
    return f"{len(counts)} of {size} cells hold an example; {names[most]}: {number}, the most"


def _matrix(plot: draw.Plot, area: str, objective: str) -> None:
    counts = cells()
    goals, areas = short_names("objectives"), short_names("priority_areas")
    heads = [
        draw.Heading(text, short=goal, bold=goal == objective, pick=f"area={ALL}/{goal}")
        for goal, text in goals.items()
    ]
    lines = [
        draw.MatrixRow(
            draw.Heading(text, bold=number == area, pick=f"area={number}/{ALL}"),
            [
                draw.Cell(
                    count=counts.get((number, goal), 0),
                    chosen=area in (ALL, number) and objective in (ALL, goal),
                    title=_cell_title(number, goal, counts.get((number, goal), 0)),
                    pick=f"area={number}/{goal}",
                )
                for goal in goals
            ],
        )
        for number, text in areas.items()
    ]
    draw.matrix(plot, heads, lines)


def _cell_title(area: str, objective: str, count: int) -> str:
    return f"{_chosen(area, objective)}: {counted(count, 'example')}"


def _chosen(area: str, objective: str) -> str:
    what = "all areas" if area == ALL else short_names("priority_areas")[area]
    goal = "all objectives" if objective == ALL else short_names("objectives")[objective]
    return f"{what}, for {goal}"


def _paragraphs(area: str, objective: str, count: int) -> list[draw.Paragraph]:
    parts = [draw.head(f"{_chosen(area, objective).capitalize()}: {counted(count, 'example')}")]
    if area != ALL:
        parts.append(draw.body(f"What is done: {statement('priority_areas', area)}"))
    if objective != ALL:
        parts.append(draw.body(f"What for: {statement('objectives', objective)}"))
    if count > SHOWN:
        parts.append(draw.caption("Three of them follow; the table holds all."))
    return parts


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
    areas, goals = short_names("priority_areas"), short_names("objectives")
    lines = ((areas[area], goals[goal], count) for (area, goal), count in cells().items())
    return draw.Table(("Area", "Objective", "Examples"), lines)
