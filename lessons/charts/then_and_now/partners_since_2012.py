"""What became of the partners of 2012."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import counted, said
from lessons.data import cite, edition, table
from lessons.data.membership import allies_on, end_of, group_of, name, partners_on, suspended_on

START = 2012
SORTS = {"group": "Group of 2012", "fate": "What became of it"}
FATES = {
    "partner": "Still a partner",
    "suspended": "Suspended, still listed",
    "ally": "Ally now",
    "new": "New since 2012",
}
STATES = {
    "partner": ("active", "active"),
    "suspended": ("suspended", "suspended"),
    "ally": ("Ally", "Allies"),
}
NOTES = {"ally": ", Ally", "suspended": ", suspended", "new": ", new"}
ROW, TOP = 18.0, 52.0
LONG = 14  # lines; a group with as many or more may be broken


@dataclass(frozen=True)
class Fate:
    """A country, its group in 2012 (today's for a newcomer), what became of it, and when."""

    iso3: str
    group: str
    state: str
    since: str = ""


def fates(year: int = 2026, sort: str = "group") -> Chart:
    """Draw each partner of 2012 with its state at the end of a later year.

    `sort` is a key of `SORTS`: by the group of 2012, or by what became of the country.
    """
    rows, on = list(fates_by(year)), end_of(year)
    title = f"The partners of {START}: where they are on {said(on)}"
    lines = _lines(rows, sort)
    columns = 2 if is_narrow() else 4
    parts = _columns(lines, columns)
    drawing = Drawing(width(), TOP + ROW * max(map(len, parts)) + 8)
    drawing.add(Text(4, 16, _short(title), size=14, bold=True))
    drawing.add(Text(4, 34, _legend(), "muted", 11))
    for place, part in enumerate(parts):
        for number, line in enumerate(part):
            _draw(drawing, 8 + place * width() / columns, TOP + ROW * (number + 0.7), line)
    source = cite("framework_members", "allies")
    return Chart(drawing, _says(rows, year), source, _listing(rows), title=title)


def fates_by(year: int) -> tuple[Fate, ...]:
    """Return what had become of each partner of 2012 by the end of a year, newcomers last."""
    return _kept(year, edition("framework_members"), edition("allies"))


@lru_cache(maxsize=64)
def _kept(year: int, *_editions: Hashable) -> tuple[Fate, ...]:
    on, begin = end_of(year), end_of(START)
    old = partners_on(begin)
    held, allies = set(suspended_on(on)), set(allies_on(on))
    found = []
    for code in old:
        state = "ally" if code in allies else "suspended" if code in held else "partner"
        found.append(Fate(code, group_of(code, begin), state, _since(code, state)))
    fresh = [code for code in partners_on(on) if code not in old]
    found += [Fate(code, group_of(code, on), "new", _since(code, "new")) for code in fresh]
    return tuple(found)


def _since(code: str, state: str) -> str:
    if state == "partner":
        return ""
    if state == "ally":
        allies = table("allies")
        return str(allies[allies["iso3"] == code]["accession_date"].iloc[0])[:10]
    rows = table("framework_members")
    column = "joined" if state == "new" else "suspended_from"
    return str(rows[rows["iso3"] == code][column].dropna().min())


def _lines(rows: Sequence[Fate], sort: str) -> list[Fate | str]:
    heads = FATES if sort == "fate" else {key: g.words for key, g in GROUPS.items()}
    found: list[Fate | str] = []
    for key, words in heads.items():
        inside = [row for row in rows if (row.state if sort == "fate" else row.group) == key]
        inside.sort(key=lambda row: name(row.iso3))
        if inside:
            found += [f"{words}: {len(inside)}", *inside, ""]
    return found[:-1]


def _columns(lines: list[Fate | str], many: int) -> list[list[Fate | str]]:
    """Return the lines in columns, as low as can be so that no small group is broken."""
    blocks = _groups(lines)
    for high in range(-(-len(lines) // many), len(lines) + 1):
        parts = _filled(blocks, high)
        if len(parts) <= many and max(map(len, parts)) <= high:
            break
    return parts


def _filled(blocks: list[list[Fate | str]], high: int) -> list[list[Fate | str]]:
    parts: list[list[Fate | str]] = [[]]
    for block in blocks:
        room = high - len(parts[-1]) - 1
        if parts[-1] and room < (len(block) if len(block) < LONG else 3):
            parts.append([])
        parts[-1] += ["", *block] if parts[-1] else block
        while len(parts[-1]) > high and len(block) >= LONG:
            parts.append(parts[-1][high:])
            parts[-2] = parts[-2][:high]
    return parts


def _groups(lines: list[Fate | str]) -> list[list[Fate | str]]:
    """Return the headings, each with its countries."""
    found: list[list[Fate | str]] = []
    for line in lines:
        if isinstance(line, str) and line:
            found.append([])
        if line != "":
            found[-1].append(line)
    return found


def _draw(drawing: Drawing, x: float, y: float, line: Fate | str) -> None:
    if isinstance(line, str):
        if line:
            drawing.add(Text(x, y, line.replace("Cooperation", "Coop."), size=12, bold=True))
            drawing.add(Line(((x, y + 5), (x + min(180, width() / 2 - 20), y + 5))))
        return
    group = GROUPS["ally" if line.state == "ally" else line.group]
    words = _country(line.iso3) + NOTES.get(line.state, "")
    year = f" {line.since[:4]}" if line.since else ""
    mark = Shape(x + 5, y - 4, 5, group.shape, group.role, hollow=line.state == "suspended")
    drawing.add(mark, Text(x + 15, y, words + year, size=11 if is_narrow() else 12))


def _country(code: str) -> str:
    return name(code).replace("Bosnia and Herzegovina", "Bosnia and Herz.")


def _short(title: str) -> str:
    return title.replace(": where they are on", ",") if is_narrow() else title


def _legend() -> str:
    short = "hollow: suspended; square: Ally now"
    return short if is_narrow() else f"Shape and colour: group of {START}; {short}"


def _says(rows: Sequence[Fate], year: int) -> str:
    old = [row for row in rows if row.state != "new"]
    parts = []
    for state in ("partner", "suspended", "ally"):
        inside = [row for row in old if row.state == state]
        words = counted(len(inside), *STATES[state])
        names = ", ".join(name(row.iso3) for row in inside)
        listed = f" ({names})" if inside and state != "partner" else ""
        parts.append(f"{words}{listed}")
    fresh = [name(row.iso3) for row in rows if row.state == "new"]
    more = f" New since then: {', '.join(fresh)}." if fresh else ""
    on = said(end_of(year))
    return f"The {len(old)} partners of {START}, on {on}: {'; '.join(parts)}.{more}"


def _listing(rows: Sequence[Fate]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": [name(row.iso3) for row in rows],
            "NATO's name in 2013": [name(row.iso3, str(START)) for row in rows],
            f"Group in {START}": [
                GROUPS[row.group].words if row.state != "new" else "none" for row in rows
            ],
            "State": [FATES[row.state] for row in rows],
            "Since": [row.since for row in rows],
        }
    )
