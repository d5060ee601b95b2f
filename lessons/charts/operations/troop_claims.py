"""Draw what lists of soldiers prove: the claim of 2012, and their sums beside printed totals.

NATO's text of 2013 claims over 7,000 soldiers of 24 countries for December 2012. No full list of
that month was found: the figures here lie months or years away, and for three countries two were
printed. The second chart shows how far each list can be trusted, by its own printed total.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.operations.troop_lists import in_month, on_day
from lessons.core.text import counted, listed
from lessons.data import cached_on, cite, rows, source_ids
from lessons.data.contributions import snapshots
from lessons.data.membership import name

# The claim c06 of `seed_claims.csv`.
CLAIMED, CLAIMED_ON = 7000, date(2012, 12, 1)
REACH = {"3": "3 months", "12": "1 year", "24": "2 years", "36": "3 years", "99": "any distance"}
# For these countries two figures were printed: the control's values for the first and the second.
CHOICES = {"AUT": ("counted", "allowed"), "AUS": ("autumn", "december"), "JOR": ("lists", "cable")}
KINDS = {
    "whole": draw.Key("List as printed", "other", fill=draw.OUTLINED),
    "gaps": draw.Key("With gaps", "muted", fill=draw.OUTLINED),
}
_MATCH = draw.Key("Filled: matches exactly", "other", fill=draw.SOLID)
SHOWN = draw.key_texts(KINDS)
_LIMIT = 8000  # soldiers at the end of the bar: a little more than any choice gives
_WHOLE = 100  # per cent
_LEAST_NATIONS = 3  # a sum of fewer proves nothing
_ROLES = {"ISAF": "other", "KFOR": "euro_atlantic"}
_LEFT_OUT = draw.Key("too far in time, left out", "muted", fill=draw.HATCHED)


@dataclass(frozen=True)
class Figure:
    """The soldiers of a country in an operation on a day; `note` says what a second figure is."""

    iso3: str
    operation: str
    troops: int
    as_of: date
    source_id: Any
    note: str = ""

    @property
    def months(self) -> int:
        """How many months the day lies from December 2012."""
        years = self.as_of.year - CLAIMED_ON.year
        return abs(years * 12 + self.as_of.month - CLAIMED_ON.month)

    @property
    def text(self) -> str:
        """The operation, the number and the month."""
        return f"{self.operation} {self.troops:,} ({in_month(self.as_of, short=True)})"


@cached_on("partners_dec2012")
def nearest_figures() -> tuple[Figure, ...]:
    """Return for each country and operation of the claim the figure nearest to December 2012."""
    found = []
    for row in rows("partners_dec2012"):
        for operation, troops, as_of in (
            ("ISAF", row.isaf_troops_nearest, row.isaf_as_of),
            ("KFOR", row.kfor_troops_nearest, row.kfor_as_of),
        ):
            if troops is not None:
                found.append(Figure(row.iso3, operation, troops, as_of, row.source_id))
    return tuple(found)


def second_figures() -> list[Figure]:
    """Return the other figure of each country of which two were printed."""
    return [
        Figure(row.iso3, row.operation, row.troops, row.as_of, row.source_id, row.note)
        for row in rows("second_figures")
    ]


def figures(
    austria: str = "counted", australia: str = "autumn", jordan: str = "lists"
) -> tuple[Figure, ...]:
    """Return the figures with which the claim is checked, by the choices for three countries."""
    chosen = {"AUT": austria, "AUS": australia, "JOR": jordan}
    found = {(one.iso3, one.operation): one for one in nearest_figures()}
    # The second figure takes the place of the first, and keeps its country's place in the list.
    for one in second_figures():
        if chosen[one.iso3] == CHOICES[one.iso3][1]:
            found[one.iso3, one.operation] = one
    return tuple(found.values())


def _two_figures(iso3: str) -> Callable[[], dict[str, str]]:
    """Return a function that gives both figures of a country as the options of a control."""

    def options() -> dict[str, str]:
        (second,) = (one for one in second_figures() if one.iso3 == iso3)
        (first,) = (
            one
            for one in nearest_figures()
            if (one.iso3, one.operation) == (iso3, second.operation)
        )
        texts = f"{first.troops:,} of {in_month(first.as_of)}", f"{second.troops:,}: {second.note}"
        return dict(zip(CHOICES[iso3], texts, strict=True))

    return options


@draw.explorer(
    "24 countries, over 7,000",
    reach=draw.Choice("Use figures from within", REACH),
    austria=draw.Choice("Austria in Kosovo", _two_figures("AUT")),
    australia=draw.Choice("Australia in Afghanistan", _two_figures("AUS")),
    jordan=draw.Choice("Jordan in Afghanistan", _two_figures("JOR")),
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
    claim = draw.Threshold(CLAIMED, f"NATO's claim: over {CLAIMED:,}")
    draw.bars(
        plot,
        [draw.Bar("Sum", [draw.Segment(total, "other")], f"{total:,}")],
        limit=_LIMIT,
        threshold=claim,
    )
    counted_in = {one.operation for one in used}
    keys = [
        draw.Key(text, role, fill=draw.SOLID) for text, role in _ROLES.items() if text in counted_in
    ]
    draw.legend(plot, [*keys, *([_LEFT_OUT] if len(used) < len(found) else [])])
    draw.bars(plot, [_bar(code, own, months) for code, own in everyone.items()])
    return plot.chart(
        says=_says(f"{total:,} soldiers of {countries}, over {CLAIMED:,} claimed", found, reach),
        source=cite("partners_dec2012", *source_ids(one for one in found if one.note)),
        data=draw.Table.of(found, {
            "Country": lambda one: name(one.iso3),
            "Operation": "operation",
            "Soldiers": "troops",
            "Figure of": lambda one: in_month(one.as_of),
            "Months from December 2012": "months",
            "Counted here": lambda one: "yes" if one.months <= months else "no",
        }),
    )  # fmt: skip


def _by_country(found: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the figures by country, the country with the most soldiers first."""
    codes = dict.fromkeys(one.iso3 for one in found)
    by_country = {code: [one for one in found if one.iso3 == code] for code in codes}
    most_first = sorted(by_country.values(), key=lambda own: -sum(one.troops for one in own))
    return {own[0].iso3: own for own in most_first}


