"""The joint work that was found with the countries of the South, by priority area."""

from collections import Counter
from functools import cache

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.charts.euro_atlantic.country_profile import examples
from lessons.charts.south_and_gulf.frameworks_compared import FRAMEWORKS
from lessons.core.text import counted
from lessons.data import cite
from lessons.data.membership import last_day, members_on, name

AREAS = [
    *("talks", "operations", "reform", "side by side"),
    *("terrorism", "WMD", "new threats", "civil"),
]
ALL, OPENED = "all", 5


def south_work(country: str = ALL) -> Chart:
    """Draw how many examples of joint work were found for each country and priority area.

    `country` is an iso3 code of `south_countries`, whose latest examples are then told, or
    "all". An example that names two countries or more stands in each of their rows.
    """
    drawing = Drawing(width(), 0)
    title = "Joint work that was found, by country and area"
    drawing.add(
        Text(4, 16, title if not is_narrow() else "Joint work that was found", size=14, bold=True)
    )
    y = _area_heads(drawing)
    for code in south_codes():
        _work_row(drawing, y, code, code == country)
        y += 24
    y += 8
    y = _area_key(drawing, y) if is_narrow() else y
    drawing.height = y if country == ALL else _told(drawing, y, country)
    return Chart(
        drawing,
        says=_says_work(country),
        source=cite("priority_areas", *_work_sources(country)),
        data=_work_table(country),
        title=title,
    )


def south_codes() -> list[str]:
    """Return the countries of both frameworks on the last day, in order of joining."""
    return [code for framework in FRAMEWORKS for code in members_on(framework, last_day())]


def south_countries() -> dict[str, str]:
    """Return the options for a country: all, or one of the eleven."""
    return {ALL: "All eleven", **{code: name(code) for code in south_codes()}}


@cache
def _counts(country: str) -> Counter[int]:
    return Counter(int(area) for area in examples(country)["area_id"])


def _columns() -> tuple[float, float]:
    left = 150.0 if is_narrow() else 190.0
    return left, (width() - left - 4) / (len(AREAS) + 1)


def _area_heads(drawing: Drawing) -> float:
    left, step = _columns()
    for place, words in enumerate([*AREAS, "sum"]):
        x = left + (place + 0.5) * step
        short = str(place + 1) if is_narrow() and place < len(AREAS) else words
        drawing.add(Text(x, 44, short, "muted", 11, "middle"))
    return 52.0


def _area_key(drawing: Drawing, y: float) -> float:
    words = "; ".join(f"{place} {area}" for place, area in enumerate(AREAS, start=1))
    for line in wrapped(f"Areas: {words}.", width() - 8, 11):
        drawing.add(Text(4, y + 10, line, "muted", 11))
        y += 16
    return y + 8


def _work_row(drawing: Drawing, y: float, code: str, chosen: bool) -> None:
    left, step = _columns()
    group = GROUPS["md" if code in members_on("MD", last_day()) else "ici"]
    counts = _counts(code)
    if chosen:
        drawing.add(Box(0, y, width(), 22, group.role, opacity=0.15))
    pick, short = f"country={code}", name(code).replace("United Arab Emirates", "U. Arab Emirates")
    drawing.add(
        Shape(12, y + 11, 5, group.shape, group.role, pick=pick),
        Text(24, y + 15, short, bold=chosen, pick=pick),
    )
    for area in range(1, len(AREAS) + 1):
        x, found = left + (area - 0.5) * step, counts[area]
        if found:
            size = min(step - 4, 34)
            drawing.add(Box(x - size / 2, y + 2, size, 18, group.role, opacity=0.2, pick=pick))
        drawing.add(
            Text(
                x, y + 15, str(found or "·"), "ink" if found else "muted", 12, "middle", bool(found)
            )
        )
    total = str(sum(counts.values()))
    drawing.add(Text(left + 8.5 * step, y + 15, total, size=12, anchor="middle"))
    drawing.add(Line(((4, y + 23), (width() - 4, y + 23)), "grid", 0.6))


def _told(drawing: Drawing, y: float, country: str) -> float:
    rows = examples(country)
    drawing.add(Text(4, y + 16, f"{name(country)}: {_latest(len(rows))}", size=13, bold=True))
    y += 24
    for row in each(rows.iloc[::-1].head(OPENED)):
        drawing.add(Text(4, y + 16, str(row.year_start), "muted"))
        for words in wrapped(f"{row.what} ({AREAS[row.area_id - 1]})", width() - 56):
            drawing.add(Text(46, y + 16, words))
            y += 17
        y += 5
    return y + 8


def _latest(found: int) -> str:
    if found == 0:
        return "no example found"
    return (
        f"the latest {OPENED} of {found} examples" if found > OPENED else counted(found, "example")
    )


def _says_work(country: str) -> str:
    sums = {code: sum(_counts(code).values()) for code in south_codes()}
    most = max(sums, key=lambda code: sums[code])
    groups = [
        f"{GROUPS[group].words} {sum(sums[code] for code in members_on(framework, last_day()))}"
        for framework, group in FRAMEWORKS.items()
    ]
    if country == ALL:
        least = min(sums.values())
        few = [name(code) for code in sums if sums[code] == least]
        return (
            f"Table of 11 countries and 8 areas. Examples, counted for each country: "
            f"{'; '.join(groups)}. Most: {name(most)}, {sums[most]}. "
            f"Fewest: {', '.join(few)}, {least} each."
        )
    areas = ", ".join(
        f"{AREAS[area - 1]} {found}" for area, found in sorted(_counts(country).items())
    )
    many = counted(sums[country], "example")
    return f"{name(country)}: {many} of joint work found. By area: {areas}."


def _work_sources(country: str) -> list[str]:
    if country == ALL:
        return ["practice_examples"]
    return sorted({key for text in examples(country)["source_id"] for key in text.split(";")})


def _work_table(country: str) -> pd.DataFrame:
    if country != ALL:
        rows = examples(country)
        return pd.DataFrame(
            {
                "From": rows["year_start"],
                "To": rows["year_end"],
                "Area": [AREAS[area - 1] for area in rows["area_id"]],
                "What": rows["what"],
                "Confidence": rows["confidence"],
            }
        )
    counts = [
        [name(code), *(_counts(code)[area] for area in range(1, 9))] for code in south_codes()
    ]
    frame = pd.DataFrame(counts, columns=["Country", *AREAS])
    return frame.assign(sum=frame[AREAS].sum(axis=1))
