"""All explorers, and the states in which tests visit each of them."""

import itertools
from collections.abc import Iterator

from lessons import explore
from lessons.widgets.explorer import Explorer

# The role play is tried by its own tests.
NAMES = [name for name in explore.__all__ if name not in ("Explorer", "framed", "role_play")]


def states(explorer: Explorer) -> Iterator[dict[str, object]]:
    """Yield states in which every control takes every value once, long sliders about ten."""
    sweeps = []
    for control in explorer._controls.values():
        choices = list(control.choices())
        step = max(1, len(choices) // 10)
        sweeps.append([(control.name, value) for value in (*choices[::step], choices[-1])])
    for turn in itertools.zip_longest(*sweeps):
        yield dict(pair for pair in turn if pair is not None)
