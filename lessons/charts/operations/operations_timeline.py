"""Draw NATO-led operations on a time line: with or without partners, and their legal basis.

It answers two questions about each operation: whether partners took part, and what it rested on,
which is named at the right end of its line, or on a phone above all lines that share it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.engine.options import years_from
from lessons.core.dates import day
from lessons.core.text import date_words, day_words, listed, span
from lessons.data import cite, record, rows
from lessons.data.membership import end_of, last_day
from lessons.data.summaries import CERTAINTY

# The kinds of legal basis in `operations.csv`, in words.
BASES = {
    "un": "UN Security Council resolution",
    "article_5": "Article 5 of the treaty",
    "request": "Request of those concerned",
    "agreement": "Agreement with the government",
    "summit": "Decision of a NATO summit",
    "none": "No decision of the UN Security Council",
}
KEYS = {
    "yes": draw.Key("With partners", "euro_atlantic", fill=draw.SOLID),
    "no": draw.Key("Without partners", "muted", fill=draw.OUTLINED),
}
SIDES = draw.key_texts(KEYS)
FIRST = 1993  # the year of the first operations
_UNDER_WAY = draw.Key("Under way on the day of the line", "md", "diamond")


def operations() -> list[Any]:
    """Return the rows of `operations` in the order of their start."""
    return sorted(rows("operations"), key=lambda row: (day(row.start), row.operation_id))


def under_way(found: Sequence[Any], on: date) -> list[Any]:
    """Return those operations that ran on a day."""
    return [row for row in found if _runs(row, on)]


def _names() -> dict[str, str]:
    return {row.operation_id: row.name for row in operations()}


@draw.explorer(
    "NATO-led operations",
    year=draw.Slider("Line at the", words=lambda: years_from(FIRST)),
    partners=draw.Toggles("Show", SIDES, rare=True),
    look=draw.Choice("Tell me about", _names),
)
def operations_time_line(
    year: int = 2012,
    partners: Sequence[str] = tuple(SIDES),
    look: str = "ISAF",
) -> draw.Chart:
    """Draw the operations from start to end, and mark those under way at the end of a year.

    Solid bars had partners, outlined ones had none. `look` is the operation that is opened.
    """
    on, opened = end_of(year), record("operations", look)
    shown = [row for row in operations() if _side(row) in partners]
    title = _title(shown, on)
    plot = draw.Plot(title, f"NATO-led operations; the line: {day_words(on)}")
    draw.legend(plot, [*draw.filter_keys("partners", KEYS, partners), _UNDER_WAY])
    # Lanes in the order of their start, so that the bars run down to the right.
    lanes = [_lane(row, on, look) for row in shown]
    draw.timeline(plot, lanes, date(FIRST, 1, 1), last_day(), rules=[draw.Rule(on)])
    draw.card(plot, *_paragraphs(opened))
    return plot.chart(
        says=f"{day_words(on)}: {title}. {_names_of(under_way(shown, on))}".rstrip(),
        source=cite("operations"),
        data=draw.Table.of(shown, _columns(on)),
    )


def _runs(row: Any, on: date) -> bool:
    """Return whether an operation ran on a day; of an inexact date its widest meaning counts."""
    return day(row.start) <= on and (row.end is None or day(row.end, last=True) >= on)


def _side(row: Any) -> str:
    return "yes" if row.partners_took_part else "no"


def _title(shown: Sequence[Any], on: date) -> str:
    if not shown:
        return "No operation is shown: choose at least one kind"
    running = under_way(shown, on)
    joint = sum(row.partners_took_part for row in running)
    return f"{len(running)} of {len(shown)} under way, {joint or 'none'} with partners"


def _names_of(running: Sequence[Any]) -> str:
    """Return the names of operations, first those with partners, then those without."""
    return " ".join(
        f"{text}: {listed(names)}."
        for side, text in SIDES.items()
        if (names := [row.short_name for row in running if _side(row) == side])
    )


def _lane(row: Any, on: date, look: str) -> draw.Lane:
    """Return the bar of an operation; a click anywhere on it opens the operation."""
    pick, key = f"look={row.operation_id}", KEYS[_side(row)]
    end = day(row.end, last=True) if row.end else None
    title = f"{row.name}, {span(row.start, row.end)}: {row.mandate}"
    return draw.Lane(
        row.short_name,
        spans=[draw.Span(day(row.start), end, key.role, key.fill, title=title, pick=pick)],
        over=[draw.Point(on, _UNDER_WAY, _UNDER_WAY.text, pick)] if _runs(row, on) else [],
        note=BASES[row.legal_basis], bold=row.operation_id == look, pick=pick,
    )  # fmt: skip


def _paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return what the card of the opened operation says."""
    # Without an end in the table an operation goes on.
    running = "" if row.end else ", and still running"
    certainty = CERTAINTY[row.confidence]
    return [
        draw.caption(f"{row.place} · {span(row.start, row.end)}{running} · {certainty}"),
        draw.head(row.name),
        draw.body(f"Mandate: {row.mandate}. {row.summary}"),
    ]


def _columns(on: date) -> dict[str, draw.Value]:
    return {
        "Operation": "name",
        "Place": "place",
        "Start": lambda row: date_words(row.start),
        "End": lambda row: date_words(row.end) if row.end else "still running",
        "Mandate": "mandate",
        "Partners": _side,
        f"Under way on {day_words(on)}": lambda row: "yes" if _runs(row, on) else "no",
        "How sure": lambda row: CERTAINTY[row.confidence],
    }
