"""Draw NATO-led operations on a timeline: with or without partners, and with which mandate.

It answers two questions about each operation: whether partners took part at some time, and what
mandate it had, which is named at the right end of its line, or on a phone above all lines that
share it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import listed, span
from lessons.data import cite, record
from lessons.data.examples import short_names
from lessons.data.membership import day, end_of, last_day
from lessons.data.nato import last_day_of, operations, under_way

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


def years() -> range:
    """Return the years from that of the first operation to that of the last day."""
    return range(day(operations()[0].start).year, last_day().year + 1)


@draw.explorer(
    "NATO-led operations",
    year=draw.Slider("Year", years),
    partners=draw.Toggles("Show", draw.key_texts(KEYS), rare=True),
    look=draw.Choice("Tell me about", lambda: short_names("operations")),
)
def operations_timeline(
    year: int = 2012, partners: Sequence[str] = tuple(KEYS), look: str = "ISAF"
) -> draw.Chart:
    """Draw the operations from start to end, and mark those under way at any time of a year.

    Solid bars had partners at some time, outlined ones never. `look` is the operation that is
    opened.
    """
    first, last, opened = date(year, 1, 1), end_of(year), record("operations", look)
    shown = [row for row in operations() if _side(row) in partners]
    running = under_way(shown, first, last)
    # The table says of a whole operation, not of each year, whether partners took part.
    joint = f"{sum(row.partners_took_part for row in running)} of them with partners at some time"
    title = f"{len(running)} of {len(shown)} under way in {year}, {joint}"
    plot = draw.Plot(title, f"NATO-led operations from start to end; bold: under way in {year}")
    draw.legend(plot, draw.filter_keys("partners", KEYS, partners))
    lanes = [_lane(row, row in running) for row in shown]
    draw.timeline(plot, lanes, date(years()[0], 1, 1), last_day(), shaded=year)
    # Without an end in the table an operation goes on.
    when = span(opened.start, opened.end) + ("" if opened.end else ", and still running")
    note = draw.caption(f"{opened.place} · {when} · {draw.CERTAINTY[opened.confidence]}")
    text = draw.body(f"Mandate: {opened.mandate}. {opened.summary}")
    draw.card(plot, note, draw.head(opened.name), text)
    return plot.chart(
        says=f"{title}: {listed([row.short_name for row in running]) or 'none'}.",
        source=cite("operations"),
        data=draw.Table.of(shown, {
            "Operation": "name",
            "Place": "place",
            "Start": "start",
            "End": lambda row: row.end or "still running",
            "Mandate": "mandate",
            "Partners": _side,
            f"Under way in {year}": lambda row: "yes" if row in running else "no",
            "How sure": lambda row: draw.CERTAINTY[row.confidence],
        }),
    )  # fmt: skip


def _side(row: Any) -> str:
    return "yes" if row.partners_took_part else "no"


def _lane(row: Any, bold: bool) -> draw.Lane:
    """Return the bar of an operation; a click anywhere on it opens the operation."""
    pick, key = f"look={row.operation_id}", KEYS[_side(row)]
    title = f"{row.name}, {span(row.start, row.end)}: {row.mandate}"
    bar = draw.Span(day(row.start), last_day_of(row), key.role, key.fill, title=title, pick=pick)
    note = BASES[row.legal_basis]
    return draw.Lane(row.short_name, spans=[bar], note=note, bold=bold, pick=pick)
