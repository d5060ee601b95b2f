"""Draw four real steps with other organisations, each of which shows one of three aims.

Which aim a step shows is our reading, in `illustrations.csv`; one of the four shows two.
"""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import how_many_opened
from lessons.core.text import listed
from lessons.data import cite, source_ids
from lessons.data.illustrations import illustrations, referred

# The three aims of the text of 2013, in the words of the lesson.
AIMS = {
    "roles": ("Each in its own part", "Organisations do different jobs that complete each other."),
    "stages": ("Early, during and after", "They study, plan and act together at every stage."),
    "build": ("Training and strong regions", "They train others, so regions can act themselves."),
}
HIDDEN = "not opened yet"


def _steps() -> dict[str, Any]:
    numbered = enumerate(illustrations("three_aims").values(), start=1)
    return {f"Step {number}": step for number, step in numbered}


def _step_names() -> dict[str, str]:
    return {step.key: name for name, step in _steps().items()}


@draw.explorer("Four steps, three aims", show=draw.Toggles("Open", _step_names))
def three_aims(show: Sequence[str] = ()) -> draw.Chart:
    """Draw four real steps; opening one names the aim, or the aims, that it shows."""
    steps = _steps()
    opened = how_many_opened(len(show), len(steps), "step")
    plot = draw.Plot("Four steps, three aims", opened)
    draw.cards(plot, [draw.Card([draw.head(n), draw.body(m)], "quiet") for n, m in AIMS.values()])
    draw.cards(plot, [_card(name, step, show) for name, step in steps.items()], columns=2)
    # What is not opened is read as such, so that the aim is not given away aloud.
    answers = [f"{name}: {_answer(step, show)}." for name, step in steps.items()]
    return plot.chart(
        says=f"Three aims and four real steps. {' '.join(answers)}",
        source=cite("b_seed", *source_ids(steps.values())),
        data=draw.Table.of(steps.values(), {
            "When": lambda step: referred(step).when,
            "Step": lambda step: referred(step).text,
            "Aim": lambda step: _answer(step, show),
        }),
    )  # fmt: skip


def _card(name: str, step: Any, show: Sequence[str]) -> draw.Card:
    """Return the card of a step, which asks for its aim until it is opened."""
    is_open, fact = step.key in show, referred(step)
    parts = [draw.caption(f"{name} · {fact.when}"), draw.body(fact.text)]
    aim = draw.head(_answer(step, show) if is_open else "Which aim?")
    return draw.Card([*parts, aim], "ally" if is_open else "")


def _answer(step: Any, show: Sequence[str]) -> str:
    """Return the aims that a step shows, if it is opened; the course's own reading."""
    names = [AIMS[aim][0] for aim in step.illustrates]
    return listed(names) if step.key in show else HIDDEN
