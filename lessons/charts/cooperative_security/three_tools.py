"""Draw the three tools of cooperative security, each behind a real event.

Cooperative security has three tools: partnerships, arms control, an open door. Each is met as an
event first, and named when its card is opened, so that learners recognise it before they learn
the word. The table keeps the answer until then, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.charts.fact_cards import how_many_opened
from lessons.core.text import date_words
from lessons.data import cite, record, rows, source_ids
from lessons.data.illustrations import illustrations

TASK = "cooperative security"


@dataclass(frozen=True)
class Tool:
    """A tool: its name, the word that names it in a definition, and its colour's role."""

    name: str
    sign: str
    role: str


# `sign` is looked for in our own short definitions, not in the text of the concepts.
TOOLS = {
    "partners": Tool("Partnerships", "partner", "euro_atlantic"),
    "arms": Tool("Arms control", "arms control", "patg"),
    "door": Tool("An open door", "door", "ally"),
}


@draw.explorer(
    "Three events, three tools",
    show=draw.Toggles(
        "Open", {key: f"Event {number}" for number, key in enumerate(TOOLS, start=1)}
    ),
)
def three_tools(show: Sequence[str] = ()) -> draw.Chart:
    """Draw three real events; opening one names the tool of cooperative security at work.

    An open card also says whether our short account of the concepts of 2010 and 2022 names the
    tool under cooperative security.
    """
    opened = how_many_opened(len(show), len(TOOLS), "card")
    plot = draw.Plot("Three events, three tools", opened)
    # Numbers, not names: the name of a tool is the answer.
    numbered = enumerate(TOOLS, start=1)
    draw.cards(plot, [_card(number, key, key in show) for number, key in numbered])
    return plot.chart(
        says=_says(show),
        source=cite("core_tasks", *source_ids(illustrations("three_tools").values())),
        data=draw.Table(
            ("Event", "Tool", "Named in"), ((event(key)[1], *_answer(key, show)) for key in TOOLS)
        ),
    )


def event(key: str) -> tuple[str, str]:
    """Return when the event that illustrates a tool took place, and what happened."""
    shown = illustrations("three_tools")[key]
    row = record(shown.table_name, shown.row_key)
    if shown.table_name == "practice_examples":
        return str(row.year_start), row.what
    return date_words(row.date), f"{row.document}. {row.what_changed}"


def named_in(key: str) -> list[int]:
    """Return the years of the concepts whose definition of cooperative security names a tool."""
    # Both concepts have a task of this name, so there are two definitions to look into.
    tasks = [row for row in rows("core_tasks") if row.task == TASK]
    return [row.concept_year for row in tasks if TOOLS[key].sign in row.definition.lower()]


def _card(number: int, key: str, is_open: bool) -> draw.Card:
    """Return the card of an event; while it is closed it asks for the tool."""
    top = [draw.caption(f"Event {number}"), draw.body(event(key)[1])]
    if not is_open:
        return draw.Card([*top, draw.head("Which tool?")], "quiet")
    named = draw.caption(f"Named under this task: {_years(key)}")
    return draw.Card([*top, draw.head(TOOLS[key].name), named], TOOLS[key].role)


def _answer(key: str, show: Sequence[str]) -> tuple[str, str]:
    """Return the tool and the years of the concepts that name it, or that it is not opened."""
    return (TOOLS[key].name, _years(key)) if key in show else ("not opened yet", "")


def _years(key: str) -> str:
    """Return the years of the concepts that name a tool under cooperative security."""
    return " and ".join(map(str, named_in(key)))


def _says(show: Sequence[str]) -> str:
    # The events stand on the cards and in the table.
    if not show:
        return (
            f"{len(TOOLS)} cards, each with an event. Name the tool in your head, then open the "
            "card. The table tells the events, too."
        )
    return " ".join(_sentence(number, key, show) for number, key in enumerate(TOOLS, start=1))


def _sentence(number: int, key: str, show: Sequence[str]) -> str:
    """Return what is read aloud of one event: when it was, and its tool if it is opened."""
    tool, years = _answer(key, show)
    named = f", named in {years}" if years else ""
    return f"Event {number}, {event(key)[0]}: {tool}{named}."
