"""Find which countries were Allies or partners on a day, in which frameworks, and their names.

A day is a date or its ISO text; where it may be left out, it is the last day of the data. A
shorter text means its last day: `"2012"` is 31 December 2012, the day for which
`timeline_counts.csv` counts. Where a table has only the month or the year of an event, the event
counts from the last day that this can mean, so that no country is counted too early. On the day on
which a country leaves, it is no longer counted.

What takes one country, framework or programme raises UnknownName if no table has it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.core.dates import Day, day
from lessons.core.paths import UnknownName, nearest
from lessons.data import cached_on_tables, record, rows, schema, source_ids

__all__ = [
    "GROUPS", "Period", "accession_of", "allies_on", "counts_on", "day", "end_of",
    "frameworks_joined", "frameworks_of", "group_of", "groups_on", "invited_to", "last_day",
    "launch", "members_on", "membership_periods", "name", "participants", "partner_years",
    "partners_ever", "partners_on", "sources_until", "stays_in", "suspended_on", "suspension_of",
    "tools", "tools_used",
]  # fmt: skip

# The partner frameworks by group. Bodies with a single partner (NRC, NUC ...) are not groups:
# their partners are in the Euro-Atlantic group already.
GROUPS = {
    "euro_atlantic": ("NACC", "PFP", "EAPC"),
    "md": ("MD",),
    "ici": ("ICI",),
    "patg": ("PATG",),
}


@dataclass(frozen=True)
class Period:
    """A country's time in a framework: first day in, first day out, first day suspended.

    A country that has not left, or is not suspended, has `date.max` there.
    """

    framework: str
    iso3: str
    joined: date
    left: date
    suspended: date

    def covers(self, on: date) -> bool:
        """Return whether the country took part on a day."""
        return self.joined <= on < self.left


def last_day() -> date:
    """Return the day up to which the rows on membership were checked."""
    return day(schema("framework_members")["as_of"])


def end_of(year: int) -> date:
    """Return the day for which a year is counted: 31 December, or the data's last day."""
    return min(date(year, 12, 31), last_day())


def partner_years() -> range:
    """Return the years from the one in which the first partners came to that of the last day."""
    return range(membership_periods()[0].joined.year, last_day().year + 1)


def launch(framework_id: str) -> date:
    """Return the day on which a framework was launched; of an inexact date the first."""
    return day(record("frameworks", framework_id).launched)


def members_on(framework_id: str, day: Day | None = None) -> list[str]:
    """Return the partners in a framework on a day, as iso3 codes in the order of joining.

    Only partners are returned: the Allies, who are also members of the EAPC, are not in the table.
    """
    record("frameworks", framework_id)  # a misspelt name would have no members
    return _members((framework_id,), _last(day))


def partners_on(day: Day | None = None) -> list[str]:
    """Return the partner countries on a day, each once, suspended ones too.

    Group by group: Euro-Atlantic, Mediterranean, Gulf, across the globe.
    """
    on = _last(day)
    return _unique(code for frameworks in GROUPS.values() for code in _members(frameworks, on))


def allies_on(day: Day | None = None) -> list[str]:
    """Return the Allies on a day, in the order of joining."""
    on = _last(day)
    return [code for code, since in _accessions().items() if since <= on]


def suspended_on(day: Day | None = None) -> list[str]:
    """Return the partners whose practical cooperation is suspended on a day.

    Suspended is not expelled: they are still partners, and in `partners_on`.
    """
    on = _last(day)
    # A country that is suspended in several frameworks is returned once, by the earliest.
    periods = sorted(membership_periods(), key=lambda period: period.suspended)
    return _unique(p.iso3 for p in periods if p.covers(on) and p.suspended <= on)


def frameworks_of(iso3: str, day: Day) -> list[str]:
    """Return the frameworks in which a country was a partner on a day, oldest first."""
    on = _last(day)
    name(iso3)  # an unknown code is an error, not an empty list
    inside = {p.framework for p in membership_periods() if p.iso3 == iso3 and p.covers(on)}
    return [framework for framework in _framework_ids() if framework in inside]


def group_of(iso3: str, day: Day | None = None) -> str:
    """Return "ally", "euro_atlantic", "md", "ici", "patg", or "" for none, on a day."""
    groups = groups_on(day)
    if iso3 not in groups:
        name(iso3)  # an unknown code is an error, not "no group"
    return groups.get(iso3, "")


def groups_on(day: Day | None = None) -> Mapping[str, str]:
    """Return the group of every Ally and partner on a day, by iso3 code, as `group_of` does."""
    return _groups_on(_last(day))


def name(iso3: str, day: Day | None = None) -> str:
    """Return a country's name on a day: as NATO wrote it in 2013 until then, else today's.

    A name that a row of `status_events` dates (North Macedonia, 2019) changes on that day.
    Raises UnknownName for a code that no table names.
    """
    # The hint covers both mistakes: a name in place of a code, and a misspelt code.
    names = _names()
    if iso3 not in names:
        by_name = {today: code for code, (today, _) in names.items()}
        hint = f" Did you mean '{by_name[iso3]}'?" if iso3 in by_name else nearest(iso3, names)
        raise UnknownName(f"There is no country with the code '{iso3}'.{hint}")
    today, in_2013 = names[iso3]
    if day is None:
        return today
    # Today's names count from 2014 on, unless a row dates the change.
    renamed = _renamings().get(iso3, date(2014, 1, 1))
    return in_2013 if _last(day) < renamed else today


