"""A forum and a programme: who sat in the council, who had signed, who did both."""

from datetime import date

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Text
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import said
from lessons.data import cite
from lessons.data.membership import end_of, members_on, name

LAST_NACC = 1996  # the EAPC took over in May 1997
COUNCILS = {
    "NACC": "North Atlantic Cooperation Council",
    "EAPC": "Euro-Atlantic Partnership Council",
}
LEADING = 17.0


def forum_and_programme(year: int = 1994) -> Chart:
    """Draw which partners were in the forum, in the programme, or in both at a year's end.

    The forum is the NACC until 1996 and the EAPC from 1997 on; the programme is the
    Partnership for Peace. Allies sit in the forum too and are not drawn.
    """
    on = end_of(year)
    forum = "NACC" if year <= LAST_NACC else "EAPC"
    parts = _parts(forum, set(members_on(forum, on)), set(members_on("PFP", on)))
    drawing = Drawing(width(), 0)
    title = f"Forum and programme, {said(on)}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.add(Text(4, 36, f"The forum is the {COUNCILS[forum]}.", "muted", 12))
    drawing.height = _stacked(drawing, parts) if is_narrow() else _side_by_side(drawing, parts)
    rows = [(place, name(code), name(code, on)) for place, codes in parts.items() for code in codes]
    return Chart(
        drawing,
        says=_says(on, forum, parts),
        source=cite("framework_members"),
        data=pd.DataFrame(rows, columns=["Where", "Country", "NATO's name for it then"]),
        title=title,
    )


def _parts(forum: str, inside: set[str], signed: set[str]) -> dict[str, list[str]]:
    parts = {
        f"Only in the forum ({forum})": inside - signed,
        "In both": inside & signed,
        "Only in the programme (PfP)": signed - inside,
    }
    return {words: sorted(codes, key=name) for words, codes in parts.items()}


def _side_by_side(drawing: Drawing, parts: dict[str, list[str]]) -> float:
    wide = [0.3, 0.4, 0.3]
    x, high = 4.0, 0.0
    for (words, codes), share in zip(parts.items(), wide, strict=True):
        room = share * (width() - 24)
        high = max(high, _part(drawing, (x, 50), room, words, codes, share > 0.35))
        x += room + 8
    return high + 6


def _stacked(drawing: Drawing, parts: dict[str, list[str]]) -> float:
    y = 50.0
    for words, codes in parts.items():
        y = _part(drawing, (4, y), width() - 8, words, codes, True) + 8
    return y


def _part(
    drawing: Drawing, at: tuple[float, float], wide: float, words: str, codes: list[str], two: bool
) -> float:
    (x, y), columns = at, 2 if two else 1
    down = -(-len(codes) // columns)
    high = 40 + LEADING * max(down, 1) + LEADING
    drawing.add(Box(x, y, wide, high, "euro_atlantic", opacity=0.3 if words == "In both" else 0.12))
    drawing.add(Text(x + 10, y + 22, f"{words}: {len(codes)}", size=13, bold=True))
    if not codes:
        drawing.add(Text(x + 10, y + 44, "nobody", "muted", 12))
    for place, code in enumerate(codes):
        column, line = divmod(place, down)
        spot = (x + 10 + column * wide / columns, y + 44 + line * LEADING)
        drawing.add(Text(*spot, name(code)))
    return y + high


def _says(on: date, forum: str, parts: dict[str, list[str]]) -> str:
    only, both, programme = parts.values()
    return (
        f"{said(on)}, partners only: {len(both)} are in the {COUNCILS[forum]} and in the "
        f"Partnership for Peace. Only in the forum: {_few(only)}. "
        f"Only in the programme: {_few(programme)}."
    )


def _few(codes: list[str]) -> str:
    if len(codes) > 6:
        return f"{len(codes)} countries"
    return ", ".join(map(name, codes)) if codes else "nobody"
