"""Questions on who belonged where at the end of a year."""

from collections.abc import Iterator
from datetime import date
from random import Random

from lessons.data import cached_on, membership
from lessons.questions import Classify, Multiple, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import GROUP, IN, NATO, Event, end_of, inside, label, name
from lessons.questions.generated.template import Case, Template, pick, some

YEARS = {
    "PFP": (1996, 2001, 2005, 2010, 2013),
    "EAPC": (1998, 2005, 2010, 2013),
    "MD": (1998, 2006, 2012, 2020),
    "ICI": (2007, 2012, 2020),
    "PATG": (2012, 2019, 2024),
    NATO: (1998, 2003, 2008, 2012, 2021),
}
TEMPTING = 10  # of the countries that lie nearest to a framework's own
FRAMEWORKS = {"euro_atlantic": ("PFP", "EAPC"), "md": ("MD",), "ici": ("ICI",), "patg": ("PATG",)}
GROUPS = {
    "euro_atlantic": "Euro-Atlantic partners (EAPC and PfP)",
    "md": "Mediterranean Dialogue (MD)",
    "ici": "Istanbul Cooperation Initiative (ICI)",
    "patg": "Partners across the globe",
}
STANDINGS = {
    "ally": "An Ally",
    "partner": "A partner of NATO",
    "suspended": "A partner whose practical work was suspended",
    "neither": "Neither an Ally nor a partner",
}
SORTED = {  # what is easily confused, side by side
    "md_or_ici": ("md", "ici"),
    "ally_or_partner": ("ally", "euro_atlantic"),
    "euro_or_globe": ("euro_atlantic", "patg"),
}
SORTED_AS = {"ally": "Allies", **GROUPS}
SORTED_YEARS = {
    "md_or_ici": (2007, 2009, 2012, 2016, 2020, 2024),
    "ally_or_partner": (1998, 2001, 2005, 2008, 2010, 2013),
    "euro_or_globe": (2012, 2013, 2016, 2018, 2020, 2024),
}
ROUNDS = 3  # sets of countries for each year


@cached_on("framework_members", "allies", maxsize=4_000)
def in_group(iso3: str, group: str, year: int) -> bool:
    """Return whether a country surely was in a group at the end of a year, and in no other."""
    on = end_of(year)
    if membership.group_of(iso3, on) != group:
        return False
    return group == "ally" or any(inside(it, iso3, on) for it in FRAMEWORKS[group])


def group_cases() -> Iterator[Case]:
    """Yield countries with two years in which each was a partner."""
    by_year = {year: membership.groups_on(end_of(year)) for year in (1998, 2006, 2012, 2022)}
    for place, iso3 in enumerate(facts.countries()):
        groups = {year: by_year[year].get(iso3) for year in by_year}
        known = [
            year
            for year, group in groups.items()
            if group in GROUPS and in_group(iso3, group, year)
        ]
        turned = known[place % 2 :] + known[: place % 2]
        yield from ((iso3, year) for year in turned[:2])


def ask_group(id: str, _luck: Random, iso3: str, year: int) -> Question:
    """Ask to which group of partners a country belonged."""
    on = end_of(year)
    group = membership.group_of(iso3, on)
    who = facts.label(iso3, on)
    source = facts.sourced(*_events(iso3, FRAMEWORKS[group]))
    right = f"{who} was {GROUP[group]}.{_dated(iso3, FRAMEWORKS[group])}"
    wrong = {GROUPS[it]: _not_in(it, who, group, year) for it in GROUPS if it != group}
    ask = f"To which group of partners did {name(iso3, on)} belong at the end of {year}?"
    return Single(id=id, ask=ask, source=source, right={GROUPS[group]: right}, wrong=wrong)


