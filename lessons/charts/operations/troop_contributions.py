"""Draw the soldiers of one dated list: as a number, per million people, per billion dollars."""

from collections.abc import Sequence

from lessons.charts.engine import (
    CERTAINTY,
    FILL_OF,
    Bar,
    Chart,
    Choice,
    Key,
    Plot,
    Segment,
    Table,
    Toggles,
    bars,
    certainty_keys,
    explorer,
    group_key,
    legend,
)  # fmt: skip
from lessons.charts.engine.theme import GROUPS
from lessons.charts.operations.troop_lists import (
    Contingent,
    completeness,
    contingents,
    heading,
    lists,
    missing,
    snapshot,
    too_few,
    year_of_figures,
)  # fmt: skip
from lessons.core.text import figure
from lessons.data import cite, source_ids

MEASURES = {
    "troops": "Soldiers",
    "per_million": "Soldiers per million people",
    "per_billion": "Soldiers per billion US dollars of GDP",
}
SIDES = {"allies": "Allies", "others": "Countries outside NATO"}
ROWS = {"first": "The first 15", "all": "The whole list"}
_FIRST = 15
_SOURCES = {"troops": [], "per_million": ["b_pop"], "per_billion": ["b_gdp"]}
_NO_PARTNER = Key("Not a partner", "other", "circle", hollow=True)


@explorer(
    "Soldiers by country",
    on=Choice("List", lists),
    measure=Choice("Compare by", MEASURES),
    who=Toggles("Show", SIDES),
    rows=Choice("Rows", ROWS),
)
def contributions(
    on: str = "ISAF 2010-11-15",
    measure: str = "troops",
    who: Sequence[str] = tuple(SIDES),
    rows: str = "first",
) -> Chart:
    """Draw the countries of one dated list, the largest first.

    Solid bars are well sourced, outlined ones rest on one report, hatched ones are doubtful. A
    list that is not complete says so, and never fills the gap.
    """
    ranked = _ranked(on, measure, who)
    shown = ranked if rows == "all" else ranked[:_FIRST]
    plot = Plot(_title(ranked, measure, on), f"{MEASURES[measure]}, {heading(on)}")
    plot.note(completeness(on))
    groups = {row.group for row in ranked}
    legend(
        plot, [group_key(key) for key in GROUPS if key in groups] + [_NO_PARTNER] * ("" in groups)
    )
    drawn = [_bar(place, row, measure) for place, row in enumerate(shown, start=1)]
    whole = measure == "troops" and set(who) == set(SIDES)
    bars(plot, drawn + (_gap(on) if whole else []))
    legend(plot, certainty_keys(row.confidence for row in shown))
    return plot.chart(
        says=_says(on, ranked, measure, who),
        source=cite(*source_ids([snapshot(on)]), *_SOURCES[measure]),
        data=_table(ranked, on),
    )


def _ranked(on: str, measure: str, who: Sequence[str]) -> list[Contingent]:
    rows = [row for row in contingents(on) if ("allies" if row.was_ally else "others") in who]
    return sorted(rows, key=lambda row: (-row.measured(measure), row.country))


def _title(ranked: Sequence[Contingent], measure: str, on: str) -> str:
    if not ranked:
        return "Nobody is shown"
    first = ranked[0]
    least = " of those named" if too_few(on) else ""
    return f"Largest{least}: {first.country}, {figure(first.measured(measure))}"


def _bar(place: int, row: Contingent, measure: str) -> Bar:
    value = row.measured(measure)
    role = GROUPS[row.group].role if row.group else _NO_PARTNER.role
    segment = Segment(value, role, FILL_OF[row.confidence], f"{row.country}: {figure(value)}")
    key = group_key(row.group) if row.group else _NO_PARTNER
    return Bar(row.country, [segment], figure(value), str(place), key)


def _gap(on: str) -> list[Bar]:
    gap = missing(on)
    bar = Bar("Not in the list", [Segment(gap, "muted")], figure(gap), missing=True)
    return [bar] if gap else []


def _says(on: str, ranked: Sequence[Contingent], measure: str, who: Sequence[str]) -> str:
    opening = f"{MEASURES[measure]}, {heading(on)}"
    if not ranked:
        return f"{opening}: nobody is shown. Choose Allies, countries outside NATO, or both."
    lead = ", ".join(f"{row.country} {figure(row.measured(measure))}" for row in ranked[:3])
    if too_few(on):
        few = " Nations that it leaves out may stand higher." if measure != "troops" else ""
        return f"{opening}. Largest of those named: {lead}.{few} {completeness(on)}"
    best = _best_outside(ranked) if len(who) > 1 else ""
    return f"{opening}. Largest on this list: {lead}.{best} {completeness(on)}"


def _best_outside(ranked: Sequence[Contingent]) -> str:
    outside = [place for place, row in enumerate(ranked) if not row.was_ally]
    if not outside:
        return ""
    return (
        f" Of the nations outside NATO on this list {ranked[outside[0]].country} stands highest, "
        f"at place {outside[0] + 1}."
    )


def _table(ranked: Sequence[Contingent], on: str) -> Table:
    columns = (
        "Place", "Country", "Group", "Soldiers", f"People in {year_of_figures(on)}",
        "Per million people", "Per billion US dollars of GDP", "How sure",
    )  # fmt: skip
    return Table(
        columns,
        (
            (
                place, row.country, GROUPS[row.group].words if row.group else "not a partner",
                row.troops, row.population, round(row.per_million or 0, 1), row.per_billion,
                CERTAINTY[row.confidence],
            )
            for place, row in enumerate(ranked, start=1)
        ),
    )  # fmt: skip
