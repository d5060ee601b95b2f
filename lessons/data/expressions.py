"""List the names that authors may use in expressions of lesson.md and in `compute`."""

from typing import Any

from lessons.data import cite, membership, record, rows, table
from lessons.data.indicators import per_million_people


def names() -> dict[str, Any]:
    """Return the functions by name: those on membership, and those that read tables."""
    # An explicit list, because authors rely on what lesson.md may call.
    found = {name: getattr(membership, name) for name in membership.__all__}
    found["per_million_people"] = per_million_people
    return found | {"cite": cite, "record": record, "rows": rows, "table": table}
