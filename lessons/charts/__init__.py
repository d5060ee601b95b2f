"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

import importlib
from typing import Any

from lessons.charts.engine.index import FORMER_NAMES, declared
from lessons.core.paths import UnknownAttribute, nearest


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    wanted = FORMER_NAMES.get(name, name)
    if wanted not in declared():
        raise UnknownAttribute(f"There is no chart '{name}'.{nearest(name, __dir__())}")
    module = importlib.import_module(declared()[wanted].module)
    globals()[name] = found = getattr(module, wanted)  # looked for once
    return found


def __dir__() -> list[str]:
    return sorted(declared())


__all__ = __dir__()  # the names are found by looking
