"""Show every chart with its controls: `explore.world_map(year=1999)`."""

import importlib
from functools import partial, wraps
from typing import Any

from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.index import declared, drawing_function
from lessons.core.paths import UnknownAttribute, nearest

# What is shown but is no chart.
_MODULE_OF = {
    "Explorer": "lessons.widgets.explorer",
    "framed": "lessons.widgets.explorer",
    "role_play": "lessons.widgets.role_play",
}


def __getattr__(name: str) -> Any:
    if name.startswith("_"):  # Python itself asks for many of these
        raise AttributeError(name)
    draw = drawing_function(name)
    if draw:
        # Imported late: widgets take time, and `dir(explore)` needs none of them.
        from lessons.widgets.explorer import show

        found: Any = wraps(draw)(partial(show, declaration_of(draw)))
    elif name in _MODULE_OF:
        found = getattr(importlib.import_module(_MODULE_OF[name]), name)
    else:
        raise UnknownAttribute(f"There is no explorer '{name}'.{nearest(name, __dir__())}")
    globals()[name] = found  # looked for once
    return found


def __dir__() -> list[str]:
    with_controls = {name for name, place in declared().items() if place.has_controls}
    return sorted(with_controls | set(_MODULE_OF))


__all__ = __dir__()  # the names are found by looking
