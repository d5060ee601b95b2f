"""Find every chart and explorer by looking for its declaration, without importing its module."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from lessons.charts.engine.chart import Chart
from lessons.core.paths import LESSONS
from lessons.core.toml import read_toml

# A decorator at the left margin, up to its function: `@draw.chart` or `@draw.explorer("...")`.
_DECLARED = re.compile(r"^@(?:\w+\.)?(?:chart|explorer)\b.*?^def (\w+)", re.DOTALL | re.MULTILINE)
CHARTS = LESSONS / "charts"

# Former names of charts and of their controls: saved cells may hold them.
_FORMER = read_toml(Path(__file__).with_name("former.toml"))
FORMER_NAMES: dict[str, str] = _FORMER["names"]
FORMER_CONTROLS: dict[str, dict[str, str]] = _FORMER["controls"]


def chart_files() -> list[Path]:
    """Return the files of charts and of what they share, without the engine's."""
    return sorted(path for path in CHARTS.glob("*/*.py") if path.parent.name != "engine")


def module_of(path: Path) -> str:
    """Return the name by which Python imports the file of a chart."""
    return f"lessons.charts.{path.parent.name}.{path.stem}"


def declarations() -> Iterator[tuple[str, Path, int]]:
    """Yield the name, the file and the line of every declared chart, also of two of one name."""
    for path in chart_files():
        # Whatever a file holds, the other charts have to be found: `check` reports what is wrong.
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in _DECLARED.finditer(text):
            yield match[1], path, text.count("\n", 0, match.start(1)) + 1


@cache
def declared() -> Mapping[str, str]:
    """Return the module of every declared chart, by its name: the first where two have one name."""
    found: dict[str, str] = {}
    for name, path, _ in declarations():
        found.setdefault(name, module_of(path))
    return MappingProxyType(found)


def drawing_function(name: str) -> Callable[..., Chart] | None:
    """Return the function that draws a chart, by its name or a former one; None for no chart."""
    wanted = FORMER_NAMES.get(name, name)
    if wanted not in declared():
        return None
    found: Callable[..., Chart] = getattr(import_module(declared()[wanted]), wanted)
    return found
