"""How many flags, how many soldiers: countries outside NATO as a share of one list."""

import pandas as pd

from lessons.chart import Chart
from lessons.charts.contributions import contingents, lists, snapshot, state
from lessons.data import cite
from lessons.drawing import Drawing, Shape, Text
from lessons.theme import is_narrow, width

COLUMNS, STEP = 10, 24.0


def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> Chart:
    """Draw the nations of a list, one sign each, beside its soldiers, one sign for each per cent.

    `on` is a key of `lessons.charts.contributions.lists()`.
    """
    rows = contingents(on)
    outside = rows[~rows["is_ally_then"].astype(bool)]
    troops, beyond = int(rows["troops"].sum()), int(outside["troops"].sum())
    per_cent = round(100 * beyond / troops)
    below = 102.0 + STEP * -(-len(rows) // COLUMNS)
    drawing = Drawing(width(), below + 280 if is_narrow() else 338)
    title = lists()[on].split(" (")[0]
    drawing.add(Text(4, 16, f"{title}: flags and soldiers", size=14, bold=True))
    right = (20.0, below) if is_narrow() else (470.0, 62.0)
    _signs(drawing, (20.0, 62.0), len(rows) - len(outside), len(outside))
    _signs(drawing, right, 100 - per_cent, per_cent)
    _words(drawing, (20.0, 42.0), f"{len(rows)} nations: {len(outside)} outside NATO")
    _words(drawing, (right[0], right[1] - 20), f"100 soldiers: {per_cent} from outside NATO")
    _legend(drawing)
    return Chart(
        drawing,
        says=(
            f"{title}: {len(outside)} of {len(rows)} nations on the list were outside NATO. They"
            f" sent {beyond:,} of {troops:,} soldiers, about {per_cent} in every 100. {state(on)}"
        ),
        source=cite(snapshot(on)["source_id"]),
        data=_listing(rows),
        title=f"{title}: flags and soldiers",
    )


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


def _listing(rows: pd.DataFrame) -> pd.DataFrame:
    sides = rows["is_ally_then"].map({True: "Allies", False: "Countries outside NATO"})
    table = rows.assign(side=sides).groupby("side")["troops"].agg(["count", "sum"]).reset_index()
    table["part"] = (table["sum"] / table["sum"].sum() * 100).round(1)
    return table.set_axis(["Side", "Nations", "Soldiers", "Per cent of the soldiers"], axis=1)
