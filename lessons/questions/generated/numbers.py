"""Questions on how many people, soldiers and countries; what is too close to call is refused."""

from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from lessons.data import cached_on, membership, source_ids
from lessons.data.population import per_million_people, population
from lessons.questions import Near, Numeric, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import end_of, label, name
from lessons.questions.generated.template import Case, Template, some

PEOPLE_YEARS = (2002, 2012, 2024)
CLEAR = 1.15  # the largest number of people is at least so many times the second
TWICE = 2.0  # the same of soldiers: a list of another month may differ by a few
FEWEST = 100  # soldiers; fewer teach nothing, and a list may have missed some
PER_MILLION = range(2010, 2014)  # lists near enough to the population of 2012
COUNTED = {
    facts.NATO: (
        1950,
        1952,
        1956,
        1983,
        1998,
        2000,
        2003,
        2005,
        2008,
        2010,
        2018,
        2021,
        2023,
        2024,
    ),
    "PFP": (1998, 2001, 2003, 2005, 2007, 2009, 2012),
    "EAPC": (1998, 2001, 2003, 2005, 2007, 2009, 2012),
    "MD": (1998, 2002, 2012),
    "ICI": (2007, 2012),
}
COUNTED_AS = {
    facts.NATO: "Allies did NATO have",
    "PFP": "partner countries were in the Partnership for Peace (PfP)",
    "EAPC": "partner countries were in the Euro-Atlantic Partnership Council (EAPC)",
    "MD": "countries were in the Mediterranean Dialogue (MD)",
    "ICI": "countries were in the Istanbul Cooperation Initiative (ICI)",
}


def people_cases() -> Iterator[Case]:
    """Yield a year and the country that has the most inhabitants of those to be shown."""
    yield from ((year, iso3) for year in PEOPLE_YEARS for iso3 in people(year))


def people(year: int) -> dict[str, int]:
    """Return the inhabitants of each country in a year."""
    countries = facts.countries()
    return {iso3: people for iso3, people in population(year).items() if iso3 in countries}


def ask_people(id: str, luck: Random, year: int, iso3: str) -> Question | None:
    """Ask which country has the most inhabitants."""
    counted = people(year)
    others = _smaller(luck, counted, iso3, CLEAR)
    if not others:
        return None
    return Single(
        id=id,
        ask=f"Which of these countries had the most inhabitants in {year}?",
        source=_indicator_sources([iso3, *others], year),
        right={label(iso3): f"It had {_rough(counted[iso3])} inhabitants."},
        wrong={
            label(
                code
            ): f"It had {_rough(counted[code])}; {name(iso3)} had {_rough(counted[iso3])}."
            for code in others
        },
    )


def _smaller(luck: Random, counted: Mapping[str, float], iso3: str, clear: float) -> list[str]:
    """Return three that are clearly smaller, near ones first; none if there are fewer."""
    small = [code for code, number in counted.items() if number * clear <= counted[iso3]]
    near = sorted(small, key=lambda code: (-counted[code], code))[:8]
    return some(luck, near, 3) if len(near) >= 3 else []


def _rough(number: float) -> str:
    """Return a number of people in words that can be kept in mind."""
    if number >= 10_000_000:
        return f"about {number / 1_000_000:,.0f} million"
    if number >= 1_000_000:
        return f"about {number / 1_000_000:.1f} million"
    return f"about {round(number, -3):,}"


def _indicator_sources(codes: list[str], year: int) -> tuple[str, ...]:
    rows = facts.rows("indicators")
    return source_ids(row for row in rows if row.iso3 in codes and row.year == year)


def troop_cases() -> Iterator[Case]:
    """Yield an operation, the day of a list, and the country with the most soldiers shown."""
    for operation in ("ISAF", "KFOR"):
        for day, listed in troops(operation).items():
            yield from ((operation, day, iso3) for iso3 in listed)


