"""Draw the joint work that was found with the countries of the South, by priority area.

A small count may mean little work, or little that we found: the subtitle says whose count it is.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.area_counts import area_heads, area_row
from lessons.charts.fact_cards import fact
from lessons.charts.objectives.example_cards import example_table
from lessons.charts.south_and_gulf.frameworks_compared import FRAMEWORKS, members
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import ALL, Example, count_by_area, examples, short_names
from lessons.data.membership import group_of, last_day, name

# Two rows of cards on a wide page.
LATEST = 6  # examples that are shown in full; the table holds all


def codes() -> list[str]:
    """Return the countries of both frameworks today, in the order of joining."""
    return [code for framework in FRAMEWORKS for code in members(framework)]


def _options() -> dict[str, str]:
    return {ALL: "All countries", **{code: name(code) for code in codes()}}


@draw.explorer(
    "Joint work in the South",
    country=draw.Choice("Tell me about", _options, as_list=True, kept="country"),
)
def south_work(country: str = ALL) -> draw.Chart:
    """Draw how many examples of joint work were found for each country and priority area.

    `country` is an iso3 code, whose latest examples are then shown, or "all". An example that
    names two countries or more is counted for each of them.
    """
    found = examples(country=country) if country != ALL else ()
    plot = draw.Plot(_title(country), "Examples that we found, by country and priority area")
    draw.legend(plot, [draw.group_key(group) for group in FRAMEWORKS.values()])
    draw.matrix(plot, area_heads(), [_row(code, code == country) for code in codes()])
    if found:
        _latest(plot, found)
    # Opened for one country, the table holds its examples; otherwise it holds the counts.
    return plot.chart(
        says=f"{_title(country)}. {_areas_of(country)}" if found else _most_and_fewest(),
        source=cite("priority_areas", *(source_ids(found) or ["practice_examples"])),
        data=example_table(found) if found else _counts(),
    )


def _areas() -> dict[str, str]:
    return short_names("priority_areas")


def _sums() -> dict[str, int]:
    return {code: len(examples(country=code)) for code in codes()}


def _title(country: str) -> str:
    sums = _sums()
    if country != ALL:
        return f"{name(country)}: {counted(sums[country], 'example')} of joint work"
    most = max(sums, key=lambda code: sums[code])
    return f"We found most about {name(most)}: {sums[most]} examples"


def _row(code: str, chosen: bool) -> draw.MatrixRow:
    found, key = examples(country=code), draw.group_key(group_of(code, last_day()))
    text = f"{name(code)}: {len(found)}"
    heading = draw.Heading(text, bold=chosen, pick=f"country={code}", key=key)
    return area_row(heading, found, chosen)


def _latest(plot: draw.Plot, found: Sequence[Example]) -> None:
    """Draw the latest examples on cards, the last one first."""
    shown = f"The latest {LATEST} of {len(found)} examples:"
    # Found in the order of their years: from the end backwards, the latest come first.
    plot.note(shown if len(found) > LATEST else "All that we found:")
    draw.cards(plot, [
        draw.Card(fact(f"{one.years} · {_areas()[one.area]}", one.text, one.confidence))
        for one in found[: -LATEST - 1 : -1]
    ])  # fmt: skip


def _areas_of(country: str) -> str:
    """Return in which areas the examples of a country lie; areas without any are left out."""
    counts = count_by_area(examples(country=country))
    return f"By area: {', '.join(f'{_areas()[a]} {n}' for a, n in counts.items() if n)}."


def _most_and_fewest() -> str:
    """Return both ends of the comparison in words; several countries may share the last place."""
    sums = _sums()
    least, most = min(sums.values()), max(sums, key=lambda code: sums[code])
    few = [name(code) for code in sums if sums[code] == least]
    return (
        f"{least} to {sums[most]} examples with each country. "
        f"Most: {name(most)}, {sums[most]}. Fewest: {', '.join(few)}, {least} each."
    )


def _counts() -> draw.Table:
    lines = [
        (name(code), *count_by_area(examples(country=code)).values(), total)
        for code, total in _sums().items()
    ]
    return draw.Table(("Country", *_areas().values(), "Sum"), lines)
