"""Questions on who belonged where at the end of a year."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random

from lessons.data import cached_on, membership
from lessons.questions import Classify, Multiple, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import GROUP, JOIN, MEMBERS, NATO, Event, end_of, label, name
from lessons.questions.generated.template import Case, Template, sample, sample_first

# The years for which membership is asked about: after changes that are worth knowing.
YEARS = {
    "PFP": (1996, 2001, 2005, 2010, 2013),
    "EAPC": (1998, 2005, 2010, 2013),
    "MD": (1998, 2006, 2012, 2020),
    "ICI": (2007, 2012, 2020),
    "PATG": (2012, 2019, 2024),
    NATO: (1998, 2003, 2008, 2012, 2021),
}
YEARS_OF_GROUPS = (1998, 2006, 2012, 2022)
YEARS_OF_SUSPENSION = (2013, 2016, 2020, 2022)
FIRST_YEAR, LAST_YEAR = 1994, 2025
MOST_TEMPTING = 10  # of the countries that are nearest to a framework's own
ROUNDS = 3  # questions for each framework and year, each with another choice of countries
FRAMEWORKS = {"euro_atlantic": ("PFP", "EAPC"), "md": ("MD",), "ici": ("ICI",), "patg": ("PATG",)}
FOUNDED = {"euro_atlantic": 1994, "md": 1994, "ici": 2004, "patg": 2011}
GROUPS = {
    "euro_atlantic": "Euro-Atlantic partners (EAPC and PfP)",
    "md": "Mediterranean Dialogue (MD)",
    "ici": "Istanbul Cooperation Initiative (ICI)",
    "patg": "Partners across the globe",
}
STATUSES = {
    "ally": "An Ally",
    "partner": "A partner of NATO",
    "suspended": "A partner whose practical work was suspended",
    "neither": "Neither an Ally nor a partner",
}
# Two groups that are easily confused, and the years for which countries are sorted into them.
SORTED = {
    "md_or_ici": (("md", "ici"), (2007, 2009, 2012, 2016, 2020, 2024)),
    "ally_or_partner": (("ally", "euro_atlantic"), (1998, 2001, 2005, 2008, 2010, 2013)),
    "euro_or_globe": (("euro_atlantic", "patg"), (2012, 2013, 2016, 2018, 2020, 2024)),
}
SORTED_AS = {"ally": "Allies", **GROUPS}


@cached_on("framework_members", "allies", maxsize=4_000)
def was_in_group(iso3: str, group: str, year: int) -> bool:
    """Return whether a country surely was in a group at the end of a year, and in no other."""
    on = end_of(year)
    if membership.group_of(iso3, on) != group:
        return False
    return group == "ally" or any(facts.was_in(it, iso3, on) for it in FRAMEWORKS[group])


def group_cases() -> Iterator[Case]:
    """Yield countries with up to two years in which each was a partner."""
    groups = {year: membership.groups_on(end_of(year)) for year in YEARS_OF_GROUPS}
    for index, iso3 in enumerate(facts.countries()):
        years = [
            year
            for year, by_country in groups.items()
            if (group := by_country.get(iso3)) in GROUPS and was_in_group(iso3, group, year)
        ]
        start = index % 2  # so that not all countries are asked about in the same years
        yield from ((iso3, year) for year in (years[start:] + years[:start])[:2])


def ask_group(id: str, _rng: Random, iso3: str, year: int) -> Question:
    """Ask to which group of partners a country belonged."""
    on = end_of(year)
    group = membership.group_of(iso3, on)
    truth = f"{label(iso3, on)} was {GROUP[group]}."
    return Single(
        id=id,
        ask=f"To which group of partners did {name(iso3, on)} belong at the end of {year}?",
        source=facts.sources_of(_events(iso3, FRAMEWORKS[group])),
        right={GROUPS[group]: truth + _joining(iso3, FRAMEWORKS[group])},
        wrong={
            GROUPS[other]: f"{_members_of_group(other, year)} {truth}"
            for other in GROUPS
            if other != group
        },
    )


def _members_of_group(group: str, year: int) -> str:
    if year < FOUNDED[group]:
        return f"There was no such group yet: it dates from {FOUNDED[group]}."
    on = end_of(year)
    codes = [code for it in FRAMEWORKS[group] for code in membership.members_on(it, on)]
    some = ", ".join(name(code, on) for code in dict.fromkeys(codes[:3]))
    return f"That group had {some} and others."


def _events(iso3: str, frameworks: Iterable[str]) -> list[Event]:
    """Return when a country joined these frameworks, as far as that is known."""
    events = (facts.join_event(framework, iso3) for framework in frameworks)
    return [event for event in events if event]


def _joining(iso3: str, frameworks: Iterable[str]) -> str:
    """Return a sentence on when a country joined the first of these frameworks, or ""."""
    for framework in frameworks:
        event = facts.join_event(framework, iso3)
        if event and framework in JOIN:
            return f" It {JOIN[framework][1]} {event.when}."
    return ""


def status_cases() -> Iterator[Case]:
    """Yield each country in the years around its changes, and in 2012.

    Countries that were ever suspended are asked about in more years: theirs is the harder case.
    """
    suspended = {p.iso3 for p in membership.membership_periods() if p.suspended < date.max}
    for iso3 in facts.countries():
        changes = [event.year for event in _events(iso3, JOIN)]
        years = {year for change in changes for year in (change - 1, change)} | {2012}
        years.update(YEARS_OF_SUSPENSION if iso3 in suspended else ())
        yield from ((iso3, year) for year in sorted(years) if FIRST_YEAR <= year <= LAST_YEAR)


def status_on(iso3: str, on: date) -> str:
    """Return which of STATUSES a country had on a day, or "" where that is in doubt."""
    if iso3 in membership.allies_on(on):
        return "ally"
    if iso3 in membership.suspended_on(on):
        return "suspended"
    answers = {facts.was_in(it, iso3, on) for group in FRAMEWORKS.values() for it in group}
    if True in answers:
        return "partner"
    return "" if None in answers or membership.group_of(iso3, on) else "neither"


def ask_status(id: str, _rng: Random, iso3: str, year: int) -> Question | None:
    """Ask whether a country was an Ally, a partner or neither."""
    on = end_of(year)
    right = status_on(iso3, on)
    frameworks = [NATO, *(it for group in FRAMEWORKS.values() for it in group)]
    events = _events(iso3, frameworks)
    if not right or not events:
        return None
    truth = facts.status(iso3, on)
    return Single(
        id=id,
        ask=f"What was {name(iso3, on)} at the end of {year}?",
        source=facts.sources_of(events),
        right={STATUSES[right]: truth},
        wrong={
            text: _why_not(status, iso3, year, truth)
            for status, text in STATUSES.items()
            if status != right
        },
    )


def _why_not(status: str, iso3: str, year: int, truth: str) -> str:
    """Return the feedback to a wrong status: what it would mean, and the truth."""
    accession = facts.join_event(NATO, iso3)
    if status == "ally" and accession and accession.year > year:
        return f"It became an Ally later, in {accession.year}. At this time: {truth}"
    meanings = {
        "ally": "Only Allies have promised to defend each other.",
        "partner": "A partner works with NATO without belonging to it.",
        "suspended": "Suspended means still on the list, but without practical work.",
        "neither": "That would mean no formal tie at all.",
    }
    return f"{meanings[status]} {truth}"


def odd_one_out_cases() -> Iterator[Case]:
    """Yield a framework, a year, and a country near it that did not belong."""
    for framework, years in YEARS.items():
        for year in years:
            outside = _outside(framework, year)[:MOST_TEMPTING]
            yield from ((framework, year, iso3) for iso3 in outside)


@cached_on("framework_members", "allies", "countries")
def _outside(framework: str, year: int) -> tuple[str, ...]:
    """Return the countries that surely were not in a framework, those near its members first."""
    answers = facts.members_on(framework, end_of(year))
    outside = [code for code, answer in answers.items() if answer is False]
    return tuple(facts.nearest_to(_members(framework, year), outside))


def _members(framework: str, year: int) -> list[str]:
    return [code for code, answer in facts.members_on(framework, end_of(year)).items() if answer]


def ask_odd_one_out(id: str, rng: Random, framework: str, year: int, outsider: str) -> Question:
    """Ask which of four countries did not belong to a framework."""
    on = end_of(year)
    members = facts.nearest_to([outsider], _members(framework, year))
    others = sample(rng, members[:12], 3)
    phrase = MEMBERS[framework]
    return Single(
        id=id,
        ask=f"Three of these countries were {phrase} at the end of {year}. Which one was not?",
        source=_sources(framework, [*others, outsider]),
        right={label(outsider, on): _why_outside(framework, outsider, on)},
        wrong={label(code, on): _why_member(framework, code) for code in others},
    )


def _sources(framework: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the sources for whether countries joined a framework, or else any other."""
    return facts.sources_of(
        event for iso3 in codes for event in _events(iso3, (framework,)) or _events(iso3, MEMBERS)
    )


