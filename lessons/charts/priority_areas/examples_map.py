"""Where the examples are: how many each partner has, on the map."""

from collections import Counter
from math import sqrt

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Shape, Text, text_width
from lessons.charts.engine.geo import FRAMES, LABEL, Place, base, label, places
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.charts.objectives.example_cards import examples, short_names
from lessons.core.text import counted
from lessons.data import cite
from lessons.data.membership import group_of, last_day, name

IN_2012 = "2012-12-31"
NAMED = 10  # countries that are named on a map of the world, those with the most examples


def examples_map(area: str = "all", region: str = "world") -> Chart:
    """Draw how many examples of an area each country has; a larger marker has more.

    `area` is a number as text or 'all'; `region` is one of `lessons.charts.engine.geo.FRAMES`.
    """
    counts = by_country(area)
    drawing = base(region)
    what = "all areas" if area == "all" else short_names("priority_areas")[area]
    title = f"Larger means more examples: {what}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _legend(drawing)
    named = list(counts)[:NAMED] if region == "world" else list(counts)
    spots = places(region, width(), tuple(named))
    here = {code: count for code, count in counts.items() if code in spots}
    for code, count in here.items():
        _marker(drawing, code, count, spots[code])
    for code, count in here.items():
        drawing.add(*label(spots[code], _words(code, count, spots[code])))
    rows = [(name(code), GROUPS[group(code)].words, count) for code, count in counts.items()]
    data = pd.DataFrame(rows, columns=["Country", "Group in 2012 or since", "Examples"])
    source = cite("practice_examples")
    return Chart(drawing, _says(counts, here, what, region), source, data, title=title)


def by_country(area: str = "all") -> dict[str, int]:
    """Return how many examples each country has, the most first; an example counts for each."""
    counts = Counter(
        code
        for row in each(examples(area))
        if pd.notna(row.iso3)
        for code in str(row.iso3).split(";")
    )
    order = sorted(counts, key=lambda code: (-counts[code], name(code)))
    return {code: counts[code] for code in order}


def group(code: str) -> str:
    """Return the group of a country at the end of 2012, or where it had none, as of today."""
    return group_of(code, IN_2012) or group_of(code, last_day())


def _legend(drawing: Drawing) -> None:
    x, y = 10.0, 36.0
    for key, kind in GROUPS.items():
        words = kind.words.split()[0] if is_narrow() and key in ("md", "ici") else kind.words
        long = text_width(words, 11) + 26
        if x + long > width() and x > 10:
            x, y = 10.0, y + 16
        drawing.add(Shape(x, y - 4, 5, kind.shape, kind.role), Text(x + 10, y, words, size=11))
        x += long


def _words(code: str, count: int, place: Place) -> str:
    # The labels were placed for the names alone: the number stands where there is room.
    words = f"{name(code)} {count}"
    ends = place.label_x + text_width(words, LABEL) * (place.anchor == "start")
    return name(code) if is_narrow() or ends > width() else words


def _marker(drawing: Drawing, code: str, count: int, place: Place) -> None:
    kind, size = GROUPS[group(code)], 3.0 + 1.6 * sqrt(count)
    title = f"{name(code)}: {counted(count, 'example')}"
    drawing.add(Shape(place.x, place.y, size, kind.shape, kind.role, title=title))


def _says(counts: dict[str, int], here: dict[str, int], what: str, region: str) -> str:
    shown = counts if region == "world" else here
    top = ", ".join(f"{name(code)} {count}" for code, count in list(shown.items())[:4])
    where = "" if region == "world" else f", {FRAMES[region].words}"
    many = counted(len(shown), "country", "countries")
    most = f"The most: {top}." if shown else "No example there."
    rest = "" if region == "world" else f" Elsewhere: {len(counts) - len(here)}."
    return (
        f"Map of examples, {what}{where}: {many}. {most}{rest} "
        "Several countries may stand with one example."
    )
