"""Stand in for the typed rows of the tables until `lessons.data` offers them."""

from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from lessons.data import edition, table


def rows(name: str) -> Sequence[Any]:
    """Return the rows of a table, each with its columns as attributes; nothing is None."""
    return _rows(name, edition(name))


@lru_cache(maxsize=64)
def _rows(name: str, _edition: object) -> tuple[Any, ...]:
    frame = table(name)
    filled = frame.astype(object).where(frame.notna(), None)
    return tuple(
        SimpleNamespace(**{str(k): v for k, v in row.items()}) for row in filled.to_dict("records")
    )
