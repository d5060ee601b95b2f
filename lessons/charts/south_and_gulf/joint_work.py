"""Draw the joint work that was found with the countries of the South, by priority area."""

from lessons.charts import engine as draw
from lessons.charts.engine.theme import GROUPS
from lessons.charts.objectives.example_cards import example_table
from lessons.charts.south_and_gulf.frameworks_compared import FRAMEWORKS, members
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import Example, count_by_area, examples, short_names
from lessons.data.membership import name

ALL = "all"
LATEST = 6  # examples that are shown in full; the table holds all


def codes() -> list[str]:
    """Return the countries of both frameworks today, in the order of joining."""
    return [code for framework in FRAMEWORKS for code in members(framework)]


def _options() -> dict[str, str]:
    return {ALL: "All countries", **{code: name(code) for code in codes()}}


@draw.explorer(
    "Joint work in the South", country=draw.Choice("Tell me about", _options, as_list=True)
)
def south_work(country: str = ALL) -> draw.Chart:
    """Draw how many examples of joint work were found for each country and priority area.

    `country` is an iso3 code, whose latest examples are then shown, or "all". An example that
    names two countries or more is counted for each of them.
    """
    found = examples(country=country) if country != ALL else ()
    areas = short_names("priority_areas")
    plot = draw.Plot(_title(country), "Examples that we found, by country and priority area")
    draw.legend(plot, [draw.group_key(group) for group in FRAMEWORKS.values()])
    heads = [draw.Heading(text, short=str(number)) for number, text in areas.items()]
    draw.matrix(plot, heads, [_row(code, code == country) for code in codes()])
    if found:
        plot.note(_shown(len(found)))
        draw.cards(plot, [_card(one, areas[one.area]) for one in found[: -LATEST - 1 : -1]])
    return plot.chart(
        says=_says_of(country) if country != ALL else _says(),
        source=cite("priority_areas", *(source_ids(found) or ["practice_examples"])),
        data=example_table(found) if country != ALL else _counts(),
    )


def _group(code: str) -> str:
    return next(group for key, group in FRAMEWORKS.items() if code in members(key))


def _sums() -> dict[str, int]:
    return {code: len(examples(country=code)) for code in codes()}


def _title(country: str) -> str:
    sums = _sums()
    if country == ALL:
        return f"{min(sums.values())} to {max(sums.values())} examples with each country"
    return f"{name(country)}: {counted(sums[country], 'example')} of joint work"


def _row(code: str, chosen: bool) -> draw.MatrixRow:
    pick, key = f"country={code}", draw.group_key(_group(code))
    counts = count_by_area(examples(country=code)).values()
    heading = draw.Heading(f"{name(code)}: {sum(counts)}", bold=chosen, pick=pick, key=key)
    cells = [draw.Cell(count=n, role=key.role, chosen=chosen, pick=pick) for n in counts]
    return draw.MatrixRow(heading, cells)


def _shown(found: int) -> str:
    return f"The latest {LATEST} of {found} examples:" if found > LATEST else "All that we found:"


def _card(one: Example, area: str) -> draw.Card:
    return draw.Card([draw.caption(f"{one.years} · {area}"), draw.body(one.text)])


def _says() -> str:
    sums = _sums()
    groups = [
        f"{GROUPS[group].words} {sum(sums[code] for code in members(framework))}"
        for framework, group in FRAMEWORKS.items()
    ]
    most, least = max(sums, key=lambda code: sums[code]), min(sums.values())
    few = [name(code) for code in sums if sums[code] == least]
    return (
        f"Table of {len(sums)} countries and {len(short_names('priority_areas'))} areas. "
        f"Examples, counted for each country: {'; '.join(groups)}. "
        f"Most: {name(most)}, {sums[most]}. Fewest: {', '.join(few)}, {least} each."
    )


def _says_of(country: str) -> str:
    areas, counts = short_names("priority_areas"), count_by_area(examples(country=country))
    parts = ", ".join(f"{areas[area]} {number}" for area, number in counts.items() if number)
    found = counted(sum(counts.values()), "example")
    return f"{name(country)}: {found} of joint work found. By area: {parts}."


def _counts() -> draw.Table:
    lines = [
        (name(code), *count_by_area(examples(country=code)).values(), total)
        for code, total in _sums().items()
    ]
    return draw.Table(("Country", *short_names("priority_areas").values(), "Sum"), lines)
