"""The text of 2013, claim by claim, with verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Shape, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.text import date_words
from lessons.data import cite, table

OPEN = "open"
TEXT = "b_seed"  # the text of 2013 itself


@dataclass(frozen=True)
class Verdict:
    """A verdict on a claim: its words, what it means, its marker."""

    words: str
    means: str
    shape: str
    role: str


VERDICTS = {
    "confirmed": Verdict("Confirmed", "exact then, and still so", "circle", "other"),
    "imprecise": Verdict("Imprecise", "not proved, or not quite so", "diamond", "ici"),
    "outdated_now": Verdict("Outdated", "exact then, no longer so", "triangle", "md"),
}
# Why a verdict may differ from ours: the guess, our verdict, and what to look at again.
APART = {
    ("confirmed", "outdated_now"): "It held when it was written. Ask also whether it holds today.",
    ("confirmed", "imprecise"): "It may sound right. Ask which other source shows just this.",
    ("imprecise", "outdated_now"): "It was exact when it was written. Then things changed.",
    ("imprecise", "confirmed"): "Other sources bear it out as it stands.",
    ("outdated_now", "imprecise"): "Then it would once have been exact. We could not show that.",
    (
        "outdated_now",
        "confirmed",
    ): "Things have changed around it; the sentence itself still holds.",
}


def claim_check(claim: str = "c01", guess: str = OPEN) -> Chart:
    """Draw a claim of 2013; once a verdict is guessed, draw ours, the reason and what changed.

    `claim` is an id of `seed_claims`, `guess` a key of `VERDICTS` or "open".
    """
    row = _row(claim)
    drawing = Drawing(width(), 0)
    title = f"Claim {int(claim[1:])} of {len(table('seed_claims'))}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = 28 + card(drawing, (4, 28), width() - 8, _claim_parts(row)) + 12
    y = _buttons(drawing, y, row, guess)
    if guess != OPEN:
        y += card(drawing, (4, y), width() - 8, _reason_parts(row, guess)) + 6
    drawing.height = y
    source = cite(TEXT) if guess == OPEN else cite(TEXT, row["source_id"])
    data = _listing([claim]) if guess != OPEN else _asked(row)
    return Chart(drawing, _says_check(row, guess), source, data, title=title)


def claim_wall(show: Sequence[str] = tuple(VERDICTS), claim: str = "c06") -> Chart:
    """Draw all claims as tiles with their verdicts, and open one of them below.

    `show` lists the verdicts to show, keys of `VERDICTS`; `claim` is the one to open.
    """
    rows = table("seed_claims")
    drawing = Drawing(width(), 0)
    title = f"{len(rows)} claims of 2013, checked"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = _tiles(drawing, _totals(drawing, show), show, claim)
    row = _row(claim)
    parts = [*_claim_parts(row), *_reason_parts(row)]
    drawing.height = y + card(drawing, (4, y), width() - 8, parts) + 6
    wanted = list(rows[rows["verdict"].isin(list(show))]["claim_id"])
    source = cite(TEXT, "seed_claims")
    return Chart(drawing, _says_wall(show, row), source, _listing(wanted), title=title)


def claims() -> dict[str, str]:
    """Return every claim by its id, with its number."""
    rows = table("seed_claims")
    return {
        code: f"{int(code[1:])}. {claim}"
        for code, claim in zip(rows["claim_id"], rows["claim"], strict=True)
    }


def _row(claim: str) -> Any:
    return table("seed_claims").set_index("claim_id", drop=False).loc[claim]


def _claim_parts(row: Any) -> list[Part]:
    figure = "" if row["value"] == "qualitative" else f" · figure: {row['value']}"
    return [
        Part(f"The text of 2013 · meant for {date_words(row['as_of'])}{figure}", 12, "muted"),
        Part(row["claim"], 15, bold=True),
    ]


def _reason_parts(row: Any, guess: str = "") -> list[Part]:
    ours = VERDICTS[row["verdict"]]
    parts = [
        Part(f"Our verdict: {ours.words} – {ours.means}.", 13, bold=True, gap=8),
        Part(row["what_changed_since"], 13),
    ]
    if not guess:
        return parts
    return [Part(_compared(row, guess), 13, gap=0), *parts]


def _compared(row: Any, guess: str) -> str:
    ours, yours = VERDICTS[row["verdict"]].words.lower(), VERDICTS[guess].words.lower()
    if guess == row["verdict"]:
        return f"Yours is {yours}, and so is ours."
    return f"Ours is {ours}; yours was {yours}. {APART[guess, row['verdict']]}"


def _buttons(drawing: Drawing, y: float, row: Any, guess: str) -> float:
    wide = (width() - 8) if is_narrow() else (width() - 36) / 3
    for place, (key, verdict) in enumerate(VERDICTS.items()):
        x, top = (4.0, y + place * 34) if is_narrow() else (4 + place * (wide + 14), y)
        pick, chosen = f"guess={key}", guess == key
        drawing.add(
            Box(x, top, wide, 28, "land", 1.0 if chosen else 0.5, pick=pick, title=verdict.means),
            Shape(x + 16, top + 14, 6, verdict.shape, verdict.role, pick=pick),
            Text(x + 30, top + 18, verdict.words, size=13, bold=chosen, pick=pick),
        )
        if guess not in (OPEN, "") and key == row["verdict"]:
            drawing.add(Box(x, top, wide, 28, "ink", outline=True))
            drawing.add(Text(x + wide - 10, top + 18, "our verdict", "muted", 12, "end"))
    return y + (3 * 34 if is_narrow() else 28) + 12


def _totals(drawing: Drawing, show: Sequence[str]) -> float:
    counts = table("seed_claims")["verdict"].value_counts()
    x = 12.0
    for key, verdict in VERDICTS.items():
        look = "ink" if key in show else "muted"
        words = f"{verdict.words} {counts.get(key, 0)}"
        drawing.add(Shape(x, 34, 5, verdict.shape, verdict.role, hollow=key not in show))
        drawing.add(Text(x + 12, 38, words, look, 12))
        x += 120 if is_narrow() else 130
    return 54.0


def _tiles(drawing: Drawing, y: float, show: Sequence[str], claim: str) -> float:
    columns = 6 if is_narrow() else 10
    wide, high = (width() - 8) / columns, 40.0
    rows = table("seed_claims")
    for place, row in enumerate(rows.to_dict("records")):
        x, top = 4 + (place % columns) * wide, y + (place // columns) * high
        verdict, code = VERDICTS[row["verdict"]], str(row["claim_id"])
        pick, seen = f"claim={code}", row["verdict"] in show
        words = f"{row['claim']}: {verdict.words}" if seen else str(row["claim"])
        box = Box(x, top, wide - 5, high - 5, "land", 0.9 if seen else 0.35, title=words, pick=pick)
        number = Text(
            x + 8, top + 22, str(int(code[1:])), "ink" if seen else "muted", 12, pick=pick
        )
        drawing.add(box, number)
        if seen:
            drawing.add(Shape(x + wide - 20, top + 18, 6, verdict.shape, verdict.role, pick=pick))
        if code == claim:
            drawing.add(Box(x, top, wide - 5, high - 5, "ink", outline=True))
    return y + -(-len(rows) // columns) * high + 8


def _says_check(row: Any, guess: str) -> str:
    asked = (
        f"Claim {int(row['claim_id'][1:])}: {row['claim']} (meant for {date_words(row['as_of'])})."
    )
    if guess == OPEN:
        return f"{asked} Give your verdict: confirmed, imprecise or outdated?"
    return f"{asked} {_compared(row, guess)} {row['what_changed_since']}"


def _says_wall(show: Sequence[str], row: Any) -> str:
    rows = table("seed_claims")
    figures = rows[rows["value"].str.contains(r"\d")]["verdict"].value_counts()
    parts = [
        f"{verdict.words.lower()} {sum(rows['verdict'] == key)} "
        f"({figures.get(key, 0)} with a figure)"
        for key, verdict in VERDICTS.items()
        if key in show
    ]
    ours = VERDICTS[row["verdict"]].words.lower()
    opened = f"Opened: claim {int(row['claim_id'][1:])}, {ours}."
    return f"{len(rows)} claims: {', '.join(parts) or 'no verdict is shown'}. {opened}"


def _asked(row: Any) -> pd.DataFrame:
    return pd.DataFrame({"Claim": [row["claim"]], "Meant for": [date_words(row["as_of"])]})


def _listing(codes: Sequence[str]) -> pd.DataFrame:
    rows = table("seed_claims")
    rows = rows[rows["claim_id"].isin(list(codes))]
    return pd.DataFrame(
        {
            "Claim": rows["claim"],
            "Meant for": [date_words(text) for text in rows["as_of"]],
            "Verdict": [VERDICTS[verdict].words for verdict in rows["verdict"]],
            "What we found": rows["what_changed_since"],
        }
    ).reset_index(drop=True)
