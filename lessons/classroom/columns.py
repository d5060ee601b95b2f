"""Rows that grow: a country's answers must fit into memory."""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl


@dataclass
class Columns:
    """Rows that grow, as plain arrays first and then as frames: 17 million must fit."""

    types: dict[str, tuple[str, Any]]
    frames: list[pl.DataFrame] = field(default_factory=list)
    arrays: dict[str, "array[Any]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.arrays = {name: array(code) for name, (code, _) in self.types.items()}

    def frame(self) -> pl.DataFrame:
        """Return all rows."""
        self.close()
        empty = pl.DataFrame(schema={name: kind for name, (_, kind) in self.types.items()})
        return pl.concat(self.frames, rechunk=False) if self.frames else empty

    def close(self) -> None:
        """Make a frame of the rows that are still in arrays."""
        if any(self.arrays.values()):
            self.frames.append(
                pl.DataFrame(
                    {
                        name: pl.Series(name, np.array(self.arrays[name]), dtype=kind)
                        for name, (_, kind) in self.types.items()
                    }
                )
            )
            self.__post_init__()