def _bar(code: str, own: Sequence[Figure], months: int) -> draw.Bar:
    """Return a country's bar, a part for each operation; on a phone its text is shorter."""
    segments = [
        draw.Segment(one.troops, _ROLES[one.operation], title=one.text)
        if one.months <= months
        else draw.Segment(one.troops, _LEFT_OUT.role, _LEFT_OUT.fill, one.text)
        for one in own
    ]
    # The years alone still say how far a figure lies from 2012.
    short = "; ".join(f"{one.operation} {one.troops:,} ({one.as_of:%Y})" for one in own)
    return draw.Bar(name(code), segments, "; ".join(one.text for one in own), short=short)


def _says(sum_found: str, found: Sequence[Figure], reach: str) -> str:
    """Return the sum and what it leaves out; a choice out of reach must not seem to be broken."""
    far = [one for one in found if one.months > int(reach)]
    distance = "at any distance from" if reach == "99" else f"at most {REACH[reach]} from"
    parts = [f"Figures {distance} December 2012: {sum_found}."]
    parts += [
        f"{name(one.iso3)}'s {one.troops:,} of {in_month(one.as_of)} lie too far away: they do not "
        "change the sum."
        for one in far
        if one.note
    ]
    near = {one.iso3 for one in found if one not in far}
    away = {one.iso3 for one in far}
    for amount, codes in ("wholly", away - near), ("in part", away & near):
        if codes:
            parts.append(f"Left out {amount}: {listed(sorted(map(name, codes)))}.")
    own = "This is our own sum of scattered figures; it does not correct NATO's."
    return " ".join([*parts, own])


@draw.explorer("Sum of the rows against printed total", show=draw.Toggles("Show", SHOWN))
def sums_checked(show: Sequence[str] = tuple(KINDS)) -> draw.Chart:
    """Draw for each list how much of the printed total its rows add up to, in per cent."""
    found = [row for row in lists_with_a_total() if _kind(row) in show]
    exact = sum(not row.difference for row in found)
    title = f"{exact} of {counted(len(found), 'list')} match the printed total exactly"
    title = title if found else "No list is shown: choose whole lists, lists with gaps, or both"
    plot = draw.Plot(title, "Sum of the rows in per cent of the total; on the right, nations named")
    draw.legend(plot, [*draw.filter_keys("show", KINDS, show), _MATCH])
    line = draw.Threshold(_WHOLE, "printed total")
    draw.bars(plot, list(map(_sum_bar, found)), threshold=line)
    return plot.chart(
        says=f"{title}.{_says_sums(found)}",
        source=cite("contribution_snapshots"),
        data=draw.Table.of(found, {
            "Operation": "operation",
            "Date": lambda row: on_day(row.as_of),
            "Printed total": "published_total",
            "Sum of the rows": "sum_listed",
            "Difference": "difference",
            "Nations listed": "nations_listed",
            "Nations printed": "nations_published",
            "Complete as printed": lambda row: "yes" if row.complete_list else "no",
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


def _label(row: Any) -> str:
    """Return what names a list beside its bar and in a sentence."""
    return f"{row.operation} {on_day(row.as_of, short=True)}"


def _sum_bar(row: Any) -> draw.Bar:
    """Return the bar of a list; it may end beyond the line, where the rows give too much."""
    share = _WHOLE * row.sum_listed / row.published_total
    # Beside the share stands how many nations the list names: a sum can be right by chance.
    nations = f"{row.nations_listed} of {row.nations_published}"
    segment = draw.Segment(
        share, KINDS[_kind(row)].role, draw.OUTLINED if row.difference else draw.SOLID
    )
    # A sum that misses the total by a few soldiers must not be rounded to all of it.
    places = 2 if row.difference and round(share, 1) == _WHOLE else 1
    text = f"{share:.{places}f} %, {nations} nations"
    return draw.Bar(_label(row), [segment], text, short=nations)


def _says_sums(found: Sequence[Any]) -> str:
    """Return which lists add up and which give too much; all the others give less."""
    parts = {
        "Match": [_label(row) for row in found if not row.difference],
        "More than the total": [_label(row) for row in found if row.difference > 0],
    }
    return "".join(f" {text}: {', '.join(labels)}." for text, labels in parts.items() if labels)
