"""The road to the core task: milestones beside the number of partners."""

from datetime import date
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import width
from lessons.core.text import counted, date_words
from lessons.data import cite, table
from lessons.data.membership import allies_on, day, partners_on

FIRST, LAST = date(1990, 1, 1), date(2010, 12, 31)
LEFT, TOP, FLOOR, MOST = 30.0, 50.0, 240.0, 40
LINES = {"partners": ("euro_atlantic", False), "Allies": ("ally", True)}


def road_to_core_task(step: int = 1) -> Chart:
    """Draw how many partners and Allies there were up to a milestone, and open the milestone.

    The milestones are those of `policy_milestones` from 1990 to the concept of 2010; `step`
    counts them from 1. Each line changes on the day on which a country comes or goes.
    """
    steps = milestones()
    chosen = steps.iloc[step - 1]
    drawing = Drawing(width(), 0)
    title = f"Partners and Allies until {date_words(chosen['date'])}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _frame(drawing)
    _lines(drawing, chosen["day"])
    for number, row in enumerate(steps.head(step).itertuples(), start=1):
        _dot(drawing, row, number, number == step)
    parts = _parts(chosen, step, len(steps))
    drawing.height = 276 + card(drawing, (4, 270), width() - 8, parts, band="euro_atlantic")
    says = _says(chosen, step, len(steps))
    source = cite("policy_milestones", "framework_members", "allies")
    return Chart(drawing, says, source, _listing(steps.head(step)), title=title)


def milestones() -> pd.DataFrame:
    """Return the milestones until the core task, each with its day, its counts and its kind.

    `day` is the last day that the date can mean; `concept` says whether a Strategic Concept
    was agreed then.
    """
    rows = table("policy_milestones").sort_values("date", ignore_index=True)
    rows["day"] = [day(text, last=True) for text in rows["date"]]
    concepts = table("strategic_concepts")
    agreed = set(zip(concepts["year"], concepts["place"], strict=True))
    pairs = zip(rows["day"], rows["place"], strict=True)
    rows["concept"] = [(on.year, place) in agreed for on, place in pairs]
    rows["partners"] = [len(partners_on(on)) for on in rows["day"]]
    rows["Allies"] = [len(allies_on(on)) for on in rows["day"]]
    return rows[rows["day"] <= LAST]


def milestone_words() -> dict[int, str]:
    """Return the words for each milestone's number: its date."""
    return {
        number: date_words(row["date"])
        for number, (_, row) in enumerate(milestones().iterrows(), start=1)
    }


def _x(on: date) -> float:
    return LEFT + (on - FIRST).days * (width() - LEFT - 16) / (LAST - FIRST).days


def _y(count: int) -> float:
    return FLOOR - count * (FLOOR - TOP) / MOST


def _frame(drawing: Drawing) -> None:
    for count in range(0, MOST + 1, 10):
        y = _y(count)
        drawing.add(
            Line(((LEFT, y), (width() - 10, y))),
            Text(LEFT - 6, y + 4, str(count), "muted", 11, "end"),
        )
    for year in range(1990, 2011, 5):
        drawing.add(Text(_x(date(year, 1, 1)), FLOOR + 17, str(year), "muted", 11, "middle"))
    drawing.add(
        Shape(12, 34, 6, "diamond", "euro_atlantic"), Text(24, 38, "a Strategic Concept"),
        Shape(170, 34, 5, "circle", "euro_atlantic"), Text(180, 38, "another milestone"),
    )  # fmt: skip


def _lines(drawing: Drawing, until: date) -> None:
    days = [*(on for on in _turns() if on < until), until]
    counts = {
        "partners": [len(partners_on(on)) for on in days],
        "Allies": [len(allies_on(on)) for on in days],
    }
    for name, (role, dashed) in LINES.items():
        points = _stairs(days, counts[name], until)
        drawing.add(Line(points, role=role, width=2.5, dashed=dashed))
    _ends(drawing, until, {name: numbers[-1] for name, numbers in counts.items()})


def _turns() -> list[date]:
    """Return the days on which a count can change, in order."""
    members = table("framework_members")
    texts = {*members["joined"], *members["left"].dropna()}
    days = {day(text, last=True) for text in texts} | {
        on.date() for on in table("allies")["accession_date"]
    }
    return sorted({FIRST, *(on for on in days if FIRST < on <= LAST)})


def _stairs(days: list[date], counts: list[int], until: date) -> tuple[tuple[float, float], ...]:
    points: list[tuple[float, float]] = []
    for on, end, count in zip(days, [*days[1:], until], counts, strict=True):
        points += [(_x(on), _y(count)), (_x(end), _y(count))]
    return tuple(points)


def _ends(drawing: Drawing, until: date, counts: dict[str, int]) -> None:
    # Right of the line's end where there is room, else above and below it.
    upper, lower = sorted(counts, key=lambda name: -counts[name])
    apart = max(0.0, 18 - (_y(counts[lower]) - _y(counts[upper]))) / 2
    beside = _x(until) + 116 < width()
    for name, shift in ((upper, -apart), (lower, apart)):
        words, y = f"{counts[name]} {name}", _y(counts[name]) + shift + 4
        x, anchor = (_x(until) + 20, "start") if beside else (width() - 6, "end")
        if not beside:
            y += -26 if name == upper else 26
        y = min(y, FLOOR - 4)
        drawing.add(Text(x, y, words, LINES[name][0], 13, anchor, bold=True, halo=True))


def _dot(drawing: Drawing, row: Any, number: int, chosen: bool) -> None:
    form = "diamond" if row.concept else "circle"
    size = (8 if row.concept else 6) + 3 * chosen
    title = f"{date_words(row.date)}: {row.document}"
    spot = (_x(row.day), _y(row.partners))
    pick = f"step={number}"
    if chosen:
        drawing.add(Shape(*spot, size + 3, form, "ink"))
    drawing.add(Shape(*spot, size, form, "euro_atlantic", title, pick))


def _parts(row: Any, step: int, steps: int) -> list[Part]:
    parts = [
        Part(f"{step} of {steps} · {date_words(row['date'])} · {row['place']}", 12, "muted"),
        Part(row["document"], 14, bold=True),
        Part(row["what_changed"], 13, gap=8),
    ]
    if row["confidence"] != "high":
        parts.append(Part(f"Confidence in this row: {row['confidence']}.", 12, "muted", gap=8))
    return parts


def _says(row: Any, step: int, steps: int) -> str:
    # What the milestone changed stands on the card and in the table.
    allies = counted(row["Allies"], "Ally", "Allies")
    return (
        f"Milestone {step} of {steps}: {row['document']}, {date_words(row['date'])}. "
        f"On that day there were {allies} and {counted(row['partners'], 'partner')}. "
        f"{_before(row)}The card says what was new."
    )


def _before(row: Any) -> str:
    rows = milestones()
    earlier = rows[rows["day"] < row["day"]]
    if earlier.empty:
        return ""
    more = int(row["partners"]) - int(earlier["partners"].iloc[-1])
    if not more:
        return "The number of partners was the same at the milestone before. "
    change = f"{counted(abs(more), 'partner')} {'more' if more > 0 else 'fewer'}"
    return f"That is {change} than at the milestone before. "


def _listing(steps: pd.DataFrame) -> pd.DataFrame:
    names = {
        "date": "Date",
        "document": "Milestone",
        "place": "Place",
        "what_changed": "What changed",
        "Allies": "Allies",
        "partners": "Partners",
        "confidence": "Confidence",
    }
    return steps[list(names)].rename(columns=names)
