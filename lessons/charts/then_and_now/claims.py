"""Draw the claims of the text of 2013 with our verdicts: one after the other, or all at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import date_words
from lessons.data import cite, record, rows

OPEN = "open"
TEXT = "b_seed"  # the text of 2013 itself
A_ROW = 5  # claims in a row of the overview


@dataclass(frozen=True)
class Verdict:
    """A verdict on a claim: its name, what it means, its marker."""

    name: str
    meaning: str
    form: str
    role: str


VERDICTS = {
    "confirmed": Verdict("Confirmed", "exact then, and still so", "circle", "other"),
    "imprecise": Verdict("Imprecise", "not proved, or not quite so", "diamond", "ici"),
    "outdated_now": Verdict("Outdated", "exact then, no longer so", "triangle", "md"),
}
# Why a verdict may differ from ours: the guess, our verdict, and what to look at again.
DIFFERENCES = {
    ("confirmed", "outdated_now"): "It held when it was written. Ask also whether it holds today.",
    ("confirmed", "imprecise"): "It may sound right. Ask which other source shows just this.",
    ("imprecise", "outdated_now"): "It was exact when it was written. Then things changed.",
    ("imprecise", "confirmed"): "Other sources confirm it as it is written.",
    ("outdated_now", "imprecise"): "Then it would once have been exact. We could not show that.",
    (
        "outdated_now",
        "confirmed",
    ): "Things have changed around it; the sentence itself still holds.",
}


def claims() -> dict[str, str]:
    """Return every claim by its id, with its number."""
    return {row.claim_id: f"{_number(row)}. {row.claim}" for row in rows("seed_claims")}


def _start_anew(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change, the guess taken back where only the claim changed."""
    moved_on = before["claim"] != after["claim"] and before["guess"] == after["guess"]
    return {**after, "guess": OPEN} if moved_on else after


@draw.explorer(
    "Claim checker",
    link=_start_anew,
    claim=draw.Choice("Claim", claims),
    guess=draw.Choice(
        "Your verdict", {OPEN: "not yet"} | {key: v.name for key, v in VERDICTS.items()}
    ),
)
def claim_checker(claim: str = "c01", guess: str = OPEN) -> draw.Chart:
    """Draw a claim of 2013; once a verdict is guessed, draw ours, the reason and what changed.

    `claim` is an id of `seed_claims`, `guess` a key of `VERDICTS` or "open".
    """
    row, is_open = record("seed_claims", claim), guess == OPEN
    ours = VERDICTS[row.verdict].name.lower()
    title = "Confirmed, imprecise or outdated?" if is_open else f"Our verdict: {ours}"
    plot = draw.Plot(title, f"Claim {_number(row)} of {len(rows('seed_claims'))}")
    draw.card(plot, *_claim_paragraphs(row))
    draw.legend(plot, [_key(key, f"guess={key}") for key in VERDICTS])
    if not is_open:
        draw.card(plot, *_reasons(row, guess), band=VERDICTS[row.verdict].role)
    asked = draw.Table(("Claim", "Meant for"), [(row.claim, date_words(row.as_of))])
    return plot.chart(
        says=_says_check(row, guess),
        source=cite(TEXT) if is_open else cite(TEXT, row.source_id),
        data=asked if is_open else _table([row]),
    )


@draw.explorer(
    "All claims by verdict",
    show=draw.Toggles("Show", {key: verdict.name for key, verdict in VERDICTS.items()}),
    claim=draw.Choice("Open", claims),
)
def claim_wall(show: Sequence[str] = tuple(VERDICTS), claim: str = "c06") -> draw.Chart:
    """Draw all claims with their verdicts, and open one of them below.

    `show` lists the verdicts to show, keys of `VERDICTS`; `claim` is the one to open.
    """
    every, row = rows("seed_claims"), record("seed_claims", claim)
    counts = Counter(one.verdict for one in every)
    title = f"{counts['confirmed']} of {len(every)} claims of 2013 still hold"
    plot = draw.Plot(title, "Each claim of the text of 2013 by number, with our verdict")
    draw.legend(plot, [_key(key, count=counts[key], shown=key in show) for key in VERDICTS])
    lines = [every[first : first + A_ROW] for first in range(0, len(every), A_ROW)]
    draw.matrix(plot, [draw.Heading("")] * A_ROW, [_matrix_row(line, show, row) for line in lines])
    draw.card(plot, *_claim_paragraphs(row), *_reasons(row))
    return plot.chart(
        says=_says_wall(show, row),
        source=cite(TEXT, "seed_claims"),
        data=_table(one for one in every if one.verdict in show),
    )