def counts_on(day: Day) -> dict[str, int]:
    """Return how many countries there were on a day, by kind.

    "allies", each group of partners ("euro_atlantic", "md", "ici", "patg"), "partners" for all
    of them, and "suspended" for those among them whose cooperation is suspended.
    """
    on = _last(day)
    groups = {group: len(_members(frameworks, on)) for group, frameworks in GROUPS.items()}
    return {
        "allies": len(allies_on(on)),
        **groups,
        "partners": len(partners_on(on)),
        "suspended": len(suspended_on(on)),
    }


def sources_until(on: date, codes: Collection[str]) -> tuple[str, ...]:
    """Return the source ids of what made countries Allies, or else partners, until a day."""
    allies = allies_on(on)
    since = [(row, row.accession_date) for row in rows("allies")]
    since += [(row, row.joined) for row in rows("framework_members") if row.iso3 not in allies]
    return source_ids(row for row, joined in since if row.iso3 in codes and day(joined) <= on)


def accession_of(iso3: str) -> date | None:
    """Return the day on which a country became an Ally; None for one that is none."""
    name(iso3)  # an unknown code is an error, not None
    return _accessions().get(iso3)


def suspension_of(iso3: str) -> str:
    """Return the date of the table from which a country's cooperation is suspended, or ""."""
    dates = (row.suspended_from for row in _of_country("framework_members", iso3))
    return min((text for text in dates if text), default="")


def partners_ever() -> list[str]:
    """Return every country that is or was a partner, in the order of today's names."""
    return sorted({period.iso3 for period in membership_periods()}, key=name)


def frameworks_joined(iso3: str) -> tuple[Any, ...]:
    """Return the rows of `framework_members` for a country, oldest first."""
    return tuple(sorted(_of_country("framework_members", iso3), key=lambda row: row.joined))


def invited_to(framework_id: str) -> tuple[Any, ...]:
    """Return the rows of `not_partners` on those who were invited to a framework."""
    record("frameworks", framework_id)
    return tuple(row for row in rows("not_partners") if row.invited_to == framework_id)


def stays_in(framework_id: str) -> tuple[Any, ...]:
    """Return the rows of `framework_members` for a framework, the earliest to join first.

    Of an inexact date its last day counts; who joined on the same day is in the order of names. A
    country that left and came back has two rows.
    """
    record("frameworks", framework_id)
    found = (row for row in rows("framework_members") if row.framework_id == framework_id)
    return tuple(sorted(found, key=lambda row: (day(row.joined, last=True), name(row.iso3))))


def tools() -> tuple[Any, ...]:
    """Return the rows of `programmes`, the oldest first, those without a known start last."""
    return tuple(sorted(rows("programmes"), key=lambda row: (not row.started, row.started or "")))


def tools_used(iso3: str) -> tuple[Any, ...]:
    """Return the rows of `programme_participants` for a country, oldest first, undated last."""
    return _by_start(_of_country("programme_participants", iso3))


def participants(programme_id: str) -> tuple[Any, ...]:
    """Return the rows of `programme_participants` for a programme, oldest first, undated last."""
    record("programmes", programme_id)
    # Countries that began on the same day are in the order of names, which sorting keeps.
    found = (row for row in rows("programme_participants") if row.programme_id == programme_id)
    return _by_start(sorted(found, key=lambda row: name(row.iso3)))


@cached_on_tables()
def membership_periods() -> tuple[Period, ...]:
    """Return every time a country took part in a framework, in the order of joining."""
    periods = [
        Period(
            row.framework_id,
            row.iso3,
            joined=_last(row.joined),
            left=_last(row.left) if row.left else date.max,
            suspended=_last(row.suspended_from) if row.suspended_from else date.max,
        )
        for row in rows("framework_members")
    ]
    return tuple(sorted(periods, key=lambda period: period.joined))


def _of_country(table: str, iso3: str) -> list[Any]:
    name(iso3)
    return [row for row in rows(table) if row.iso3 == iso3]


def _by_start(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(found, key=lambda row: (row.start is None, row.start or "")))


def _last(text: Day | None) -> date:
    return last_day() if text is None else day(text, last=True)


def _members(frameworks: Iterable[str], on: date) -> list[str]:
    return _unique(
        p.iso3 for p in membership_periods() if p.framework in frameworks and p.covers(on)
    )


def _unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


@cached_on_tables()
def _groups_on(on: date) -> Mapping[str, str]:
    # Allies come last, because from its accession on a former partner counts as an Ally.
    groups = {code: group for group in GROUPS for code in _members(GROUPS[group], on)}
    return groups | dict.fromkeys(allies_on(on), "ally")


@cached_on_tables()
def _accessions() -> Mapping[str, date]:
    """Return the day on which each Ally joined, in the order of joining."""
    in_order = sorted(rows("allies"), key=lambda row: row.accession_date)
    return {row.iso3: row.accession_date for row in in_order}


@cached_on_tables()
def _framework_ids() -> tuple[str, ...]:
    return tuple(r.framework_id for r in sorted(rows("frameworks"), key=lambda r: r.launched))


@cached_on_tables()
def _names() -> Mapping[str, tuple[str, str]]:
    """Return each country's name today and in 2013, by iso3 code."""
    known = [*rows("countries"), *rows("contributors"), *rows("not_partners")]
    return {row.iso3: (row.name, getattr(row, "name_2013", row.name)) for row in known}


@cached_on_tables()
def _renamings() -> Mapping[str, date]:
    """Return the day on which a country took today's name, if a row dates it after 2013."""
    renamed = [row for row in rows("status_events") if row.kind == "renamed" and row.date > "2013"]
    return {code: _last(row.date) for row in renamed for code in row.iso3}
