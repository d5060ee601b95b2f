"""Draw a case in which cooperation failed, and the explanations of those who took part.

A failure has no single cause on which all agree. So each explanation has a card of its own with
the name of whoever gives it, and the cards are equal: the course does not choose.
"""

from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised, counted
from lessons.data import cite, record, rows, source_ids


def cases() -> dict[str, str]:
    """Return the cases by their numbers, such as "f09"."""
    return {row.failure_id: row.case for row in rows("failures")}


@draw.explorer("Failures and their explanations", case=draw.Choice("Case", cases))
def failure_cards(case: str = "f15") -> draw.Chart:
    """Draw what went wrong in a case, and below it a card for each explanation.

    `case` is the number of a row of `failures.csv`.
    """
    row = record("failures", case)
    found = explanations(row)
    title = f"{row.case}, in {counted(len(found), 'explanation')}"
    plot = draw.Plot(title, f"{years(row)} · {row.parties}")
    parts = [
        draw.body(row.what_went_wrong),
        draw.doubt(row.confidence),
        draw.caption(row.doubt or ""),
    ]
    draw.card(plot, draw.subhead("What went wrong"), *parts)
    cards = [
        draw.Card([draw.subhead(capitalised(who)), draw.body(capitalised(text))], "other")
        for who, text in found
    ]
    # Two columns leave room for sentences; three would break them into short lines.
    draw.cards(plot, cards, columns=2)
    named = "; ".join(capitalised(who) for who, _text in found)
    return plot.chart(
        says=f"{row.case}, {years(row)}: {counted(len(found), 'explanation')}, by: {named}.",
        source=cite(*source_ids([row])),
        data=draw.Table(
            ("Case", "Years", "What went wrong", "Who explains", "Explanation"),
            ((row.case, years(row), row.what_went_wrong, *explained) for explained in found),
        ),
    )


def explanations(row: Any) -> list[tuple[str, str]]:
    """Return the explanations of a case: who gives each, and what they say."""
    parts = (text.partition(":") for text in row.explanations)
    return [(who.strip(), text.strip()) for who, _colon, text in parts]


def years(row: Any) -> str:
    """Return from when to when a case lasted: "2021", "2016-2017", or "2004-today"."""
    last = row.year_end or "today"
    return str(last) if last == row.year_start else f"{row.year_start}-{last}"
