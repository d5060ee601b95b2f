"""Draw the eight objectives of partnership, and open one of them with real examples.

The policy of 2011 says that the order of its list shows no priority.
"""

from collections.abc import Mapping

from lessons.charts import engine as draw
from lessons.charts.objectives import example_cards as shown
from lessons.charts.objectives.example_cards import KINDS_OF_PARTNERS
from lessons.core.text import counted, listed
from lessons.data import cite, record, source_ids
from lessons.data.examples import ALL, examples, short_names


@draw.explorer(
    "Eight objectives",
    objective=draw.Choice("Open", lambda: short_names("objectives")),
    who=draw.Choice("Examples with", KINDS_OF_PARTNERS, as_list=True, rare=True),
)
def eight_objectives(objective: str = "1", who: str = ALL) -> draw.Chart:
    """Draw the objectives as tiles, and open one with up to three real examples.

    `objective` is a number as text, `who` one of KINDS_OF_PARTNERS.
    """
    names = short_names("objectives")
    counts = {number: len(examples(objective=number, who=who)) for number in names}
    found, statement = examples(objective=objective, who=who), record("objectives", objective)
    few, title = shown.spread(found), _title(counts)
    plot = draw.Plot(title, f"Examples of each objective{_with(who)}, in the order of 2011")
    # Four a row: the eight fill two rows, and the opened one stands out by its frame.
    tiles = [_tile(number, count, number == objective) for number, count in counts.items()]
    draw.cards(plot, tiles, columns=4)
    draw.card(plot, *_paragraphs(objective, len(found), who))
    shown.example_cards(plot, few)
    return plot.chart(
        says=f"{_opened(objective, who, counts)} {title}.{_without(counts)}",
        source=cite("objectives", *source_ids(few)),
        data=shown.example_table(found, {"Statement": lambda _: statement.statement}),
    )


def _with(who: str) -> str:
    return "" if who == ALL else f" with {KINDS_OF_PARTNERS[who]}"


def _names(counts: Mapping[str, int], count: int) -> str:
    """Return the short names of the objectives that have so many examples, as a list in words."""
    names = short_names("objectives")
    return listed([names[number] for number in counts if counts[number] == count])


def _title(counts: Mapping[str, int]) -> str:
    """Return the objectives with the most examples; with some partners there is none at all."""
    most = max(counts.values())
    return f"Most examples: {_names(counts, most)}, {most}" if most else "No example"


def _tile(number: str, count: int, chosen: bool) -> draw.Card:
    name = draw.subhead(short_names("objectives")[number])
    parts = [name, draw.caption(counted(count, "example"))]
    return draw.Card(parts, "ally" if chosen else "", f"objective={number}", chosen)


def _paragraphs(number: str, count: int, who: str) -> list[draw.Paragraph]:
    row = record("objectives", number)
    below = f"Below: {counted(count, 'example')}{_with(who)}."
    if count > shown.SHOWN:
        below = f"Below: {shown.SHOWN} of {count} examples{_with(who)}. The table holds all."
    return [
        draw.head(row.short_name.capitalize()),
        draw.body(row.statement),
        draw.caption(below if count else f"No example{_with(who)}."),
    ]


def _opened(number: str, who: str, counts: Mapping[str, int]) -> str:
    name = short_names("objectives")[number]
    return f"Opened: {name}, {counted(counts[number], 'example')}{_with(who)}."


def _without(counts: Mapping[str, int]) -> str:
    none = _names(counts, 0)
    return f" No example for {none}." if none else ""
