"""Real activities: which serve an objective, which belong to an area, and cards that tell them."""

from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.charts.objectives.row_summaries import SURE, partners_in, years
from lessons.data import table

GROUP_OF = {
    "PFP": "euro_atlantic",
    "EAPC": "euro_atlantic",
    "MD": "md",
    "ICI": "ici",
    "PATG": "patg",
}
WHO = {
    "all": "All examples",
    "euro_atlantic": GROUPS["euro_atlantic"].words,
    "md": GROUPS["md"].words,
    "ici": GROUPS["ici"].words,
    "patg": GROUPS["patg"].words,
    "org": "Other organisations",
}
CARDS = 3  # examples told in full under a picture; the table holds all


def examples(area: str = "all", objective: str = "all", who: str = "all") -> pd.DataFrame:
    """Return the examples of an area, an objective and a kind of partner, the oldest first.

    Areas and objectives are numbers as text, or 'all'; `who` is a key of `WHO`.
    """
    rows = table("practice_examples").sort_values(["year_start", "example_id"])
    keep = [
        (area in ("all", str(row.area_id)))
        and (objective in ("all", *objectives_of(row)))
        and (who == "all" or who in groups_in(row))
        for row in each(rows)
    ]
    return rows[keep].reset_index(drop=True)


def objectives_of(row: Any) -> list[str]:
    """Return the numbers of the objectives that an example serves, as text."""
    return str(row.objective_ids).split(";")


def groups_in(row: Any) -> set[str]:
    """Return the groups whose countries take part in an example, and 'org' for organisations.

    A country counts for every group in which it has ever been.
    """
    found = set() if pd.isna(row.org_id) else {"org"}
    countries = [] if pd.isna(row.iso3) else row.iso3.split(";")
    return found.union(*(_groups().get(code, set()) for code in countries))


@cache
def _groups() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in each(table("framework_members")):
        if row.framework_id in GROUP_OF:
            found.setdefault(row.iso3, set()).add(GROUP_OF[row.framework_id])
    return found


def short_names(name_of_table: str) -> dict[str, str]:
    """Return the short names of objectives or priority areas by their number as text."""
    rows = table(name_of_table)
    return {
        str(number): str(words)
        for number, words in zip(rows.iloc[:, 0], rows["short_name"], strict=True)
    }


def spread(rows: pd.DataFrame, wanted: int = CARDS) -> pd.DataFrame:
    """Return a few rows from first to last, evenly spread."""
    if len(rows) <= wanted:
        return rows
    last = len(rows) - 1
    return rows.iloc[[round(place * last / (wanted - 1)) for place in range(wanted)]]


def example_cards(drawing: Drawing, y: float, rows: pd.DataFrame) -> float:
    """Draw the examples as cards, side by side or below each other; return where they end."""
    if rows.empty:
        return y + card(drawing, (4, y), width() - 8, [Part("No example in our table.", 13)]) + 8
    columns = 1 if is_narrow() else CARDS
    wide = (width() - 8 - 14 * (columns - 1)) / columns
    all_parts = [_parts(row) for row in each(rows)]
    high = 0.0 if is_narrow() else max(height(parts, wide) for parts in all_parts)
    for place, parts in enumerate(all_parts):
        x = 4 + (place % columns) * (wide + 14)
        tall = card(drawing, (x, y), wide, parts, high)
        if is_narrow():
            y += tall + 8
    return y if is_narrow() else y + high + 8


def listing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the examples as a table in plain words."""
    areas, goals = short_names("priority_areas"), short_names("objectives")
    told = [
        (
            row.example_id, years(row), partners_in(row), row.what, areas[str(row.area_id)],
            "; ".join(goals[number] for number in objectives_of(row)), SURE[row.confidence],
        )
        for row in each(rows)
    ]  # fmt: skip
    names = ["Row", "Years", "With", "What", "Area", "Objectives", "How sure"]
    return pd.DataFrame(told, columns=names)


def _parts(row: Any) -> list[Part]:
    with_whom = partners_in(row)
    parts = [
        Part(f"{years(row)}{f' · {with_whom}' if with_whom else ''}", 12, "muted"),
        Part(row.what, 13),
    ]
    if row.confidence != "high":
        parts.append(Part(f"How sure: {SURE[row.confidence]}.", 12, "muted"))
    return parts
