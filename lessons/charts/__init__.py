"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

from lessons.charts.engine.index import declared, drawing_function
from lessons.core.lazy_imports import lazy_names

__getattr__, __dir__ = lazy_names(__name__, drawing_function, lambda: sorted(declared()), "chart")
__all__ = __dir__()  # the names are found by looking
