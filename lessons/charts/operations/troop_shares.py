"""How many flags, how many soldiers: countries outside NATO as a share of one list."""

from dataclasses import asdict

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.operations.troop_lists import completeness as state
from lessons.charts.operations.troop_lists import lists
from lessons.charts.operations.troop_lists import too_few as partial
from lessons.data import cite
from lessons.data.contributions import contingents, snapshot

COLUMNS, STEP = 10, 24.0


def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> Chart:
    """Draw the nations of a list, one sign each, beside its soldiers, one sign for each per cent.

    `on` is a key of `troop_lists.lists()`. A list with large gaps cannot tell the
    share: then there are no signs for the soldiers, and the picture says why.
    """
    rows = pd.DataFrame(map(asdict, contingents(on))).rename(columns={"is_ally": "is_ally_then"})
    outside = rows[~rows["is_ally_then"].astype(bool)]
    few = partial(on)
    below = 102.0 + STEP * -(-len(rows) // COLUMNS)
    high = below + 280 if is_narrow() else 338.0
    drawing = Drawing(width(), below + 40 if few else high)
    title = lists()[on].split(" (")[0]
    drawing.add(Text(4, 16, f"{title}: flags and soldiers", size=14, bold=True))
    right = (20.0, below) if is_narrow() else (470.0, 62.0)
    _signs(drawing, (20.0, 62.0), len(rows) - len(outside), len(outside))
    _words(drawing, (20.0, 42.0), f"{len(rows)} nations: {len(outside)} outside NATO")
    if few:
        for line, words in enumerate((f"{few},", "so it cannot tell the share of the soldiers.")):
            drawing.add(Text(right[0] - 10, right[1] - 20 + 18 * line, words, size=13))
    else:
        per_cent = _per_cent(rows)
        _signs(drawing, right, 100 - per_cent, per_cent)
        _words(drawing, (right[0], right[1] - 20), f"100 soldiers: {per_cent} from outside NATO")
    _legend(drawing)
    return Chart(
        drawing,
        says=f"{title}: {_says(rows, few) if few else f'{_says(rows)} {state(on)}'}",
        source=cite(snapshot(on).source_id),
        data=_listing(rows, bool(few)),
        title=f"{title}: flags and soldiers",
    )


def _per_cent(rows: pd.DataFrame) -> int:
    beyond = rows.loc[~rows["is_ally_then"].astype(bool), "troops"].sum()
    return round(100 * float(beyond) / float(rows["troops"].sum()))


def _says(rows: pd.DataFrame, few: str = "") -> str:
    outside = rows[~rows["is_ally_then"].astype(bool)]
    flags = f"{len(outside)} of {len(rows)} nations on the list were outside NATO."
    if few:
        return f"{flags} {few}, so it cannot tell the share of the soldiers."
    sent = f"{outside['troops'].sum():,.0f} of {rows['troops'].sum():,.0f} soldiers"
    return f"{flags} They sent {sent}, about {_per_cent(rows)} in every 100."


def _signs(drawing: Drawing, at: tuple[float, float], allies: int, others: int) -> None:
    for place in range(allies + others):
        x = at[0] + STEP * (place % COLUMNS)
        y = at[1] + STEP * (place // COLUMNS)
        if place < allies:
            drawing.add(Shape(x, y, 9, "square", "ally"))
        else:
            drawing.add(Shape(x, y, 9, "circle", "euro_atlantic"))


def _words(drawing: Drawing, at: tuple[float, float], words: str) -> None:
    drawing.add(Text(at[0] - 10, at[1], words, size=13, bold=True))


def _legend(drawing: Drawing) -> None:
    y = drawing.height - 12
    drawing.add(
        Shape(16, y - 4, 6, "square", "ally"),
        Text(28, y, "Allies", "muted", size=12),
        Shape(96, y - 4, 6, "circle", "euro_atlantic"),
        Text(108, y, "countries outside NATO", "muted", size=12),
    )


def _listing(rows: pd.DataFrame, few: bool) -> pd.DataFrame:
    sides = rows["is_ally_then"].map({True: "Allies", False: "Countries outside NATO"})
    table = rows.assign(side=sides).groupby("side")["troops"].agg(["count", "sum"]).reset_index()
    table["part"] = (table["sum"] / table["sum"].sum() * 100).round(1)
    names = ["Side", "Nations on the list", "Soldiers", "Per cent of the soldiers"]
    table = table.set_axis(names, axis=1)
    return table.drop(columns=names[-1]) if few else table
