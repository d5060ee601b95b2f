"""Draw what lists of soldiers prove: the claim of 2012, and their sums beside printed totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.operations.troop_lists import MIXED
from lessons.core.text import counted, said
from lessons.data import cached_on, cite, rows, source_ids
from lessons.data.contributions import snapshots
from lessons.data.membership import name

CLAIMED, CLAIMED_ON = 7000, date(2012, 12, 1)
REACH = {
    "3": "3 months",
    "12": "1 year",
    "24": "2 years",
    "36": "3 years",
    "99": "any distance",
}
# The value of a control with which the second figure of a country is taken.
SECOND = {"AUT": "allowed", "AUS": "december", "JOR": "cable"}
WHOLE = {"whole": "Lists that are whole as printed", "gaps": "Lists with gaps"}
_LIMIT = 8000  # soldiers at the end of the bar: a little more than any choice gives
_LEAST_NATIONS = 3  # a sum of fewer proves nothing
_LONG = 180  # letters: a longer list of lists is cut
_ROLES = {"ISAF": "other", "KFOR": "euro_atlantic"}
_LEFT_OUT = draw.Key("too far in time, left out", "muted", fill=draw.HATCHED)
_FILLS = {True: draw.SOLID, False: draw.OUTLINED}


@dataclass(frozen=True)
class Figure:
    """The soldiers of a country in an operation on a day."""

    iso3: str
    operation: str
    troops: int
    as_of: date
    source_id: Any

    @property
    def months(self) -> int:
        """How many months the day lies from December 2012."""
        years = self.as_of.year - CLAIMED_ON.year
        return abs(years * 12 + self.as_of.month - CLAIMED_ON.month)

    @property
    def text(self) -> str:
        """The operation, the number and the month."""
        return f"{self.operation} {self.troops:,} ({_month(self.as_of, '%b %Y')})"


@cached_on("partners_dec2012")
def nearest_figures() -> tuple[Figure, ...]:
    """Return for each country and operation of the claim the figure nearest to December 2012."""
    return tuple(
        Figure(row.iso3, operation, troops, as_of, row.source_id)
        for row in rows("partners_dec2012")
        for operation, troops, as_of in (
            ("ISAF", row.isaf_troops_nearest, row.isaf_as_of),
            ("KFOR", row.kfor_troops_nearest, row.kfor_as_of),
        )
        if troops is not None
    )


def figures(
    austria: str = "counted", australia: str = "autumn", jordan: str = "lists"
) -> tuple[Figure, ...]:
    """Return the figures with which the claim is checked, by the choices for three countries."""
    chosen = {"AUT": austria, "AUS": australia, "JOR": jordan}
    second = {
        (row.iso3, row.operation): Figure(
            row.iso3, row.operation, row.troops, row.as_of, row.source_id
        )
        for row in rows("second_figures")
        if chosen[row.iso3] == SECOND[row.iso3]
    }
    return tuple(second.get((one.iso3, one.operation), one) for one in nearest_figures())


def _second(found: Sequence[Figure]) -> list[Figure]:
    return [one for one in found if one not in nearest_figures()]


def _two_figures(iso3: str, first: str) -> Callable[[], dict[str, str]]:
    """Return a function that gives both figures of a country as the options of a control."""

    def options() -> dict[str, str]:
        second = next(row for row in rows("second_figures") if row.iso3 == iso3)
        nearest = next(
            one for one in nearest_figures() if (one.iso3, one.operation) == second[:2]
        )  # fmt: skip
        return {
            first: f"{nearest.troops:,} of {_month(nearest.as_of)}",
            SECOND[iso3]: f"{second.troops:,}: {second.note}",
        }

    return options


@draw.explorer(
    "24 countries, over 7,000",
    reach=draw.Choice("Use figures from within", REACH),
    austria=draw.Choice("Austria in Kosovo", _two_figures("AUT", "counted")),
    australia=draw.Choice("Australia in Afghanistan", _two_figures("AUS", "autumn")),
    jordan=draw.Choice("Jordan in Afghanistan", _two_figures("JOR", "lists")),
)
def claim_of_2012(
    reach: str = "3", austria: str = "counted", australia: str = "autumn", jordan: str = "lists"
) -> draw.Chart:
    """Draw the 24 countries with a figure for each, and their sum.

    `reach` is how many months a figure may lie from December 2012; the others choose between two
    figures that were both printed.
    """
    found, months = figures(austria, australia, jordan), int(reach)
    used = [one for one in found if one.months <= months]
    total, everyone = sum(one.troops for one in used), _by_country(found)
    countries = f"{len({one.iso3 for one in used})} of {len(everyone)} countries"
    plot = draw.Plot(
        f"{total:,} soldiers found, over {CLAIMED:,} claimed",
        f"Figures of {countries}; NATO's claim is for {CLAIMED_ON:%B %Y}",
    )
    claim = draw.Threshold(CLAIMED, f"claim: over {CLAIMED:,}")
    draw.balance(plot, total, _LIMIT, "other", claim)
    keys = [draw.Key(text, role, fill=draw.SOLID) for text, role in _ROLES.items()]
    draw.legend(plot, [*keys, *([_LEFT_OUT] if len(used) < len(found) else [])])
    draw.bars(plot, [_bar(code, own, months) for code, own in everyone.items()])
    side = "above" if total > CLAIMED else "below"
    return plot.chart(
        says=_says(found, reach, f"{total:,} soldiers of {countries}, {side} {CLAIMED:,}."),
        source=cite("partners_dec2012", *source_ids(_second(found))),
        data=draw.Table.of(found, {
            "Country": lambda one: name(one.iso3),
            "Operation": "operation",
            "Soldiers": "troops",
            "Figure of": lambda one: _month(one.as_of),
            "Months from December 2012": "months",
            "Counted here": lambda one: "yes" if one.months <= months else "no",
        }),
    )  # fmt: skip


def _by_country(found: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the figures by country, the country with the most soldiers first."""
    by_country: dict[str, list[Figure]] = {}
    for one in found:
        by_country.setdefault(one.iso3, []).append(one)
    sums = {code: sum(one.troops for one in own) for code, own in by_country.items()}
    return {code: by_country[code] for code in sorted(sums, key=lambda code: -sums[code])}


