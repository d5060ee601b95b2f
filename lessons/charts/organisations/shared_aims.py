"""Draw four real steps with other organisations, each of which shows one of three aims."""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted, listed
from lessons.data import cite
from lessons.data.illustrations import Illustration, illustrations
from lessons.data.summaries import Summary, summary

AIMS = {
    "roles": ("Each in its own part", "Organisations do different jobs that complete each other."),
    "stages": ("Early, during and after", "They study, plan and act together at every stage."),
    "build": ("Training and strong regions", "They help others to learn and to act themselves."),
}


def _step_names() -> dict[str, str]:
    return {step.key: f"Step {number}" for number, step in enumerate(_steps(), start=1)}


@draw.explorer("Four steps, three aims", show=draw.Toggles("Open", _step_names))
def three_aims(show: Sequence[str] = ()) -> draw.Chart:
    """Draw four real steps; opening one names the aim, or the aims, that it shows."""
    opened = counted(len(show), "step") if show else "no step"
    plot = draw.Plot("Four steps, three aims", f"{opened} of {len(_steps())} opened")
    draw.cards(plot, [draw.Card([draw.head(n), draw.body(m)], "quiet") for n, m in AIMS.values()])
    numbered = enumerate(_steps(), start=1)
    draw.cards(plot, [_card(number, step, step.key in show) for number, step in numbered], 2)
    return plot.chart(
        says=_says(show),
        source=cite("b_seed", *(step.source_id for step in _steps())),
        data=draw.Table(
            ("When", "Step", "Aim"),
            ((_of(step).when, _of(step).text, _answer(step, show)) for step in _steps()),
        ),
    )


def _steps() -> tuple[Illustration, ...]:
    return illustrations("three_aims")


def _of(step: Illustration) -> Summary:
    return summary(step.table, step.row_key)


def _card(number: int, step: Illustration, is_open: bool) -> draw.Card:
    aim = _answer(step, [step.key]) if is_open else "Which aim?"
    parts = [draw.caption(f"Step {number} · {_of(step).when}"), draw.body(_of(step).text)]
    return draw.Card([*parts, draw.head(aim)], "ally" if is_open else "")


def _answer(step: Illustration, show: Sequence[str]) -> str:
    if step.key not in show:
        return "not opened yet"
    return " + ".join(AIMS[aim][0] for aim in step.illustrates)


def _says(show: Sequence[str]) -> str:
    numbered = list(enumerate(_steps(), start=1))
    opened = [f"Step {n}: {_answer(step, show)}." for n, step in numbered if step.key in show]
    closed = [str(n) for n, step in numbered if step.key not in show]
    left = [f"Still closed: {listed(closed)}."] if closed else []
    return " ".join(["Three aims and four real steps.", *opened, *left])
