"""The parts of the priority areas, and the examples that a search for words finds."""

import re

import pandas as pd

from lessons.chart import Chart
from lessons.charts.cards import Part, card
from lessons.charts.examples import example_cards, examples, listing, short_names, spread
from lessons.charts.wording import counted
from lessons.data import cite, table
from lessons.drawing import Box, Drawing, Text, text_width
from lessons.paths import UnknownName, nearest
from lessons.theme import is_narrow, width

# Words that a search for a part looks for; a word stands for all words that begin with it.
SIGNS = {
    "crisis prevention": ("prevent", "early", "tension", "warning"),
    "regional questions": ("region", "asia", "black sea"),
    "crisis management": ("crisis", "invasion", "emergency"),
    "peace-support operations": ("kfor", "kosovo", "peacekeep"),
    "training missions": ("mission iraq", "resolute support", "taught afghan"),
    "support at sea": ("frigate", "ship", "sea"),
    "defence reform": ("reform", "dismissed", "former soldiers", "defence planning"),
    "capability building": ("capability", "equipment", "radios", "laboratory"),
    "capacity building": ("capacity",),
    "education": ("education", "school", "university", "teach", "curricula"),
    "training": ("train", "course"),
    "standards": ("standard", "planning and review"),
    "exercises": ("exercise",),
    "evaluation of units": ("evaluat", "operational capabilities"),
    "prevention": ("extremis", "drug", "internet", "small-arms", "shoulder-fired"),
    "protection": ("roadside", "defuse", "explosives", "hijacked"),
    "sharing of knowledge": ("taught", "teach", "train", "scientists", "course"),
    "nuclear": ("nuclear", "radiological"),
    "biological": ("biological",),
    "chemical": ("chemical", "fuel"),
    "delivery systems": ("missile",),
    "cyber defence": ("cyber", "hacker"),
    "energy security": ("energy", "pipeline"),
    "maritime security": ("frigate", "ship", "sea", "maritime"),
    "counter-piracy": ("piracy", "pirate"),
    "disaster relief": ("earthquake", "flood", "pandemic", "relief", "aid"),
    "planning": ("plan",),
    "protection of people": ("civilian", "people"),
}
# The paper of 2013 names these itself; the others are our own division.
NAMED_2013 = {
    "crisis prevention", "regional questions", "crisis management", "defence reform",
    "capability building", "capacity building", "education", "training", "delivery systems",
    "cyber defence", "energy security", "maritime security", "counter-piracy",
}  # fmt: skip
CHIP = 22.0


def sub_area_finder(part: str = "cyber defence") -> Chart:
    """Draw all parts of the eight areas, and search the examples for one of them."""
    home = parts()
    if part not in home:
        raise UnknownName(f"There is no part '{part}'.{nearest(part, home)}")
    rows = found(part)
    mine = rows[rows["area_id"] == int(home[part])]
    drawing = Drawing(width(), 0)
    title = f"Parts of the areas: {part}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = _chips(drawing, part) + 8
    y += card(drawing, (4, y), width() - 8, _card(part, mine, rows), band="ally") + 8
    drawing.height = example_cards(drawing, y, spread(mine))
    source = cite("priority_areas", *spread(mine)["source_id"])
    data = listing(rows) if len(rows) else _listing()
    return Chart(drawing, _says(part, len(mine), len(rows)), source, data, title=title)


def parts() -> dict[str, str]:
    """Return each part of an area, with the area's number as text."""
    rows = table("priority_areas")
    pairs = zip(rows["area_id"], rows["sub_areas"], strict=True)
    return {part.strip(): str(area) for area, text in pairs for part in text.split(";")}


def found(part: str) -> pd.DataFrame:
    """Return the examples, of whatever area, whose text has a word that stands for the part."""
    rows = examples()
    pattern = "|".join(rf"\b{re.escape(sign)}" for sign in SIGNS[part])
    return rows[rows["what"].str.contains(pattern, case=False)].reset_index(drop=True)


def _chips(drawing: Drawing, chosen: str) -> float:
    home, y = parts(), 34.0
    for number, words in short_names("priority_areas").items():
        mine = [part for part in home if home[part] == number]
        bold = home[chosen] == number
        drawing.add(Text(4, y + 12, words, size=12, bold=bold))
        x, left = (4.0, 4.0) if is_narrow() else (190.0, 190.0)
        y += 18 if is_narrow() else 0
        for part in mine:
            wide = text_width(part, 12, bold=True) + 18
            if x + wide > width() - 4:
                x, y = left, y + CHIP + 4
            _chip(drawing, x, y, wide, part, part == chosen)
            x += wide + 6
        y += CHIP + 6
    return y


def _chip(drawing: Drawing, x: float, y: float, wide: float, part: str, chosen: bool) -> None:
    pick = f"part={part}"
    drawing.add(
        Box(x, y - 3, wide, CHIP, "land", 1.0 if chosen else 0.55, radius=10, pick=pick),
        Text(x + 9, y + 12, part, size=12, bold=chosen, pick=pick),
    )
    if chosen:
        drawing.add(Box(x, y - 3, wide, CHIP, "ally", outline=True, radius=10, pick=pick))


def _card(part: str, mine: pd.DataFrame, rows: pd.DataFrame) -> list[Part]:
    area = short_names("priority_areas")[parts()[part]]
    words = ", ".join(f"'{sign}'" for sign in SIGNS[part])
    return [
        Part(f"{part.capitalize()}, a part of: {area}", 14, bold=True),
        Part(f"{_origin(part)} Searched for words that begin with {words}.", 12, "muted"),
        Part(
            f"Found in this area: {len(mine)}. In other areas: {len(rows) - len(mine)}."
            + (" Up to three of this area stand below." if len(mine) else ""),
            13,
        ),
    ]


def _origin(part: str) -> str:
    if part in NAMED_2013:
        return "The paper of 2013 names this part."
    return "This part is our own division of the area."


def _says(part: str, mine: int, all_found: int) -> str:
    area = short_names("priority_areas")[parts()[part]]
    return (
        f"{len(parts())} parts of eight areas. Opened: {part}, a part of {area}. {_origin(part)} "
        f"A search for words finds {counted(mine, 'example')} in this area and "
        f"{all_found - mine} in others."
    )


def _listing() -> pd.DataFrame:
    areas = short_names("priority_areas")
    rows = [(part, areas[number], len(found(part))) for part, number in parts().items()]
    return pd.DataFrame(rows, columns=["Part", "Area", "Examples found"])
