"""Find the real activities of an area or for an objective, and draw them on cards."""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.row_summaries import SURE, short, years
from lessons.data import rows
from lessons.data.membership import name

ALL = "all"
_NAMED = 4  # countries named before the rest is only counted
SHOWN = 3  # examples told in full under a picture; the table holds all


def examples(area: str = ALL, objective: str = ALL) -> list[Any]:
    """Return the examples of an area and an objective, numbers as text, the oldest first."""
    known = sorted(rows("practice_examples"), key=lambda row: (row.year_start, row.example_id))
    return [
        row
        for row in known
        if area in (ALL, str(row.area_id)) and objective in (ALL, *row.objective_ids)
    ]


def short_names(table: str) -> dict[str, str]:
    """Return the short names of `objectives` or `priority_areas` by their number as text."""
    key = {"objectives": "objective_id", "priority_areas": "area_id"}[table]
    return {str(getattr(row, key)): row.short_name for row in rows(table)}


def spread(found: Sequence[Any]) -> list[Any]:
    """Return a few rows from the first to the last, evenly spread."""
    if len(found) <= SHOWN:
        return list(found)
    step = (len(found) - 1) / (SHOWN - 1)
    return [found[round(place * step)] for place in range(SHOWN)]


def example_cards(plot: draw.Plot, found: Sequence[Any]) -> None:
    """Draw examples on cards side by side, or say that there is none."""
    if not found:
        draw.card(plot, draw.body("No example in our table."), band="")
        return
    draw.cards(plot, [_card(row) for row in found], columns=SHOWN)


def example_table(found: Sequence[Any]) -> draw.Table:
    """Return the examples as a table in plain words."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    return draw.Table(
        ("Row", "Years", "With", "What", "Area", "Objectives", "How sure"),
        (
            (
                row.example_id, years(row), partners_in(row), row.what, areas[str(row.area_id)],
                "; ".join(goals[number] for number in row.objective_ids), SURE[row.confidence],
            )
            for row in found
        ),
    )  # fmt: skip


def partners_in(row: Any) -> str:
    """Return the countries and the organisation of an example in words, or nothing."""
    names = [name(code) for code in row.iso3]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    return ", ".join([*names, *([short(row.org_id)] if row.org_id else [])])


def _card(row: Any) -> draw.Card:
    partners = partners_in(row)
    parts = [draw.caption(" · ".join(filter(None, (years(row), partners)))), draw.body(row.what)]
    if row.confidence != "high":
        parts.append(draw.caption(f"How sure: {SURE[row.confidence]}."))
    return draw.Card(parts)
