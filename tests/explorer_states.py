"""All explorers, and the states in which tests visit each of them."""

import itertools
from collections.abc import Iterator

from lessons import charts
from lessons.charts.engine.declare import declaration_of
from lessons.widgets.explorer import Explorer

NAMES = [name for name in charts.__all__ if declaration_of(getattr(charts, name)).controls]


def turn(explorer: Explorer, **values: object) -> Explorer:
    """Set controls as the browser does; fail if that cannot be drawn."""
    explorer.values = {**explorer.values, **values}
    assert "problem" not in explorer.view, (values, explorer.view)
    return explorer


def states(explorer: Explorer) -> Iterator[dict[str, object]]:
    """Yield states in which every control takes every value once, long sliders about ten."""
    sweeps = []
    for control in explorer.by_name.values():
        choices = list(control.choices())
        step = max(1, len(choices) // 10)
        sweeps.append([(control.name, value) for value in (*choices[::step], choices[-1])])
    for turn in itertools.zip_longest(*sweeps):
        yield dict(pair for pair in turn if pair is not None)