def _why_outside(framework: str, iso3: str, on: date) -> str:
    return facts.why_tempting(framework, iso3, on) + facts.status(iso3, on)


def _why_member(framework: str, iso3: str) -> str:
    if framework == "PATG":
        return "It did belong: a partner of NATO outside the regional frameworks."
    event = facts.join_event(framework, iso3)
    return f"It did belong, since {event.since}." if event else "It did belong that year."


def members_cases() -> Iterator[Case]:
    """Yield a framework, a year and a round."""
    for framework, years in YEARS.items():
        yield from ((framework, year, n) for year in years for n in range(ROUNDS))


def ask_members(id: str, rng: Random, framework: str, year: int, _round: int) -> Question:
    """Ask which of five countries belonged to a framework."""
    on = end_of(year)
    members = sample(rng, _members(framework, year), rng.choice((2, 3)))
    outside = _outside(framework, year)
    others = sample_first(rng, outside[:MOST_TEMPTING], outside, 5 - len(members))
    return Multiple(
        id=id,
        ask=f"Which of these countries were {MEMBERS[framework]} at the end of {year}?",
        source=_sources(framework, [*members, *others]),
        right={label(code, on): _why_member(framework, code) for code in members},
        wrong={label(code, on): _why_outside(framework, code, on) for code in others},
    )


