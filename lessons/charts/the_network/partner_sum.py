"""The sum of the groups, taken apart into its countries."""

from collections.abc import Sequence

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.old_bars import wrapped
from lessons.charts.engine.theme import GROUPS, Group, is_narrow, width
from lessons.core.text import said
from lessons.data import cite
from lessons.data.membership import end_of, group_of, name, partners_on

PARTNER_GROUPS = ("euro_atlantic", "md", "ici", "patg")
SHORT = {
    "Istanbul Cooperation Initiative": "Istanbul Initiative",
    "Partners across the globe": "Across the globe",
}
ROW, HEAD = 19.0, 16.0  # a line; what a heading of two lines is higher than one of one
HEADING = 14.0  # bold words of size 12 are about as wide as plain ones of 14


def sum_apart(year: int = 2012, show: Sequence[str] = PARTNER_GROUPS) -> Chart:
    """Draw the partners at the end of a year as a sum of four groups, each with its countries.

    A group that is not in `show` stays a question mark.
    """
    on = end_of(year)
    codes = {key: _members(year, key) for key in PARTNER_GROUPS}
    groups = {key: list(map(name, members)) for key, members in codes.items()}
    columns = _columns(groups, show)
    high = 96 + ROW * max((len(names) for _, names in columns), default=0)
    drawing = Drawing(width(), max(high + HEAD, 130))
    _sum(drawing, groups, show)
    _lists(drawing, columns)
    rows = [(GROUPS[key].words, name(code), name(code, on)) for key in show for code in codes[key]]
    return Chart(
        drawing,
        says=_says(year, groups, show),
        source=cite("framework_members"),
        data=pd.DataFrame(rows, columns=["Group", "Country", "NATO's name for it then"]),
        title=f"The partners as a sum, {said(on)}",
    )


def _members(year: int, key: str) -> list[str]:
    on = end_of(year)
    return sorted((code for code in partners_on(on) if group_of(code, on) == key), key=name)


def _sum(drawing: Drawing, groups: dict[str, list[str]], show: Sequence[str]) -> None:
    x, size = 8.0, 20.0 if is_narrow() else 28.0
    terms: list[tuple[str, Group | None]] = []
    for key, names in groups.items():
        terms += [(str(len(names)) if key in show else "?", GROUPS[key]), ("+", None)]
    total = str(sum(map(len, groups.values())))
    for words, group in [*terms[:-1], ("=", None), (total, None)]:
        if group:
            drawing.add(Shape(x + 7, 32 - size * 0.3, 7, group.shape, group.role))
            x += 20
        drawing.add(Text(x, 32, words, size=size, bold=True))
        x += text_width(words, size, bold=True) + size * 0.5


def _columns(groups: dict[str, list[str]], show: Sequence[str]) -> list[tuple[str, list[str]]]:
    # The long Euro-Atlantic list is folded in two, so that the four groups fit side by side.
    columns = []
    for key in groups:
        if key not in show:
            continue
        names = groups[key]
        fold = -(-len(names) // 2) if len(names) > 12 and not is_narrow() else len(names)
        columns.append((key, names[:fold]))
        if names[fold:]:
            columns.append(("", names[fold:]))
    return columns if not is_narrow() else _stacked(columns)


def _stacked(columns: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    # On a phone: the Euro-Atlantic list on the left, the three short ones below each other.
    left = [column for column in columns if column[0] == "euro_atlantic"]
    right = [column for column in columns if column[0] != "euro_atlantic"]
    entries = [line for key, names in right for line in [f"#{key}", *names, ""]][:-1]
    return [*left, *([("", entries)] if entries else [])]


def _lists(drawing: Drawing, columns: list[tuple[str, list[str]]]) -> None:
    step = drawing.width / max(len(columns), 2)
    for place, (key, names) in enumerate(columns):
        x = 8 + place * step
        if key:
            _head(drawing, x, 64, GROUPS[key], step - 12)
        for line, country in enumerate(names):
            y = 86 + line * ROW + (HEAD if not is_narrow() else 0 if key else -22)
            if country.startswith("#"):
                _head(drawing, x, y, GROUPS[country[1:]], width())
            else:
                drawing.add(Text(x, y, country, size=12))


def _head(drawing: Drawing, x: float, y: float, group: Group, room: float) -> None:
    # In two lines beside other columns: the words of a group are wider than its countries.
    words = SHORT.get(group.words, group.words) if is_narrow() else group.words
    words = words.replace("Cooperation", "Coop.")
    drawing.add(Shape(x + 5, y - 4, 5, group.shape, group.role))
    for line, part in enumerate(wrapped(words, room - 15, HEADING)):
        drawing.add(Text(x + 15, y + line * HEAD, part, size=12, bold=True))
    if not is_narrow():
        drawing.add(Line(((x, y + 6 + HEAD), (x + room, y + 6 + HEAD)), role="grid"))


def _says(year: int, groups: dict[str, list[str]], show: Sequence[str]) -> str:
    total = sum(map(len, groups.values()))
    shown = [f"{GROUPS[key].words} {len(groups[key])}" for key in groups if key in show]
    hidden = [GROUPS[key].words for key in groups if key not in show]
    parts = f" Shown: {'; '.join(shown)}." if shown else ""
    gap = f" Still to find: {'; '.join(hidden)}." if hidden else ""
    return f"{said(end_of(year))}: {total} partners in four groups.{parts}{gap}"
