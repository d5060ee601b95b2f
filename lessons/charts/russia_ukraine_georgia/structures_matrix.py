"""Draw which structures Russia, Ukraine and Georgia had with NATO on a day.

A table of three partners and four structures for the end of any year. Stepping through the
years shows bodies replaced by others, and Russia's seats suspended while Georgia's went on.
"""

from collections.abc import Mapping
from datetime import date

from lessons.charts import engine as draw
from lessons.charts.russia_ukraine_georgia.special_relationships import (
    CODES,
    partner_names,
    short_name,
)
from lessons.core.text import day_words
from lessons.data import cached_on, cite, rows, source_ids
from lessons.data.events import PartnerBody, partner_bodies
from lessons.data.membership import day, end_of, last_day, name

OWN = "own"
# In the order in which they began.
STRUCTURES = {
    "NACC": "North Atlantic Cooperation Council",
    "PFP": "Partnership for Peace",
    "EAPC": "Euro-Atlantic Partnership Council",
    OWN: "A body of its own",
}
FIRST = 1991
ACTIVE, SUSPENDED = "active", "suspended"
_TALKS = (
    "Work suspended: no joint projects. NATO's and Russia's ambassadors could still meet, and did "
    "so for the last time in January 2022."
)


Found = Mapping[tuple[str, str], PartnerBody]  # by structure and partner


@draw.explorer(
    "Which structure on which day",
    year=draw.Slider("Year", lambda: range(FIRST, last_day().year + 1), play=True),
)
def structures_on(year: int = 2012) -> draw.Chart:
    """Draw which structures each of the three partners had at the end of a year."""
    on = end_of(year)
    found = {(key, code): _latest(key, code, on) for key in STRUCTURES for code in CODES}
    plot = draw.Plot(_title(found, on), f"Structures with NATO on {day_words(on)}")
    # Partners are columns: on a phone three of them fit, four structures would not.
    heads = [draw.Heading(partner, bold=True) for partner in partner_names().values()]
    draw.matrix(plot, heads, [
        draw.MatrixRow(text, [_cell(found[key, code], on) for code in CODES], bold=key == OWN)
        for key, text in STRUCTURES.items()
    ])  # fmt: skip
    plot.note(_TALKS * any(state(stay, on) == SUSPENDED for stay in found.values()))
    memberships = [row for row in rows("framework_members") if row.iso3 in CODES]
    return plot.chart(
        says=f"{day_words(on)}. {' '.join(_structures(code, found, on) for code in CODES)}",
        source=cite("frameworks", *source_ids(memberships)),
        data=draw.Table.of(found.values(), {
            "Partner": lambda stay: name(stay.iso3),
            "Structure": lambda stay: STRUCTURES[structure_of(stay)],
            "Name": lambda stay: stay.key * (structure_of(stay) == OWN and stay.exists_on(on)),
            "Since": lambda stay: stay.start if stay.exists_on(on) else None,
            "State": lambda stay: state(stay, on),
            "How sure": lambda stay: draw.CERTAINTY[stay.confidence],
        }),
    )  # fmt: skip


@cached_on("frameworks", "framework_members", "status_events")
def stays() -> tuple[PartnerBody, ...]:
    """Return the time of each partner in each structure, the earliest first.

    A seat in a structure of many is like a body of one's own, without a name.
    """
    seats = []
    for row in rows("framework_members"):
        # Where only the year is known, a country counts from its last day on.
        start, end, suspended = (
            day(text, last=True) if text else None
            for text in (row.joined, row.left, row.suspended_from)
        )
        if start and row.iso3 in CODES and row.framework_id in STRUCTURES:
            key, source, sure = row.framework_id, row.source_id, row.confidence
            seats.append(PartnerBody(key, "", "", row.iso3, start, end, source, suspended, sure))
    return tuple(sorted([*partner_bodies(), *seats], key=lambda stay: stay.start))


def structure_of(stay: PartnerBody) -> str:
    """Return the structure that a stay is in, a key of STRUCTURES."""
    return stay.key if stay.key in STRUCTURES else OWN


def state(stay: PartnerBody, on: date) -> str:
    """Return in words what a stay was on a day."""
    if on < stay.start:
        return "not yet"
    if not stay.exists_on(on):
        # Only the Russian council has no successor; its end is known from one side.
        return "end reported, not certain" if structure_of(stay) == OWN else "replaced"
    return SUSPENDED if stay.suspended_from and stay.suspended_from <= on else ACTIVE


def _latest(structure: str, code: str, on: date) -> PartnerBody:
    """Return the latest stay of a partner in a structure that had begun on a day, or the first."""
    mine = [one for one in stays() if (structure_of(one), one.iso3) == (structure, code)]
    return next((one for one in mine[::-1] if one.start <= on), mine[0])


def _title(found: Found, on: date) -> str:
    """Return how many structures of each partner are not suspended."""
    active = [code for (_, code), stay in found.items() if state(stay, on) == ACTIVE]
    # A no-break space keeps each number beside its country.
    return "Structures in full use: " + ", ".join(
        f"{name(code)}\u00a0{active.count(code)}" for code in CODES
    )


def _cell(stay: PartnerBody, on: date) -> draw.Cell:
    """Return the cell of a stay: outlined if suspended, plain where there is none on the day."""
    if not stay.exists_on(on):
        return draw.Cell([state(stay, on)])
    start = f"{short_name(stay)} since {stay.start.year}".strip()
    if state(stay, on) == SUSPENDED:
        return draw.Cell([start, "work suspended"], role="md", fill=draw.EMPTY)
    return draw.Cell([start], fill=draw.PALE)


def _structures(code: str, found: Found, on: date) -> str:
    """Return in a sentence which structures a partner had, and which of them were suspended."""
    parts = [
        (short_name(stay) or STRUCTURES[key]) + " (work suspended)" * (state(stay, on) == SUSPENDED)
        for (key, owner), stay in found.items()
        if owner == code and stay.exists_on(on)
    ]
    return f"{name(code)}: {', '.join(parts) or 'no structure yet'}."
