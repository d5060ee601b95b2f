"""Partners across the globe, one card each: clues first, names later."""

import re
from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.euro_atlantic.country_profile import examples, soldiers, tools
from lessons.charts.objectives.row_summaries import told
from lessons.charts.south_and_gulf.partner_comparison import number, spoken
from lessons.core.text import counted, date_words, said
from lessons.data import cite, table
from lessons.data.membership import last_day, members_on, name, suspended_on

CLUES = {
    "place": "Place and people",
    "programme": "Programmes",
    "soldiers": "Soldiers",
    "work": "Joint work",
}
NAMES = {"names": "Show the names"}
# One example of joint work for each card; no two cards share one.
WORK = {
    "AFG": "ex052",
    "AUS": "ex010",
    "COL": "ex093",
    "IRQ": "ex059",
    "JPN": "ex080",
    "KOR": "ex082",
    "MNG": "ex013",
    "NZL": "ex014",
    "PAK": "ex085",
}
BLANK, OTHER = "___", "[another]"


def globe_cards(show: Sequence[str] = ("place",), names: Sequence[str] = ()) -> Chart:
    """Draw one card for each partner across the globe, with the clues of `show`.

    `show` lists keys of `CLUES`. Without `names` a card bears a letter only, so that the
    country can be guessed.
    """
    drawing = Drawing(width(), 0)
    title = f"Partners across the globe, {said(last_day())}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.height = _grid(drawing, [_parts(code, show, bool(names)) for code in globe_codes()])
    return Chart(
        drawing,
        says=_says(show, bool(names)),
        source=cite("framework_members", "programme_participants", "indicators", *_lists(show)),
        data=_listing(show, bool(names)),
        title=title,
    )


@cache
def globe_codes() -> list[str]:
    """Return the partners across the globe in the order of their cards, A first."""
    capitals = table("countries").set_index("iso3")["capital"].to_dict()
    return sorted(members_on("PATG", last_day()), key=lambda code: capitals[code][::-1])


def letter(code: str) -> str:
    """Return the letter of a country's card."""
    return "ABCDEFGHIJKL"[globe_codes().index(code)]


def _lists(show: Sequence[str]) -> list[str]:
    more = {"soldiers": ["isaf_contributions", "rsm_contributions"], "work": ["practice_examples"]}
    return [key for clue in show for key in more.get(clue, [])]


def _grid(drawing: Drawing, cards: list[list[Part]]) -> float:
    columns = 1 if is_narrow() else 3
    wide = (width() - 8 - 12 * (columns - 1)) / columns
    y = 30.0
    for first in range(0, len(cards), columns):
        row = cards[first : first + columns]
        high = max(height(parts, wide) for parts in row)
        for place, parts in enumerate(row):
            card(drawing, (4 + place * (wide + 12), y), wide, parts, high, "patg")
        y += high + 10
    return y


def _parts(code: str, show: Sequence[str], named: bool) -> list[Part]:
    head = f"{letter(code)} · {name(code)}" if named else f"Card {letter(code)}"
    parts = [Part(head, 15, bold=True)]
    if named and code in suspended_on(last_day()):
        parts.append(Part("suspended", 12, "muted"))
    for key in show:
        parts += [Part(words, 12, gap=6) for words in _clue(key, code, named)]
    return parts


@cache
def _place(code: str) -> list[str]:
    row = table("countries").set_index("iso3").loc[code]
    return [
        f"{row['region']}, {spoken(number(code, 'distance'), 'distance')} from Brussels.",
        f"{spoken(number(code, 'population'), 'population').capitalize()} people (2024).",
    ]


@cache
def _programme(code: str) -> list[str]:
    rows = tools(code).set_index("programme_id")
    words = {"IPP": "First own programme", "ITPP": "Tailored programme (ITPP)"}
    found = []
    for key, label in words.items():
        if key in rows.index:
            start, sure = rows.loc[key, "start"], rows.loc[key, "confidence"]
            when = date_words(start) if isinstance(start, str) else "start not found"
            found.append(f"{label}: {'not confirmed' if sure == 'low' else when}.")
    return found or ["No programme of its own was found."]


@cache
def _soldiers(code: str) -> list[str]:
    return [
        f"Most soldiers on our lists of {row.operation}: {row.troops:,}, {row.as_of:%B %Y}."
        for row in each(soldiers(code))
    ] or ["No soldiers on our lists, which have gaps."]


@cache
def _work(code: str) -> list[str]:
    fact = told("practice_examples", WORK[code])
    return [
        f"{fact.when}: {fact.what}",
        f"{counted(len(examples(code)), 'example')} of joint work in our table.",
    ]


CLUE: dict[str, Callable[[str], list[str]]] = {
    "place": _place,
    "programme": _programme,
    "soldiers": _soldiers,
    "work": _work,
}


def _clue(key: str, code: str, named: bool) -> list[str]:
    return CLUE[key](code) if named else [_hidden(words, code) for words in CLUE[key](code)]


def _hidden(words: str, code: str) -> str:
    """Return a clue without the names on the cards, and without words made of them."""
    for other in globe_codes():
        blank = BLANK if other == code else OTHER
        words = re.sub(rf"\b{re.escape(name(other))}\w*", blank, words)
    return words


def _says(show: Sequence[str], named: bool) -> str:
    codes = globe_codes()
    clues = ", ".join(CLUES[key].lower() for key in CLUES if key in show) or "none"
    parts = [f"{len(codes)} cards, one for each partner across the globe. Clues shown: {clues}."]
    if named:
        parts.append(f"{', '.join(f'{letter(code)} {name(code)}' for code in codes)}.")
        parts.append(f"Suspended: {', '.join(name(c) for c in codes if c in _frozen())}.")
    else:
        parts.append("The names are hidden: guess them.")
        if "work" in show:
            parts.append(f"A card's own country is {BLANK}, one of the others is {OTHER}.")
    return " ".join(parts)


def _frozen() -> set[str]:
    return set(suspended_on(last_day()))


def _listing(show: Sequence[str], named: bool) -> pd.DataFrame:
    codes = globe_codes()
    columns = {"Card": [letter(code) for code in codes]}
    if named:
        columns["Country"] = [name(code) for code in codes]
    for key in CLUES:
        if key in show:
            columns[CLUES[key]] = [" ".join(_clue(key, code, named)) for code in codes]
    return pd.DataFrame(columns if len(columns) > 1 else columns | {"Country": "hidden"})
