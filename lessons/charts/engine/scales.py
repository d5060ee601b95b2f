"""Turn values, dates and names into positions on the page."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from lessons.charts.engine.sizes import TICK
from lessons.charts.engine.text_fit import text_width

# Years between two labels of an axis: the reader is to find those between by counting.
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_VALUE_STEPS = (1, 2, 5, 10)
_TICKS = 5
_TICK_SPACE = 20.0  # free pixels between the labels of two ticks


@dataclass(frozen=True)
class Linear:
    """A linear scale from the value `low` at pixel `start` to `high` at pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) * (self.end - self.start) / span

    def ticks(self) -> list[float]:
        """Return round values from low to high, about five of them."""
        rough = (self.high - self.low or 1.0) / _TICKS
        unit = 10.0 ** floor(log10(rough))
        step = next(unit * n for n in _VALUE_STEPS if unit * n >= rough)
        first, last = ceil(self.low / step), floor(self.high / step)
        return [n * step for n in range(first, last + 1)]


@dataclass(frozen=True)
class Time:
    """A scale of days from `first` to `last`, at the pixels `start` and `end`."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, on: date) -> float:
        """Return the pixel of a day; days outside the scale are at its ends."""
        first, last = self.first.toordinal(), self.last.toordinal()
        return Linear(first, last, self.start, self.end)(min(max(on.toordinal(), first), last))

    def years(self) -> list[int]:
        """Return the years to be labelled: each, every second, every fifth, as room allows."""
        count = max(self.last.year - self.first.year, 1)
        room = abs(self.end - self.start) / count
        least = text_width("2000", TICK.size) + _TICK_SPACE
        step = next((n for n in YEAR_STEPS if n * room >= least), YEAR_STEPS[-1])
        starts = range(self.first.year, self.last.year + 1)
        return [y for y in starts if y % step == 0 and self.first <= date(y, 1, 1) <= self.last]
