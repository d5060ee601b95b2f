"""Questions asked of the tables: who was what on a day, and by which name.

A day is a date or its ISO text. A shorter text asks about its last day: `"2012"` means
31 December 2012, the day for which `timeline_counts.csv` counts. Where a table knows only
the month or the year of an event, the event counts from the last day that it can mean, so
that nobody is counted too early. Who leaves is out on the day itself.
"""

import functools
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from lessons.core.dates import Day, day
from lessons.core.paths import UnknownName, nearest
from lessons.data import edition, table

__all__ = [
    "allies_on",
    "counts_on",
    "day",
    "frameworks_of",
    "group_of",
    "members_on",
    "name",
    "partners_on",
    "per_million",
    "suspended_on",
]

Answer = TypeVar("Answer")

# The partner frameworks by group. Bodies with a single partner (NRC, NUC ...) are no group:
# their partners are in the Euro-Atlantic one already.
GROUPS = {
    "euro_atlantic": ("NACC", "PFP", "EAPC"),
    "md": ("MD",),
    "ici": ("ICI",),
    "patg": ("PATG",),
}


@dataclass(frozen=True)
class Spell:
    """A country's time in a framework: first day in, first day out, first day suspended."""

    framework: str
    iso3: str
    joined: date
    left: date
    suspended: date

    def covers(self, on: date) -> bool:
        """Return whether the country took part on a day."""
        return self.joined <= on < self.left


def members_on(framework_id: str, day: Day) -> list[str]:
    """Return the partners in a framework on a day, as iso3 codes in the order of joining.

    Partners only: the Allies, who also sit in the EAPC, are not in the table.
    """
    known = _framework_ids()
    if framework_id not in known:
        hint = nearest(framework_id, known)
        raise UnknownName(f"There is no framework '{framework_id}'.{hint}")
    return _in((framework_id,), _last(day))


def partners_on(day: Day) -> list[str]:
    """Return the partner countries on a day, each once, suspended ones too.

    Group by group: Euro-Atlantic, Mediterranean, Gulf, across the globe.
    """
    on = _last(day)
    return _once(code for frameworks in GROUPS.values() for code in _in(frameworks, on))


def allies_on(day: Day) -> list[str]:
    """Return the Allies on a day, in the order of joining."""
    on = _last(day)
    return [code for code, since in _accessions().items() if since <= on]


def suspended_on(day: Day) -> list[str]:
    """Return the partners whose practical cooperation is suspended on a day.

    Suspended is not expelled: they are still partners, and in `partners_on`.
    """
    on = _last(day)
    spells = sorted(_spells(), key=lambda spell: spell.suspended)
    return _once(s.iso3 for s in spells if s.covers(on) and s.suspended <= on)


def frameworks_of(iso3: str, day: Day) -> list[str]:
    """Return the frameworks in which a country was a partner on a day, oldest first."""
    on, known = _last(day), _framework_ids()
    inside = {s.framework for s in _spells() if s.iso3 == iso3 and s.covers(on)}
    if not inside:
        name(iso3)  # an unknown code is an error, not an empty list
    return [framework for framework in known if framework in inside]


def group_of(iso3: str, day: Day) -> str:
    """Return "ally", "euro_atlantic", "md", "ici", "patg", or "" for none, on a day."""
    groups = _groups(_last(day), edition("framework_members"), edition("allies"))
    if iso3 not in groups:
        name(iso3)  # an unknown code is an error, not "no group"
    return groups.get(iso3, "")


def name(iso3: str, day: Day | None = None) -> str:
    """Return a country's name on a day: as NATO wrote it in 2013 until then, else today's.

    A name that a row of `status_events` dates (North Macedonia, 2019) changes on that day.
    """
    names = _names()
    if iso3 not in names:
        by_name = {today: code for code, (today, _) in names.items()}
        hint = f" Did you mean '{by_name[iso3]}'?" if iso3 in by_name else nearest(iso3, names)
        raise UnknownName(f"There is no country with the code '{iso3}'.{hint}")
    today, in_2013 = names[iso3]
    if day is None:
        return today
    renamed = _renamings().get(iso3, date(2014, 1, 1))
    return in_2013 if _last(day) < renamed else today


