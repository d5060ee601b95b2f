"""Help in disasters: what Allies and partners did and rehearsed together."""

from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.data import cite, table
from lessons.data.membership import name

AREA = 8  # civil emergencies, as in priority_areas
TOP, DOT, STEP = 74.0, 8.0, 19.0


def help_in_disasters(case: int = 1) -> Chart:
    """Draw the examples of help in disasters on a line of years, and open one (from 1)."""
    rows = cases()
    low = min(row["year_start"] for row in rows)
    high = max(row["year_start"] for row in rows)
    drawing = Drawing(width(), 0)
    drawing.add(Text(4, 16, "Help in disasters, by year", size=14, bold=True))
    drawing.add(Line(((10, TOP), (width() - 10, TOP)), "quiet", 1.5))
    seen: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        year = row["year_start"]
        x = 24 + (width() - 48) * (year - low) / (high - low)
        y = TOP - seen.get(year, 0) * STEP
        seen[year] = seen.get(year, 0) + 1
        chosen, pick = number == case, f"case={number}"
        if chosen:
            drawing.add(Shape(x, y, DOT + 1.5, "circle", "ink"))
        drawing.add(Shape(x, y, DOT - 2 * chosen, "circle", "other", said(row), pick))
        if seen[year] == 1 and (chosen or not is_narrow() or year in (low, high)):
            drawing.add(Text(x, TOP + 24, str(year), "muted", 11, "middle"))
    row = rows[case - 1]
    parts = [Part(said(row), 13, "muted"), Part(row["what"], 15)]
    drawing.height = TOP + 38 + card(drawing, (4, TOP + 34), width() - 8, parts, band="other")
    says = _says(rows, case)
    source = cite(*(each["source_id"] for each in rows))
    return Chart(drawing, says, source, _listing(rows), "Help in disasters, by year")


def cases() -> list[Any]:
    """Return the examples of help in disasters, the earliest first.

    The area of civil emergencies also holds the flights of peacekeepers to Darfur for the African
    Union: help, but in no disaster. It is the one row without a country, and is left out.
    """
    rows = table("practice_examples")
    rows = rows[(rows["area_id"] == AREA) & rows["iso3"].notna()]
    rows = rows.sort_values(["year_start", "example_id"])
    return list(rows.to_dict("records"))


def said(row: Any) -> str:
    """Return when and with whom an example took place, such as '2018, Serbia'."""
    codes = str(row["iso3"]).split(";")
    who = ", ".join(map(name, codes[:3])) + (" and others" if len(codes) > 3 else "")
    return f"{row['year_start']}, {who}"


def _says(rows: list[Any], case: int) -> str:
    # The card holds the example; the sentence sets it among the others.
    years = [row["year_start"] for row in rows]
    here = years.count(rows[case - 1]["year_start"])
    same = f" {here} examples are from that year." if here > 1 else ""
    return (
        f"Example {case} of {len(rows)}: {said(rows[case - 1])}.{same} The examples begin in "
        f"{years[0]}; the latest is from {years[-1]}. The table tells them all."
    )


def _listing(rows: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Year": [row["year_start"] for row in rows],
            "With": [said(row).partition(", ")[2] for row in rows],
            "What was done": [row["what"] for row in rows],
        }
    )
