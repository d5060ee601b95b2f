"""Draw the claims of the text of 2013 with our verdicts: one after the other, or all at once.

A verdict follows three questions: does another text or count show the claim, was it exact when it
was written, and do our rows show that it no longer holds today?
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import date_words
from lessons.data import cite, record, rows

OPEN = "open"
TEXT = "b_seed"  # the text of 2013 itself

VERDICTS = {
    "confirmed": draw.Key("Confirmed", "other", "circle"),
    "not_confirmed": draw.Key("Not confirmed", "patg", "square"),
    "imprecise": draw.Key("Imprecise", "ici", "diamond"),
    "outdated_now": draw.Key("Outdated", "md", "triangle"),
}
MEANINGS = {
    "confirmed": "exact then, and still so",
    "not_confirmed": "no second source shows it",
    "imprecise": "not quite exact, even then",
    "outdated_now": "exact then, no longer so",
}
NAMES = draw.key_texts(VERDICTS)


def claims() -> dict[str, str]:
    """Return every claim by its id, with its number."""
    return {row.claim_id: f"{_number(row)}. {row.claim}" for row in rows("seed_claims")}


@draw.explorer(
    "Claim checker",
    link=draw.start_anew("claim", guess=OPEN),
    claim=draw.Choice("Claim", claims),
    guess=draw.Choice("Your verdict", {OPEN: "not yet"} | NAMES),
)
def claim_checker(claim: str = "c01", guess: str = OPEN) -> draw.Chart:
    """Draw a claim of 2013; once a verdict is guessed, draw ours, the reason and what changed.

    `claim` is an id of `seed_claims`, `guess` a key of `VERDICTS` or "open".
    """
    row, is_open = record("seed_claims", claim), guess == OPEN
    number = f"Claim {_number(row)}"
    title = f"{number} is {NAMES[row.verdict].lower()}"
    title = "Confirmed, not confirmed, imprecise or outdated?" if is_open else title
    plot = draw.Plot(title, f"{number} of {len(rows('seed_claims'))}")
    draw.card(plot, *_claim_paragraphs(row))
    # Before the guess nothing may give our verdict away: not the table, and not the sources.
    if is_open:
        meant = draw.Table(("Claim", "Speaks of"), [(row.claim, date_words(row.as_of))])
        return plot.chart(f"{number}. {title}", cite(TEXT), meant)
    compared = f"Your verdict: {_meaning(guess)}."
    draw.card(plot, draw.body(compared), *_reasons(row), band=VERDICTS[row.verdict].role)
    return plot.chart(f"{title}. {compared}", cite(TEXT, row.source_id), _table([row]))


@draw.explorer("All claims by verdict", claim=draw.Choice("Open", claims))
def all_claims(claim: str = "c06") -> draw.Chart:
    """Draw all claims with their verdicts, and open one of them, by its id, below."""
    every, row = rows("seed_claims"), record("seed_claims", claim)
    counts = Counter(one.verdict for one in every)
    title = f"{counts['confirmed']} of {len(every)} claims of 2013 still hold"
    plot = draw.Plot(title, "The claims of the text of 2013, by our verdict")
    groups = {key: f"{text}: {counts[key]}" for key, text in NAMES.items()}
    draw.lists(plot, [
        [draw.ListItem(text, is_heading=True), *_items(key, row)] for key, text in groups.items()
    ], columns=2)  # fmt: skip
    draw.card(plot, *_claim_paragraphs(row), *_reasons(row))
    return plot.chart(
        says=f"{title}. {'; '.join(groups.values())}. Opened: claim {_number(row)}.",
        source=cite(TEXT, "seed_claims"),
        data=_table(every),
    )


def _number(row: Any) -> int:
    return int(row.claim_id[1:])


def _claim_paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return the claim, with the day that it is about: a claim has a date, too."""
    when = f"The text of 2013 · speaks of {date_words(row.as_of)}"
    return [draw.caption(when), draw.head(row.claim)]


def _reasons(row: Any) -> list[draw.Paragraph]:
    return [
        draw.subhead(f"Our verdict: {_meaning(row.verdict)}."),
        draw.body(row.what_changed_since),
    ]


def _meaning(verdict: str) -> str:
    return f"{NAMES[verdict].lower()} – {MEANINGS[verdict]}"


def _items(verdict: str, opened: Any) -> list[draw.ListItem]:
    """Return the claims of a verdict; the mark before each shows where one of two lines begins."""
    found, mark = (row for row in rows("seed_claims") if row.verdict == verdict), VERDICTS[verdict]
    return [draw.ListItem(r.claim, mark, "", r == opened, f"claim={r.claim_id}") for r in found]


def _table(found: Iterable[Any]) -> draw.Table:
    return draw.Table.of(found, {
        "Claim": "claim",
        "Speaks of": lambda row: date_words(row.as_of),
        "Verdict": lambda row: NAMES[row.verdict],
        "What we found": "what_changed_since",
    })  # fmt: skip
