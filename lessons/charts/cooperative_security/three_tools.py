"""Draw the three tools of cooperative security, each behind a real event.

Cooperative security has three tools: partnerships, arms control, an open door. Each is met as an
event first, and named when its card is opened, so that learners recognise it before they learn
the word.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.charts.fact_cards import FactCard, facts_table, how_many_opened, sentence_of
from lessons.data import cite, source_ids
from lessons.data.illustrations import illustrations, referred

# Each tool with the role of its colour.
TOOLS = {
    "partners": ("Partnerships", "euro_atlantic"),
    "arms": ("Arms control and a partnership", "patg"),
    "door": ("An open door", "ally"),
}
# Numbers, not names: the name of a tool is the answer.
NUMBERED = {key: f"Event {number}" for number, key in enumerate(TOOLS, start=1)}


@draw.explorer("Three events, three tools", show=draw.Toggles("Open", NUMBERED))
def three_tools(show: Sequence[str] = ()) -> draw.Chart:
    """Draw three real events; opening one names the tool of cooperative security at work."""
    facts = [_fact_card(key, key in show) for key in TOOLS]
    opened = how_many_opened(len(show), len(TOOLS), "card")
    plot = draw.Plot("Which tool of cooperative security is at work?", opened)
    draw.cards(plot, [fact.card("tool") for fact in facts])
    return plot.chart(
        says=sentence_of(facts, "tool"),
        source=cite(*source_ids(illustrations("three_tools").values())),
        data=facts_table(facts, "tool"),
    )


def _fact_card(key: str, is_open: bool) -> FactCard:
    event, (answer, role) = referred(illustrations("three_tools")[key]), TOOLS[key]
    return FactCard(NUMBERED[key], event.when, event.text, answer, is_open, role)
