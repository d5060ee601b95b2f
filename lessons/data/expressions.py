"""List the names that authors may use in expressions of lesson.md and in `compute`."""

from typing import Any

from lessons.data import cite, membership, rows, table
from lessons.data.population import per_million


def names() -> dict[str, Any]:
    """Return the functions by name: those on membership, and those that read tables."""
    # An explicit list, because authors rely on what lesson.md may call.
    found = {name: getattr(membership, name) for name in membership.__all__}
    return found | {"cite": cite, "per_million": per_million, "rows": rows, "table": table}
