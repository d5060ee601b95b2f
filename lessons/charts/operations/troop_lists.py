"""Read the dated lists of soldiers by country: as numbers, per people, per income."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.paths import UnknownName, nearest
from lessons.core.text import said
from lessons.data import cached_on, rows
from lessons.data.membership import group_of, name

TABLES = {"ISAF": "isaf_contributions", "KFOR": "kfor_contributions"}
MIXED = date(2012, 9, 10)  # the list of autumn 2012, printed with several dates
_LEAST = 10  # rows that a list must have to be offered
_TELLS = 0.8  # share of the nations that a list must name before it is read as a whole
_MILLION, _BILLION = 1e6, 1e9
# Figures whose number or date the notes of contribution_snapshots call in question.
_DOUBTED = {
    (date(2006, 10, 5), "USA"),
    *((MIXED, code) for code in ("DEU", "GEO", "HUN", "ITA")),
}


@dataclass(frozen=True)
class Contingent:
    """The soldiers of one country on a list; rates are None where a figure is not known."""

    iso3: str
    country: str
    group: str
    was_ally: bool
    troops: int
    population: int | None
    per_million: float | None
    per_billion: float | None
    confidence: str

    @property
    def side(self) -> str:
        """Whether the country was in NATO then: "allies" or "others"."""
        return "allies" if self.was_ally else "others"

    def measured(self, measure: str) -> float:
        """Return the number by a measure: troops, per_million or per_billion; 0 if not known."""
        return float(getattr(self, measure) or 0)


def lists() -> dict[str, str]:
    """Return the lists that can be drawn: a key such as `ISAF 2010-11-15`, and its title."""
    return {key: _title(row) for key, row in _snapshots().items()}


def snapshot(on: str) -> Any:
    """Return the row of `contribution_snapshots` for a key of `lists()`."""
    known = _snapshots()
    if on not in known:
        raise UnknownName(f"There is no list '{on}'.{nearest(on, known)}")
    return known[on]


def heading(on: str) -> str:
    """Return the operation and the day of a list."""
    return _title(snapshot(on)).split(" (")[0]


@cached_on("contribution_snapshots", *TABLES.values(), "indicators", "framework_members", "allies")
def contingents(on: str) -> tuple[Contingent, ...]:
    """Return the countries of a list, with their rates and their groups."""
    snapshot(on)  # an unknown list is an error, not an empty one
    as_of, year = _day(on), year_of_figures(on)
    indicators = {row.iso3: row for row in rows("indicators") if row.year == year}
    listed = [row for row in rows(TABLES[on.split()[0]]) if row.as_of == as_of]
    return tuple(_contingent(row, as_of, indicators.get(row.iso3)) for row in listed)


def missing(on: str) -> int:
    """Return how many soldiers of the printed total no row of the list explains; 0 if none."""
    difference = snapshot(on).difference
    return max(0, -int(difference)) if difference is not None else 0


def completeness(on: str) -> str:
    """Return in words how complete a list is, and whether it adds up."""
    row = snapshot(on)
    listed, nations = row.nations_listed, row.nations_published
    whole = "Complete list" if listed == nations else "Whole list as printed"
    text = f"{whole if row.complete_list else 'Not complete'}: {listed} of {nations} nations."
    if row.published_total is None:
        return f"{text} No total was printed with it."
    if not row.difference:
        return f"{text} The rows hit the printed total of {row.published_total:,} exactly."
    side = "more" if row.difference > 0 else "less"
    gap = f"{abs(row.difference):,} {side} than the printed total"
    return f"{text} The rows give {row.sum_listed:,}: {gap}."


def too_few(on: str) -> str:
    """Return in words that a list names too few nations to be read as a whole, or nothing."""
    row = snapshot(on)
    if row.nations_listed >= _TELLS * row.nations_published:
        return ""
    return f"This list names only {row.nations_listed} of {row.nations_published} nations"


def year_of_figures(on: str) -> int:
    """Return the year of the inhabitants and incomes that a list is compared with."""
    # No GDP is known for the last year of the indicators, 2024.
    years = {row.year for row in rows("indicators") if row.gdp_usd is not None}
    return int(min(sorted(years), key=lambda year: abs(year - _day(on).year)))


def _snapshots() -> Mapping[str, Any]:
    return {
        f"{row.operation} {row.as_of}": row
        for row in rows("contribution_snapshots")
        if row.operation in TABLES and row.nations_listed >= _LEAST
    }


def _day(on: str) -> date:
    return date.fromisoformat(on.split()[1])


def _contingent(row: Any, as_of: date, figures: Any) -> Contingent:
    people = figures.population if figures else None
    income = figures.gdp_usd if figures else None
    return Contingent(
        row.iso3,
        name(row.iso3),
        _group(row, as_of),
        bool(row.is_ally_then),
        int(row.troops),
        people,
        row.troops / people * _MILLION if people else None,
        row.troops / income * _BILLION if income else None,
        "low" if (as_of, row.iso3) in _DOUBTED else row.confidence,
    )


def _group(row: Any, as_of: date) -> str:
    # Countries far away were no group before 2011: they are drawn in the one they then formed.
    return "ally" if row.is_ally_then else group_of(row.iso3, as_of) or group_of(row.iso3, "2012")


def _title(row: Any) -> str:
    as_of = row.as_of
    when = "autumn 2012" if as_of == MIXED else said(as_of)
    if row.operation == "KFOR":
        when = f"{as_of:%B %Y}"
    mixed = ", mixed dates" if as_of == MIXED else ""
    return f"{row.operation}, {when} ({row.nations_listed} of {row.nations_published}{mixed})"
