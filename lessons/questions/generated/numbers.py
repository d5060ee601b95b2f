"""Questions on how many people, soldiers and countries; no question asks what is too close."""

from collections.abc import Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from lessons.data import cached_on, membership, source_ids
from lessons.data.population import per_million_people, population
from lessons.questions import Near, Numeric, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import NATO, end_of, label, name
from lessons.questions.generated.template import Case, Template, sample

YEARS_OF_PEOPLE = (2002, 2012, 2024)
YEAR_OF_SHARES = 2012  # of the population by which soldiers are divided ...
YEARS_OF_SHARES = range(2010, 2014)  # ... and of the lists that are near enough to it
MIN_PEOPLE_RATIO = 1.15  # of the largest number of people to the second
MIN_TROOPS_RATIO = 2.0  # the same of soldiers: a list of another month may differ by a few
MIN_TROOPS = 100  # a list may have missed some of a smaller contingent
SEARCHED_YEARS = 14  # before and after, in which the number was another: likely mistakes
MAX_NEAR = 4  # likely mistakes with feedback of their own
MAX_NAMED = 8  # countries in the feedback
COUNTED_YEARS = {
    NATO: (1950, 1952, 1956, 1983, 1998, 2000, 2003, 2005, 2008, 2010, 2018, 2021, 2023, 2024),
    "PFP": (1998, 2001, 2003, 2005, 2007, 2009, 2012),
    "EAPC": (1998, 2001, 2003, 2005, 2007, 2009, 2012),
    "MD": (1998, 2002, 2012),
    "ICI": (2007, 2012),
}
COUNTED_AS = {
    NATO: "Allies did NATO have",
    "PFP": "partner countries were in the Partnership for Peace (PfP)",
    "EAPC": "partner countries were in the Euro-Atlantic Partnership Council (EAPC)",
    "MD": "countries were in the Mediterranean Dialogue (MD)",
    "ICI": "countries were in the Istanbul Cooperation Initiative (ICI)",
}


def people(year: int) -> dict[str, int]:
    """Return the number of inhabitants of each country in a year."""
    countries = facts.countries()
    return {iso3: number for iso3, number in population(year).items() if iso3 in countries}


def ask_people(id: str, rng: Random, year: int, iso3: str) -> Question | None:
    """Ask which country has the most inhabitants: `iso3`, beside three that are clearly smaller."""
    numbers = people(year)
    others = _smaller(rng, numbers, iso3, MIN_PEOPLE_RATIO)
    if not others:
        return None
    most = _rounded(numbers[iso3])
    rows = facts.trusted_rows("indicators")
    return Single(
        id=id,
        ask=f"Which of these countries had the most inhabitants in {year}?",
        source=source_ids(r for r in rows if r.year == year and r.iso3 in [iso3, *others]),
        right={label(iso3): f"It had {most} inhabitants."},
        wrong={
            label(code): f"It had {_rounded(numbers[code])}; {name(iso3)} had {most}."
            for code in others
        },
    )


def _smaller(rng: Random, numbers: Mapping[str, float], iso3: str, ratio: float) -> list[str]:
    """Return three countries whose numbers are clearly smaller; none if there are fewer."""
    small = [code for code, number in numbers.items() if number * ratio <= numbers[iso3]]
    near = sorted(small, key=lambda code: (-numbers[code], code))[:8]
    return sample(rng, near, 3) if len(near) >= 3 else []


def _rounded(number: float) -> str:
    """Return a number of people rounded so that it can be remembered."""
    if number >= 10_000_000:
        return f"about {number / 1_000_000:,.0f} million"
    if number >= 1_000_000:
        return f"about {number / 1_000_000:.1f} million"
    return f"about {round(number, -3):,}"


def troop_cases() -> Iterator[Case]:
    """Yield an operation, the day of a list, and the country with the most soldiers shown."""
    for operation in ("ISAF", "KFOR"):
        for day, by_country in contingents(operation).items():
            yield from ((operation, day, iso3) for iso3 in by_country)