def _number(row: Any) -> int:
    return int(row.claim_id[1:])


def _key(verdict: str, pick: str = "", *, count: int | None = None, shown: bool = True) -> draw.Key:
    look = VERDICTS[verdict]
    text = look.name if count is None else f"{look.name} {count}"
    return draw.Key(text, look.role, look.form, hollow=not shown, pick=pick)


def _claim_paragraphs(row: Any) -> list[draw.Paragraph]:
    figure = "" if row.value == "qualitative" else f" · figure: {row.value}"
    when = f"The text of 2013 · meant for {date_words(row.as_of)}{figure}"
    return [draw.caption(when), draw.head(row.claim)]


def _reasons(row: Any, guess: str = "") -> list[draw.Paragraph]:
    ours = VERDICTS[row.verdict]
    compared = [draw.body(_compared(row, guess))] if guess else []
    verdict = draw.subhead(f"Our verdict: {ours.name.lower()} – {ours.meaning}.")
    return [*compared, verdict, draw.body(row.what_changed_since)]


def _compared(row: Any, guess: str) -> str:
    ours, yours = VERDICTS[row.verdict].name.lower(), VERDICTS[guess].name.lower()
    if guess == row.verdict:
        return f"Yours is {yours}, and so is ours."
    return f"Ours is {ours}; yours was {yours}. {DIFFERENCES[guess, row.verdict]}"


def _matrix_row(line: Sequence[Any], show: Sequence[str], opened: Any) -> draw.MatrixRow:
    heading = draw.Heading(f"{_number(line[0])} to {_number(line[-1])}")
    return draw.MatrixRow(heading, [_cell(row, row.verdict in show, row == opened) for row in line])


def _cell(row: Any, shown: bool, chosen: bool) -> draw.Cell:
    verdict = VERDICTS[row.verdict]
    return draw.Cell(
        lines=[str(_number(row))], form=verdict.form if shown else "", role=verdict.role,
        muted=not shown, chosen=chosen, pick=f"claim={row.claim_id}",
        title=f"{row.claim}: {verdict.name}" if shown else row.claim,
    )  # fmt: skip


def _says_check(row: Any, guess: str) -> str:
    asked = f"Claim {_number(row)}: {row.claim} (meant for {date_words(row.as_of)})."
    if guess == OPEN:
        return f"{asked} Give your verdict: confirmed, imprecise or outdated?"
    return f"{asked} {_compared(row, guess)} {row.what_changed_since}"


def _says_wall(show: Sequence[str], opened: Any) -> str:
    every = rows("seed_claims")
    counts = Counter(row.verdict for row in every)
    figures = Counter(row.verdict for row in every if any(map(str.isdigit, row.value)))
    parts = [
        f"{verdict.name.lower()} {counts[key]} ({figures[key]} with a figure)"
        for key, verdict in VERDICTS.items()
        if key in show
    ]
    ours = VERDICTS[opened.verdict].name.lower()
    shown = ", ".join(parts) or "no verdict is shown"
    return f"{len(every)} claims: {shown}. Opened: claim {_number(opened)}, {ours}."


def _table(found: Iterable[Any]) -> draw.Table:
    return draw.Table(
        ("Claim", "Meant for", "Verdict", "What we found"),
        (
            (row.claim, date_words(row.as_of), VERDICTS[row.verdict].name, row.what_changed_since)
            for row in found
        ),
    )
