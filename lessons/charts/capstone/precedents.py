"""What has been done with partners of each group, area by area."""

from collections.abc import Hashable
from functools import lru_cache

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Shape, Text
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.data import cite, edition, table
from lessons.data.membership import group_of, last_day, name, partners_on

TOP, ROW = 60.0, 34.0
HEADS = {  # heads that need two lines of their own
    "interoperability": ("inter-", "operability"),
    "counter-terrorism": ("counter-", "terrorism"),
    "operations and missions": ("operations,", "missions"),
    "reform and education": ("reform,", "education"),
    "weapons of mass destruction": ("weapons of", "mass destr."),
}


def what_was_done(partner: str = "JOR") -> Chart:
    """Draw how many examples our table has for a partner and for each group, area by area.

    `partner` is the iso3 code of a partner of today.
    """
    rows = _examples(edition("practice_examples"), edition("framework_members"))
    own = rows[rows["iso3"] == partner]
    title = f"What was done: {name(partner)} and the four groups"
    groups = [key for key in GROUPS if key != "ally"]
    drawing = Drawing(width(), TOP + ROW * (len(groups) + 1) + (130 if is_narrow() else 8))
    drawing.add(Text(4, 16, title, size=13 if is_narrow() else 14, bold=True))
    names = _areas()
    _heads(drawing, names)
    _line(drawing, 0, name(partner), own)
    for place, key in enumerate(groups, start=1):
        _line(drawing, place, GROUPS[key].words, rows[rows["group"] == key], key)
    if is_narrow():
        _legend(drawing, names)
    return Chart(
        drawing, _says(partner, own, names), cite("practice_examples"), _listing(own), title
    )


def partners() -> dict[str, str]:
    """Return the partners of today, by code in the order of the alphabet."""
    return {code: name(code) for code in sorted(partners_on(last_day()), key=name)}


@lru_cache(maxsize=1)
def _examples(*_editions: Hashable) -> pd.DataFrame:
    rows = table("practice_examples").dropna(subset=["iso3"])
    rows["iso3"] = rows["iso3"].str.split(";")
    rows = rows.explode("iso3", ignore_index=True)
    rows["group"] = [
        _group(code, year) for code, year in zip(rows["iso3"], rows["year_start"], strict=True)
    ]
    return rows


def _group(code: str, year: int) -> str:
    # The group of the year; who came to it later counts with the group of today.
    then = group_of(code, str(year))
    return then if then not in ("", "ally") else group_of(code, last_day())


def _areas() -> dict[int, str]:
    rows = table("priority_areas")
    return {int(n): str(s) for n, s in zip(rows["area_id"], rows["short_name"], strict=True)}


def _left() -> float:
    return 132.0 if is_narrow() else 250.0


def _x(area: int) -> tuple[float, float]:
    step = (width() - _left() - 6) / 8
    return _left() + (area - 1) * step, step


def _heads(drawing: Drawing, names: dict[int, str]) -> None:
    for area, words in names.items():
        x, step = _x(area)
        if is_narrow():
            drawing.add(Text(x + step / 2, 48, str(area), "muted", 11, "middle"))
            continue
        first, second = HEADS.get(words) or words.split(" ", 1)
        drawing.add(Text(x + step / 2, 38, first, "muted", 11, "middle"))
        drawing.add(Text(x + step / 2, 52, second, "muted", 11, "middle"))


def _line(drawing: Drawing, place: int, words: str, rows: pd.DataFrame, key: str = "") -> None:
    y = TOP + ROW * place
    short = words.replace("Istanbul Cooperation Initiative", "Istanbul Initiative")
    short = short.replace("Mediterranean Dialogue", "Mediterr. Dialogue") if is_narrow() else short
    short = short.replace("Bosnia and Herzegovina", "Bosnia and Herz.")
    short = (
        short.replace(" partners", "").replace("Partners across", "Across")
        if is_narrow()
        else short
    )
    if key:
        group = GROUPS[key]
        drawing.add(Shape(10, y + ROW / 2 - 2, 5, group.shape, group.role))
    drawing.add(Text(22 if key else 4, y + ROW / 2 + 2, short, size=12, bold=not key))
    counts = rows.drop_duplicates("example_id")["area_id"].value_counts()
    for area in range(1, 9):
        x, step = _x(area)
        number = int(counts.get(area, 0))
        drawing.add(Box(x + 1, y + 2, step - 3, ROW - 8, "land", 0.9 if number else 0.3))
        if number:
            middle = (x + step / 2, y + ROW / 2 + 2)
            drawing.add(Text(*middle, str(number), "ink", 13, "middle", bold=True))


def _legend(drawing: Drawing, names: dict[int, str]) -> None:
    y = TOP + ROW * 5 + 16
    for area, words in names.items():
        column, line = divmod(area - 1, 4)
        drawing.add(Text(4 + column * 190, y + line * 22, f"{area} {words}", "muted", 11))


def _says(partner: str, own: pd.DataFrame, names: dict[int, str]) -> str:
    if own.empty:
        return f"{name(partner)}: no example in our table. That says something about our table."
    listed = list(own["area_id"])
    counts = {area: listed.count(area) for area in names if area in listed}
    high = max(counts.values())
    most = [names[area] for area, number in counts.items() if number == high]
    none = [names[area] for area in names if area not in counts]
    if len(own) == 1:
        return (
            f"{name(partner)}: 1 example in our table, in {most[0]}. "
            f"No example in: {', '.join(none)}."
        )
    gap = f" No example in: {', '.join(none)}." if none else " At least one in each area."
    top = f"most in {' and '.join(most)} ({high})"
    each = f"{high} each in {', '.join(most)}"
    where = each if len(most) == len(counts) and len(most) > 1 else top
    return f"{name(partner)}: {len(own)} examples in our table, {where}.{gap}"


def _listing(own: pd.DataFrame) -> pd.DataFrame:
    names = _areas()
    return pd.DataFrame(
        {
            "Row": own["example_id"],
            "Year": own["year_start"],
            "Area": [names[area] for area in own["area_id"]],
            "What was done": own["what"],
        }
    ).reset_index(drop=True)
