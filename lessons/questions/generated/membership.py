"""Make questions on which groups countries belonged to at the end of a year."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from random import Random

from lessons.data import cached_on_tables, membership, record, source_ids
from lessons.data.membership import end_of
from lessons.questions import Classify, Multiple, Question, Single
from lessons.questions.generated import facts
from lessons.questions.generated.facts import FRAMEWORKS, GROUPS, SORTED, Group, label, name
from lessons.questions.generated.template import Case, Template, sample

FRAMEWORK_YEARS = [(key, year) for key, framework in FRAMEWORKS.items() for year in framework.years]
YEARS_OF_GROUPS = (1998, 2006, 2012, 2022)
NEAREST = 10  # the nearest countries, which make good distractors
COUNTRIES = 5  # to tick or to sort
ROUNDS = 3  # questions for each framework and year, each with another choice of countries
PARTNERS = {key: group for key, group in GROUPS.items() if key != "ally"}


@cached_on_tables()
def in_group(group: str, year: int) -> tuple[str, ...]:
    """Return the codes of countries that certainly were in a group at the end of a year."""
    on = end_of(year)
    members = [facts.members_on(framework, on) for framework in GROUPS[group].frameworks]
    return tuple(
        code
        for code in facts.countries()
        if membership.group_of(code, on) == group and any(framework[code] for framework in members)
    )


def group_cases() -> Iterator[Case]:
    """Yield countries with the years at whose ends each was a partner."""
    for year, group in product(YEARS_OF_GROUPS, PARTNERS):
        yield from ((iso3, year) for iso3 in in_group(group, year))


def ask_group(id: str, _rng: Random, iso3: str, year: int) -> Question:
    """Ask to which group of partners a country belonged."""
    on = end_of(year)
    group = membership.group_of(iso3, on)
    return Single(
        id=id,
        ask=f"To which group of partners did {name(iso3, on)} belong at the end of {year}?",
        source=_sources([iso3]),
        right={GROUPS[group].label: _why_member(GROUPS[group].frameworks, iso3)},
        wrong={
            other.label: _members_of(other, year) for key, other in PARTNERS.items() if key != group
        },
    )


def _members_of(group: Group, year: int) -> str:
    """Return some members of a group for comparison, which does not give the answer away."""
    founded = int(record("frameworks", group.frameworks[0]).launched[:4])
    if year < founded:
        return f"There was no such group yet: it dates from {founded}."
    some = _inside(group.frameworks[0], year)[:3]
    return f"That group had {', '.join(name(code, end_of(year)) for code in some)} and others."


def odd_one_out_cases() -> Iterator[Case]:
    """Yield a framework, a year, and a country near it that did not belong."""
    for framework, year in FRAMEWORK_YEARS:
        yield from ((framework, year, iso3) for iso3 in _outside(framework, year)[:NEAREST])


def ask_odd_one_out(id: str, rng: Random, framework: str, year: int, outsider: str) -> Question:
    """Ask which of four countries did not belong to a framework."""
    on, members = end_of(year), FRAMEWORKS[framework].members
    # Neighbours of the outsider, because a single country far away would be too easy to find.
    others = sample(rng, facts.nearest_to([outsider], _inside(framework, year))[:NEAREST], 3)
    return Single(
        id=id,
        ask=f"Three of these countries were {members} at the end of {year}. Which one was not?",
        source=_sources([*others, outsider]),
        right={label(outsider, on): facts.history(framework, outsider, on)},
        wrong={label(code, on): _why_member([framework], code) for code in others},
    )


def members_cases() -> Iterator[Case]:
    """Yield a framework, a year and a round."""
    return ((framework, year, n) for framework, year in FRAMEWORK_YEARS for n in range(ROUNDS))


def ask_members(id: str, rng: Random, framework: str, year: int, _round: int) -> Question:
    """Ask which of five countries belonged to a framework."""
    on = end_of(year)
    members = sample(rng, _inside(framework, year), rng.choice((2, 3)))
    others = sample(rng, _outside(framework, year)[:NEAREST], COUNTRIES - len(members))
    return Multiple(
        id=id,
        ask=f"Which of these countries were {FRAMEWORKS[framework].members} at the end of {year}?",
        source=_sources([*members, *others]),
        right={label(code, on): _why_member([framework], code) for code in members},
        wrong={label(code, on): facts.history(framework, code, on) for code in others},
    )


def sort_cases() -> Iterator[Case]:
    """Yield two groups that are easily confused, a year and a round."""
    for pair, asked in SORTED.items():
        yield from ((pair, year, n) for year, n in product(asked.years, range(ROUNDS)))


def ask_sort(id: str, rng: Random, pair: str, year: int, _round: int) -> Question:
    """Ask to sort five countries into two groups."""
    on, (first, second) = end_of(year), SORTED[pair].groups
    # Not always three of the first group: a learner who has found three would know the rest.
    number = rng.choice((2, 3))
    chosen = dict.fromkeys(sample(rng, in_group(first, year), number), GROUPS[first])
    rest = sample(rng, in_group(second, year), COUNTRIES - number)
    chosen |= dict.fromkeys(rest, GROUPS[second])
    return Classify(
        id=id,
        ask=f"Where did each of these countries belong at the end of {year}?",
        source=_sources(chosen),
        groups=(GROUPS[first].label, GROUPS[second].label),
        items={label(code, on): group.label for code, group in chosen.items()},
        why={
            label(code, on): _why_member(group.frameworks, code) for code, group in chosen.items()
        },
    )


@cached_on_tables()
def _outside(framework: str, year: int) -> tuple[str, ...]:
    """Return the countries that certainly were not in a framework, those near members first."""
    answers = facts.members_on(framework, end_of(year))
    outside = [code for code, answer in answers.items() if answer is False]
    return tuple(facts.nearest_to(_inside(framework, year), outside))


def _inside(framework: str, year: int) -> list[str]:
    answers: Mapping[str, bool | None] = facts.members_on(framework, end_of(year))
    return [code for code, answer in answers.items() if answer]


def _sources(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the sources for what countries joined, here or elsewhere."""
    joined = [facts.joined()[framework] for framework in FRAMEWORKS]
    return source_ids(who[code].row for code in codes for who in joined if code in who)


def _why_member(frameworks: Iterable[str], iso3: str) -> str:
    """Return when a country joined the first of some frameworks for which that is known."""
    for framework in frameworks:
        event = facts.joined()[framework].get(iso3)
        # The name "partners across the globe" is younger than most of these partnerships.
        if event and framework != "PATG":
            return f"It {FRAMEWORKS[framework].joined} {event.when}."
    if "PATG" in frameworks:
        return "It worked with NATO outside the regional frameworks."
    return "It had left and joined again: it belonged at that time."


TEMPLATES = (
    Template("group", "the_network", group_cases, ask_group),
    Template("odd_one_out", "the_network", odd_one_out_cases, ask_odd_one_out),
    Template("all_in", "the_network", members_cases, ask_members),
    Template("sort", "the_network", sort_cases, ask_sort),
)
