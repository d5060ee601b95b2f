"""Show every chart with its controls: `explore.world_map(year=1999)`."""

import importlib
from functools import partial, wraps
from typing import Any

from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.index import declared, drawing_function
from lessons.core.lazy_imports import lazy_names

# Names that are not charts, and their modules.
_MODULE_OF = {
    "Explorer": "lessons.widgets.explorer",
    "framed": "lessons.widgets.explorer",
    "role_play": "lessons.widgets.role_play",
}


def _explorer(name: str) -> Any:
    """Return the function that shows a chart with its controls, another object, or None."""
    if draw := drawing_function(name):
        # Imported late: widgets take time, and `dir(explore)` needs none of them.
        from lessons.widgets.explorer import show

        return wraps(draw)(partial(show, declaration_of(draw)))
    if name not in _MODULE_OF:
        return None
    return getattr(importlib.import_module(_MODULE_OF[name]), name)


__getattr__, __dir__ = lazy_names(
    __name__, _explorer, lambda: sorted([*declared(), *_MODULE_OF]), "explorer"
)
__all__ = __dir__()
