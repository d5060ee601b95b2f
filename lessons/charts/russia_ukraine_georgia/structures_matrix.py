"""Draw which structures Russia, Ukraine and Georgia had with NATO on a day.

A table of three partners and four structures for the last day of any month. Stepping through the
years shows bodies replaced by others, and Russia's seats suspended while Georgia's went on.
"""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.russia_ukraine_georgia.special_relationships import (
    CODES,
    events,
    membership_row,
    partner_names,
    short_name,
)
from lessons.core.text import date_words, day_words
from lessons.data import cite, rows, source_ids
from lessons.data.events import partner_bodies
from lessons.data.membership import day, last_day, name

# Any year gives the names of the months. The day counts for which the picture says so: the last
# month of the data is not over.
MONTHS = {number: f"{date(2000, number, 1):%B}" for number in range(1, 13)}
OWN = "own"
# In the order in which they began.
STRUCTURES = {
    "NACC": "North Atlantic Cooperation Council",
    "PFP": "Partnership for Peace",
    "EAPC": "Euro-Atlantic Partnership Council",
    OWN: "A body of its own",
}
FIRST = 1991
_TALKS = (
    "Work suspended: no joint projects. NATO's and Russia's ambassadors could still meet, and did "
    "so for the last time in January 2022."
)


@dataclass(frozen=True)
class Participation:
    """What one partner had in one structure on a day; without `since` it had nothing there.

    `body` is the key of a body of its own, `name` how that is called beside its partner.
    """

    state: str
    since: date | None = None
    confidence: str = "high"
    body: str = ""
    name: str = ""

    @property
    def certainty(self) -> str:
        """How sure the course is of it, in words."""
        return draw.CERTAINTY[self.confidence]


@draw.explorer(
    "Which structure on which day",
    year=draw.Slider("Year", FIRST, lambda: last_day().year, play=True),
    month=draw.Slider("Month", words=MONTHS),
)
def structures_on(year: int = 2012, month: int = 12) -> draw.Chart:
    """Draw which structures each of the three partners had on the last day of a month."""
    on = the_day(year, month)
    found = {(key, code): _participation(key, code, on) for key in STRUCTURES for code in CODES}
    plot = draw.Plot(_title(found), f"Structures with NATO on {day_words(on)}")
    # Partners are columns: on a phone three of them fit, four structures would not.
    heads = [draw.Heading(partner, bold=True) for partner in partner_names().values()]
    draw.matrix(plot, heads, [
        draw.MatrixRow(
            draw.Heading(title, bold=key == OWN), [_cell(found[key, code]) for code in CODES]
        )
        for key, title in STRUCTURES.items()
    ])  # fmt: skip
    if any(one.state == "suspended" for one in found.values()):
        plot.note(_TALKS)
    draw.card(plot, *_latest(on), band="quiet")
    memberships = [row for row in rows("framework_members") if row.iso3 in CODES]
    return plot.chart(
        says=_says(found, on),
        source=cite("frameworks", *source_ids([*memberships, *events()])),
        data=draw.Table(
            ("Partner", "Structure", "Name", "Since", "State", "How sure"),
            (
                (name(code), STRUCTURES[key], one.body, one.since, one.state, one.certainty)
                for (key, code), one in found.items()
            ),
        ),
    )  # fmt: skip


def _title(found: dict[tuple[str, str], Participation]) -> str:
    """Return how many structures of each partner are not suspended."""
    active = Counter(code for (_, code), one in found.items() if one.state == "active")
    # A no-break space keeps each number beside its country.
    return "Structures in full use: " + ", ".join(
        f"{name(code)}\u00a0{active[code]}" for code in CODES
    )


def the_day(year: int, month: int) -> date:
    """Return the last day of a month, or the last day of the data if that is earlier."""
    return min(date(year, month, monthrange(year, month)[1]), last_day())


def _participation(structure: str, code: str, on: date) -> Participation:
    """Return what a partner had in a structure on a day."""
    if structure == OWN:
        return _own(code, on)
    row = membership_row(structure, code)
    # Where only the year is known, a country counts from its last day on.
    joined = day(row.joined, last=True)
    if on < joined:
        return Participation("not yet")
    if row.left and day(row.left, last=True) <= on:
        return Participation("replaced")
    return Participation(_state(row, on), joined, row.confidence)


def _own(code: str, on: date) -> Participation:
    """Return the newest body of its own that a partner had on a day."""
    mine = [body for body in partner_bodies() if body.iso3 == code and body.start <= on]
    if not mine:
        return Participation("not yet")
    body = mine[-1]
    if not body.exists_on(on):
        # Only the Russian council has no successor; its end is known from one side.
        return Participation("end reported, not certain", confidence="medium")
    row = membership_row(body.key, code)  # none for the Joint Council, which had no framework's row
    sure = row.confidence if row else "high"
    return Participation(_state(row, on), body.start, sure, body.key, short_name(body))


def _state(row: Any, on: date) -> str:
    """Return whether a membership was suspended on a day; without a row it is active."""
    since = row and row.suspended_from
    return "suspended" if since and day(since, last=True) <= on else "active"


def _cell(one: Participation) -> draw.Cell:
    """Return the cell of a participation: outlined if suspended, pale if there is none."""
    if one.since is None:
        return draw.Cell([one.state], look="light", muted=True)
    start = f"{one.name} since {one.since.year}".strip()
    if one.state == "suspended":
        return draw.Cell([start, "work suspended"], role="md", look="outlined")
    return draw.Cell([start], look="filled")


def _latest(on: date) -> list[draw.Paragraph]:
    """Return each partner's last event until a day, for the card below the table."""
    parts = [draw.caption("The last event of each partner in our list before that day")]
    for code, partner in partner_names().items():
        mine = [one for one in events() if code in one.countries and one.day <= on]
        text = f", {date_words(mine[-1].date_text)}: {mine[-1].text}." if mine else ": none yet."
        parts.append(draw.body(partner + text))
    return parts


def _says(found: dict[tuple[str, str], Participation], on: date) -> str:
    """Return the structures that each partner had, with those that were suspended."""
    parts = []
    for code, partner in partner_names().items():
        here = [_short(key, found[key, code]) for key in STRUCTURES if found[key, code].since]
        parts.append(f"{partner}: {', '.join(here) or 'no structure yet'}.")
    return f"{day_words(on)}. {' '.join(parts)}"


def _short(key: str, one: Participation) -> str:
    """Return the short name of a structure, or of the body of its own."""
    text = one.name if key == OWN else STRUCTURES[key]
    return f"{text} (work suspended)" if one.state == "suspended" else text
