"""Draw the joint work that was found with some countries, by priority area.

Lesson 6 compares the countries of the South, lesson 13 the partners of one group. A small count may
mean little work, or little that we found: the subtitle says whose count it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import example_cards, example_table
from lessons.charts.south_and_gulf.south_compared import FRAMEWORKS
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import ALL, count_by_area, examples, short_names
from lessons.data.membership import group_of, members_on, name

# The areas at the heads of columns; a phone has room for their numbers only.
COLUMNS = {
    "1": "talks", "2": "missions", "3": "reform", "4": "inter- operability",
    "5": "terrorism", "6": "WMD", "7": "new threats", "8": "disasters",
}  # fmt: skip


def codes() -> list[str]:
    """Return the countries of both frameworks today, in the order of joining."""
    return [code for framework in FRAMEWORKS for code in members_on(framework)]


def _options() -> dict[str, str]:
    return {ALL: "All countries", **{code: name(code) for code in codes()}}


@draw.explorer(
    "Joint work in the South",
    country=draw.Choice("Tell me about", _options, preference="country"),
)
def south_work(country: str = ALL) -> draw.Chart:
    """Draw the joint work with the countries of the South.

    `country` is an iso3 code, some of whose examples are then shown, or "all".
    """
    return joint_work(country, codes(), "country")


def joint_work(country: str, compared: Sequence[str], control: str) -> draw.Chart:
    """Draw how many examples were found for each country of `compared` and each priority area.

    Some examples of `country` follow, unless it is "all"; a click on a row sets `control`
    to its country. An example that names two countries or more is counted for each of them.
    """
    every = {code: examples(country=code) for code in compared}
    own = dict(sorted(every.items(), key=lambda item: (-len(item[1]), name(item[0]))))
    found = own.get(country, ())
    title = _title(country, own)
    plot = draw.Plot(title, "Examples that we found, by country (most first) and priority area")
    groups = dict.fromkeys(group_of(code) for code in compared)
    draw.legend(plot, list(map(draw.group_key, groups)))
    areas = short_names("priority_areas") if draw.is_narrow() else COLUMNS
    heads = [draw.Heading(text, short=number) for number, text in areas.items()]
    draw.matrix(plot, heads, [_row(code, own[code], control, country) for code in own])
    few = example_cards(plot, found) if found else []
    # Opened for one country, the table holds its examples; otherwise it holds the counts.
    return plot.chart(
        says=f"{title}. {_fewest(own)}",
        source=cite("priority_areas", *(source_ids(few) or ["practice_examples"])),
        data=example_table(found) if found else _counts(own),
    )


def _title(country: str, own: Mapping[str, Sequence[Any]]) -> str:
    """Return the most examples of a country, or how many a chosen one has, in how many areas."""
    if country == ALL:
        most = next(iter(own))
        return f"We found most about {name(most)}: {len(own[most])} examples"
    areas = counted(len({one.area_id for one in own[country]}), "area")
    return f"{name(country)}: {counted(len(own[country]), 'example')} in {areas}"


def _row(code: str, own: Sequence[Any], control: str, country: str) -> draw.MatrixRow:
    pick, chosen = f"{control}={code}", code == country
    key, text = draw.group_key(group_of(code)), f"{name(code)}: {len(own)}"
    cells = [
        draw.Cell(count=number, role=key.role, chosen=chosen, pick=pick)
        for number in count_by_area(own).values()
    ]
    return draw.MatrixRow(text, cells, bold=chosen, pick=pick, key=key)


def _fewest(own: Mapping[str, Sequence[Any]]) -> str:
    """Return the countries with the fewest examples; several may share the last place."""
    least = min(map(len, own.values()))
    few = [name(code) for code, found in own.items() if len(found) == least]
    return f"Fewest, {least}: {', '.join(few)}."


def _counts(own: Mapping[str, Sequence[Any]]) -> draw.Table:
    columns = ("Country", *short_names("priority_areas").values(), "Sum")
    lines = (
        (name(code), *count_by_area(found).values(), len(found)) for code, found in own.items()
    )
    return draw.Table(columns, lines)
