"""Draw which structures Russia, Ukraine and Georgia had with NATO on a day.

A table of three partners and four structures for the end of any year. Stepping through the
years shows bodies replaced by others, and Russia's seats suspended while Georgia's went on.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.russia_ukraine_georgia.three_relations import CODES, short_name
from lessons.core.text import date_words, day_words
from lessons.data import cite, record, source_ids
from lessons.data.events import OWN, Seat, documents, events, latest_seat
from lessons.data.membership import GROUPS, end_of, last_day, name, partner_years, sources_until

STRUCTURES = (*GROUPS["euro_atlantic"], OWN)  # in the order in which they began


@draw.explorer("Which structure on which day", year=draw.Slider("Year", partner_years, play=True))
def structures_on(year: int = 2012) -> draw.Chart:
    """Draw which structures each of the three partners had at the end of a year."""
    on = end_of(year)
    lines = [[latest_seat(key, code, on) for code in CODES] for key in STRUCTURES]
    found = [seat for row in lines for seat in row]
    plot = draw.Plot(_title(found, on), f"Structures with NATO on {day_words(on)}")
    # Partners are columns: on a phone three of them fit, four structures would not.
    heads = [draw.Heading(name(code), bold=True) for code in CODES]
    draw.matrix(plot, heads, [
        draw.MatrixRow(_structure(row[0]), [_cell(seat, on) for seat in row], bold=row[0].is_alone)
        for row in lines
    ])  # fmt: skip
    is_suspended = any(seat.is_suspended_on(on) for seat in found)
    (last,) = events(("RUS",), ("last_meeting",))
    plot.note(_talks(last) * is_suspended)
    found_in = source_ids([*documents(("RUS",), "brake"), last] * is_suspended)
    return plot.chart(
        says=f"{day_words(on)}. {' '.join(_structures(code, found, on) for code in CODES)}",
        source=cite("frameworks", "forerunners", *sources_until(last_day(), CODES), *found_in),
        data=draw.Table.of(found, {
            "Partner": lambda seat: name(seat.iso3),
            "Structure": _structure,
            "Name": lambda seat: seat.key * (seat.is_alone and seat.exists_on(on)),
            "Since": lambda seat: seat.start if seat.exists_on(on) else None,
            "State": lambda seat: state(seat, on),
            "How sure": lambda seat: draw.CERTAINTY[seat.confidence],
        }),
    )  # fmt: skip


def _structure(seat: Seat) -> str:
    """Return the name of what a seat is in, the same for all bodies of one partner."""
    return "A body of its own" if seat.is_alone else seat.name


def state(seat: Seat, on: date) -> str:
    """Return in words what a seat was on a day."""
    if on < seat.start:
        return "not yet"
    if not seat.exists_on(on):
        # Only the Russian council has no successor; its end is known from one side.
        return "end reported, not certain" if seat.is_alone else "replaced"
    return "suspended" if seat.is_suspended_on(on) else "active"


def _talks(last: Any) -> str:
    """Return what was left to Russia when joint work was suspended, and until when."""
    council = record("frameworks", "NRC").name
    return (
        "Work suspended: no joint projects. Talks could go on; "
        f"the {council} last met in {date_words(last.date[:7])}."
    )


def _title(found: Sequence[Seat], on: date) -> str:
    """Return how many structures of each partner are not suspended."""
    active = [seat.iso3 for seat in found if state(seat, on) == "active"]
    # A no-break space keeps each number beside its country.
    return "Structures in full use: " + ", ".join(
        f"{name(code)}\u00a0{active.count(code)}" for code in CODES
    )


def _cell(seat: Seat, on: date) -> draw.Cell:
    """Return the cell of a seat: outlined if suspended, plain where there is none on the day."""
    if not seat.exists_on(on):
        return draw.Cell([state(seat, on)])
    start = f"{short_name(seat) * seat.is_alone} since {seat.start.year}".strip()
    if seat.is_suspended_on(on):
        return draw.Cell([start, "work suspended"], role="md", fill=draw.EMPTY)
    return draw.Cell([start], fill=draw.PALE)


def _structures(code: str, found: Sequence[Seat], on: date) -> str:
    """Return in a sentence which structures a partner had, and which of them were suspended."""
    parts = [
        (short_name(seat) if seat.is_alone else seat.name)
        + " (work suspended)" * seat.is_suspended_on(on)
        for seat in found
        if seat.iso3 == code and seat.exists_on(on)
    ]
    return f"{name(code)}: {', '.join(parts) or 'no structure yet'}."
