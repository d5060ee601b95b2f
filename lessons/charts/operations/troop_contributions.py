"""Draw the soldiers of one dated list: by country, and how many came from outside NATO.

No measure is the fair one: a number says what the force got, a rate how much of its people or its
income a country gave. The order of the countries changes with the measure.

"18 of 46 nations" sounds like a force of many partners, "3 of 100 soldiers" like one without. Both
are true, so the chart shows both.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.operations import troop_lists
from lessons.core.text import capitalised, figure, listed
from lessons.data import cite, record, source_ids
from lessons.data.contributions import Contingent, contingents, soldiers_not_listed
from lessons.data.indicators import nearest_year, population

MEASURES = {
    "troops": "Soldiers",
    "per_million": "Soldiers per million people",
    "per_billion": "Soldiers per billion US dollars of GDP",
}
SIDES = {"allies": "Allies", "others": "Countries outside NATO"}
_FIRST = 15  # countries in the picture; the table holds all
# A rate rests on the World Bank's figures as well.
_SOURCES = {"troops": [], "per_million": ["b_pop"], "per_billion": ["b_gdp"]}
# Besides partners, other countries outside NATO send soldiers too, such as Tonga.
_NO_PARTNER = draw.Key("Not a partner", "other", "circle", hollow=True)
# Two forms and two colours: the marks are counted, and nobody should need the colour for it.
_ALLIES = draw.Key("Allies", "ally", "square")
_OTHERS = draw.Key("countries outside NATO", "euro_atlantic", "circle")


@draw.explorer(
    "Soldiers by country",
    on=draw.Choice("List", troop_lists.lists),
    measure=draw.Choice("Compare by", MEASURES),
    who=draw.Toggles("Show", SIDES, rare=True),
)
def troop_contributions(
    on: str = "ISAF 2010-11-15", measure: str = "troops", who: Sequence[str] = tuple(SIDES)
) -> draw.Chart:
    """Draw the first countries of one dated list, the largest on top.

    Solid bars are well sourced, outlined ones rest on one report, hatched ones are doubtful. A
    list that is not complete says so, and never fills the gap.
    """
    ranked = _ranked(on, measure, who)
    shown = ranked[:_FIRST]
    part = f": the first {_FIRST} of {len(ranked)}" if len(ranked) > _FIRST else ""
    subtitle = f"{MEASURES[measure]}, {troop_lists.heading(on)}{part}"
    plot = draw.Plot(_title(ranked, measure, on), subtitle)
    plot.note(troop_lists.completeness(on))
    groups = {row.group for row in shown}
    draw.legend(plot, [_key(group) for group in (*draw.GROUP_KEYS, "") if group in groups])
    bars = [_bar(place, row, measure) for place, row in enumerate(shown, start=1)]
    # What no row explains is drawn only where it is a number of soldiers, and nobody is hidden.
    gap = soldiers_not_listed(on) if measure == "troops" and len(who) == len(SIDES) else 0
    missing = draw.Bar("Not in the list", [draw.Segment(gap, "muted")], figure(gap), muted=True)
    draw.bars(plot, bars + [missing] * bool(gap))
    draw.legend(plot, draw.certainty_keys(row.confidence for row in shown))
    return plot.chart(
        says=f"{subtitle}. {plot.title}. {troop_lists.completeness(on)}",
        source=cite(*source_ids([record("contribution_snapshots", on)]), *_SOURCES[measure]),
        data=_table(ranked, on),
    )


def _ranked(on: str, measure: str, who: Sequence[str]) -> list[Contingent]:
    rows = [row for row in contingents(on) if ("allies" if row.is_ally else "others") in who]
    return sorted(rows, key=lambda row: (-_value(row, measure), row.country))


def _value(row: Contingent, measure: str) -> float:
    """Return what a bar is as long as; a rate that cannot be computed puts the country last."""
    return float(getattr(row, measure) or 0)


def _title(ranked: Sequence[Contingent], measure: str, on: str) -> str:
    """Return which two countries gave most, of those outside NATO if any are shown."""
    if not ranked:
        return "Nothing is shown: choose Allies, countries outside NATO, or both"
    # Of a list with large gaps nobody can say who is the largest.
    among = "" if troop_lists.names_enough_nations(on) else "among those named, "
    what = MEASURES[measure].replace("Soldiers", "soldiers")
    # Everybody expects the largest Ally: the finding is who outside NATO sent most.
    outside = [row for row in ranked if not row.is_ally]
    where = " outside NATO" * bool(outside)
    first = [f"{row.country} {figure(_value(row, measure))}" for row in (outside or ranked)[:2]]
    return capitalised(f"{among}most {what}{where}: {listed(first)}")


def _key(group: str) -> draw.Key:
    return draw.group_key(group) if group else _NO_PARTNER


def _bar(place: int, row: Contingent, measure: str) -> draw.Bar:
    value, key = _value(row, measure), _key(row.group)
    title = f"{row.country}: {figure(value)}"
    segment = draw.Segment(value, key.role, draw.FILL_OF[row.confidence], title)
    return draw.Bar(row.country, [segment], figure(value), rank=str(place), key=key)


def _table(ranked: Sequence[Contingent], on: str) -> draw.Table:
    # The year is in the heading: it may lie years from the list's day.
    year = nearest_year(record("contribution_snapshots", on).as_of.year)
    people = population(year)
    return draw.Table.of(ranked, {
        "Country": "country",
        "Group": lambda row: draw.GROUP_NAMES[row.group] if row.group else "not a partner",
        "Soldiers": "troops",
        f"People in {year}": lambda row: people.get(row.iso3),
        "Per million people": lambda row: round(row.per_million or 0, 1),
        "Per billion US dollars of GDP": "per_billion",
        "How sure": lambda row: draw.CERTAINTY[row.confidence],
    })  # fmt: skip


@draw.explorer("Flags and soldiers", on=draw.Choice("List", troop_lists.nearly_complete_lists))
def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> draw.Chart:
    """Draw a sign for each nation of a list beside a sign for each 100th of its soldiers.

    A list with large gaps cannot tell the share, and is not offered.
    """
    every = contingents(on)
    outside = [row for row in every if not row.is_ally]
    sent, total = (sum(row.troops for row in found) for found in (outside, every))
    share = round(100 * sent / total)
    title = f"{len(outside)} of {len(every)} nations, {share} of 100 soldiers from outside NATO"
    plot = draw.Plot(title, troop_lists.heading(on))
    draw.legend(plot, [_ALLIES, _OTHERS])
    draw.signs(plot, {
        f"{len(every)} nations": {_ALLIES: len(every) - len(outside), _OTHERS: len(outside)},
        "Of every 100 soldiers": {_ALLIES: 100 - share, _OTHERS: share},
    })  # fmt: skip
    sides = [
        ("Allies", len(every) - len(outside), total - sent),
        ("Countries outside NATO", len(outside), sent),
    ]
    return plot.chart(
        says=f"{troop_lists.heading(on)}: {title}. They sent {sent:,} of {total:,} soldiers. "
        f"{troop_lists.completeness(on)}",
        source=cite(*source_ids([record("contribution_snapshots", on)])),
        data=draw.Table(("Side", "Nations on the list", "Soldiers"), sides),
    )
