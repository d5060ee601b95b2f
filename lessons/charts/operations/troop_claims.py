"""Draw what lists of soldiers prove: the claim of 2012, and their sums beside printed totals.

NATO's text of 2013 claims over 7,000 soldiers of 24 countries for December 2012. No full list of
that month was found: the figures here lie months or years away, and for three countries two were
printed. The second chart shows how far each list can be trusted, by its own printed total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.operations.troop_lists import in_month, when
from lessons.core.dates import day
from lessons.core.text import counted, listed
from lessons.data import cite, record, rows
from lessons.data.contributions import complete_enough
from lessons.data.membership import name

TEXT = "b_seed"  # the text of 2013 itself
CLAIM = "c06"  # its claim, a row of `seed_claims`
REACH = {"3": "3 months", "12": "1 year", "24": "2 years", "36": "3 years", "99": "any distance"}
_LEAST_NATIONS = 3  # a sum of fewer proves nothing
_OPERATIONS = {
    "ISAF": draw.Key("ISAF", "other", fill=draw.SOLID),
    "KFOR": draw.Key("KFOR", "euro_atlantic", fill=draw.SOLID),
}
_LEFT_OUT = draw.Key("too far in time, left out", "muted", fill=draw.HATCHED)
_LISTS = [
    draw.Key("List as printed", "other", fill=draw.SOLID),
    draw.Key("With gaps", "muted", fill=draw.SOLID),
    draw.Key("In no row", "quiet", fill=draw.OUTLINED),
]


@dataclass(frozen=True)
class Figure:
    """The soldiers of a country in an operation on a day."""

    iso3: str
    operation: str
    troops: int
    as_of: date

    @property
    def months(self) -> int:
        """How many months the day lies from that of the claim."""
        _, on = claimed()
        return abs((self.as_of.year - on.year) * 12 + self.as_of.month - on.month)

    @property
    def text(self) -> str:
        """The operation, the number and the month."""
        return f"{self.operation} {self.troops:,} ({in_month(self.as_of, short=True)})"


def claimed() -> tuple[int, date]:
    """Return how many soldiers the claim names as the least, and the first day of its month."""
    row = record("seed_claims", CLAIM)
    return int("".join(filter(str.isdigit, row.value))), day(row.as_of)


def figures(second: Sequence[str] = ()) -> list[Figure]:
    """Return for each country and operation of the claim the figure nearest to December 2012.

    For the countries of `second` it is the second figure that was printed.
    """
    found = {}
    for row in rows("partners_dec2012"):
        found[row.iso3, "ISAF"] = row.isaf_troops_nearest, row.isaf_as_of
        found[row.iso3, "KFOR"] = row.kfor_troops_nearest, row.kfor_as_of
    # The second figure takes the place of the first, and keeps its country's place.
    found |= {
        (row.iso3, row.operation): (row.troops, row.as_of)
        for row in rows("second_figures")
        if row.iso3 in second
    }
    return [Figure(*key, *value) for key, value in found.items() if value[0] is not None]


def _options() -> dict[str, str]:
    second = rows("second_figures")
    return {row.iso3: f"{name(row.iso3)}: {row.troops:,}, {row.note}" for row in second}


@draw.explorer(
    "24 countries, over 7,000",
    reach=draw.Choice("Use figures from within", REACH),
    second=draw.Toggles("Use another figure that was printed", _options),
)
def claim_of_2012(reach: str = "3", second: Sequence[str] = ()) -> draw.Chart:
    """Draw the 24 countries with a figure for each, and their sum.

    `reach` is how many months a figure may lie from December 2012; for the countries of `second`
    two figures were printed, and the other one is taken.
    """
    (least, on), found = claimed(), figures(second)
    used = [one for one in found if one.months <= int(reach)]
    total, everyone = sum(one.troops for one in used), _by_country(found)
    countries = f"{len({one.iso3 for one in used})} of {len(everyone)} countries"
    title = f"{total:,} soldiers found, over {least:,} claimed"
    plot = draw.Plot(title, f"Figures of {countries}; NATO's claim is for {on:%B %Y}")
    ours = draw.Bar("Our sum", [draw.Segment(total, "other")], f"{total:,}")
    claim = draw.Bar("NATO's claim", [draw.Segment(least, "ally")], f"over {least:,}")
    draw.bars(plot, [ours, claim])
    shown = {one.operation for one in used}
    keys = [key for operation, key in _OPERATIONS.items() if operation in shown]
    draw.legend(plot, keys + [_LEFT_OUT] * (len(used) < len(found)))
    draw.bars(plot, [_bar(own, used) for own in everyone])
    far = listed(list(dict.fromkeys(name(one.iso3) for one in found if one not in used)))
    return plot.chart(
        says=f"{title}, by figures of {countries}. Left out, at least in part: {far or 'none'}. "
        "This is our own sum of scattered figures; it does not correct NATO's.",
        source=cite(TEXT, "partners_dec2012", "second_figures"),
        data=draw.Table.of(found, {
            "Country": lambda one: name(one.iso3),
            "Operation": "operation",
            "Soldiers": "troops",
            "Figure of": lambda one: in_month(one.as_of),
            f"Months from {on:%B %Y}": "months",
            "Counted here": lambda one: "yes" if one in used else "no",
        }),
    )  # fmt: skip


def _by_country(found: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures of each country, the country with the most soldiers first."""
    codes = dict.fromkeys(one.iso3 for one in found)
    by_country = [[one for one in found if one.iso3 == code] for code in codes]
    return sorted(by_country, key=lambda own: -sum(one.troops for one in own))