def _not_in(other: str, who: str, group: str, year: int) -> str:
    born = {"ici": 2004, "patg": 2011}.get(other, 0)
    if year < born:
        return f"There was no such group yet: it dates from {born}. {who} was {GROUP[group]}."
    members = [code for it in FRAMEWORKS[other] for code in membership.members_on(it, end_of(year))]
    some_of = ", ".join(name(code, end_of(year)) for code in dict.fromkeys(members[:3]))
    return f"That group had {some_of} and others. {who} was {GROUP[group]}."


def _events(iso3: str, frameworks: tuple[str, ...]) -> list[Event]:
    known = (facts.joined().get(framework, {}).get(iso3) for framework in frameworks)
    return [event for event in known if event]


def _dated(iso3: str, frameworks: tuple[str, ...]) -> str:
    told = [
        f"It {facts.JOIN[it][1]} {event.said()}."
        for it in frameworks
        if it in facts.JOIN and (event := facts.joined()[it].get(iso3))
    ]
    return " " + told[0] if told else ""


def standing_cases() -> Iterator[Case]:
    """Yield each country in the years around its changes, and in 2012.

    Countries that were ever suspended are asked about in more years: theirs is the harder case.
    """
    suspended = {p.iso3 for p in membership.membership_periods() if p.suspended < date.max}
    joined = facts.joined()
    for iso3 in facts.countries():
        turns = [event.year for it in facts.JOIN if (event := joined[it].get(iso3))]
        around = {year for turn in turns for year in (turn - 1, turn)} | {2012}
        if iso3 in suspended:
            around |= {2013, 2016, 2020, 2022}
        yield from ((iso3, year) for year in sorted(around) if 1994 <= year <= 2025)


def true_standing(iso3: str, on: int) -> str:
    """Return what a country was at the end of a year, or nothing where that is in doubt."""
    day = end_of(on)
    if iso3 in membership.allies_on(day):
        return "ally"
    answers = [inside(it, iso3, day) for its in FRAMEWORKS.values() for it in its]
    if iso3 in membership.suspended_on(day):
        return "suspended"
    if True in answers:
        return "partner"
    return "" if None in answers or membership.group_of(iso3, day) else "neither"


def ask_standing(id: str, _luck: Random, iso3: str, year: int) -> Question | None:
    """Ask whether a country was an Ally, a partner or neither."""
    true, on = true_standing(iso3, year), end_of(year)
    events = [e for its in ((NATO,), *FRAMEWORKS.values()) for e in _events(iso3, its)]
    if not true or not events:
        return None
    said = facts.standing(iso3, on)
    return Single(
        id=id,
        ask=f"What was {name(iso3, on)} at the end of {year}?",
        source=facts.sourced(*events),
        right={STANDINGS[true]: said},
        wrong={STANDINGS[it]: _untrue(it, iso3, year, said) for it in STANDINGS if it != true},
    )


def _untrue(standing: str, iso3: str, year: int, said: str) -> str:
    """Return why a standing tempts, and what was true."""
    event = facts.joined()[NATO].get(iso3)
    match standing:
        case "ally" if event and event.year > year:
            return f"It became an Ally later, in {event.year}. At this time: {said}"
        case "ally":
            return f"Only Allies have promised to defend each other. {said}"
        case "partner":
            return f"A partner works with NATO without belonging to it. {said}"
        case "suspended":
            return f"Suspended means still on the list, but without practical work. {said}"
        case _:
            return f"That would mean no formal tie at all. {said}"


def odd_cases() -> Iterator[Case]:
    """Yield a framework, a year, and a country near it that did not belong."""
    for framework, all_years in YEARS.items():
        for year in all_years:
            yield from ((framework, year, odd) for odd in _outside(framework, year)[:TEMPTING])


@cached_on("framework_members", "allies", "countries")
def _outside(framework: str, year: int) -> tuple[str, ...]:
    answers = facts.insiders(framework, end_of(year))
    out = [code for code, answer in answers.items() if answer is False]
    return tuple(facts.nearest_to(_members(framework, year), out))


@cached_on("framework_members", "allies", "countries")
def _members(framework: str, year: int) -> tuple[str, ...]:
    answers = facts.insiders(framework, end_of(year))
    return tuple(code for code, answer in answers.items() if answer)


