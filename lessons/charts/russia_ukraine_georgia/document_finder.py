"""The papers behind the three special relationships, found by partner and by what they did."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.old_cards import Part, card, height
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.russia_ukraine_georgia.special_relationships import (
    PARTNERS,
    concerns,
    events,
    names,
)
from lessons.core.text import counted, date_words
from lessons.data import cite, sources

ANY = "any"
WHO = {ANY: "Any of the three", **PARTNERS}
DEEDS = {
    ANY: "Anything",
    "body": "Founded a body",
    "plan": "Agreed a plan",
    "membership": "Spoke of membership",
    "brake": "Stopped work",
}


@dataclass(frozen=True)
class Paper:
    """A paper: its title, what it did, and words that find its row among the events."""

    title: str
    deed: str
    sign: str


PAPERS = (
    Paper("PfP Framework Document", "plan", "Hungary and Ukraine sign the PfP"),
    Paper("PfP Framework Document", "plan", "Georgia signs the PfP"),
    Paper("PfP Framework Document", "plan", "Russia signs the PfP"),
    Paper("Individual partnership programme", "plan", "individual partnership programme"),
    Paper("Founding Act", "body", "Founding Act in Paris"),
    Paper("Charter on a Distinctive Partnership", "body", "Charter on a Distinctive"),
    Paper("Rome Declaration", "body", "Rome Declaration"),
    Paper("NATO-Ukraine Action Plan", "plan", "adopt an Action Plan"),
    Paper("Individual Partnership Action Plan", "plan", "first Individual Partnership Action Plan"),
    Paper("Bucharest Summit Declaration", "membership", "Bucharest Summit states"),
    Paper("Framework document of the Commission", "body", "NATO-Georgia Commission is founded"),
    Paper("Annual National Programme", "plan", "Annual National Programme"),
    Paper("Decision of the foreign ministers", "brake", "Allied foreign ministers suspend"),
    Paper("Substantial NATO-Georgia Package", "plan", "Substantial NATO-Georgia Package"),
    Paper("Comprehensive Assistance Package", "plan", "Comprehensive Assistance Package"),
    Paper("Application for membership", "membership", "application for membership"),
    Paper("Vilnius Summit Communiqué", "body", "by the NATO-Ukraine Council"),
)
GAP = 12.0


def document_finder(partner: str = ANY, deed: str = "body") -> Chart:
    """Draw the papers that concern a partner and did one kind of thing, oldest first.

    `partner` is a key of `WHO`, `deed` one of `DEEDS`. Each card says where the course read it.
    """
    found = papers()
    if partner != ANY:
        found = concerns(found, partner)
    if deed != ANY:
        found = found[found["deed"] == deed]
    drawing = Drawing(width(), 0)
    title = f"Papers: {WHO[partner]}, {DEEDS[deed].lower()}"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    drawing.height = _cards(drawing, [row for _, row in found.iterrows()])
    source = cite(*(found if len(found) else papers())["source_id"])
    return Chart(drawing, _says(found, partner, deed), source, _listing(found), title=title)


def papers() -> pd.DataFrame:
    """Return the papers in order of time: their events' rows with `title` and `deed`."""
    rows = events()
    found = []
    for paper in PAPERS:
        row = rows[rows["event"].str.contains(paper.sign, regex=False)].iloc[0]
        found.append({**row.to_dict(), "title": paper.title, "deed": paper.deed})
    return pd.DataFrame(found).sort_values("day", ignore_index=True)


def _cards(drawing: Drawing, found: list[Any]) -> float:
    # One column on a phone, else two; both cards of a row are equally high.
    columns = 1 if is_narrow() else 2
    wide = (width() - 8 - GAP * (columns - 1)) / columns
    y = 30.0
    if not found:
        none = [Part("No paper of this kind. Change one of the two choices.", 13)]
        return y + 8 + card(drawing, (4, y), width() - 8, none)
    for first in range(0, len(found), columns):
        row = [_parts(paper) for paper in found[first : first + columns]]
        high = max(height(parts, wide) for parts in row)
        for place, parts in enumerate(row):
            card(drawing, (4 + place * (wide + GAP), y), wide, parts, high, "euro_atlantic")
        y += high + 10
    return y


def _parts(paper: Any) -> list[Part]:
    return [
        Part(f"{date_words(paper['date'])} · {names(paper['codes'])}", 12, "muted"),
        Part(paper["title"], 14, bold=True),
        Part(f"{paper['event']}.", 13, gap=6),
        Part(f"Read in: {_where(paper)}", 12, "muted", gap=6),
    ]


def _where(paper: Any) -> str:
    source = sources(paper["source_id"])[0]
    return f"{source['publisher']}, {source['date'] or 'no date'}"


def _says(found: pd.DataFrame, partner: str, deed: str) -> str:
    if found.empty:
        return f"No paper for {WHO[partner]} under '{DEEDS[deed]}' in our list of {len(PAPERS)}."
    rows = [row for _, row in found.iterrows()]
    titles = [f"{row['title']} ({row['date'][:4]}, {names(row['codes'])})" for row in rows]
    return f"{counted(len(titles), 'paper')} of {len(PAPERS)}: {'; '.join(titles)}."


def _listing(found: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (
            row["date"],
            row["title"],
            names(row["codes"]),
            DEEDS[row["deed"]],
            row["event"],
            _where(row),
        )
        for _, row in found.iterrows()
    ]
    columns = ["Date", "Paper", "Partner", "What it did", "In our words", "Read in"]
    return pd.DataFrame(rows, columns=columns)