@cached_on("isaf_contributions", "kfor_contributions")
def _lists(operation: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of an operation's lists, by the ISO date of the list and the iso3 code."""
    by_day: dict[str, dict[str, Any]] = {}
    for row in facts.rows(f"{operation.lower()}_contributions"):
        by_day.setdefault(row.as_of.isoformat(), {})[row.iso3] = row
    return MappingProxyType({day: MappingProxyType(rows) for day, rows in by_day.items()})


def troops(operation: str) -> dict[str, dict[str, Any]]:
    """Return the rows of an operation's lists that name four nations with soldiers enough."""
    large = {
        day: {code: row for code, row in listed.items() if (row.troops or 0) >= FEWEST}
        for day, listed in _lists(operation).items()
    }
    return {day: listed for day, listed in large.items() if len(listed) >= 4}


def ask_troops(id: str, luck: Random, operation: str, day: str, iso3: str) -> Question | None:
    """Ask who had the most soldiers on a list."""
    listed = troops(operation)[day]
    counted = {code: float(row.troops) for code, row in listed.items()}
    return _most(
        id, luck, (operation, day, iso3), counted, "had the most soldiers", "{:,.0f} soldiers"
    )


def share_cases() -> Iterator[Case]:
    """Yield the lists for which each country's inhabitants are known."""
    yield from (
        case for case in troop_cases() if case[0] == "ISAF" and int(case[1][:4]) in PER_MILLION
    )


def ask_share(id: str, luck: Random, operation: str, day: str, iso3: str) -> Question | None:
    """Ask who had the most soldiers for each million inhabitants."""
    counted = {
        code: rate
        for code, row in troops(operation)[day].items()
        if (rate := per_million_people(row.troops, code, 2012)) is not None
    }
    what = "had the most soldiers for each million of its inhabitants"
    if iso3 not in counted:
        return None
    return _most(
        id, luck, (operation, day, iso3), counted, what, "{:,.0f} soldiers for each million people"
    )


def _most(
    id: str, luck: Random, case: Case, counted: Mapping[str, float], what: str, said: str
) -> Question | None:
    operation, day, iso3 = case
    listed = troops(operation)[day]
    others = _smaller(luck, counted, iso3, TWICE)
    if not others:
        return None
    dated = _dated(operation, day, listed[iso3].confidence == "high")
    most = said.format(counted[iso3])
    return Single(
        id=id,
        ask=f"Look at the list of {dated} for {operation}. Which of these countries {what}?",
        source=source_ids(listed[code] for code in [iso3, *others]),
        right={label(iso3): f"By the list it had {most}."},
        wrong={
            label(code): f"{label(code)} had {said.format(counted[code])}; {name(iso3)} had {most}."
            for code in others
        },
    )


def _dated(operation: str, day: str, sure: bool) -> str:
    """Return a list's day in words; its month, where the day is unsure and the month enough."""
    alone = len([it for it in _lists(operation) if it.startswith(day[:7])]) == 1
    return facts.when(day[:7] if alone and not sure else day).split(" ", 1)[1]


def count_cases() -> Iterator[Case]:
    """Yield what is counted, and the year at the end of which."""
    yield from ((framework, year) for framework, years in COUNTED.items() for year in years)


def ask_count(id: str, _luck: Random, framework: str, year: int) -> Question | None:
    """Ask how many there were at the end of a year."""
    number = how_many(framework, year)
    if number is None:
        return None
    near: dict[int, int] = {}
    for other in sorted(range(year - 14, year + 15), key=lambda it: abs(it - year)):
        many = how_many(framework, other) if 1949 <= other <= 2025 else None
        if many and many != number:
            near.setdefault(many, other)
    return Numeric(
        id=id,
        ask=f"How many {COUNTED_AS[framework]} at the end of {year}?",
        source=("allies",) if framework == facts.NATO else ("framework_members",),
        answer=number,
        unit="countries",
        right=_who(framework, year, number),
        wrong=f"There were {number}. {_who(framework, year, number)}",
        near=tuple(
            Near(value=many, why=f"That was the number at the end of {other}. In {year}: {number}.")
            for many, other in list(near.items())[:4]
        ),
    )


def how_many(framework: str, year: int) -> int | None:
    """Return how many were in a framework at the end of a year; None where one is in doubt."""
    on = end_of(year)
    answers = facts.insiders(framework, on)
    in_doubt = {code for code, answer in answers.items() if answer is None}
    if framework == "EAPC":  # an Ally has a seat too, but is no partner
        in_doubt -= set(membership.allies_on(on))
    return None if in_doubt else list(answers.values()).count(True)


def _who(framework: str, year: int, number: int) -> str:
    on = end_of(year)
    codes = [code for code in facts.joined()[framework] if facts.inside(framework, code, on)]
    if framework == facts.NATO:
        codes.sort(key=lambda code: facts.joined()[framework][code].text)
        last = facts.joined()[framework][codes[-1]].year
        newest = [name(c) for c in codes if facts.joined()[framework][c].year == last]
        return f"The last to come before the end of {year}: {', '.join(newest)}, in {last}."
    if number <= 8:
        return f"They were {', '.join(name(code, on) for code in codes)}."
    gone = "Who became an Ally is no longer counted as a partner."
    return f"Among them {', '.join(name(code, on) for code in codes[-3:])}. {gone}"


TEMPLATES = (
    Template("most_people", "across_the_globe", people_cases, ask_people),
    Template("most_troops", "operations", troop_cases, ask_troops),
    Template("most_for_its_size", "operations", share_cases, ask_share),
    Template("how_many", "then_and_now", count_cases, ask_count),
)