def _bar(own: Sequence[Figure], used: Sequence[Figure]) -> draw.Bar:
    """Return a country's bar, a part for each operation; on a phone its text is shorter."""
    looks = [_OPERATIONS[one.operation] if one in used else _LEFT_OUT for one in own]
    segments = [
        draw.Segment(one.troops, look.role, look.fill, one.text)
        for one, look in zip(own, looks, strict=True)
    ]
    # The years alone still say how far a figure lies from 2012.
    short = "; ".join(f"{one.operation} {one.troops:,} ({one.as_of:%Y})" for one in own)
    text = "; ".join(one.text for one in own)
    return draw.Bar(name(own[0].iso3), segments, text, short)


@draw.explorer("Sum of the rows against printed total")
def sums_checked() -> draw.Chart:
    """Draw for each list how much of the printed total its rows add up to, in per cent."""
    lists = complete_enough(_LEAST_NATIONS).values()
    found = [row for row in lists if row.published_total is not None]
    exact = [_label(row) for row in found if not row.difference]
    title = f"{len(exact)} of {counted(len(found), 'list')} match the printed total exactly"
    share = "Sum of the rows as a share of the printed total"
    plot = draw.Plot(title, f"{share}; on the right, nations named")
    draw.legend(plot, _LISTS)
    draw.bars(plot, list(map(_sum_bar, found)))
    return plot.chart(
        says=f"{title}: {listed(exact)}.",
        source=cite("contribution_snapshots"),
        data=draw.Table.of(found, {
            "Operation": "operation",
            "Date": when,
            "Printed total": "published_total",
            "Sum of the rows": "sum_listed",
            "Difference": "difference",
            "Nations listed": "nations_listed",
            "Nations printed": "nations_published",
            "Complete as printed": lambda row: "yes" if row.complete_list else "no",
        }),
    )  # fmt: skip


def _label(row: Any) -> str:
    """Return what names a list beside its bar and in a sentence."""
    return f"{row.operation} {when(row, short=True)}"


def _sum_bar(row: Any) -> draw.Bar:
    """Return the bar of a list: the share of its total that the rows give, and what is missing."""
    share = row.sum_listed / row.published_total
    parts = [draw.Segment(share, "other" if row.complete_list else "muted")]
    if share < 1:
        parts.append(draw.Segment(1 - share, "quiet", draw.OUTLINED))
    # The text beside the sum says how many nations the list names: a sum can be right by chance.
    nations = f"{row.nations_listed} of {row.nations_published}"
    text = f"{row.sum_listed:,} of {row.published_total:,}, {nations} nations"
    return draw.Bar(_label(row), parts, text, nations)
