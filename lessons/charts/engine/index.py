"""Find every chart and explorer by looking for its declaration, without importing its module."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

from lessons.charts.engine.chart import Chart
from lessons.core.paths import LESSONS
from lessons.core.toml import read_toml

# A decorator at the left margin, up to its function: `@draw.chart` or `@draw.explorer("...")`.
_DECLARED = re.compile(r"^@(?:\w+\.)?(?:chart|explorer)\b.*?^def (\w+)", re.DOTALL | re.MULTILINE)
CHARTS = LESSONS / "charts"

# Former names of charts, and controls that charts no longer have: saved cells may hold them.
_FORMER = read_toml(Path(__file__).with_name("former.toml"))
FORMER_NAMES: dict[str, str] = _FORMER["names"]
FORMER_CONTROLS: dict[str, list[str]] = _FORMER["controls"]


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
