"""Draw the tools of partnership: one opened at a time, and who was found to use it.

The tools differ in what they ask of a country, so each has its own purpose and its own users. Most
lists are incomplete, and the picture says so beside each of them.
"""

from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words, listed, sentences, span
from lessons.data import cite, record, source_ids
from lessons.data.examples import examples
from lessons.data.membership import group_of, last_day, name, participants, tools
from lessons.data.nato import milestones

_HOLLOW = draw.Key("Hollow: not certain, or start date not certain", "muted", "circle", hollow=True)
# Dates begin with the year, in whatever detail the table knows them.
YEAR = 4  # characters of a date


def tool_names() -> dict[str, str]:
    """Return each tool's short and full name by its id."""
    return {tool.programme_id: f"{tool.short_name}: {tool.name}" for tool in tools()}


@draw.explorer("The toolbox", tool=draw.Choice("Tool", tool_names))
def partnership_tools(tool: str = "IPP") -> draw.Chart:
    """Draw the tools in order of age, and open one: what it is for and who was found in it.

    Countries are listed with the years of their part where these are known; the heading says
    whether the list is complete.
    """
    chosen, found = record("programmes", tool), participants(tool)
    count = counted(len(found), "country", "countries") if found else "No list of countries"
    known = "Complete list" if chosen.participants_complete else "Found so far"
    title = f"{count} found for {chosen.short_name}"
    plot = draw.Plot(title, f"One of {len(tools())} tools, by age")
    draw.lists(plot, [[_tool_item(one, chosen) for one in tools()]])
    draw.card(plot, *_paragraphs(chosen), band="euro_atlantic")
    inside = {group_of(row.iso3) for row in found}
    groups = [draw.group_key(group) for group in draw.GROUP_KEYS if group in inside]
    hollow = any(row.confidence != "high" for row in found)
    draw.legend(plot, [*groups, *[_HOLLOW] * hollow])
    if found:
        head = draw.ListItem(f"{known}: {count}", is_heading=True)
        draw.lists(plot, [[head, *map(_country_item, found)]])
    plot.note(_others(chosen))
    named = examples(tool=tool) if _others(chosen) else ()
    counts = f"{known}: {count}." if found else f"{count} was found."
    return plot.chart(
        says=sentences(f"{chosen.name}, {_since(chosen)}.", counts, _others(chosen)),
        source=cite(*source_ids([chosen, *found, *milestones(tool=tool), *named])),
        data=draw.Table.of(found, {
            "Country": lambda row: name(row.iso3),
            "From": "start",
            "To": "end",
            f"Group on {day_words(last_day())}": lambda row: draw.GROUP_NAMES[group_of(row.iso3)],
            "Note": "note",
            "How sure": lambda row: draw.CERTAINTY[row.confidence],
        }),
    )  # fmt: skip


def named_in_examples(tool: str) -> list[str]:
    """Return the countries in our examples of a tool that are not in its list."""
    codes = {code for one in examples(tool=tool) for code in one.iso3}
    return sorted(codes - {row.iso3 for row in participants(tool)}, key=name)


def _tool_item(tool: Any, chosen: Any) -> draw.ListItem:
    """Return the line of a tool: its first year and its short name. A click opens it."""
    since = tool.started[:YEAR] if tool.started else "undated"
    pick = f"tool={tool.programme_id}"
    return draw.ListItem(f"{since}  {tool.short_name}", bold=tool == chosen, pick=pick)


def _country_item(row: Any) -> draw.ListItem:
    """Return the line of a country with the years of its part, hollow where less certain."""
    title = f"{name(row.iso3)}: {span(row.start, row.end)} (confidence {row.confidence})"
    key = draw.group_key(group_of(row.iso3), title, hollow=row.confidence != "high")
    start, end = (text[:YEAR] if text else None for text in (row.start, row.end))
    return draw.ListItem(name(row.iso3), key, span(start, end))


def _paragraphs(tool: Any) -> list[draw.Paragraph]:
    """Return the card of a tool: since when, for whom, what for, and milestones about it."""
    changes = milestones(tool=tool.programme_id)
    return [
        draw.caption(f"{_since(tool)} · for: {tool.open_to}"),
        draw.head(tool.name),
        draw.body(tool.purpose),
        *(draw.detail(f"{date_words(row.date)}: {row.what_changed}") for row in changes),
        draw.doubt(tool.confidence),
    ]


def _since(tool: Any) -> str:
    """Return since when there is a tool, or that its first year was not found."""
    return f"since {tool.started[:YEAR]}" if tool.started else "first year not found"


def _others(tool: Any) -> str:
    """Return which countries our examples name besides the list, unless the list is complete."""
    names = list(map(name, named_in_examples(tool.programme_id)))
    if tool.participants_complete or not names:
        return ""
    # "Also" only where there is a list that the examples add to.
    also = "also " if participants(tool.programme_id) else ""
    return f"Our examples of it {also}name {listed(names)}."