def counts_on(day: Day) -> dict[str, int]:
    """Return how many there were on a day: Allies, partners by group, all, suspended."""
    on = _last(day)
    groups = {group: len(_in(names, on)) for group, names in GROUPS.items()}
    return {
        "allies": len(allies_on(on)),
        **groups,
        "partners": len(partners_on(on)),
        "suspended": len(suspended_on(on)),
    }


def per_million(frame: pd.DataFrame, year: int, column: str = "troops") -> pd.DataFrame:
    """Return a table with each country's population in a year, and `column` per million people.

    The table needs `iso3` and the column. Adds `population` and `per_million`, not rounded;
    source: the World Bank's figures in `indicators.csv`.
    """
    missing = [c for c in ("iso3", column) if c not in frame]
    if missing:
        hint = nearest(missing[0], map(str, frame.columns))
        raise UnknownName(f"The table has no column '{missing[0]}'.{hint}")
    people = _population()
    if year not in people:
        known = ", ".join(str(known) for known in people)
        raise UnknownName(f"There are no inhabitants for {year}. There are years: {known}.")
    population = frame["iso3"].map(people[year]).astype("Int64")
    rate = frame[column].astype("Float64") / population * 1_000_000
    plain = rate.to_numpy(dtype="float64", na_value=float("nan"))
    return frame.assign(population=population, per_million=plain)


def _last(text: Day) -> date:
    return day(text, last=True)


def _in(frameworks: Iterable[str], on: date) -> list[str]:
    return _once(s.iso3 for s in _spells() if s.framework in frameworks and s.covers(on))


@functools.lru_cache(maxsize=128)
def _groups(on: date, *_editions: Hashable) -> dict[str, str]:
    groups = {code: group for group in GROUPS for code in _in(GROUPS[group], on)}
    return groups | dict.fromkeys(allies_on(on), "ally")


def _once(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def _kept(*names: str) -> Callable[[Callable[[], Answer]], Callable[[], Answer]]:
    """Keep an answer until one of the tables it was read from changes."""

    def keep(read: Callable[[], Answer]) -> Callable[[], Answer]:
        kept = functools.lru_cache(maxsize=1)(lambda *_editions: read())
        return functools.wraps(read)(lambda: kept(*map(edition, names)))

    return keep


def _rows(name: str) -> list[dict[str, Any]]:
    return table(name).to_dict("records")  # type: ignore[return-value]  # keys are column names


@_kept("framework_members")
def _spells() -> list[Spell]:
    spells = [
        Spell(
            row["framework_id"],
            row["iso3"],
            joined=_last(row["joined"]),
            left=_if_ever(row["left"]),
            suspended=_if_ever(row["suspended_from"]),
        )
        for row in _rows("framework_members")
    ]
    return sorted(spells, key=lambda spell: spell.joined)


def _if_ever(text: Any) -> date:
    return date.max if pd.isna(text) else _last(text)


@_kept("allies")
def _accessions() -> dict[str, date]:
    rows = sorted(_rows("allies"), key=lambda row: row["accession_date"])
    return {row["iso3"]: row["accession_date"].date() for row in rows}


@_kept("frameworks")
def _framework_ids() -> list[str]:
    rows = sorted(_rows("frameworks"), key=lambda row: row["launched"])
    return [row["framework_id"] for row in rows]


@_kept("countries", "contributors", "not_partners")
def _names() -> dict[str, tuple[str, str]]:
    rows = [*_rows("countries"), *_rows("contributors"), *_rows("not_partners")]
    return {row["iso3"]: (row["name"], row.get("name_2013", row["name"])) for row in rows}


@_kept("status_events")
def _renamings() -> dict[str, date]:
    renamed = [row for row in _rows("status_events") if row["kind"] == "renamed"]
    return {row["iso3"]: _last(row["date"]) for row in renamed if row["date"] > "2013"}


@_kept("indicators")
def _population() -> dict[int, dict[str, int]]:
    people: dict[int, dict[str, int]] = {}
    for row in _rows("indicators"):
        people.setdefault(row["year"], {})[row["iso3"]] = row["population"]
    return people
