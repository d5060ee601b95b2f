"""Draw four real steps with other organisations, each of which shows one of three aims.

Which aim a step shows is our reading, in `illustrations.csv`; one of the four shows two.
"""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import FactCard, facts_table, how_many_opened, sentence_of
from lessons.core.text import counted, listed
from lessons.data import cite, source_ids
from lessons.data.illustrations import illustrations, referred

# The three aims of the text of 2013, in the words of the lesson.
AIMS = {
    "roles": ("Each in its own part", "Organisations do different jobs that complete each other."),
    "stages": ("Early, during and after", "They study, plan and act together at every stage."),
    "build": ("Training, strong regions", "They train others, so regions can act themselves."),
}


def _step_names() -> dict[str, str]:
    return {
        key: f"Step {number}" for number, key in enumerate(illustrations("three_aims"), start=1)
    }


@draw.explorer("Four steps, three aims", show=draw.Toggles("Open", _step_names))
def three_aims(show: Sequence[str] = ()) -> draw.Chart:
    """Draw four real steps; opening one names the aim, or the aims, that it shows."""
    found = illustrations("three_aims")
    facts = [_fact_card(text, found[key], key in show) for key, text in _step_names().items()]
    opened = how_many_opened(len(show), len(found), "step")
    plot = draw.Plot("Which aim does each step show?", opened)
    draw.cards(plot, [draw.Card([draw.head(n), draw.body(m)], "quiet") for n, m in AIMS.values()])
    draw.cards(plot, [fact.card("aim") for fact in facts], columns=2)
    return plot.chart(
        says=f"{counted(len(AIMS), 'aim')}. {sentence_of(facts, 'aim')}",
        source=cite("b_seed", *source_ids(found.values())),
        data=facts_table(facts, "aim"),
    )


def _fact_card(text: str, row: Any, is_open: bool) -> FactCard:
    step, aims = referred(row), listed([AIMS[aim][0] for aim in row.illustrates])
    return FactCard(text, step.when, step.text, aims, is_open)
