"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

from typing import Any

from lessons.charts.engine.index import declared, drawing_function
from lessons.core.paths import UnknownAttribute, nearest


def __getattr__(name: str) -> Any:
    if name.startswith("_"):  # Python itself asks for many of these
        raise AttributeError(name)
    found = drawing_function(name)
    if found is None:
        raise UnknownAttribute(f"There is no chart '{name}'.{nearest(name, __dir__())}")
    globals()[name] = found  # looked for once
    return found


def __dir__() -> list[str]:
    return sorted(declared())


__all__ = __dir__()  # the names are found by looking
