"""Draw the signatures of the Partnership for Peace in the order in which they came.

The list fills up in the order of signing, and the line below shows how fast: most signatures came
in the first year. Afterwards the same list shows what the signatories are today.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words, listed
from lessons.data import cite, source_ids
from lessons.data.membership import accession_of, day, last_day, launch, members_on, name, stays_in

SHOWN = {"later": "What they are today"}


def signing_days() -> list[date]:
    """Return the days on which somebody signed, the oldest first."""
    return sorted({day(row.joined) for row in stays_in("PFP")})


@draw.explorer(
    "The race to sign",
    step=draw.Slider("Day", lambda: list(map(day_words, signing_days())), play=True),
    show=draw.Toggles("Show", SHOWN),
)
def signatures(step: int = draw.LAST, show: Sequence[str] = ()) -> draw.Chart:
    """Draw who had signed the Partnership for Peace up to a day, in order of signing.

    `step` counts the days with a signature from 1. `show` marks what the signatories are on
    the last day of the data.
    """
    every, days, later = stays_in("PFP"), signing_days()[:step], "later" in show
    on = days[-1]
    signed = [row for row in every if day(row.joined) <= on]
    new = listed([name(row.iso3) for row in signed if day(row.joined) == on])
    # Fewer than the signatures once a signatory has left or withdrawn.
    inside = counted(len(members_on("PFP", on)), "country", "countries")
    invited = launch("PFP")
    days_since = (on - invited).days
    since = (days_since // 365, "year") if days_since > 365 else (days_since, "day")
    after = f"{counted(*since)} after the invitation"
    title = f"{counted(len(signed), 'signature')}, {inside} in it on that day"
    plot = draw.Plot(title, f"{day_words(on)}, {after}")
    draw.legend(plot, _keys(later))
    items = [_item(number, row, on, later) for number, row in enumerate(every, start=1)]
    draw.lists(plot, [items])
    counts = [(one, sum(day(row.joined) <= one for row in signed)) for one in days]
    # The axis has whole years.
    first, last = date(invited.year, 1, 1), date(signing_days()[-1].year + 1, 1, 1)
    # Every day with a signature is a step of the line and can be clicked.
    points = [_point(number, one, on) for number, one in enumerate(days, start=1)]
    line = draw.Series(str(len(signed)), "euro_atlantic", [(first, 0), *counts])
    rules = draw.turning_points(first, last)
    draw.step_lines(plot, [line], first, last, limit=len(every), points=points, rules=rules)
    return plot.chart(
        says=f"{day_words(on)}: {new} signed. {counted(len(signed), 'signature')} so far, {inside} "
        f"in the Partnership for Peace on that day, {after}.",
        source=cite(*source_ids(signed)),
        data=draw.Table.of(signed, {
            "No.": lambda row: signed.index(row) + 1,
            "Country": lambda row: name(row.iso3),
            "Signed": "joined",
            f"On {day_words(last_day())}": _today,
            "How sure": lambda row: draw.CERTAINTY[row.confidence],
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


def _item(number: int, row: Any, on: date, later: bool) -> draw.ListItem:
    """Return the line of a signature; before its day it is only a number to be filled."""
    signed, is_ally = day(row.joined), accession_of(row.iso3) is not None
    if signed > on:
        return draw.ListItem("", note=str(number))
    title = f"{name(row.iso3)}: signed {date_words(row.joined)} ({draw.CERTAINTY[row.confidence]})"
    # Only in the view of today: at the time nobody of them was an Ally.
    group = "ally" if later and is_ally else "euro_atlantic"
    key = draw.group_key(group, title, hollow=later and "suspended" in _today(row))
    note = day_words(signed, short=True)
    if not is_ally and row.left and day(row.left) <= on:
        # Malta took its signature back.
        note = f"{signed.year}, left {date_words(row.left, short=True)}"
    if later:
        note = _today(row).replace("partner", "")
    return draw.ListItem(f"{number} {name(row.iso3)}", key, note, signed == on)


def _today(row: Any) -> str:
    """Return what became of a signature until the last day of the data, in words."""
    if row.left:
        left = "Ally" if accession_of(row.iso3) else "left"
        return f"{left} {day(row.left).year}"
    return f"suspended {day(row.suspended_from).year}" if row.suspended_from else "partner"
