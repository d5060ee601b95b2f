"""Draw priority areas by objectives: what is done, and what for.

An area says what is done, an objective what for. An empty cell has three meanings: nobody did such
a thing, we missed it, or we read it in another way.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives import example_cards as shown
from lessons.core.text import counted
from lessons.data import cite, record, source_ids
from lessons.data.examples import ALL, all_examples, examples, short_names

# What a control offers besides the short names of its table.
_ANY = {"priority_areas": {ALL: "all areas"}, "objectives": {ALL: "all objectives"}}


def options(table: str) -> dict[str, str]:
    """Return what a control for `priority_areas` or `objectives` offers: any of them, or one."""
    return _ANY[table] | short_names(table)


def open_cell(_before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change; a click on a cell chooses 'area/objective'."""
    area, cell, objective = str(after["area"]).partition("/")
    return {"area": area, "objective": objective} if cell else after


@draw.explorer(
    "Areas and objectives",
    link=open_cell,
    area=draw.Choice("Area", lambda: options("priority_areas")),
    objective=draw.Choice("Objective", lambda: options("objectives")),
)
def areas_by_objectives(area: str = "7", objective: str = "3") -> draw.Chart:
    """Draw how many examples each area has for each objective, and open a cell.

    'all' opens a whole row, a whole column or the whole table.
    """
    found = examples(area, objective)
    opened = _opened(area, objective, len(found))
    what = "" if area == ALL else f"What is done: {record('priority_areas', area).statement}"
    goal = "" if objective == ALL else f"What for: {record('objectives', objective).statement}"
    plot = draw.Plot(_title(), "An example counts for each objective that it serves, mostly two")
    _matrix(plot, area, objective)
    # The cell is opened below the table: its statements first, then some of its examples.
    draw.card(plot, draw.head(opened.capitalize()), draw.body(what), draw.body(goal))
    few = shown.example_cards(plot, found)
    return plot.chart(
        says=f"{plot.title}. Chosen: {opened}.",
        source=cite("priority_areas", "objectives", *source_ids(few)),
        data=shown.example_table(found),
    )


def cells() -> Counter[tuple[str, str]]:
    """Return the number of examples for each area and objective; empty cells are left out.

    An example counts in each cell of the objectives that it serves.
    """
    return Counter((str(one.area_id), goal) for one in all_examples() for goal in one.objective_ids)


def _title() -> str:
    """Return how full the table is; an area's sum is less than that of its cells."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    ((most, number),) = Counter(str(one.area_id) for one in all_examples()).most_common(1)
    full = f"{len(cells())} of {len(areas) * len(goals)} cells hold an example"
    return f"{full}; most: {areas[most]}, {number} examples"


def _matrix(plot: draw.Plot, area: str, objective: str) -> None:
    counts, goals = cells(), short_names("objectives")
    heads = [
        draw.Heading(text, short=goal, bold=goal == objective, pick=f"area={ALL}/{goal}")
        for goal, text in goals.items()
    ]
    lines = [
        draw.MatrixRow(
            text, [_cell(number, goal, counts[number, goal], area, objective) for goal in goals],
            bold=number == area, pick=f"area={number}/{ALL}",
        )
        for number, text in short_names("priority_areas").items()
    ]  # fmt: skip
    draw.matrix(plot, heads, lines)


def _cell(row: str, goal: str, count: int, area: str, objective: str) -> draw.Cell:
    """Return the cell of an area and an objective, marked if `area` and `objective` open it."""
    chosen, title = area in (ALL, row) and objective in (ALL, goal), _opened(row, goal, count)
    return draw.Cell(count=count, chosen=chosen, title=title, pick=f"area={row}/{goal}")


def _opened(area: str, objective: str, count: int) -> str:
    """Return in words what two values of the controls open: a cell, a row, a column or all."""
    what, goal = options("priority_areas")[area], options("objectives")[objective]
    return f"{what}, for {goal}, {counted(count, 'example')}"
