"""Draw the three tools of cooperative security, each behind a real event.

Cooperative security has three tools: partnerships, arms control, an open door. Each is met as an
event first, and named when its card is opened, so that learners recognise it before they learn
the word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import Riddle, Riddles, how_many_opened
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
# Numbers, not names: the name of a tool is the answer.
NUMBERED = {key: f"Event {number}" for number, key in enumerate(TOOLS, start=1)}


@draw.explorer("Three events, three tools", show=draw.Toggles("Open", NUMBERED))
def three_tools(show: Sequence[str] = ()) -> draw.Chart:
    """Draw three real events; opening one names the tool of cooperative security at work.

    An open card also says whether our short account of the concepts of 2010 and 2022 names the
    tool under cooperative security.
    """
    riddles = Riddles({key: _riddle(key) for key in TOOLS}, show, "tool")
    plot = draw.Plot(_title(show), how_many_opened(len(show), len(TOOLS), "card"))
    draw.cards(plot, riddles.cards())
    return plot.chart(
        says=riddles.aloud(),
        source=cite("core_tasks", *source_ids(illustrations("three_tools").values())),
        data=riddles.table(),
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
    return [row.concept_year for row in _tasks() if TOOLS[key].sign in row.definition.lower()]


def _tasks() -> list[Any]:
    """Return the rows of the task in both concepts, which call it by the same name."""
    return [row for row in rows("core_tasks") if row.task == TASK]


def _riddle(key: str) -> Riddle:
    years = " and ".join(map(str, named_in(key)))
    note = f"Named under this task: {years}"
    return Riddle(NUMBERED[key], *event(key), TOOLS[key].name, note, TOOLS[key].role)


def _title(show: Sequence[str]) -> str:
    """Return a question, or once all cards are open how many tools every concept names."""
    if len(show) < len(TOOLS):
        return "Which tool of cooperative security is at work?"
    always = sum(len(named_in(key)) == len(_tasks()) for key in TOOLS)
    years = " and in ".join(str(row.concept_year) for row in _tasks())
    return f"{always} of {len(TOOLS)} tools are named in {years}"
