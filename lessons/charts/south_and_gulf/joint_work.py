"""Draw the joint work that was found with some countries, by priority area.

Lesson 6 compares the countries of the South, lesson 13 the partners of one group. A small count may
mean little work, or little that we found: the subtitle says whose count it is.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import example_cards, example_table
from lessons.charts.south_and_gulf.frameworks_compared import FRAMEWORKS, members
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import ALL, count_by_area, examples, short_names
from lessons.data.membership import group_of, last_day, name


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
    """Draw the joint work with the countries of the South.

    `country` is an iso3 code, some of whose examples are then shown, or "all".
    """
    return joint_work(country, codes(), "country")


def joint_work(country: str, compared: Sequence[str], control: str) -> draw.Chart:
    """Draw how many examples were found for each country of `compared` and each priority area.

    Some examples of `country` follow, unless it is "all"; a click on a row sets `control`
    to its country. An example that names two countries or more is counted for each of them.
    """
    found, areas = (
        examples(country=country) if country != ALL else (),
        short_names("priority_areas"),
    )
    title = _title(country, compared)
    plot = draw.Plot(title, "Examples that we found, by country and priority area")
    groups = dict.fromkeys(group_of(code, last_day()) for code in compared)
    draw.legend(plot, list(map(draw.group_key, groups)))
    heads = [draw.Heading(text, short=number) for number, text in areas.items()]
    draw.matrix(plot, heads, [_row(code, code == country, control) for code in compared])
    few = example_cards(plot, found) if found else []
    # Opened for one country, the table holds its examples; otherwise it holds the counts.
    return plot.chart(
        says=f"{title}. {_fewest(compared)}",
        source=cite("priority_areas", *(source_ids(few) or ["practice_examples"])),
        data=example_table(found) if found else _counts(compared),
    )


def _sums(compared: Sequence[str]) -> dict[str, int]:
    return {code: len(examples(country=code)) for code in compared}


def _title(country: str, compared: Sequence[str]) -> str:
    """Return the most examples of a country, or how many a chosen one has, in how many areas."""
    sums = _sums(compared)
    if country == ALL:
        most = max(sums, key=lambda code: sums[code])
        return f"We found most about {name(most)}: {sums[most]} examples"
    areas = len({one.area for one in examples(country=country)})
    return f"{name(country)}: {counted(sums[country], 'example')} in {counted(areas, 'area')}"


def _row(code: str, chosen: bool, control: str) -> draw.MatrixRow:
    found, key = examples(country=code), draw.group_key(group_of(code, last_day()))
    pick = f"{control}={code}"
    heading = draw.Heading(f"{name(code)}: {len(found)}", bold=chosen, pick=pick, key=key)
    cells = [
        draw.Cell(count=number, role=key.role, chosen=chosen, pick=pick)
        for number in count_by_area(found).values()
    ]
    return draw.MatrixRow(heading, cells)


def _fewest(compared: Sequence[str]) -> str:
    """Return the countries with the fewest examples; several may share the last place."""
    sums = _sums(compared)
    least = min(sums.values())
    return f"Fewest: {', '.join(name(code) for code in sums if sums[code] == least)}, {least} each."


def _counts(compared: Sequence[str]) -> draw.Table:
    lines = [
        (name(code), *count_by_area(examples(country=code)).values(), total)
        for code, total in _sums(compared).items()
    ]
    return draw.Table(("Country", *short_names("priority_areas").values(), "Sum"), lines)
