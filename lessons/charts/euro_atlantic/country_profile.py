"""Draw the profile of a country: its frameworks, tools, numbers and examples on one page.

The page brings together what many tables say of one country. Bars give the frameworks, cards the
tools, numbers and examples. What was not found is said to be missing, never left blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised, counted, date_words, day_words, listed, span
from lessons.data import cite, membership, record, rows, source_ids
from lessons.data.contributions import largest_contributions
from lessons.data.examples import examples
from lessons.data.measures import GDP_YEAR, MEASURES, POPULATION_YEAR, in_words, measured
from lessons.data.membership import day, group_of, last_day, name, partner_years

SECTIONS = {key: key.capitalize() for key in ("frameworks", "tools", "numbers", "examples")}
# What a partner of each group is called in a sentence.
NATURE = {
    "euro_atlantic": "a Euro-Atlantic partner",
    "md": "a partner in the Mediterranean Dialogue",
    "ici": "a partner in the Istanbul Cooperation Initiative",
    "patg": "a partner across the globe",
}
# What a card without a line says.
NONE = {
    "tools": "We found no tool. The lists of tools are not complete.",
    "examples": "None among the examples of this course.",
}
SHOWN = 4  # examples on the card; the table holds all


@dataclass(frozen=True)
class Entry:
    """Something that the tables say of a country; a figure that was not found has no row."""

    kind: str
    what: str
    row: Any = None
    start: Any = ""
    end: Any = ""

    @property
    def text(self) -> str:
        """How a card says it."""
        if self.kind == "Tool":
            doubtful = " (doubtful)" * (self.row.confidence == "low")
            return f"{self.what}: {span(self.start, self.end)}{doubtful}"
        return f"{self.start}: {self.what}" if self.kind == "Example" else self.what


def profile_countries() -> dict[str, str]:
    """Return the name of every country that is or was a partner, by iso3 code."""
    return {code: name(code) for code in membership.partners_ever()}


@draw.explorer(
    "Country profile",
    country=draw.Choice("Country", profile_countries, preference="country"),
    show=draw.Toggles("Show", SECTIONS),
)
def country_profile(country: str = "GEO", show: Sequence[str] = tuple(SECTIONS)) -> draw.Chart:
    """Draw the profile of a partner of today, or of a former one that is an Ally now."""
    every, row = _sections(country), record("countries", country)
    found = {key: entries for key, entries in every.items() if key in show}
    what, today = state(country), day_words(last_day())
    about = f"{capitalised(what)} · {row.region}, capital {row.capital} · {today}"
    plot = draw.Plot(_title(country), about)
    # Allies of today have the colour of Allies.
    role = group_of(country)
    if "frameworks" in show:
        lanes = [_lane(one, role) for one in found["frameworks"]]
        draw.timeline(plot, lanes, date(partner_years()[0], 1, 1), last_day())
        plot.note("Only outlined: suspended." * bool(membership.suspension_of(country)))
    # Cards of short lines are beside each other; the sentences of examples need the whole width.
    for keys in (("tools", "numbers"), ("examples",)):
        cards = [_card(key, found[key], role) for key in keys if key in found]
        draw.cards(plot, cards, len(cards) or 1)
    shown = [entry for entries in found.values() for entry in entries]
    # Population and wealth come from two sources of their own, whatever the country.
    numbers = ("b_pop", "b_gdp") if "numbers" in show else ("countries",)
    first = every["frameworks"][0]
    counts = [counted(len(every[f"{kind}s"]), kind) for kind in ("tool", "example")]
    return plot.chart(
        says=f"{name(country)}, on {today}: {what}. First framework: {first.what}, "
        f"{date_words(first.start)}. We found {listed(counts)}.",
        source=cite(*numbers, *source_ids(entry.row for entry in shown)),
        data=draw.Table.of(shown, {
            "Kind": "kind",
            "What": "what",
            "From": "start",
            "To": "end",
            "How sure": lambda entry: draw.CERTAINTY[entry.row.confidence] if entry.row else "",
        }),
    )  # fmt: skip


def state(country: str) -> str:
    """Return in words what a country is on the last day of the data."""
    since = membership.accession_of(country)
    if since:
        return f"an Ally since {day_words(since)}, a partner before"
    nature = NATURE[group_of(country)]
    frozen = membership.suspension_of(country)
    return f"{nature}, suspended since {date_words(frozen)}" if frozen else nature


def _title(country: str) -> str:
    """Return when a country became a partner, and when an Ally or suspended, if it did."""
    joined, ally = membership.frameworks_joined(country)[0].joined, membership.accession_of(country)
    frozen = membership.suspension_of(country)
    later = f" and an Ally in {ally.year}" if ally else ""
    later = f" and was suspended in {day(frozen).year}" if frozen else later
    return f"{name(country)} became a partner in {day(joined).year}{later}"


def _lane(entry: Entry, role: str) -> draw.Lane:
    """Return the line of a framework; from the day of a suspension on it is only outlined."""
    row = entry.row
    text = date_words(row.joined, short=True)
    text += f" to {date_words(row.left, short=True)}" if row.left else ""
    bar = draw.Span(
        day(row.joined), day(row.left) if row.left else None, role, text=text, title=text,
        outlined_from=day(row.suspended_from) if row.suspended_from else None,
    )  # fmt: skip
    return draw.Lane(entry.what, spans=[bar])


def _card(key: str, entries: Sequence[Entry], role: str) -> draw.Card:
    """Return the card of a section; of many examples it has the latest, the newest first."""
    lines = [entry.text for entry in entries]
    if key == "examples":
        many = f"The latest {SHOWN} of {len(lines)}, newest first. The table holds them all."
        lines = [*lines[: -SHOWN - 1 : -1], *[many] * (len(lines) > SHOWN)]
    return draw.Card([draw.subhead(SECTIONS[key]), *map(draw.detail, lines or [NONE[key]])], role)


def _sections(country: str) -> dict[str, list[Entry]]:
    """Return what the tables say of a country by section, the oldest first."""
    names = {row.framework_id: row.short_name for row in rows("frameworks")}
    frameworks = [
        Entry("Framework", names[row.framework_id], row, row.joined, row.left)
        for row in membership.frameworks_joined(country)
    ]
    tools = [
        Entry("Tool", record("programmes", row.programme_id).name, row, row.start, row.end)
        for row in membership.tools_used(country)
    ]
    found = [
        Entry("Example", one.what, one, one.year_start, one.year_end)
        for one in examples(country=country)
    ]
    return dict(zip(SECTIONS, (frameworks, tools, _numbers(country), found), strict=True))


def _numbers(country: str) -> list[Entry]:
    """Return people, wealth and distance, and the largest contingent in each operation."""
    people, wealth, distance = (in_words(measured(country, key), key) for key in MEASURES)
    soldiers = []
    for operation, row in largest_contributions(country).items():
        when = f"{row.as_of:%B %Y}" + ", as an Ally" * row.is_ally_then
        doubt = f", {draw.CERTAINTY[row.confidence]}" * (row.confidence != "high")
        text = f"{operation}: {row.troops:,} soldiers ({when}{doubt})"
        soldiers.append(Entry("Number", text, row))
    return [
        Entry("Number", f"People ({POPULATION_YEAR}): {people}"),
        Entry("Number", f"GDP per person ({GDP_YEAR}): {wealth}"),
        Entry("Number", f"Capital to Brussels: {distance}"),
        *(soldiers or [Entry("Number", "Soldiers: no figure")]),
        Entry("Number", "Soldiers: the most on our lists, which leave out many years."),
    ]
