"""Draw the claims of the text of 2013 with our verdicts: one after the other, or all at once.

A verdict follows two questions: was the claim exact when it was written, and does another source
say so? And if so: do our rows show that it no longer holds today?
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.links import start_anew
from lessons.core.text import date_words
from lessons.data import cite, record, rows

OPEN = "open"
TEXT = "b_seed"  # the text of 2013 itself
A_ROW = 5  # claims in a row of the overview


VERDICTS = {
    "confirmed": draw.Key("Confirmed", "other", "circle"),
    "imprecise": draw.Key("Imprecise", "ici", "diamond"),
    "outdated_now": draw.Key("Outdated", "md", "triangle"),
}
MEANINGS = {
    "confirmed": "exact then, and still so",
    "imprecise": "not proved, or not quite so",
    "outdated_now": "exact then, no longer so",
}
NAMES = {key: verdict.text for key, verdict in VERDICTS.items()}
# By our verdict and the guess: what a learner whose guess differs should look at again.
DIFFERENCES = {
    "outdated_now": {
        "confirmed": "It held when it was written. Ask also whether it holds today.",
        "imprecise": "It was exact when it was written. Then things changed.",
    },
    "imprecise": {
        "confirmed": "It may sound right. Ask which other source shows just this.",
        "outdated_now": "Then it would once have been exact. We could not show that.",
    },
    "confirmed": {
        "imprecise": "Other sources confirm it as it is written.",
        "outdated_now": "Things have changed around it; the sentence itself still holds.",
    },
}


def claims() -> dict[str, str]:
    """Return every claim by its id, with its number."""
    return {row.claim_id: f"{_number(row)}. {row.claim}" for row in rows("seed_claims")}


@draw.explorer(
    "Claim checker",
    link=start_anew("claim", guess=OPEN),
    claim=draw.Choice("Claim", claims),
    guess=draw.Choice("Your verdict", {OPEN: "not yet"} | NAMES),
)
def claim_checker(claim: str = "c01", guess: str = OPEN) -> draw.Chart:
    """Draw a claim of 2013; once a verdict is guessed, draw ours, the reason and what changed.

    `claim` is an id of `seed_claims`, `guess` a key of `VERDICTS` or "open".
    """
    row, is_open = record("seed_claims", claim), guess == OPEN
    title = f"Our verdict: {NAMES[row.verdict].lower()}"
    title = "Confirmed, imprecise or outdated?" if is_open else title
    plot = draw.Plot(title, f"Claim {_number(row)} of {len(rows('seed_claims'))}")
    draw.card(plot, *_claim_paragraphs(row))
    draw.legend(plot, [replace(mark, pick=f"guess={key}") for key, mark in VERDICTS.items()])
    asked = f"Claim {_number(row)}: {row.claim} (meant for {date_words(row.as_of)})."
    # Before the guess nothing may give our verdict away: not the table, and not the sources.
    if is_open:
        meant = draw.Table(("Claim", "Meant for"), [(row.claim, date_words(row.as_of))])
        return plot.chart(f"{asked} Give your verdict. {title}", cite(TEXT), meant)
    compared = _compared(row, guess)
    draw.card(plot, draw.body(compared), *_reasons(row), band=VERDICTS[row.verdict].role)
    says = f"{asked} {compared} {row.what_changed_since}"
    return plot.chart(says, cite(TEXT, row.source_id), _table([row]))


@draw.explorer(
    "All claims by verdict", show=draw.Toggles("Show", NAMES), claim=draw.Choice("Open", claims)
)
def claim_wall(show: Sequence[str] = tuple(VERDICTS), claim: str = "c06") -> draw.Chart:
    """Draw all claims with their verdicts, and open one of them below.

    `show` lists the verdicts to show, keys of `VERDICTS`; `claim` is the one to open.
    """
    every, row = rows("seed_claims"), record("seed_claims", claim)
    counts = Counter(one.verdict for one in every)
    title = f"{counts['confirmed']} of {len(every)} claims of 2013 still hold"
    plot = draw.Plot(title, "Each claim of the text of 2013 by number, with our verdict")
    keys = {k: replace(mark, text=f"{mark.text} {counts[k]}") for k, mark in VERDICTS.items()}
    draw.legend(plot, draw.filter_keys("show", keys, show))
    # Only the place of a claim on the wall counts: columns have no heading.
    lines = [every[first : first + A_ROW] for first in range(0, len(every), A_ROW)]
    draw.matrix(plot, [draw.Heading("")] * A_ROW, [_matrix_row(line, show, row) for line in lines])
    draw.card(plot, *_claim_paragraphs(row), *_reasons(row))
    shown = ", ".join(f"{NAMES[key].lower()} {counts[key]}" for key in show)
    opened = f"claim {_number(row)}, {NAMES[row.verdict].lower()}"
    return plot.chart(
        says=f"{title}. Shown: {shown or 'no verdict'}. Opened: {opened}.",
        source=cite(TEXT, "seed_claims"),
        data=_table(one for one in every if one.verdict in show),
    )


def _number(row: Any) -> int:
    return int(row.claim_id[1:])


def _claim_paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return the claim, with the day that it is meant for: a claim has a date, too."""
    # Claims with a figure grow old sooner: the figure is named.
    figure = "" if row.value == "qualitative" else f" · figure: {row.value}"
    when = f"The text of 2013 · meant for {date_words(row.as_of)}{figure}"
    return [draw.caption(when), draw.head(row.claim)]


def _reasons(row: Any) -> list[draw.Paragraph]:
    ours = f"Our verdict: {NAMES[row.verdict].lower()} – {MEANINGS[row.verdict]}."
    return [draw.subhead(ours), draw.body(row.what_changed_since)]


def _compared(row: Any, guess: str) -> str:
    """Return how a guess compares with our verdict, with a hint where it differs."""
    ours, yours = NAMES[row.verdict].lower(), NAMES[guess].lower()
    if guess == row.verdict:
        return f"Yours is {yours}, and so is ours."
    return f"Ours is {ours}; yours was {yours}. {DIFFERENCES[row.verdict][guess]}"


def _matrix_row(line: Sequence[Any], show: Sequence[str], opened: Any) -> draw.MatrixRow:
    heading = draw.Heading(f"{_number(line[0])} to {_number(line[-1])}")
    return draw.MatrixRow(heading, [_cell(row, row.verdict in show, row == opened) for row in line])


def _cell(row: Any, shown: bool, chosen: bool) -> draw.Cell:
    """Return a claim's cell; where its verdict is hidden, it bears only its number."""
    verdict = VERDICTS[row.verdict]
    return draw.Cell(
        lines=[str(_number(row))], form=verdict.form if shown else "", role=verdict.role,
        muted=not shown, chosen=chosen, pick=f"claim={row.claim_id}",
        title=f"{row.claim}: {verdict.text}" if shown else row.claim,
    )  # fmt: skip


def _table(found: Iterable[Any]) -> draw.Table:
    return draw.Table.of(found, {
        "Claim": "claim",
        "Meant for": lambda row: date_words(row.as_of),
        "Verdict": lambda row: NAMES[row.verdict],
        "What we found": "what_changed_since",
    })  # fmt: skip