def _bar(code: str, own: Sequence[Figure], months: int) -> draw.Bar:
    segments = [
        draw.Segment(one.troops, _ROLES[one.operation], title=one.text)
        if one.months <= months
        else draw.Segment(one.troops, _LEFT_OUT.role, _LEFT_OUT.fill, one.text)
        for one in own
    ]
    short = "; ".join(f"{one.troops:,} ({one.as_of:%Y})" for one in own)
    return draw.Bar(name(code), segments, "; ".join(one.text for one in own), short=short)


def _month(on: date, form: str = "%B %Y") -> str:
    return "autumn 2012" if on == MIXED else f"{on:{form}}"


def _says(found: Sequence[Figure], reach: str, result: str) -> str:
    far = [one for one in found if one.months > int(reach)]
    left_out = ", ".join(sorted({name(one.iso3) for one in far}))
    distance = "at any distance from" if reach == "99" else f"at most {REACH[reach]} from"
    idle = [
        f"{name(one.iso3)}'s {one.troops:,} of {one.as_of:%B %Y} lie too far away: they do not "
        "change the sum."
        for one in _second(far)
    ]
    missing = [f"Left out in whole or in part: {left_out}."] if far else []
    own = "This is our own sum of scattered figures; it does not correct NATO's."
    return " ".join([f"Figures {distance} December 2012: {result}", *idle, *missing, own])


@draw.explorer("Sum of the rows against printed total", show=draw.Toggles("Show", WHOLE))
def sums_checked(show: Sequence[str] = tuple(WHOLE)) -> draw.Chart:
    """Draw for each list how much of the printed total its rows add up to, in per cent."""
    found = [row for row in lists_with_a_total() if _kind(row) in show]
    exact = sum(not row.difference for row in found)
    title = f"{exact or 'None'} of {counted(len(found), 'list')} hit the printed total"
    plot = draw.Plot(
        title if found else "No list is shown", "Sum of the rows in per cent of the printed total"
    )
    draw.legend(plot, [
        draw.Key("solid: whole as printed", "other", fill=_FILLS[True]),
        draw.Key("outlined: list with gaps", "other", fill=_FILLS[False]),
    ])  # fmt: skip
    draw.bars(
        plot, [_sum_bar(row) for row in found], threshold=draw.Threshold(100, "printed total")
    )
    return plot.chart(
        says=_says_sums(found),
        source=cite("contribution_snapshots"),
        data=draw.Table.of(found, {
            "Operation": "operation",
            "Date": _day,
            "Printed total": "published_total",
            "Sum of the rows": "sum_listed",
            "Difference": "difference",
            "Nations listed": "nations_listed",
            "Nations printed": "nations_published",
            "Whole as printed": lambda row: "yes" if row.complete_list else "no",
        }),
    )  # fmt: skip


def lists_with_a_total() -> list[Any]:
    """Return the lists of at least three nations that were printed with a total, oldest first."""
    found = [
        row
        for row in snapshots().values()
        if row.published_total is not None and row.nations_listed >= _LEAST_NATIONS
    ]
    return sorted(found, key=lambda row: (row.operation, row.as_of))


def _kind(row: Any) -> str:
    return "whole" if row.complete_list else "gaps"


def _day(row: Any) -> str:
    return "autumn 2012" if row.as_of == MIXED else said(row.as_of)


def _sum_bar(row: Any) -> draw.Bar:
    share = 100 * row.sum_listed / row.published_total
    nations = f"{row.nations_listed} of {row.nations_published}"
    segment = draw.Segment(share, "other", _FILLS[row.complete_list])
    return draw.Bar(_label(row), [segment], f"{share:.1f} %, {nations} nations", short=nations)


def _label(row: Any) -> str:
    when = _month(row.as_of, f"{row.as_of.day} %b %Y")
    return f"{row.operation} {when}"


def _says_sums(found: Sequence[Any]) -> str:
    if not found:
        return "No list is shown. Choose whole lists, lists with gaps, or both."
    parts = {
        "Whole as printed": [row for row in found if row.complete_list],
        "The rows hit the total exactly in": [row for row in found if not row.difference],
        "They give more than the total in": [row for row in found if row.difference > 0],
        "They give less in": [row for row in found if row.difference < 0],
    }
    texts = {text: ", ".join(map(_label, some)) for text, some in parts.items() if some}
    sentences = [
        f"{text}: {lists}." if len(lists) < _LONG else f"{text} all the others."
        for text, lists in texts.items()
    ]
    return f"{counted(len(found), 'list')} with a printed total. {' '.join(sentences)}"
