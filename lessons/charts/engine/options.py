"""List the options that several explorers offer: years."""

from lessons.core.text import day_words
from lessons.data.membership import last_day, partner_years


def years_from(first: int | None = None) -> dict[int, str]:
    """Return the years from `first` to the last one of the data, each as a day in words.

    Without `first` they begin a year before the first partners came, with Allies alone.
    """
    first, last = first or partner_years()[0] - 1, last_day()
    words = {year: f"end of {year}" for year in range(first, last.year)}
    return words | {last.year: day_words(last)}