def sort_cases() -> Iterator[Case]:
    """Yield two groups that are easily confused, a year and a round."""
    for pair, (_, years) in SORTED.items():
        yield from ((pair, year, n) for year in years for n in range(ROUNDS))


def ask_sort(id: str, rng: Random, pair: str, year: int, _round: int) -> Question:
    """Ask to sort five countries into two groups."""
    on, groups = end_of(year), SORTED[pair][0]
    numbers = (3, 2) if rng.random() < 0.5 else (2, 3)
    chosen = {
        code: group
        for group, number in zip(groups, numbers, strict=True)
        for code in sample(rng, _in_group(group, year), number)
    }
    events = [e for code, it in chosen.items() for e in _events(code, FRAMEWORKS.get(it, (NATO,)))]
    return Classify(
        id=id,
        ask=f"Where did each of these countries belong at the end of {year}?",
        source=facts.sources_of(events),
        groups=tuple(SORTED_AS[group] for group in groups),
        items={label(code, on): SORTED_AS[group] for code, group in chosen.items()},
        why={
            label(code, on): facts.status(code, on) + _joining(code, FRAMEWORKS.get(group, ()))
            for code, group in chosen.items()
        },
    )


def _in_group(group: str, year: int) -> Sequence[str]:
    return [iso3 for iso3 in facts.countries() if was_in_group(iso3, group, year)]


TEMPLATES = (
    Template("group", "the_network", group_cases, ask_group),
    Template("standing", "the_network", status_cases, ask_status),
    Template("odd_one_out", "the_network", odd_one_out_cases, ask_odd_one_out),
    Template("all_in", "the_network", members_cases, ask_members),
    Template("sort", "the_network", sort_cases, ask_sort),
)
