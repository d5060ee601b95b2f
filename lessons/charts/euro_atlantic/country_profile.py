"""Draw the profile of a country: its frameworks, tools, numbers and examples on one page.

The page brings together what many tables say of one country. Bars give the frameworks, cards the
tools, numbers and examples. What was not found is said to be missing, never left blank.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised, counted, date_words, day_words, sentences, span
from lessons.data import cite, membership, record, rows, source_ids
from lessons.data.contributions import TABLES, largest_contributions
from lessons.data.examples import examples
from lessons.data.measures import GDP_YEAR, MEASURES, POPULATION_YEAR, in_words, measured
from lessons.data.membership import day, group_of, last_day, name

SECTIONS = {
    "frameworks": "Frameworks",
    "tools": "Tools",
    "numbers": "Numbers",
    "examples": "Examples",
}
# What a partner of each group is called in a sentence.
NATURE = {
    "euro_atlantic": "a Euro-Atlantic partner",
    "md": "a partner in the Mediterranean Dialogue",
    "ici": "a partner in the Istanbul Cooperation Initiative",
    "patg": "a partner across the globe",
}
WITHDREW = "withdrew"  # a reason for leaving, as the table says it
SHOWN = 4  # examples on the card; the table holds all
# The oldest framework, the North Atlantic Cooperation Council, began in December 1991.
START = date(1991, 1, 1)


def profile_countries() -> dict[str, str]:
    """Return the name of every country that is or was a partner, by iso3 code."""
    return {code: name(code) for code in membership.partners_ever()}


@draw.explorer(
    "Country profile",
    country=draw.Choice("Country", profile_countries, as_list=True, kept="country"),
    show=draw.Toggles("Show", SECTIONS),
)
def country_profile(country: str = "GEO", show: Sequence[str] = tuple(SECTIONS)) -> draw.Chart:
    """Draw the profile of a partner of today, or of a former one that is an Ally now."""
    plot = draw.Plot(_title(country), _subtitle(country))
    # Allies of today have the colour of Allies.
    role = draw.GROUPS[group_of(country, last_day())].role
    if "frameworks" in show:
        lanes = [_lane(row, role) for row in membership.frameworks_joined(country)]
        draw.timeline(plot, lanes, START, last_day())
        plot.note("Only outlined: suspended." * (country in membership.suspended_on(last_day())))
    lines = {"tools": _tools, "numbers": _facts, "examples": _examples}
    # Short lines stand beside each other; the sentences of examples need the whole width.
    for row in (("tools", "numbers"), ("examples",)):
        found = {SECTIONS[key]: lines[key](country) for key in row if key in show}
        cards = [
            draw.Card([draw.subhead(text), *map(draw.detail, own)], role)
            for text, own in found.items()
        ]
        draw.cards(plot, cards, len(cards) or 1)
    return plot.chart(
        says=_says(country),
        source=cite(*_sources(country, show)),
        data=draw.Table(("Kind", "What", "From", "To", "How sure"), _listing(country, show)),
    )


def state(country: str) -> str:
    """Return in words what a country is on the last day of the data."""
    since = membership.accession_of(country)
    if since:
        return f"an Ally since {day_words(since)}, a partner before"
    nature = NATURE[group_of(country, last_day())]
    if country in membership.suspended_on(last_day()):
        return f"{nature}, suspended since {date_words(membership.suspension_of(country))}"
    return nature


def _title(country: str) -> str:
    """Return for how many years a country has been a partner, or was one before things changed."""
    # A country that took its signature back was no partner until it signed again.
    joined = [row for row in membership.frameworks_joined(country) if row.leave_reason != WITHDREW]
    ally, frozen = membership.accession_of(country), membership.suspension_of(country)
    until = ally or (day(frozen) if frozen else last_day())
    years = counted(_full_years(day(joined[0].joined, last=True), until), "year")
    if ally:
        return f"{name(country)} was a partner for {years} before it became an Ally"
    if frozen:
        return f"{name(country)} was a partner for {years} before it was suspended"
    return f"{name(country)} has been a partner for {years}"


def _full_years(first: date, last: date) -> int:
    is_before = (last.month, last.day) < (first.month, first.day)
    return last.year - first.year - is_before


def _subtitle(country: str) -> str:
    """Return what a country is and where it lies, and the name of 2013 if that differs."""
    row = record("countries", country)
    # The text of 2013 used some names that are no longer official.
    former = f" · in 2013 NATO called it {row.name_2013}" * (row.name_2013 != row.name)
    where = f"{row.region}, capital {row.capital}{former}"
    return f"{capitalised(state(country))} · {where} · {day_words(last_day())}"


def _framework(row: Any) -> str:
    """Return the short name of the framework of a row."""
    return str(record("frameworks", row.framework_id).short_name)


def _lane(row: Any, role: str) -> draw.Lane:
    """Return the line of a framework; from the day of a suspension on it is only outlined."""
    left = day(row.left) if row.left else None
    frozen = day(row.suspended_from) if row.suspended_from else None
    until = date_words(row.left) if row.left else "now"
    span = draw.Span(
        day(row.joined), left, role, text=_dates(row), short=_dates(row, short=True),
        title=f"{_framework(row)}: {date_words(row.joined)} to {until}", outlined_from=frozen,
    )  # fmt: skip
    return draw.Lane(_framework(row), spans=[span])


def _dates(row: Any, *, short: bool = False) -> str:
    """Return from when to when a country was in a framework, for the inside of its bar."""
    ending = f" to {date_words(row.left, short)}" if row.left else ""
    suspended = ", suspended" if row.suspended_from and not row.left else ""
    return date_words(row.joined, short) + ending + suspended


def _tools(country: str) -> list[str]:
    """Return a line for each tool that the country was found to use."""
    found = [
        f"{record('programmes', row.programme_id).short_name}: {span(row.start, row.end)}"
        + " (doubtful)" * (row.confidence == "low")
        for row in membership.tools_used(country)
    ]
    return found or ["We found no tool. The lists of tools are not complete."]


def _facts(country: str) -> list[str]:
    """Return people, wealth, distance and soldiers, each with its year."""
    people, wealth, distance = (in_words(measured(country, key), key) for key in MEASURES)
    return [
        f"People ({POPULATION_YEAR}): {people}",
        f"GDP per person ({GDP_YEAR}): {wealth}",
        f"Capital to Brussels: {distance}",
        *_soldiers(country),
    ]


def _soldiers(country: str) -> list[str]:
    """Return the largest contingent on our lists, for each operation that has one."""
    found = []
    for operation, row in largest_contributions(country).items():
        when = f"{row.as_of:%B %Y}" + ", as an Ally" * row.is_ally_then
        doubt = f", {draw.CERTAINTY[row.confidence]}" * (row.confidence != "high")
        found.append(f"{operation}: {row.troops:,} soldiers ({when}{doubt})")
    return [*(found or ["Soldiers: no figure"]), "Our lists of soldiers leave out many years."]


def _examples(country: str) -> list[str]:
    """Return the latest examples in which the country took part, the newest first."""
    found = examples(country=country)
    lines = [f"{one.first_year}: {one.text}" for one in found[: -SHOWN - 1 : -1]]
    if len(found) > SHOWN:
        lines.append(f"The latest {SHOWN} of {len(found)}, newest first. The table holds them all.")
    return lines or ["None among the examples of this course."]


def _says(country: str) -> str:
    """Return the profile in a few sentences; the cards and the table hold the rest."""
    first = membership.frameworks_joined(country)[0]
    tools, found = len(membership.tools_used(country)), len(examples(country=country))
    soldiers = [
        f"Most soldiers listed in {operation}: {row.troops:,}, {row.as_of:%B %Y}."
        for operation, row in largest_contributions(country).items()
    ]
    return sentences(
        f"{name(country)}, on {day_words(last_day())}: {state(country)}.",
        f"First framework: {_framework(first)}, {date_words(first.joined)}.",
        f"We found {counted(tools, 'tool')} and {counted(found, 'example')}.",
        *soldiers,
        f"People in {POPULATION_YEAR}: {in_words(measured(country, 'population'), 'population')}.",
    )


def _sources(country: str, show: Sequence[str]) -> tuple[str, ...]:
    """Return the sources of the country's own rows, not those of the whole tables."""
    # Contingents are found in one table for each operation.
    lists = [row for table in TABLES.values() for row in rows(table) if row.iso3 == country]
    found = {
        "frameworks": membership.frameworks_joined(country),
        "tools": membership.tools_used(country),
        "numbers": lists,
        "examples": examples(country=country),
    }
    # Population and wealth come from two sources of their own, whatever the country.
    numbers = ("b_pop", "b_gdp") if "numbers" in show else ()
    own = source_ids(row for key in show for row in found[key])
    return (*numbers, *own) or ("countries",)


def _listing(country: str, show: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: kind, what, from, to, how sure."""
    if "frameworks" in show:
        for row in membership.frameworks_joined(country):
            yield "Framework", _framework(row), row.joined, row.left, draw.CERTAINTY[row.confidence]
    if "tools" in show:
        for row in membership.tools_used(country):
            tool = record("programmes", row.programme_id).name
            yield "Tool", tool, row.start, row.end, draw.CERTAINTY[row.confidence]
    if "numbers" in show:
        yield from (("Number", text, "", "", "") for text in _facts(country))
    if "examples" in show:
        for one in examples(country=country):
            years = str(one.first_year), str(one.last_year)
            yield "Example", one.text, *years, draw.CERTAINTY[one.confidence]
