"""Draw the signatures of the Partnership for Peace in the order in which they came.

The list fills up in the order of signing, and the line below shows how fast: most signatures came
in the first year. Afterwards the same list shows what the signatories are today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words, listed
from lessons.data import cached_on, cite, record, rows, source_ids
from lessons.data.membership import accession_of, day, last_day, members_on, name

# Malta signed last, in April 2008: the axis ends at the next New Year.
FIRST, LAST = date(1994, 1, 1), date(2009, 1, 1)
SHOWN = {"later": "What they are today"}


@dataclass(frozen=True)
class Signature:
    """A signature, numbered from 1, and its row of `framework_members`."""

    number: int
    row: Any

    @property
    def on(self) -> date:
        """The day of the signature."""
        return day(self.row.joined)

    @property
    def country(self) -> str:
        """The name of the country that signed."""
        return name(self.row.iso3)

    @property
    def is_ally(self) -> bool:
        """Whether the country is an Ally on the last day of the data."""
        return accession_of(self.row.iso3) is not None

    @property
    def today(self) -> str:
        """What became of the signature until the last day of the data, in words."""
        if self.is_ally:
            return f"Ally {day(self.row.left).year}"
        if self.row.left:
            return f"left {day(self.row.left).year}"
        suspended = self.row.suspended_from
        return f"suspended {day(suspended).year}" if suspended else "partner"


@cached_on("framework_members")
def signatures() -> tuple[Signature, ...]:
    """Return the signatures, the oldest first; those of one day in alphabetical order."""
    signed = [row for row in rows("framework_members") if row.framework_id == "PFP"]
    signed.sort(key=lambda row: (day(row.joined), name(row.iso3)))
    return tuple(Signature(number, row) for number, row in enumerate(signed, start=1))


def signing_days() -> list[date]:
    """Return the days on which somebody signed, the oldest first."""
    return sorted({one.on for one in signatures()})


@draw.explorer(
    "The race to sign",
    step=draw.Slider("Day", lambda: list(map(day_words, signing_days())), play=True),
    show=draw.Toggles("Show", SHOWN),
)
def signing_race(step: int = draw.LAST, show: Sequence[str] = ()) -> draw.Chart:
    """Draw who had signed the Partnership for Peace up to a day, in order of signing.

    `step` counts the days with a signature from 1. `show` marks what the signatories are on
    the last day of the data.
    """
    days, later = signing_days()[:step], "later" in show
    on = days[-1]
    signed = [one for one in signatures() if one.on <= on]
    new = listed([one.country for one in signed if one.on == on])
    # Fewer than the signatures once a signatory has left or withdrawn.
    inside = counted(len(members_on("PFP", on)), "country", "countries")
    invited = day(record("frameworks", "PFP").launched)
    days_since = (on - invited).days
    since = (days_since // 365, "year") if days_since > 365 else (days_since, "day")
    after = f"{counted(*since)} after the invitation"
    title = f"{counted(len(signed), 'signature')}, {inside} in it on that day"
    plot = draw.Plot(title, f"{day_words(on)}, {after}")
    draw.legend(plot, _keys(later))
    draw.lists(plot, [draw.ListGroup("", [_item(one, on, later) for one in signatures()])])
    counts = [(one, sum(s.on <= one for s in signed)) for one in days]
    # Every day with a signature is a step of the line and can be clicked.
    points = [(_point(number, one, on), count) for number, (one, count) in enumerate(counts, 1)]
    line = draw.Series(str(len(signed)), "euro_atlantic", [(FIRST, 0), *counts])
    rules = draw.turning_points(FIRST, LAST)
    draw.step_lines(plot, [line], FIRST, LAST, limit=len(signatures()), points=points, rules=rules)
    return plot.chart(
        says=f"{day_words(on)}: {new} signed. {counted(len(signed), 'signature')} so far, {inside} "
        f"in the Partnership for Peace on that day, {after}.",
        source=cite(*source_ids(one.row for one in signed)),
        data=draw.Table.of(signed, {
            "No.": "number",
            "Country": "country",
            "Signed": "row.joined",
            f"On {day_words(last_day())}": "today",
            "How sure": lambda one: draw.CERTAINTY[one.row.confidence],
        }),
    )  # fmt: skip


def _point(number: int, one: date, on: date) -> draw.Point:
    """Return the mark of a day on the line; a click goes back to that day."""
    pick = f"step={number}"
    return draw.Point(one, draw.group_key("euro_atlantic"), day_words(one), pick, one == on)


def _keys(later: bool) -> list[draw.Key]:
    """Return the legend; hollow means a suspension in the view of today."""
    if not later:
        return [draw.group_key("euro_atlantic", "signed")]
    return [
        draw.group_key("ally", "an Ally today"),
        draw.group_key("euro_atlantic", "a partner today"),
        draw.group_key("euro_atlantic", "hollow: suspended", hollow=True),
    ]


def _item(one: Signature, on: date, later: bool) -> draw.ListItem:
    """Return the line of a signature; before its day it is only a number to be filled."""
    if one.on > on:
        return draw.ListItem("", note=str(one.number))
    sure = draw.CERTAINTY[one.row.confidence]
    title = f"{one.country}: signed {date_words(one.row.joined)} ({sure})"
    # Only in the view of today: at the time nobody of them was an Ally.
    group = "ally" if later and one.is_ally else "euro_atlantic"
    key = draw.group_key(group, title, hollow=later and "suspended" in one.today)
    note = day_words(one.on, short=True)
    if not one.is_ally and one.row.left and day(one.row.left) <= on:
        # Malta took its signature back.
        note = f"{one.on.year}, left {date_words(one.row.left, short=True)}"
    if later:
        note = one.today.replace("partner", "")
    return draw.ListItem(f"{one.number} {one.country}", key, note, one.on == on)
