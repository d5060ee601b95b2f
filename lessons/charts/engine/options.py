"""List the options that several explorers offer: years."""

from lessons.core.text import day_words
from lessons.data.membership import last_day


def years_from(first: int) -> dict[int, str]:
    """Return the years from `first` to the last one of the data, each as a day in words."""
    last = last_day()
    words = {year: f"end of {year}" for year in range(first, last.year)}
    return words | {last.year: day_words(last)}
