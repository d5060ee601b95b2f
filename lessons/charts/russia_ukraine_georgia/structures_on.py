"""Draw which structures Russia, Ukraine and Georgia had with NATO on a day.

A table of three partners and four structures for the end of any year. Stepping through the
years shows bodies replaced by others, and Russia's seats suspended while Georgia's went on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.russia_ukraine_georgia.three_relations import (
    CODES,
    partner_names,
    short_name,
)
from lessons.core.text import date_words, day_words
from lessons.data import cite, record, rows, source_ids
from lessons.data.events import OWN, Seat, events, latest_seat
from lessons.data.membership import end_of, last_day, name

# In the order in which they began.
STRUCTURES = {
    "NACC": "North Atlantic Cooperation Council",
    "PFP": "Partnership for Peace",
    "EAPC": "Euro-Atlantic Partnership Council",
    OWN: "A body of its own",
}
FIRST = 1991
ACTIVE, SUSPENDED = "active", "suspended"


Found = Mapping[tuple[str, str], Seat]  # by structure and partner


@draw.explorer(
    "Which structure on which day",
    year=draw.Slider("Year", lambda: range(FIRST, last_day().year + 1), play=True),
)
def structures_on(year: int = 2012) -> draw.Chart:
    """Draw which structures each of the three partners had at the end of a year."""
    on = end_of(year)
    found = {(key, code): latest_seat(key, code, on) for key in STRUCTURES for code in CODES}
    plot = draw.Plot(_title(found, on), f"Structures with NATO on {day_words(on)}")
    # Partners are columns: on a phone three of them fit, four structures would not.
    heads = [draw.Heading(partner, bold=True) for partner in partner_names().values()]
    draw.matrix(plot, heads, [
        draw.MatrixRow(text, [_cell(found[key, code], on) for code in CODES], bold=key == OWN)
        for key, text in STRUCTURES.items()
    ])  # fmt: skip
    is_suspended = any(state(seat, on) == SUSPENDED for seat in found.values())
    plot.note(_talks() * is_suspended)
    found_in = [row for row in rows("framework_members") if row.iso3 in CODES]
    found_in += _limits() * is_suspended
    return plot.chart(
        says=f"{day_words(on)}. {' '.join(_structures(code, found, on) for code in CODES)}",
        source=cite("frameworks", "forerunners", *source_ids(found_in)),
        data=draw.Table.of(found.values(), {
            "Partner": lambda seat: name(seat.iso3),
            "Structure": lambda seat: STRUCTURES[seat.structure],
            "Name": lambda seat: seat.key * (seat.is_alone and seat.exists_on(on)),
            "Since": lambda seat: seat.start if seat.exists_on(on) else None,
            "State": lambda seat: state(seat, on),
            "How sure": lambda seat: draw.CERTAINTY[seat.confidence],
        }),
    )  # fmt: skip


def state(seat: Seat, on: date) -> str:
    """Return in words what a seat was on a day."""
    if on < seat.start:
        return "not yet"
    if not seat.exists_on(on):
        # Only the Russian council has no successor; its end is known from one side.
        return "end reported, not certain" if seat.is_alone else "replaced"
    return SUSPENDED if seat.suspended_from and seat.suspended_from <= on else ACTIVE


def _limits() -> tuple[Any, Any]:
    """Return the event that stopped joint work with Russia, and the last meeting after it."""
    (brake,) = (event for event in events(("RUS",)) if event.document_effect == "brake")
    (last,) = events(("RUS",), ("last_meeting",))
    return brake, last


def _talks() -> str:
    """Return what was left to Russia when joint work was suspended, and until when."""
    council, (_, last) = record("frameworks", "NRC").name, _limits()
    return (
        "Work suspended: no joint projects. Talks could go on; "
        f"the {council} last met in {date_words(last.date[:7])}."
    )


def _title(found: Found, on: date) -> str:
    """Return how many structures of each partner are not suspended."""
    active = [code for (_, code), seat in found.items() if state(seat, on) == ACTIVE]
    # A no-break space keeps each number beside its country.
    return "Structures in full use: " + ", ".join(
        f"{name(code)}\u00a0{active.count(code)}" for code in CODES
    )


def _cell(seat: Seat, on: date) -> draw.Cell:
    """Return the cell of a seat: outlined if suspended, plain where there is none on the day."""
    if not seat.exists_on(on):
        return draw.Cell([state(seat, on)])
    start = f"{short_name(seat) * seat.is_alone} since {seat.start.year}".strip()
    if state(seat, on) == SUSPENDED:
        return draw.Cell([start, "work suspended"], role="md", fill=draw.EMPTY)
    return draw.Cell([start], fill=draw.PALE)


def _structures(code: str, found: Found, on: date) -> str:
    """Return in a sentence which structures a partner had, and which of them were suspended."""
    parts = [
        (short_name(seat) if seat.is_alone else STRUCTURES[key])
        + " (work suspended)" * (state(seat, on) == SUSPENDED)
        for (key, owner), seat in found.items()
        if owner == code and seat.exists_on(on)
    ]
    return f"{name(code)}: {', '.join(parts) or 'no structure yet'}."
