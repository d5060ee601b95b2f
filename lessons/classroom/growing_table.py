"""Build a data frame row by row, in little memory: the answers of a country are 17 million."""

from collections.abc import Mapping
from typing import Any

import polars as pl

ROWS_PER_FRAME = 100_000  # rows of Python values need ten times the memory of a frame


class GrowingTable:
    """A table to which rows are added one by one; `schema` has the type of each column."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = dict(schema)
        self._rows: list[tuple[Any, ...]] = []
        self._frames = [pl.DataFrame(schema=self._schema)]

    def add(self, *values: Any) -> None:
        """Add a row: a value for each column, in their order."""
        self._rows.append(values)
        if len(self._rows) >= ROWS_PER_FRAME:
            self._compact()

    def frame(self) -> pl.DataFrame:
        """Return all rows."""
        if self._rows:
            self._compact()
        return pl.concat(self._frames, rechunk=False)

    def _compact(self) -> None:
        columns = dict(zip(self._schema, zip(*self._rows, strict=True), strict=True))
        self._frames.append(pl.DataFrame(columns, schema=self._schema))
        self._rows.clear()
