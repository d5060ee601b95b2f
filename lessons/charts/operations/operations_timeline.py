"""Draw NATO-led operations on a time line: with or without partners, and with which mandate.

It answers two questions about each operation: whether partners took part at some time, and what
mandate it had, which is named at the right end of its line, or on a phone above all lines that
share it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.dates import day
from lessons.core.text import listed, span
from lessons.data import cite, record, rows
from lessons.data.membership import end_of, last_day
from lessons.data.summaries import CERTAINTY

# The kinds of mandate in `operations.csv`, in words.
BASES = {
    "un": "UN Security Council resolution",
    "article_5": "Article 5 of the treaty",
    "request": "Request of those concerned",
    "agreement": "Agreement with the government",
    "summit": "Decision of a NATO summit",
    "none": "No decision of the UN Security Council",
}
KEYS = {
    "yes": draw.Key("With partners at some time", "euro_atlantic", fill=draw.SOLID),
    "no": draw.Key("Without partners", "muted", fill=draw.OUTLINED),
}
SIDES = draw.key_texts(KEYS)
FIRST = 1993  # the year of the first operations
_UNDER_WAY = draw.Key("Under way in the shaded year", "md", "diamond")


def operations() -> list[Any]:
    """Return the rows of `operations` in the order of their start."""
    return sorted(rows("operations"), key=lambda row: (day(row.start), row.operation_id))


def under_way(found: Sequence[Any], first: date, last: date) -> list[Any]:
    """Return those operations that ran on any day from `first` to `last`.

    Of an inexact date of an operation its widest meaning counts.
    """
    return [row for row in found if day(row.start) <= last and _end(row) >= first]


def _names() -> dict[str, str]:
    return {row.operation_id: row.name for row in operations()}


@draw.explorer(
    "NATO-led operations",
    year=draw.Slider("Year", FIRST, lambda: last_day().year),
    partners=draw.Toggles("Show", SIDES, rare=True),
    look=draw.Choice("Tell me about", _names),
)
def operations_time_line(
    year: int = 2012,
    partners: Sequence[str] = tuple(SIDES),
    look: str = "ISAF",
) -> draw.Chart:
    """Draw the operations from start to end, and mark those under way at any time of a year.

    Solid bars had partners at some time, outlined ones never. `look` is the operation that is
    opened.
    """
    first, last, opened = date(year, 1, 1), end_of(year), record("operations", look)
    shown = [row for row in operations() if _side(row) in partners]
    running = under_way(shown, first, last)
    title = _title(shown, running, year)
    plot = draw.Plot(title, "NATO-led operations from start to end")
    draw.legend(plot, [*draw.filter_keys("partners", KEYS, partners), _UNDER_WAY])
    lanes = [_lane(row, first, last if row in running else None, look) for row in shown]
    draw.timeline(plot, lanes, date(FIRST, 1, 1), last_day(), shaded=year)
    draw.card(plot, *_paragraphs(opened))
    return plot.chart(
        says=f"{title}. {_names_of(running)}".rstrip(),
        source=cite("operations"),
        data=draw.Table.of(shown, _columns(running, year)),
    )


def _end(row: Any) -> date:
    """Return the last day of an operation, so far the last day of the data."""
    return day(row.end, last=True) if row.end else last_day()


def _side(row: Any) -> str:
    return "yes" if row.partners_took_part else "no"


def _title(shown: Sequence[Any], running: Sequence[Any], year: int) -> str:
    if not shown:
        return "No operation is shown: choose at least one kind"
    joint = sum(row.partners_took_part for row in running)
    count = f"{len(running)} of {len(shown)} under way in {year}"
    # The table says of a whole operation, not of each year, whether partners took part.
    return f"{count}, {joint or 'none'} of them with partners at some time"


def _names_of(running: Sequence[Any]) -> str:
    """Return the names of operations, first those with partners, then those without."""
    return " ".join(
        f"{text}: {listed(names)}."
        for side, text in SIDES.items()
        if (names := [row.short_name for row in running if _side(row) == side])
    )


def _lane(row: Any, first: date, last: date | None, look: str) -> draw.Lane:
    """Return the bar of an operation; a click anywhere on it opens the operation.

    A mark stands in the middle of its time between two days; without a `last` one there is none.
    """
    pick, key = f"look={row.operation_id}", KEYS[_side(row)]
    start, stop = max(day(row.start), first), min(_end(row), last or first)
    middle = start + (stop - start) / 2
    title = f"{row.name}, {span(row.start, row.end)}: {row.mandate}"
    return draw.Lane(
        row.short_name,
        spans=[draw.Span(day(row.start), _end(row), key.role, key.fill, title=title, pick=pick)],
        over=[draw.Point(middle, _UNDER_WAY, _UNDER_WAY.text, pick)] * bool(last),
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


def _columns(running: Sequence[Any], year: int) -> dict[str, draw.Value]:
    return {
        "Operation": "name",
        "Place": "place",
        "Start": "start",
        "End": lambda row: row.end or "still running",
        "Mandate": "mandate",
        "Partners": _side,
        f"Under way in {year}": lambda row: "yes" if row in running else "no",
        "How sure": lambda row: CERTAINTY[row.confidence],
    }