@cached_on("isaf_contributions", "kfor_contributions")
def _lists(operation: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the records of an operation's lists, by the ISO date of the list and the iso3 code."""
    by_day: dict[str, dict[str, Any]] = {}
    for row in facts.trusted_rows(f"{operation.lower()}_contributions"):
        by_day.setdefault(row.as_of.isoformat(), {})[row.iso3] = row
    return MappingProxyType({day: MappingProxyType(rows) for day, rows in by_day.items()})


def contingents(operation: str) -> dict[str, dict[str, Any]]:
    """Return the records of large contingents, by list and country, of lists with four or more."""
    large = {
        day: {code: row for code, row in rows.items() if (row.troops or 0) >= MIN_TROOPS}
        for day, rows in _lists(operation).items()
    }
    return {day: rows for day, rows in large.items() if len(rows) >= 4}


def ask_troops(id: str, rng: Random, *case: str) -> Question | None:
    """Ask which country had the most soldiers on a list; a case is as `troop_cases` yields it."""
    operation, day, _ = case
    rows = contingents(operation)[day]
    numbers = {code: float(row.troops) for code, row in rows.items()}
    return _ask_most(id, rng, case, numbers, "the most soldiers", "soldiers")


def share_cases() -> Iterator[Case]:
    """Yield the cases of which each country's inhabitants are known."""
    for operation, day, iso3 in troop_cases():
        if operation == "ISAF" and int(day[:4]) in YEARS_OF_SHARES:
            yield operation, day, iso3


def ask_share(id: str, rng: Random, *case: str) -> Question | None:
    """Ask which country had the most soldiers for each million inhabitants."""
    operation, day, iso3 = case
    shares = {
        code: share
        for code, row in contingents(operation)[day].items()
        if (share := per_million_people(row.troops, code, YEAR_OF_SHARES)) is not None
    }
    if iso3 not in shares:
        return None
    what = "the most soldiers for each million of its inhabitants"
    return _ask_most(id, rng, case, shares, what, "soldiers for each million people")


def _ask_most(
    id: str, rng: Random, case: Case, numbers: Mapping[str, float], what: str, unit: str
) -> Question | None:
    """Ask which country had the largest of some numbers, as a list of soldiers has them."""
    operation, day, iso3 = case
    rows = contingents(operation)[day]
    others = _smaller(rng, numbers, iso3, MIN_TROOPS_RATIO)
    if not others:
        return None
    date = _date_of_list(operation, day, rows[iso3].confidence == "high")
    most = f"{numbers[iso3]:,.0f} {unit}"
    return Single(
        id=id,
        ask=f"Look at the list of {date} for {operation}. Which of these countries had {what}?",
        source=source_ids(rows[code] for code in [iso3, *others]),
        right={label(iso3): f"By the list it had {most}."},
        wrong={
            label(code): f"{label(code)} had {numbers[code]:,.0f} {unit}; {name(iso3)} had {most}."
            for code in others
        },
    )


def _date_of_list(operation: str, day: str, is_certain: bool) -> str:
    """Return a list's date; only its month where the day is uncertain and no other list has it."""
    month = day[:7]
    is_only_one = sum(other.startswith(month) for other in _lists(operation)) == 1
    return facts.when(month if is_only_one and not is_certain else day).partition(" ")[2]


def count_cases() -> Iterator[Case]:
    """Yield a framework and the year at the end of which its members are counted."""
    yield from ((framework, year) for framework, years in COUNTED_YEARS.items() for year in years)


def ask_count(id: str, _rng: Random, framework: str, year: int) -> Question | None:
    """Ask how many countries were in a framework at the end of a year."""
    number = count(framework, year)
    if number is None:
        return None
    mistakes: dict[int, int] = {}
    years = range(max(1949, year - SEARCHED_YEARS), min(2025, year + SEARCHED_YEARS) + 1)
    for other in sorted(years, key=lambda other: abs(other - year)):
        wrong = count(framework, other)
        if wrong and wrong != number:
            mistakes.setdefault(wrong, other)
    who = _who(framework, year, number)
    return Numeric(
        id=id,
        ask=f"How many {COUNTED_AS[framework]} at the end of {year}?",
        source=("allies",) if framework == NATO else ("framework_members",),
        answer=number,
        unit="countries",
        right=who,
        wrong=f"There were {number}. {who}",
        near=tuple(
            Near(value=wrong, why=f"That was the number at the end of {at}. In {year}: {number}.")
            for wrong, at in list(mistakes.items())[:MAX_NEAR]
        ),
    )


def count(framework: str, year: int) -> int | None:
    """Return how many were in a framework at the end of a year; None where one is in doubt."""
    on = end_of(year)
    answers = facts.members_on(framework, on)
    in_doubt = {code for code, answer in answers.items() if answer is None}
    if framework == "EAPC":  # an Ally has a seat too, but is no partner
        in_doubt -= set(membership.allies_on(on))
    return None if in_doubt else list(answers.values()).count(True)


def _who(framework: str, year: int, number: int) -> str:
    """Return a sentence that names members: the newest Allies, or a few partners."""
    on = end_of(year)
    events = facts.joined()[framework]
    codes = [code for code in events if facts.was_in(framework, code, on)]
    if framework == NATO:
        last = max(events[code].year for code in codes)
        newest = [code for code in codes if events[code].year == last]
        names = ", ".join(map(name, sorted(newest, key=lambda code: events[code].text)))
        return f"The last to come before the end of {year}: {names}, in {last}."
    if number <= MAX_NAMED:
        return f"They were {', '.join(name(code, on) for code in codes)}."
    some = ", ".join(name(code, on) for code in codes[-3:])
    return f"Among them {some}. A country that became an Ally is no longer counted as a partner."


def _people_cases() -> Iterator[Case]:
    return ((year, iso3) for year in YEARS_OF_PEOPLE for iso3 in people(year))


TEMPLATES = (
    Template("most_people", "across_the_globe", _people_cases, ask_people),
    Template("most_troops", "operations", troop_cases, ask_troops),
    Template("most_for_its_size", "operations", share_cases, ask_share),
    Template("how_many", "then_and_now", count_cases, ask_count),
)
