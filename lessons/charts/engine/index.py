"""Find every chart and explorer by looking for its declaration, without importing its module."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from lessons.charts.engine.chart import Chart
from lessons.core.paths import LESSONS

# A decorator at the left margin, up to its function: `@draw.chart` or `@draw.explorer("...")`.
_DECLARED = re.compile(r"^@(?:\w+\.)?(?:chart|explorer)\b.*?^def (\w+)", re.DOTALL | re.MULTILINE)
CHARTS = LESSONS / "charts"

# Former names that cells of saved notebooks may still hold.
FORMER_NAMES = {
    "a_long_list": "sum_apart",
    "soldiers": "contributions",
    "gain": "before_and_after",
    "claim_check": "claim_checker",
    "objective_pairs": "eight_objectives",
    "fates": "partners_of_2012",
    "who_came_when": "membership_table",
}
# Controls that charts no longer have: a saved cell that sets one still shows its chart.
FORMER_CONTROLS = {
    "claim_of_2012": ("australia", "austria", "jordan"),
    "claim_wall": ("show",),
    "comings_and_goings": ("who",),
    "concept_time_line": ("mark",),
    "contributions": ("rows",),
    "core_tasks": ("concept", "show"),
    "distances": ("show",),
    "eight_objectives": ("order",),
    "operations_time_line": ("basis",),
    "partners_of_2012": ("sort",),
    "place_the_event": ("show",),
    "structures_on": ("month",),
    "sums_checked": ("show",),
    "three_relations": ("show",),
}


@cache
def declared() -> dict[str, str]:
    """Return the module of every chart that is declared in the packages of charts, by its name."""
    found: dict[str, str] = {}
    for path in sorted(CHARTS.glob("*/*.py")):
        module = ".".join(path.relative_to(LESSONS.parent).with_suffix("").parts)
        # The engine holds the decorators, but no chart.
        text = "" if path.parent.name == "engine" else path.read_text(encoding="utf-8")
        for name in _DECLARED.findall(text):
            if name in found:
                raise ValueError(f"Two charts are named '{name}': {found[name]}, {module}.")
            found[name] = module
    return found


def drawing_function(name: str) -> Callable[..., Chart] | None:
    """Return the function that draws a chart, by its name or a former one; None for no chart."""
    wanted = FORMER_NAMES.get(name, name)
    if wanted not in declared():
        return None
    found: Callable[..., Chart] = getattr(import_module(declared()[wanted]), wanted)
    return found