def ask_odd(id: str, luck: Random, framework: str, year: int, odd: str) -> Question:
    """Ask which of four countries did not belong to a framework."""
    on = end_of(year)
    members = facts.nearest_to([odd], _members(framework, year))
    others = some(luck, members[:12], 3)
    why = facts.past_and_future(framework, odd, on) + facts.standing(odd, on)
    return Single(
        id=id,
        ask=f"Three of these countries were {IN[framework]} at the end of {year}. "
        "Which one was not?",
        source=facts.sourced(*(e for code in [*others, odd] for e in _sources(framework, code))),
        right={label(odd, on): why},
        wrong={label(code, on): _belonged(framework, code) for code in others},
    )


def _sources(framework: str, iso3: str) -> list[Event]:
    return _events(iso3, (framework,)) or _events(iso3, (NATO, "PFP", "EAPC", "MD", "ICI", "PATG"))


def _belonged(framework: str, iso3: str) -> str:
    event = facts.joined()[framework].get(iso3)
    if framework == "PATG":
        return "It did belong: a partner of NATO outside the regional frameworks."
    return f"It did belong, since {facts.since(event)}." if event else "It did belong that year."


def all_in_cases() -> Iterator[Case]:
    """Yield a framework, a year and a round."""
    for framework, all_years in YEARS.items():
        yield from ((framework, year, turn) for year in all_years for turn in range(ROUNDS))


def ask_all_in(id: str, luck: Random, framework: str, year: int, _turn: int) -> Question:
    """Ask which of five countries belonged to a framework."""
    on = end_of(year)
    members = some(luck, _members(framework, year), luck.choice((2, 3)))
    near = _outside(framework, year)
    others = pick(luck, near[:TEMPTING], near, 5 - len(members))
    codes = [*members, *others]
    return Multiple(
        id=id,
        ask=f"Which of these countries were {IN[framework]} at the end of {year}?",
        source=facts.sourced(*(e for code in codes for e in _sources(framework, code))),
        right={label(code, on): _belonged(framework, code) for code in members},
        wrong={
            label(code, on): facts.past_and_future(framework, code, on) + facts.standing(code, on)
            for code in others
        },
    )


def sort_cases() -> Iterator[Case]:
    """Yield two groups that are easily confused, a year and a round."""
    for pair, all_years in SORTED_YEARS.items():
        yield from ((pair, year, turn) for year in all_years for turn in range(ROUNDS))


def ask_sort(id: str, luck: Random, pair: str, year: int, _turn: int) -> Question:
    """Ask to sort five countries into two groups."""
    on, groups = end_of(year), SORTED[pair]
    found = {it: [c for c in facts.countries() if in_group(c, it, year)] for it in groups}
    many = (3, 2) if luck.random() < 0.5 else (2, 3)
    drawn = {it: some(luck, found[it], n) for it, n in zip(groups, many, strict=True)}
    drawn_from = [(code, it) for it in groups for code in drawn[it]]
    frameworks = {it: FRAMEWORKS.get(it, (NATO,)) for it in groups}
    return Classify(
        id=id,
        ask=f"Where did each of these countries belong at the end of {year}?",
        source=facts.sourced(*(e for c, it in drawn_from for e in _events(c, frameworks[it]))),
        groups=tuple(SORTED_AS[it] for it in groups),
        items={label(code, on): SORTED_AS[it] for code, it in drawn_from},
        why={
            label(code, on): facts.standing(code, on) + _dated(code, FRAMEWORKS.get(it, ()))
            for code, it in drawn_from
        },
    )


TEMPLATES = (
    Template("group", "the_network", group_cases, ask_group),
    Template("standing", "the_network", standing_cases, ask_standing),
    Template("odd_one_out", "the_network", odd_cases, ask_odd),
    Template("all_in", "the_network", all_in_cases, ask_all_in),
    Template("sort", "the_network", sort_cases, ask_sort),
)
